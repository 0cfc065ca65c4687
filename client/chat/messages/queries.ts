import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import {
  channelsSince,
  type ChannelWindow,
  heldKey,
  isDelivered,
  lastPushed,
  messageKey,
  pinsKey,
  type Place,
  pushedSince,
  pushNumber,
  windowKey,
  windowWith,
} from './message-cache.ts'
import { pageSize, reloaded, withNewer, withOlder } from './message-window.ts'

export const channelApi = api.api.channels[':channelId']
export const messageApi = api.api.messages[':messageId']

const fetchChannels = (projectId: string) =>
  call(api.api.projects[':projectId'].channels.$get({ param: { projectId } }))

export type ChannelsView = Awaited<ReturnType<typeof fetchChannels>>
export type Channel = ChannelsView['channels'][number]

export const channelsQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['channels', projectId],
    queryFn: async () => {
      const number = pushNumber()
      return channelsSince(number, await fetchChannels(projectId))
    },
  })

interface Asked {
  before?: number
  after?: number
  around?: number
  date?: string
  thread?: string
  pinned?: 'true'
  limit: number
}

const fetchAnswer = (channelId: string, asked: Asked, signal?: AbortSignal) => {
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, String(value)]))
  return call(channelApi.messages.$get({ param: { channelId }, query }, signal ? { init: { signal } } : {}))
}

export type Message = Awaited<ReturnType<typeof fetchAnswer>>['messages'][number]
/** One that has its place in the channel; the others wait for their time. */
export type Delivered = Message & { sequence: number }

async function fetchPage(channelId: string, asked: Asked, signal?: AbortSignal): Promise<ChannelWindow> {
  const { messages, hasBefore, hasAfter } = await fetchAnswer(channelId, asked, signal)
  return { messages: messages.filter(isDelivered), hasBefore, hasAfter }
}

const placeAsked = (place: Place): Partial<Asked> => {
  if (place.kind === 'around') return { around: place.sequence }
  if (place.kind === 'date') return { date: place.date }
  return place.kind === 'thread' ? { thread: place.messageId } : {}
}

const windowQuery = (queryClient: QueryClient, channelId: string, place: Place) => {
  const queryKey = windowKey(channelId, place)
  const thread = place.kind === 'thread' ? { thread: place.messageId } : {}
  return queryOptions({
    queryKey,
    queryFn: async ({ signal }): Promise<ChannelWindow> => {
      const number = pushNumber()
      const before = queryClient.getQueryData<ChannelWindow>(queryKey)
      const fetchMore = (asked: Asked) => fetchPage(channelId, { ...thread, ...asked }, signal)
      const fresh =
        before === undefined || before.messages.length === 0
          ? await fetchMore({ ...placeAsked(place), limit: pageSize })
          : await reloaded(before, fetchMore)
      // What was said meanwhile is not lost to an answer that did not know it yet.
      return pushedSince(number, channelId).reduce(
        (window, message) => windowWith(window, queryKey[2], message).window,
        fresh,
      )
    },
  })
}

type Side = 'older' | 'newer'

/** A run of a channel around a place, that grows at both ends when it is asked to. */
export function useChannelWindow(channelId: string, place: Place) {
  const queryClient = useQueryClient()
  const query = useQuery(windowQuery(queryClient, channelId, place))
  const queryKey = windowKey(channelId, place)
  const thread = place.kind === 'thread' ? { thread: place.messageId } : {}
  const turn = useMutation({
    mutationFn: async (side: Side) => {
      const messages = queryClient.getQueryData<ChannelWindow>(queryKey)?.messages ?? []
      const edge = side === 'older' ? { before: messages[0]?.sequence ?? 0 } : { after: messages.at(-1)?.sequence ?? 0 }
      const page = await fetchPage(channelId, { ...thread, ...edge, limit: pageSize })
      const join = side === 'older' ? withOlder : withNewer
      queryClient.setQueryData<ChannelWindow>(queryKey, (window) => window && join(window, page))
    },
  })
  const ask = (side: Side) => {
    if (!turn.isPending) turn.mutate(side)
  }
  return { ...query, turn, older: () => ask('older'), newer: () => ask('newer') }
}

/** One message: what is answered, the top of a thread. What is pushed replaces it. */
export const messageQuery = (messageId: string) =>
  queryOptions({
    queryKey: messageKey(messageId),
    queryFn: async () => {
      const number = pushNumber()
      const answer = await call(messageApi.$get({ param: { messageId } }))
      const message = lastPushed(number, messageId)
      return message === null ? answer : { message }
    },
    staleTime: Infinity,
  })

/** What waits in a channel for the end of quiet hours: one's own, and for teachers all of it. */
export const heldQuery = (channelId: string) =>
  queryOptions({
    queryKey: heldKey(channelId),
    queryFn: () => call(channelApi.held.$get({ param: { channelId } })),
  })

/** What the teachers pinned in a channel. */
export const pinsQuery = (channelId: string) =>
  queryOptions({
    queryKey: pinsKey(channelId),
    queryFn: () => fetchAnswer(channelId, { pinned: 'true', limit: 200 }),
  })

export const searchQuery = (channelId: string, query: string) =>
  queryOptions({
    queryKey: ['chat-search', channelId, query],
    queryFn: () => call(channelApi.search.$get({ param: { channelId }, query: { q: query } })),
  })

export const editsQuery = (messageId: string) =>
  queryOptions({
    queryKey: ['edits', messageId],
    queryFn: () => call(messageApi.edits.$get({ param: { messageId } })),
    staleTime: 0,
  })

/** Outlasts the page, so that what was seen last counts as read. */
export const markRead = (channelId: string, sequence: number) =>
  call(channelApi.read.$put({ param: { channelId }, json: { sequence } }, { init: { keepalive: true } }))
