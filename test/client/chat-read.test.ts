import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { pupilPlaces } from '#client/app/places.ts'
import { putPushed, putRead } from '#client/chat/messages/message-cache.ts'
import { type ChannelsView, channelsQuery } from '#client/chat/messages/queries.ts'
import { unreadIn, withUnread } from '#client/data/chat-unread.ts'
import { channelOf, messageOf } from './chat-message.ts'

/** A channel with three messages, of which one has read the first. */
const channel = channelOf({
  kind: 'ask',
  pupilId: 'alix',
  lastSequence: 3,
  readSequence: 1,
  unreadCount: 2,
  can: { write: true, moderate: true },
})

function list() {
  const queryClient = new QueryClient()
  const { queryKey } = channelsQuery('project')
  queryClient.setQueryData<ChannelsView>(queryKey, { channels: [channel] })
  const read = (sequence: number) => putRead(queryClient, { projectId: 'project', channelId: 'channel', sequence })
  const counts = () => {
    const one = queryClient.getQueryData<ChannelsView>(queryKey)?.channels[0]
    return [one?.readSequence, one?.unreadCount]
  }
  return { queryClient, read, counts }
}

test('what was read on another device is read here, without a question', () => {
  const { read, counts } = list()
  expect(read(3)).toBe(true)
  expect(counts()).toEqual([3, 0])
})

test('where something newer is left, only the server can count it', () => {
  const { read, counts } = list()
  expect(read(2)).toBe(false)
  expect(counts()).toEqual([2, 2])
})

test('an echo of what is read here already changes nothing, also when something new has come since', () => {
  const { queryClient, read, counts } = list()
  read(3)
  putPushed(queryClient, messageOf(4), 'claire')
  expect(read(3)).toBe(true)
  expect(counts()).toEqual([3, 1])
})

test('an answer that does not know yet what came over the line takes it from no count', async () => {
  const { queryClient, counts } = list()
  vi.stubGlobal('fetch', async () => {
    const answer = Response.json({ channels: [channel] })
    putPushed(queryClient, messageOf(4), 'claire')
    putPushed(queryClient, messageOf(5, { authorId: 'claire' }), 'claire')
    return answer
  })
  await queryClient.fetchQuery({ ...channelsQuery('project'), staleTime: 0 })
  expect(counts()).toEqual([1, 3])
  vi.unstubAllGlobals()
})

test('the chat’s place in the rail says how much is unread there', () => {
  const view = withUnread({ projects: [{ projectId: 'other', unreadCount: 2 }] }, 'p1', 5)
  expect([unreadIn(view, 'p1'), unreadIn(view, 'other'), unreadIn(undefined, 'p1')]).toEqual([5, 2, 0])
  const unread = pupilPlaces('p1', 5).flatMap((place) => (place.unread ? [[place.href, place.unread]] : []))
  expect(unread).toEqual([['/p/p1/chat', 5]])
})
