import './palette.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { boardSchemaVersion } from '#collab/documents/board-model.ts'
import { inReadingOrder } from '#collab/documents/board-outline.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useLiveDocument } from '#client/live/use-live-document.ts'
import { useKeepSession } from '#client/live/use-keep-session.ts'
import { Drafts } from '#client/document-screen/drafts.tsx'
import { mayWriteNow } from '#client/document-screen/may-write.ts'
import { DocumentStrips } from '#client/document-screen/document-strips.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { planQuery } from '#client/data/plan.ts'
import { peopleQuery } from '#client/data/people.ts'
import { documentQuery } from '#client/data/documents.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { beAtRest } from '#client/ui/at-rest.ts'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { Skeleton } from '#client/ui/states.tsx'
import { useRootMark } from '#client/ui/use-root-mark.ts'
import { Announcer, createAnnouncer } from './announcer.tsx'
import { BoardHeader, type BoardView } from './board-header.tsx'
import styles from './board-page.module.css'
import { BoardContext, type BoardSession, useMeta } from './board-session.ts'
import { BoardStore } from './board-store.ts'
import { Signal } from './canvas/signal.ts'
import { useWorkPlace } from '#client/ui/work-place.ts'
import { enterFace, useFaceFocus } from './face-focus.ts'
import { afterwards } from '#client/ui/later.tsx'
import { WaitingChanges } from './moderation/changes.tsx'
import { ModerationStrips } from './moderation/moderation-strips.tsx'
import { TeacherButton } from './moderation/teacher-button.tsx'
import { usePutBack } from './use-put-back.ts'

/**
 * A face whose code may be there before its content is. Only where it is not does it go through Suspense, since React
 * shows for 300 ms what was shown in its place.
 */
function faceOf(load: () => Promise<ComponentType>) {
  let there: ComponentType | null = null
  const fetch = async () => {
    there = await load()
    return { default: there }
  }
  const Later = lazy(fetch)
  return { fetch, get: (): ComponentType => there ?? Later }
}

// What was done while one was away.
const BoardNews = afterwards(() => import('./list/board-news.tsx').then((module) => module.BoardNews))

const canvasFace = faceOf(() => import('./canvas/canvas-face.tsx').then(({ CanvasFace }) => CanvasFace))
const wallFace = faceOf(() => import('./wall/wall-face.tsx').then(({ WallFace }) => WallFace))
const planFace = faceOf(() => import('./plan/plan-face.tsx').then(({ PlanFace }) => PlanFace))
const ListView = lazy(() => import('./list/list-view.tsx').then(({ ListView: view }) => ({ default: view })))

/** All that is written on a board, to take along where it can no longer be kept. */
function wordsOf(ydoc: LiveDocument['ydoc']): string {
  const there = readBoard(ydoc).objects.filter((object) => !object.isRemoved)
  return inReadingOrder(there)
    .flatMap(({ text, alt }) => [text, alt].filter((words) => words !== ''))
    .join('\n')
}

/** The board in plain values and this person's gestures, for as long as this ydoc is on the screen. */
function useModel(ydoc: LiveDocument['ydoc'] | undefined, author: string) {
  const [model, setModel] = useState<{ store: BoardStore; gestures: Gestures } | null>(null)
  useEffect(() => {
    if (ydoc === undefined) return undefined
    const store = new BoardStore(ydoc)
    setModel({ store, gestures: new Gestures(ydoc, author) })
    return () => {
      setModel(null)
      store.destroy()
    }
  }, [ydoc, author])
  return model?.store.ydoc === ydoc ? model : null
}

function usePeople(page: DocumentView) {
  const { data } = useQuery(peopleQuery(page.projectId))
  return useMemo(() => {
    const { members = [], former = [] } = data ?? {}
    return {
      former: new Map(former.map((person) => [authorOf(page.id, person.userId), person])),
      byUser: new Map(members.map((person) => [person.userId, person])),
      byAuthor: new Map(members.map((person) => [authorOf(page.id, person.userId), person])),
    }
  }, [data, page.id])
}

const nothing = { subscribe: () => () => {}, isPaused: () => false }

function useIsPaused(store: BoardStore | undefined, author: string) {
  return useSyncExternalStore(store?.subscribe ?? nothing.subscribe, () =>
    store === undefined ? false : store.getModeration().paused.has(author),
  )
}

interface SessionParts {
  page: DocumentView
  live: LiveDocument | null
  people: BoardSession['people']
  former: BoardSession['former']
  announce: BoardSession['announce']
  following: BoardSession['following']
}

function useSession({ page, live, ...shared }: SessionParts): BoardSession | null {
  const user = useUser()
  const { locale } = useMessages()
  const author = useMemo(() => authorOf(page.id, user.id), [page.id, user.id])
  const model = useModel(live?.ydoc, author)
  const isPaused = useIsPaused(model?.store, author)
  useEffect(() => model?.gestures.speak(locale), [model, locale])
  const { isReadFirst } = page
  useEffect(() => model?.store.readFirst(isReadFirst), [model, isReadFirst])
  const canWriteNow = live !== null && mayWriteNow(live, page)
  const { awareness, listen, sendFleeting } = live ?? {}
  const { id, projectId, title, language, kind, can } = page
  const { people, former, announce, following } = shared
  return useMemo(() => {
    if (model === null || awareness === undefined || listen === undefined || sendFleeting === undefined) return null
    const moderate = can.manage && canWriteNow
    const write = canWriteNow && (moderate || !isPaused)
    return {
      ...model,
      ...{ documentId: id, projectId, title, language, kind, author, people, former, announce, following },
      can: { write, moderate, upload: write && can.uploadImage },
      live: { awareness, listen, sendFleeting },
    }
  }, [
    model,
    awareness,
    listen,
    sendFleeting,
    canWriteNow,
    isPaused,
    can,
    id,
    projectId,
    title,
    language,
    kind,
    author,
    people,
    former,
    announce,
    following,
  ])
}

/** Ctrl+Shift+L, Cmd+Shift+L: the list is always one key away. */
function useListKey(onToggle: () => void) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isAsked = (event.ctrlKey || event.metaKey) && event.shiftKey && !event.altKey && event.code === 'KeyL'
      if (!isAsked) return
      event.preventDefault()
      onToggle()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [onToggle])
}

/** A plan is one before its content has come, when every board still reads as a canvas. */
function Face({ view, isPlan }: { view: BoardView; isPlan: boolean }) {
  const { layout: stored } = useMeta()
  const layout = isPlan ? 'plan' : stored
  // What is shown stays the same component when its code has come.
  const [faces] = useState(() => ({ canvas: canvasFace.get(), wall: wallFace.get(), plan: planFace.get() }))
  const FaceNow = view === 'list' ? ListView : faces[layout === 'canvas' || layout === 'plan' ? layout : 'wall']
  return <FaceNow />
}

/** The header stands outside of the board's frame, which is there only once the board has come. */
function TeacherTools({ session }: { session: BoardSession }) {
  return (
    <BoardContext value={session}>
      <TeacherButton />
    </BoardContext>
  )
}

function Frame({ session, children }: { session: BoardSession | null; children: ReactNode }) {
  if (session === null) return <Skeleton of="cards" count={6} />
  return (
    <BoardContext value={session}>
      <WaitingChanges>
        <Suspense fallback={<Skeleton of="cards" count={6} />}>{children}</Suspense>
      </WaitingChanges>
      <BoardNews />
    </BoardContext>
  )
}

/** The face is fetched while the content is, and what a plan is laid out by. Where they do not come, the face asks again. */
function useFaceFirst({ kind, isPlan, projectId }: DocumentView) {
  const queryClient = useQueryClient()
  const { fetch } = kind === 'wall' ? wallFace : isPlan ? planFace : canvasFace
  useEffect(() => {
    fetch().catch(() => null)
  }, [fetch])
  useEffect(() => {
    if (isPlan) void queryClient.prefetchQuery(planQuery(projectId))
  }, [isPlan, projectId, queryClient])
}

function Board({ page }: { page: DocumentView }) {
  const user = useUser()
  const live = useLiveDocument(page.id, boardSchemaVersion, user)
  const people = usePeople(page)
  const [announcer] = useState(createAnnouncer)
  const [view, setView] = useState<BoardView>('face')
  const [following] = useState(() => new Signal<string | null>(null))
  const { announce } = announcer
  const session = useSession({ page, live, people: people.byAuthor, former: people.former, announce, following })
  const [toggle] = useState(() => () => setView((now) => (now === 'list' ? 'face' : 'list')))
  useKeepSession()
  useRootMark('screen', 'board')
  useFaceFirst(page)
  useListKey(toggle)
  const frame = useRef<HTMLDivElement>(null)
  useFaceFocus(frame, view)
  useWorkPlace(page.kind === 'wall' ? 'wall' : 'board', () => enterFace(frame.current))
  usePutBack(live?.listen)
  const isThere = live?.isSynced === true
  useEffect(() => (isThere ? beAtRest() : undefined), [isThere])
  return (
    <div ref={frame} className={styles.screen}>
      <BoardHeader
        page={page}
        live={live}
        people={people.byUser}
        session={session}
        following={following}
        view={view}
        onView={setView}
        tools={page.can.manage && session !== null ? <TeacherTools session={session} /> : null}
      />
      <div className={styles.strips}>
        {live && <DocumentStrips live={live} page={page} textOf={wordsOf} />}
        {live && <Drafts live={live} title={page.title} kind={page.kind} onPut={null} />}
      </div>
      {(isThere || live?.status.kind !== 'gone') && (
        <Frame session={isThere ? session : null}>
          <ModerationStrips />
          <Face view={view} isPlan={page.isPlan} />
        </Frame>
      )}
      <Announcer source={announcer} />
    </div>
  )
}

/** Screen P4: a board or a wall, live. An unknown one and one that is not shared look alike. */
export function BoardPage() {
  const { documentId } = useParams({ from: '/board/$documentId' })
  const { data, error, refetch } = useQuery(documentQuery(documentId))
  if (data) return <Board key={documentId} page={data.document} />
  if (error) return <ErrorScreen error={error} onRetry={() => void refetch()} />
  return <Skeleton of="cards" count={6} />
}
