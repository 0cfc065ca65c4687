import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import {
  type ChannelWindow,
  heldKey,
  messageKey,
  pushNumber,
  putAnswer,
  putPushed,
  windowKey,
} from '#client/chat/messages/message-cache.ts'
import { messageOf } from './chat-message.ts'

const end = windowKey('channel', { kind: 'end' })
const thread = windowKey('channel', { kind: 'thread', messageId: 'm1' })

function cache() {
  const queryClient = new QueryClient()
  queryClient.setQueryData(end, { messages: [messageOf(1), messageOf(2)], hasBefore: false, hasAfter: false })
  queryClient.setQueryData(thread, { messages: [], hasBefore: false, hasAfter: false })
  const shown = (key: readonly string[]) =>
    queryClient.getQueryData<ChannelWindow>(key)?.messages.map(({ id, text }) => `${id} ${text}`)
  return { queryClient, shown }
}

test('an answer that the line has overtaken changes nothing', () => {
  const { queryClient, shown } = cache()
  const askedAt = pushNumber()
  putPushed(queryClient, messageOf(2, { text: 'of both' }), 'alix')
  putAnswer(queryClient, messageOf(2, { text: 'of one' }), 'alix', askedAt)
  expect(shown(end)).toEqual(['m1 words 1', 'm2 of both'])
  putAnswer(queryClient, messageOf(2, { text: 'asked later' }), 'alix', pushNumber())
  expect(shown(end)).toEqual(['m1 words 1', 'm2 asked later'])
})

test('an answer in a thread stands in the channel and in the thread, whatever was said between', () => {
  const { queryClient, shown } = cache()
  putPushed(queryClient, messageOf(3, { threadId: 'm1', replyTo: 'm1' }), 'alix')
  putPushed(queryClient, messageOf(4), 'alix')
  putPushed(queryClient, messageOf(5, { threadId: 'm1', replyTo: 'm3' }), 'alix')
  expect(shown(end)).toHaveLength(5)
  expect(shown(thread)).toEqual(['m3 words 3', 'm5 words 5'])
  // The later copy of an answer is no answer more.
  putPushed(queryClient, messageOf(5, { threadId: 'm1', replyTo: 'm3', text: 'edited' }), 'alix')
  expect(queryClient.getQueryData<ChannelWindow>(end)?.messages[0]?.threadCount).toBe(2)
})

test('what is quoted elsewhere is the later copy too', () => {
  const { queryClient } = cache()
  putPushed(queryClient, messageOf(1, { text: 'edited' }), 'alix')
  expect(queryClient.getQueryData(messageKey('m1'))).toMatchObject({ message: { text: 'edited' } })
})

test('one’s own message that waits for the morning is kept apart, and joins the others when it is delivered', () => {
  const { queryClient, shown } = cache()
  const held = { ...messageOf(3, { authorId: 'alix', deliverAt: '2026-11-26T06:00:00.000Z' }), sequence: null }
  putAnswer(queryClient, held, 'alix', pushNumber())
  expect(queryClient.getQueryData(heldKey('channel'))).toMatchObject({ messages: [{ id: 'm3' }] })
  expect(shown(end)).toHaveLength(2)
  putPushed(queryClient, messageOf(3, { authorId: 'alix' }), 'alix')
  expect(queryClient.getQueryData(heldKey('channel'))).toEqual({ messages: [] })
  expect(shown(end)).toHaveLength(3)
})
