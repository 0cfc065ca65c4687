import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, useRef } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import { useThreadReading } from '#client/chat/log/use-reading.ts'
import { heldKey, messageKey, windowKey } from '#client/chat/messages/message-cache.ts'
import type { Delivered } from '#client/chat/messages/queries.ts'
import { useChatSender } from '#client/chat/outbox/chat-sender.ts'
import { ChatSpaceProvider } from '#client/chat/space/chat-space.ts'
import { Talk } from '#client/chat/talk/talk.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { channelOf, messageOf } from './chat-message.ts'

/** What a channel, a thread and a topic have in common, looked at in a thread. */

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const channel = channelOf()
const top = messageOf(1)
const answer = messageOf(2, { threadId: 'm1', replyTo: 'm1', text: 'an answer' })
const user = { id: 'alix', kind: 'pupil', outboxKey: '', isSharedDevice: true }

let root: Root
let host: HTMLElement

function Thread({ canWrite }: { canWrite: boolean }) {
  const reading = useThreadReading(channel.id, top.id)
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const { sender } = useChatSender()
  const space = {
    ...{ projectId: 'project', project: null, selfId: 'alix', isPupil: true, people: new Map(), documents: new Map() },
    ...{ connection: null, quiet: null, sender, nameOf: () => 'Emma', labelOf: () => '…' },
  }
  return (
    <ChatSpaceProvider value={space}>
      <Talk
        {...{ channel, reading, fieldRef }}
        top={{ message: top, isInLog: false }}
        can={{ write: canWrite, quote: false }}
        label="Thread"
      />
    </ChatSpaceProvider>
  )
}

async function open({ canWrite = true, held = [] }: { canWrite?: boolean; held?: Delivered[] } = {}) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queryClient.setQueryData(['session'], { user })
  queryClient.setQueryData(heldKey(channel.id), { messages: held })
  queryClient.setQueryData(messageKey(top.id), { message: top })
  const key = windowKey(channel.id, { kind: 'thread', messageId: top.id })
  queryClient.setQueryData(key, { messages: [answer], hasBefore: false, hasAfter: false })
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="en">
          <Thread canWrite={canWrite} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(() => act(async () => expect(host.querySelector('[role="log"]')).not.toBeNull()))
  return { refetch: () => act(() => queryClient.refetchQueries({ queryKey: key })) }
}

const inLog = () => [...host.querySelectorAll('[role="log"] article')].map(({ id }) => id)

beforeAll(() => loadMessages.en())

afterEach(() => {
  act(() => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})

test('the top stands above its answers, and the field below them', async () => {
  await open()
  expect([...host.querySelectorAll('article')].map(({ id }) => id)).toEqual(['message-m1', 'message-m2'])
  expect(inLog()).toEqual(['message-m2'])
  expect(host.querySelector('textarea')).not.toBeNull()
})

test('who may not write finds no field', async () => {
  await open({ canWrite: false })
  expect(inLog()).toEqual(['message-m2'])
  expect(host.querySelector('textarea')).toBeNull()
})

test('an answer that waits for the end of quiet hours stands in its thread, and those of others do not', async () => {
  const held = { deliverAt: '2026-11-26T07:00:00.000Z', authorId: 'alix' }
  await open({ held: [messageOf(7, { ...held, threadId: 'm1' }), messageOf(8, { ...held, threadId: 'm5' })] })
  expect(inLog()).toEqual(['message-m2', 'message-m7'])
})

test('what was read stays in sight where it cannot be asked for again, and so does what one writes', async () => {
  const { refetch } = await open()
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')))
  const field = host.querySelector('textarea')
  await refetch()
  expect(inLog()).toEqual(['message-m2'])
  expect(host.querySelector('textarea')).toBe(field)
})
