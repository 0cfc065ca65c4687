import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { api, call } from '#client/api.ts'
import type { DocumentAccess } from '#client/data/documents.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { toast } from '#client/ui/toast.tsx'
import { useChatSpace } from './chat-space.ts'
import {
  type ChannelWindow,
  heldKey,
  isDelivered,
  lastPushed,
  messageKey,
  pinsKey,
  type Place,
  pushedSince,
  pushNumber,
  putAnswer,
  windowKey,
  windowWith,
} from './message-cache.ts'
import { pageSize, reloaded, withNewer, withOlder } from './message-window.ts'
import type { MessageDraft } from './outgoing.ts'
import type { Reaction } from './reactions.tsx'

const channelApi = api.api.channels[':channelId']
const messageApi = api.api.messages[':messageId']

const fetchChannels = (projectId: string) =>
  call(api.api.projects[':projectId'].channels.$get({ param: { projectId } }))

export type ChannelsView = Awaited<ReturnType<typeof fetchChannels>>
export type Channel = ChannelsView['channels'][number]

export const channelsQuery = (projectId: string) =>
  queryOptions({ queryKey: ['channels', projectId], queryFn: () => fetchChannels(projectId) })

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

/** A line that takes longer than this is taken for dead: the message is sent again, and stored once. */
const sendMs = 20_000

export async function sendMessage({ channelId, ...json }: MessageDraft): Promise<Message> {
  const { mentions: _, attachments: files, ...draft } = json
  const attachments = files.flatMap(({ fileId, alt }) => (fileId === null ? [] : [{ id: fileId, alt }]))
  const init = { signal: AbortSignal.timeout(sendMs) }
  const body = attachments.length === 0 ? draft : { ...draft, attachments }
  const { message } = await call(channelApi.messages.$post({ param: { channelId }, json: body }, { init }))
  return message
}

/** Outlasts the page, so that what was seen last counts as read. */
export const markRead = (channelId: string, sequence: number) =>
  call(channelApi.read.$put({ param: { channelId }, json: { sequence } }, { init: { keepalive: true } }))

/** What the server answers shows at once, before it comes over the line. */
function useMessageChange<Input>(mutationFn: (input: Input) => Promise<{ message: Message }>) {
  const queryClient = useQueryClient()
  const { selfId } = useChatSpace()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: async (input: Input) => {
      const askedAt = pushNumber()
      const { message } = await mutationFn(input)
      return { message, askedAt }
    },
    onSuccess: ({ message, askedAt }) => putAnswer(queryClient, message, selfId, askedAt),
    onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
  })
}

export const useEditMessage = () =>
  useMessageChange(({ message, text }: { message: Message; text: string }) =>
    call(messageApi.$patch({ param: { messageId: message.id }, json: { text } })),
  )

export const useRemoveMessage = () =>
  useMessageChange((message: Message) => call(messageApi.$delete({ param: { messageId: message.id } })))

export const useReact = () =>
  useMessageChange(({ message, reaction, isOn }: { message: Message; reaction: Reaction; isOn: boolean }) => {
    const request = { param: { messageId: message.id, reaction } }
    const one = messageApi.reactions[':reaction']
    return call(isOn ? one.$put(request) : one.$delete(request))
  })

export const usePin = () =>
  useMessageChange(({ message, isOn }: { message: Message; isOn: boolean }) => {
    const request = { param: { messageId: message.id } }
    return call(isOn ? messageApi.pin.$put(request) : messageApi.pin.$delete(request))
  })

/** As a card or as paragraphs, by what the document is. */
export const useCopyMessage = () =>
  useMutation({
    mutationFn: ({ message, documentId }: { message: Message; documentId: string }) =>
      call(messageApi.copy.$post({ param: { messageId: message.id }, json: { documentId } })),
  })

interface ChannelChange {
  channelId: string
  slowSeconds?: number
  isPaused?: boolean
  pausedUntil?: string | null
  pausedReason?: string | null
  slowReason?: string | null
  needsTeacher?: boolean
}

export function useEditChannel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ channelId, ...json }: ChannelChange) => call(channelApi.$patch({ param: { channelId }, json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  })
}

/** A page whose paragraphs are the lines of a text, for those who read the channel. */
export function usePageFromText(projectId: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ title, text, groupId, access }: PageFromText) => {
      const paragraphs = text
        .split(/\n+/)
        .filter((line) => line.trim() !== '')
        .map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] }))
      const json = {
        kind: 'page' as const,
        title,
        groupId,
        access,
        content: { type: 'doc' as const, content: paragraphs },
      }
      return call(api.api.projects[':projectId'].documents.$post({ param: { projectId }, json }))
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['documents', projectId] }),
  })
}

interface PageFromText {
  title: string
  text: string
  groupId: string | null
  access: DocumentAccess
}
