import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, useRef, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { useThreadReading } from '#client/chat/log/use-reading.ts'
import { type ChannelWindow, heldKey, messageKey, windowKey } from '#client/chat/messages/message-cache.ts'
import { withPushed } from '#client/chat/messages/message-window.ts'
import type { Delivered } from '#client/chat/messages/queries.ts'
import { useChatSender } from '#client/chat/outbox/chat-sender.ts'
import { ChatSpaceProvider } from '#client/chat/space/chat-space.ts'
import { Talk } from '#client/chat/talk/talk.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { channelOf, messageOf } from './chat-message.ts'

/** A talk under the keys: one stop for all that was said, and the field. */

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const channel = channelOf()
const top = messageOf(1)
const key = windowKey(channel.id, { kind: 'thread', messageId: top.id })
const answer = (sequence: number, more: Partial<Delivered> = {}) =>
  messageOf(sequence, { threadId: 'm1', replyTo: 'm1', ...more })

const nameOf = vi.fn((id: string | null) => (id === 'alix' ? 'Alix M.' : 'Emma'))
const people = new Map()
let root: Root
let host: HTMLElement
let queryClient: QueryClient

function Thread() {
  const reading = useThreadReading(channel.id, top.id)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const { sender } = useChatSender()
  const [space] = useState(() => ({
    ...{ projectId: 'project', project: null, selfId: 'alix', isPupil: true, people, documents: new Map() },
    ...{ connection: null, quiet: null, sender, nameOf, labelOf: () => '…' },
  }))
  return (
    <ChatSpaceProvider value={space}>
      <Talk
        {...{ channel, reading, fieldRef }}
        top={{ message: top, isInLog: true }}
        can={{ write: true, quote: false }}
        label="Thread"
      />
    </ChatSpaceProvider>
  )
}

async function open(messages: Delivered[]) {
  queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  const user = { id: 'alix', kind: 'pupil', outboxKey: '', isSharedDevice: true }
  queryClient.setQueryData(['session'], { user })
  queryClient.setQueryData(heldKey(channel.id), { messages: [] })
  queryClient.setQueryData(messageKey(top.id), { message: top })
  queryClient.setQueryData(key, { messages, hasBefore: false, hasAfter: false })
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="en">
          <Thread />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(() => act(async () => expect(host.querySelector('[role="log"]')).not.toBeNull()))
}

async function push(message: Delivered) {
  queryClient.setQueryData<ChannelWindow>(key, (window) => window && withPushed(window, message).window)
  await vi.waitFor(() => act(async () => expect(host.querySelector(`#message-${message.id}`)).not.toBeNull()))
}
const find = (selector: string) => {
  const found = host.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`nothing is ${selector}`)
  return found
}
const press = (pressed: string) =>
  act(() => {
    const event = new KeyboardEvent('keydown', { key: pressed, bubbles: true, cancelable: true })
    document.activeElement?.dispatchEvent(event)
  })
const stops = () =>
  [...find('[role="log"]').querySelectorAll<HTMLElement>('article, a[href], button, input, [tabindex]')].filter(
    ({ tabIndex }) => tabIndex >= 0,
  )

beforeAll(() => loadMessages.en())
beforeEach(() => localStorage.clear())
afterEach(() => {
  act(() => root.unmount())
  host.remove()
})

const reacted = { reactions: [{ reaction: 'heart' as const, userIds: ['emma', 'alix'] }] }

test('all that was said is one stop of the tab key, also what comes later and what it holds', async () => {
  await open([answer(2, { ...reacted, text: 'see https://example.org' }), answer(3, reacted)])
  expect(stops().map(({ id }) => id)).toEqual(['message-m3'])
  await push(answer(4, { ...reacted, text: 'and https://example.org/later' }))
  await vi.waitFor(() => expect(stops().map(({ id }) => id)).toEqual(['message-m4']))
  // Told to who hears the screen, with how to leave it.
  const keys = document.getElementById(find('[role="log"]').getAttribute('aria-describedby') ?? '')
  expect(keys?.textContent).toMatch(/Arrow up and down.*F6/)
  expect(document.getElementById(find('textarea').getAttribute('aria-describedby') ?? '')?.textContent).toContain('F6')
})

test('arrows lead into a message and through what it holds; Escape leads back to it, and then to the field', async () => {
  await open([answer(2), answer(3, { ...reacted, text: 'see https://example.org' })])
  act(() => find('#message-m3').focus())
  const reached = () => document.activeElement?.textContent?.replace(/\s+/g, ' ')
  press('ArrowRight')
  expect(reached()).toContain('https://example.org')
  press('ArrowRight')
  expect(reached()).toBe('2')
  press('ArrowRight')
  expect(document.activeElement?.getAttribute('aria-haspopup')).toBe('menu')
  press('ArrowLeft')
  expect(reached()).toBe('2')
  press('ArrowUp')
  expect(document.activeElement?.id).toBe('message-m2')
  press('ArrowRight')
  press('Escape')
  expect(document.activeElement?.id).toBe('message-m2')
  press('Escape')
  expect(document.activeElement).toBe(find('textarea'))
})

test('a reaction is named by what one sees of it first, and then by what it means and whose it is', async () => {
  await open([answer(2, reacted)])
  expect(find('#message-m2 [aria-pressed]').getAttribute('aria-label')).toBe('2, I like it: Emma and Alix M.')
})

test('a message that comes costs what is new: no other is drawn, measured or reckoned with', async () => {
  const many = Array.from({ length: 190 }, (_, at) => answer(at + 2))
  await open(many)
  await push(answer(192))
  const measured = vi.spyOn(Element.prototype, 'getBoundingClientRect')
  const reckoned = vi.spyOn(Date.prototype, 'toDateString')
  nameOf.mockClear()
  await push(answer(193))
  expect(host.querySelectorAll('article')).toHaveLength(193)
  expect(measured.mock.calls.length).toBeLessThan(5)
  expect(reckoned.mock.calls.length).toBeLessThan(5)
  // The new row, the one that was the last before it, and what is said aloud.
  expect(nameOf.mock.calls.length).toBeLessThan(15)
  vi.restoreAllMocks()
})

test('what Enter does is asked once, where one writes, after the first line that it began', async () => {
  await open([answer(2)])
  act(() => find('textarea').focus())
  expect(host.textContent).not.toContain('What does Enter do here?')
  press('Enter')
  expect(host.textContent).toContain('What does Enter do here?')
  const send = [...host.querySelectorAll('button')].find(({ textContent }) => textContent === 'Send the message')
  await act(async () => send?.click())
  expect(host.textContent).not.toContain('What does Enter do here?')
  expect(host.textContent).toContain('Enter sends, Shift + Enter begins a new line')
  act(() => find('textarea').focus())
  press('Enter')
  expect(host.textContent).not.toContain('What does Enter do here?')
})
