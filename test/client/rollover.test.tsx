import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { Rollover } from '#client/rollover/rollover.tsx'
import { routerOf } from '#test/helpers/client-screen.tsx'

/** The turn of the school year, while others work on the classes too. */

let screen: HTMLDivElement
let root: Root
let queries: QueryClient
beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  screen = document.createElement('div')
  document.body.append(screen)
  root = createRoot(screen)
  queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
  vi.unstubAllGlobals()
})

const classOf = (name: string, next: string, id = name) => ({
  ...{ id, name, pupilCount: 20 },
  proposed: { does: 'up', name: next },
})
const viewOf = (...classrooms: ReturnType<typeof classOf>[]) => ({ last: null, classrooms })
const key = ['school', 'rollover']

async function show(...classrooms: ReturnType<typeof classOf>[]) {
  queries.setQueryData(key, viewOf(...classrooms))
  await act(async () => {
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <RouterProvider router={routerOf({ screen: Rollover })} />
        </MessagesProvider>
      </QueryClientProvider>,
    )
    await loadMessages.en()
  })
  await vi.waitFor(() => act(async () => expect(fields()).toHaveLength(classrooms.length)))
}

const fields = () => [...screen.querySelectorAll<HTMLInputElement>('input:not([tabindex="-1"])')]
const names = () => fields().map(({ value }) => value)
const write = (place: number, words: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(fields()[place], words)
    fields()[place]?.dispatchEvent(new Event('input', { bubbles: true }))
  })
const until = (words: string) =>
  vi.waitFor(async () => {
    await act(async () => {})
    expect(screen.textContent).toContain(words)
  })

test('what was written stays when the list cannot be asked for again', async () => {
  await show(classOf('6e A', '5e A'))
  await write(0, '5e Rouge')
  vi.stubGlobal('fetch', async () => Response.json({ code: 'internal' }, { status: 500 }))
  await act(() => queries.invalidateQueries({ queryKey: key }))
  await until('Try again')
  expect(names()).toEqual(['5e Rouge'])
})

const changes = [{ id: 'a', from: '6e A', to: '5e A', leaves: false, pupils: 20 }]
const dryRun = { changes, stays: { pupils: 20, cards: 20, projects: 1 } }
const pressed = (name: string) =>
  act(async () => {
    const button = [...screen.querySelectorAll('button')].find(({ textContent }) => textContent.startsWith(name))
    if (!button) throw new Error(`no button ${name}`)
    button.focus()
    button.click()
  })

test('a class that is made or renamed meanwhile is in the list, beside what was written', async () => {
  await show(classOf('6e A', '5e A', 'a'), classOf('6e B', '5e B', 'b'))
  await write(0, '5e Rouge')
  await act(async () =>
    queries.setQueryData(
      key,
      viewOf(classOf('6e Z', '5e Z', 'a'), classOf('6e B', '5e B', 'b'), classOf('CM2', '6e', 'c')),
    ),
  )
  await until('6e Z')
  expect(names()).toEqual(['5e B', '5e Rouge', '6e'])
})

test('what was seen before a class was renamed is not done, and the list knows the new name', async () => {
  await show(classOf('6e A', '5e A', 'a'))
  vi.stubGlobal('fetch', async () => Response.json(dryRun))
  await pressed('See what would change')
  await until('Move up now')
  await act(async () => queries.setQueryData(key, viewOf(classOf('6e Rouge', '5e Rouge', 'a'))))
  await until('Look at the list once more')
  await pressed('Back to the list')
  expect(names()).toEqual(['5e Rouge'])
})

test('between the list and what would change the keyboard goes on, and does not fall to the top of the page', async () => {
  await show(classOf('6e A', '5e A', 'a'))
  expect(document.activeElement).toBe(document.body)
  vi.stubGlobal('fetch', async () => Response.json(dryRun))
  await pressed('See what would change')
  await until('Move up now')
  expect(document.activeElement).toBe(screen.querySelector('[role="region"]'))
  await pressed('Back to the list')
  expect(document.activeElement).toBe(screen.querySelector('li button'))
})

test('where the server says that a class was renamed, the list is asked for anew', async () => {
  await show(classOf('6e A', '5e A', 'a'))
  vi.stubGlobal('fetch', async (_: RequestInfo, init?: RequestInit) =>
    init?.method === 'POST'
      ? Response.json({ code: 'conflict', reason: 'rollover_stale' }, { status: 409 })
      : Response.json(viewOf(classOf('6e Rouge', '5e Rouge', 'a'))),
  )
  await pressed('See what would change')
  await until('6e Rouge')
  expect(names()).toEqual(['5e Rouge'])
})
