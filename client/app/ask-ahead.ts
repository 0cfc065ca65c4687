import { chooseLocale } from '#client/locales/locales.ts'
import { loadWords } from '#client/locales/words.ts'
import { documentQuery } from '#client/data/documents.ts'
import { sessionQuery } from '#client/data/session.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.ts'

const documentPath = /^\/(?:board|page)\/([\w-]+)$/

/** Which face a board has stands in the document. */
async function loadFace(documentId: string) {
  const { document } = await queryClient.fetchQuery(documentQuery(documentId))
  if (document.kind === 'board') return import('#client/boards/canvas/canvas-face.tsx')
  return document.kind === 'wall' ? import('#client/boards/wall/wall-face.tsx') : undefined
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
      const documentId = documentPath.exec(location.pathname)?.[1]
      if (user && documentId !== undefined) await loadFace(documentId)
    }),
  ]
  void Promise.allSettled(ahead)
}
