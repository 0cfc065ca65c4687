import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Write } from '#client/contacts/write.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'

/** What one teacher writes to another, where no answer comes: it stays, and sent again it is the same message. */

const conversationId = '4b1f6a3e-8f6e-4f7e-9d3a-1f2e3d4c5b6a'
let root: Root
let host: HTMLElement
let isAway = true
const sent: { id: string; text: string }[] = []

const answer = async (_address: unknown, init?: RequestInit) => {
  sent.push(JSON.parse(String(init?.body)))
  if (isAway) throw new TypeError('Failed to fetch')
  return Response.json({ message: {} }, { status: 201 })
}

const open = () =>
  act(async () => {
    root = createRoot(host)
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MessagesProvider locale="en">
          <Write conversationId={conversationId} />
        </MessagesProvider>
      </QueryClientProvider>,
    )
  })

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', answer)
  isAway = true
  sent.length = 0
  await loadMessages.en()
  host = document.createElement('div')
  document.body.append(host)
  await open()
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

const field = () => {
  const found = host.querySelector('textarea')
  if (!found) throw new Error('there is nothing to write in')
  return found
}
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field(), text)
    field().dispatchEvent(new Event('input', { bubbles: true }))
  })
const send = () => act(async () => host.querySelector('form')?.requestSubmit())

test('what got no answer stays, also on another screen, and is sent again as the same message', async () => {
  await type('Two rivers?')
  await send()
  await vi.waitFor(() => expect(sent).toHaveLength(1))
  await act(async () => root.unmount())
  await open()
  expect(field().value).toBe('Two rivers?')
  isAway = false
  await send()
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(field().value).toBe('')
  })
  expect(sent.map(({ text }) => text)).toEqual(['Two rivers?', 'Two rivers?'])
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  await type('Three?')
  await send()
  await vi.waitFor(() => expect(sent).toHaveLength(3))
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
})
