import { chooseLocale } from '#client/locales/locales.ts'
import { loadWords } from '#client/locales/words.ts'
import { documentQuery, documentsQuery } from '#client/data/documents.ts'
import { planQuery } from '#client/data/plan.ts'
import { sessionQuery } from '#client/data/session.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.ts'

const documentPath = /^\/(board|page)\/([\w-]+)$/

const faces = {
  page: () => import('#client/editor/page-editor.tsx'),
  board: () => import('#client/boards/canvas/canvas-face.tsx'),
  wall: () => import('#client/boards/wall/wall-face.tsx'),
  plan: () => import('#client/boards/plan/plan-face.tsx'),
}

/** Which face a board has stands in the document; what a plan is laid out by is asked for with its own. */
async function loadFace(documentId: string) {
  const { kind, isPlan, projectId } = (await queryClient.fetchQuery(documentQuery(documentId))).document
  if (isPlan) return Promise.all([faces.plan(), queryClient.prefetchQuery(planQuery(projectId))])
  return kind === 'page' ? undefined : faces[kind]()
}

/**
 * What the first screen waits for, asked for at once: its words, its code, who is here, and the document of its address.
 * Whoever needs one of them asks again, gets it from here, and says so where it does not come.
 */
export function askAhead(): void {
  const ahead = [
    loadWords(chooseLocale(null, document.cookie, navigator.languages)),
    router.load(),
    queryClient.fetchQuery(sessionQuery).then(async ({ user }) => {
      const documentId = documentPath.exec(location.pathname)?.[2]
      if (user && documentId !== undefined) await loadFace(documentId)
    }),
  ]
  void Promise.allSettled(ahead)
}

/** Of what has been answered already: looking at a document is asked for by who opens it alone. */
function knownKind(documentId: string): keyof typeof faces | null {
  const [plans, lists] = [planQuery('').queryKey.slice(0, 1), documentsQuery('').queryKey.slice(0, 1)]
  const isPlan = queryClient
    .getQueriesData<{ documentId?: string | null }>({ queryKey: plans })
    .some(([, plan]) => plan?.documentId === documentId)
  if (isPlan) return 'plan'
  const rows = queryClient
    .getQueriesData<{ documents: { id: string; kind: 'page' | 'board' | 'wall' }[] }>({ queryKey: lists })
    .flatMap(([, list]) => list?.documents ?? [])
  return rows.find(({ id }) => id === documentId)?.kind ?? null
}

/** The code of what a hand or the focus has come to is asked for before it is pressed. */
export function askOnApproach(): void {
  const approach = ({ target }: Event) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null
    const [, screen, documentId] = documentPath.exec(link?.pathname ?? '') ?? []
    const kind = documentId === undefined ? null : knownKind(documentId)
    if (documentId === undefined || kind === null) return
    const to = screen === 'page' ? '/page/$documentId' : '/board/$documentId'
    void Promise.allSettled([router.preloadRoute({ to, params: { documentId } }), faces[kind]()])
  }
  for (const come of ['pointerover', 'focusin', 'pointerdown']) addEventListener(come, approach, { passive: true })
}
