import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { BoardContext, type BoardPerson, type BoardSession } from '#client/boards/board-session.ts'
import { Signal } from '#client/boards/canvas/signal.ts'
import { BoardStore } from '#client/boards/board-store.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { Gestures } from '#collab/documents/board-gestures.ts'
import type { Layout } from '#collab/documents/board-model.ts'
import { metaKeys, metaOf } from '#collab/documents/board-read.ts'

export const anna = 'annaannaanna'
export const ben = 'benbenbenben'

const person = (userId: string, name: string, isSelf: boolean): BoardPerson => ({
  userId,
  name,
  alias: null,
  kind: 'pupil',
  role: 'pupil',
  school: { id: 's1', name: 'Collège', countryCode: 'FR' },
  groupId: null,
  paletteIndex: isSelf ? 1 : 2,
  shape: 0,
  isSelf,
  can: { remove: false, changeRole: false, move: false, openOral: false },
})

interface BoardOptions {
  layout?: Layout
  canWrite?: boolean
  isModerator?: boolean
}

/** A board that is Anna's screen, on which Ben writes from elsewhere. */
export function board({ layout = 'columns', canWrite = true, isModerator = false }: BoardOptions = {}) {
  const ydoc = new Y.Doc()
  const elsewhere = new Y.Doc()
  ydoc.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== elsewhere && Y.applyUpdate(elsewhere, update, ydoc),
  )
  elsewhere.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== ydoc && Y.applyUpdate(ydoc, update, elsewhere),
  )
  metaOf(ydoc).set(metaKeys.layout, layout)
  const said: string[] = []
  const session: BoardSession = {
    documentId: 'd1',
    projectId: 'p1',
    title: 'Rivers',
    language: 'en',
    kind: 'wall',
    store: new BoardStore(ydoc),
    gestures: new Gestures(ydoc, anna),
    author: anna,
    people: new Map([
      [anna, person('u1', 'Anna', true)],
      [ben, person('u2', 'Ben', false)],
    ]),
    former: new Map(),
    can: { write: canWrite, moderate: canWrite && isModerator, upload: canWrite },
    live: { awareness: new Awareness(ydoc), listen: () => () => {}, sendFleeting: () => true },
    following: new Signal<string | null>(null),
    announce: (text) => void said.push(text),
  }
  return { session, said, ydoc, elsewhere, ben: new Gestures(elsewhere, ben) }
}

/** Draws it, in English. Gives the element, and what takes it off again. */
export async function show(session: BoardSession, children: ReactNode) {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  const queryClient = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const { school } = person('u1', 'Anna', true)
  queryClient.setQueryData(['session'], { user: { id: 'u1', kind: 'pupil', school } })
  const element = document.createElement('div')
  document.body.append(element)
  const root = createRoot(element)
  const screen = () => <BoardContext value={session}>{children}</BoardContext>
  const routeTree = createRootRoute({ component: screen })
  const router = createRouter({ routeTree, history: createMemoryHistory() })
  await act(async () => {
    await router.load()
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="en">
          <RouterProvider router={router} />
        </MessagesProvider>
      </QueryClientProvider>,
    )
  })
  await act(async () => {
    // The words of the language are a module of their own.
    await import('virtual:messages/en')
  })
  return {
    element,
    async close() {
      await act(async () => root.unmount())
      element.remove()
    },
  }
}

export const inAct = (work: () => void) =>
  act(async () => {
    work()
  })
