import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { Gestures } from '#collab/documents/board-gestures.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import type { peopleQuery } from '#client/data/people.ts'
import type { DocumentView } from '#client/data/documents.ts'
import type { BoardStore } from './board-store.ts'
import type { Signal } from './canvas/signal.ts'

type PeopleAnswer = Awaited<ReturnType<NonNullable<ReturnType<typeof peopleQuery>['queryFn']>>>
/** Somebody of the project, by the name this reader may see. */
export type BoardPerson = PeopleAnswer['members'][number]

/** Who made something here, whether they are still in the project or not. */
export type BoardAuthor = PeopleAnswer['former'][number]

/** What everything on the screen of one board works with. */
export interface BoardSession {
  documentId: string
  projectId: string
  title: string
  /** Of the title. */
  language: string | null
  kind: DocumentView['kind']
  store: BoardStore
  /** Writes what this person does, and takes it back. */
  gestures: Gestures
  /** This person's pseudonym on this board. */
  author: string
  /** People of the project by their pseudonym here. Templates' things are of nobody (`serverAuthor`). */
  people: ReadonlyMap<string, BoardPerson>
  /** Those who have left: what they made is still theirs. */
  former: ReadonlyMap<string, BoardAuthor>
  /** What may be done at this moment: rights, connection and a teacher's pause taken together. */
  can: { write: boolean; moderate: boolean; upload: boolean }
  live: { awareness: Awareness } & Pick<LiveDocument, 'listen' | 'sendFleeting'>
  /** Whose view this person follows on the canvas, by user id. */
  following: Signal<string | null>
  /** Says something to a screen reader, politely. */
  announce: (text: string) => void
}

export const BoardContext = createContext<BoardSession | null>(null)

export function useBoardSession(): BoardSession {
  const session = use(BoardContext)
  if (session === null) throw new Error('useBoardSession needs a board above')
  return session
}

/** Ids of what is drawn, in drawing order. */
export function useObjectIds(): readonly string[] {
  const { store } = useBoardSession()
  return useSyncExternalStore(store.subscribe, store.getIds)
}

/** One object as it is now; undefined once it is hidden or gone. Draws again for this object alone. */
export function useBoardObject(id: string): BoardObject | undefined {
  const { store } = useBoardSession()
  const subscribe = useCallback((listener: () => void) => store.subscribeObject(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => store.getObject(id))
}

export function useMeta() {
  const { store } = useBoardSession()
  return useSyncExternalStore(store.subscribe, store.getMeta)
}

export function useModeration() {
  const { store } = useBoardSession()
  return useSyncExternalStore(store.subscribe, store.getModeration)
}
