import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { Rollover } from '#client/rollover/rollover.tsx'

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
          <Rollover />
        </MessagesProvider>
      </QueryClientProvider>,
    )
    await loadMessages.en()
  })
  expect(fields()).toHaveLength(classrooms.length)
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
