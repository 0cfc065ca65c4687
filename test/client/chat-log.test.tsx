import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, useEffect, useRef, useState } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ChatSender } from '#client/chat/outbox/chat-sender.ts'
import { type ChatSpace, ChatSpaceProvider } from '#client/chat/space/chat-space.ts'
import type { ChannelWindow } from '#client/chat/messages/message-cache.ts'
import { MessageLog } from '#client/chat/log/message-log.tsx'
import { withPushed } from '#client/chat/messages/message-window.ts'
import type { Delivered } from '#client/chat/messages/queries.ts'
import { Sender } from '#client/chat/outbox/sender.ts'
import { openOutbox } from '#client/live/outbox.ts'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { messageOf } from './chat-message.ts'

/** The log as it is drawn, with a field below it that has the focus. */

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const [alix] = ['alix']

type Sent = ChatSender extends Sender<infer Message> ? Message : never

const space = (): ChatSpace => ({
  projectId: 'project',
  project: null,
  selfId: alix,
  isPupil: true,
  people: new Map(),
  documents: new Map(),
  connection: null,
  quiet: null,
  sender: new Sender<Sent>({
    outbox: openOutbox({ id: alix, outboxKey: '', isSharedDevice: true }),
    files: { upload: () => new Promise(() => {}), remove: () => {} },
    post: () => new Promise(() => {}),
    onSent: () => {},
  }),
  nameOf: (id) => ({ alix: 'Alix M.', emma: 'Emma' })[id ?? ''] ?? 'somebody',
  labelOf: () => '…',
})

let push: (message: Delivered) => void = () => {}
let root: Root
let host: HTMLElement

const nothing = () => {}

function Screen() {
  const [window, setWindow] = useState<ChannelWindow>({ messages: [messageOf(1)], hasBefore: false, hasAfter: false })
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    push = (message) => setWindow((before) => withPushed(before, message).window)
  }, [])
  return (
    <>
      <MessageLog
        label="Messages in Everybody"
        window={window}
        readUntil={1}
        target={null}
        turning={{ error: null, retry: nothing }}
        isInThread={false}
        onOlder={nothing}
        onNewer={nothing}
        onEnd={nothing}
        onNewest={nothing}
        onLeave={() => field.current?.focus()}
        onMenu={nothing}
        onRewrite={nothing}
        onThread={nothing}
        onJump={nothing}
        beginning={null}
      >
        {null}
      </MessageLog>
      <textarea ref={field} />
    </>
  )
}

const find = (selector: string) => {
  const found = host.querySelector<HTMLElement>(selector)
  if (!found) throw new Error(`nothing is ${selector}`)
  return found
}
const press = (element: HTMLElement, key: string) =>
  act(() => void element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })))

const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms))

// The words of a language are a chunk of their own.
beforeAll(() => loadMessages.en())

beforeEach(async () => {
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  const queryClient = new QueryClient()
  await act(async () => {
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="en">
          <ChatSpaceProvider value={space()}>
            <Screen />
          </ChatSpaceProvider>
        </MessagesProvider>
      </QueryClientProvider>,
    )
  })
  await vi.waitFor(() => act(async () => void find('[role="log"]')))
})

afterEach(() => {
  act(() => root.unmount())
  host.remove()
  vi.useRealTimers()
})

test(
  '20 messages a second are drawn one by one and announced as a number; the focus stays in the field',
  { timeout: 60_000 },
  async () => {
    vi.useFakeTimers()
    const field = find('textarea')
    field.focus()
    const heard: string[] = []
    const listen = () => {
      const text = find('[role="status"]').textContent ?? ''
      if (text !== '' && text !== heard.at(-1)) heard.push(text)
    }
    for (let sequence = 2; sequence <= 101; sequence += 1) {
      act(() => push(messageOf(sequence)))
      pass(50)
      listen()
    }
    pass(2_000)
    listen()
    expect(document.activeElement).toBe(field)
    expect(host.querySelectorAll('article')).toHaveLength(101)
    expect(heard[0]).toBe('Emma: words 2')
    // Five seconds: at once, and then once in two seconds.
    expect(heard.length).toBeLessThanOrEqual(4)
    expect(heard.slice(1).every((text) => /^\d+ new messages$/.test(text))).toBe(true)
  },
)

test('the log speaks through that line alone, and one’s own words are not read back', () => {
  vi.useFakeTimers()
  expect(find('[role="log"]').getAttribute('aria-live')).toBe('off')
  act(() => push(messageOf(2, { authorId: alix })))
  pass(3_000)
  expect(find('[role="status"]').textContent).toBe('')
})

test('the arrows lead through the messages, one of which Tab reaches, and Escape leads back to the field', () => {
  act(() => push(messageOf(2)))
  act(() => push(messageOf(3)))
  const reached = () => [...host.querySelectorAll('article[tabindex="0"]')].map((row) => row.id)
  expect(reached()).toEqual(['message-m3'])
  find('#message-m3').focus()
  press(find('#message-m3'), 'ArrowUp')
  expect(document.activeElement?.id).toBe('message-m2')
  expect(reached()).toEqual(['message-m2'])
  press(find('#message-m2'), 'Home')
  expect(document.activeElement?.id).toBe('message-m1')
  press(find('#message-m1'), 'Escape')
  expect(document.activeElement).toBe(find('textarea'))
})

test('a message is named by who says it and what, and stands in its own language and direction', () => {
  act(() => push(messageOf(2, { text: 'שלום עולם', language: 'he' })))
  const row = find('#message-m2')
  const label = (row.getAttribute('aria-labelledby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
  expect(label).toEqual(['Emma', 'שלום עולם'])
  const words = row.querySelector('p[dir="auto"]')
  expect(words?.getAttribute('lang')).toBe('he')
})

test('what was deleted leaves a mark and none of its words', () => {
  act(() => push(messageOf(2)))
  act(() => push(messageOf(2, { text: '', deletedAt: '2026-11-25T09:10:00.000Z', deletedBy: 'claire' })))
  expect(find('#message-m2').textContent).toContain('removed by a teacher')
  expect(find('#message-m2').textContent).not.toContain('words 2')
})
