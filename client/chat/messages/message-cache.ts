import type { QueryClient } from '@tanstack/react-query'
import { type MessageWindow, withPushed } from './message-window.ts'
import type { ChannelsView, Delivered, Message } from './queries.ts'

/*
 * What is pushed over the line, put where screens read: the windows of its channel, the list of channels, and messages
 * that are quoted somewhere.
 */

/** Where in a channel a window lies. A thread is a window of its own, whose sequences have holes. */
export type Place =
  | { kind: 'end' }
  | { kind: 'around'; sequence: number }
  | { kind: 'date'; date: string }
  | { kind: 'thread'; messageId: string }

export type ChannelWindow = MessageWindow<Delivered>

const placeKey = (place: Place) => {
  if (place.kind === 'end') return 'end'
  if (place.kind === 'around') return `around:${place.sequence}`
  return place.kind === 'date' ? `date:${place.date}` : `thread:${place.messageId}`
}

export const windowKey = (channelId: string, place: Place) => ['messages', channelId, placeKey(place)] as const
export const heldKey = (channelId: string) => ['held', channelId] as const
export const pinsKey = (channelId: string) => ['pins', channelId] as const
export const messageKey = (messageId: string) => ['message', messageId] as const

export const isDelivered = (message: Message): message is Delivered => message.sequence !== null

interface Pushed {
  number: number
  message: Delivered
  selfId: string
}

/** Pushes of late, by their number: what arrives while something is being fetched is put on top of what was fetched. */
let pushed: Pushed[] = []
let count = 0
const remembered = 400

export const pushNumber = () => count
export const pushedSince = (number: number, channelId: string) =>
  pushed.filter((one) => one.number > number && one.message.channelId === channelId).map((one) => one.message)

function threadWith(window: ChannelWindow, message: Delivered): ChannelWindow {
  const others = window.messages.filter(({ id }) => id !== message.id)
  const messages = [...others, message].toSorted((one, other) => one.sequence - other.sequence)
  return { ...window, messages }
}

/** The window with the message in it, and whether something between is missing. */
export function windowWith(window: ChannelWindow, key: string, message: Delivered) {
  const thread = key.startsWith('thread:') ? key.slice('thread:'.length) : null
  if (thread === null) return withPushed(window, message)
  const isOfThread = message.threadId === thread && !window.hasAfter
  const isKnown = window.messages.some(({ id }) => id === message.id)
  return { window: isOfThread || isKnown ? threadWith(window, message) : window, isBroken: false }
}

/** The top of a thread with one more answer; the same answer twice is one. */
function answered<M extends Message>(top: M, { threadId, at }: Delivered): M {
  const isLater = top.id === threadId && (top.lastReplyAt === null || top.lastReplyAt < at)
  return isLater ? { ...top, threadCount: top.threadCount + 1, lastReplyAt: at } : top
}

function countAnswer(queryClient: QueryClient, message: Delivered) {
  if (message.threadId === null) return
  queryClient.setQueriesData<ChannelWindow>({ queryKey: ['messages', message.channelId] }, (window) =>
    window?.messages.some(({ id }) => id === message.threadId)
      ? { ...window, messages: window.messages.map((one) => answered(one, message)) }
      : window,
  )
  queryClient.setQueryData<{ message: Message }>(
    messageKey(message.threadId),
    (known) => known && { message: answered(known.message, message) },
  )
}

function putIntoWindows(queryClient: QueryClient, message: Delivered) {
  for (const [key] of queryClient.getQueriesData<ChannelWindow>({ queryKey: ['messages', message.channelId] })) {
    let isBroken = false
    queryClient.setQueryData<ChannelWindow>(key, (before) => {
      if (before === undefined) return before
      const next = windowWith(before, String(key[2]), message)
      isBroken = next.isBroken
      return next.window
    })
    if (isBroken) void queryClient.invalidateQueries({ queryKey: key, exact: true })
  }
}

function channelsWith(view: ChannelsView, message: Delivered, selfId: string): ChannelsView {
  const channel = view.channels.find(({ id }) => id === message.channelId)
  if (channel === undefined || message.sequence <= channel.lastSequence) return view
  const isUnread = message.authorId !== selfId
  const next = {
    ...channel,
    lastSequence: message.sequence,
    lastAt: message.at,
    unreadCount: channel.unreadCount + (isUnread ? 1 : 0),
  }
  return { ...view, channels: view.channels.map((one) => (one.id === next.id ? next : one)) }
}

/** The list of channels with what came over the line since it was asked for, which its answer may not know. */
export const channelsSince = (number: number, view: ChannelsView): ChannelsView =>
  pushed
    .filter((one) => one.number > number)
    .reduce((before, { message, selfId }) => channelsWith(before, message, selfId), view)

/** Counted until the server counts again. */
const putIntoChannels = (queryClient: QueryClient, message: Delivered, selfId: string) =>
  queryClient.setQueriesData<ChannelsView>(
    { queryKey: ['channels'] },
    (before) => before && channelsWith(before, message, selfId),
  )

interface Read {
  projectId: string
  channelId: string
  sequence: number
}

/**
 * One has read a channel up to there, on whichever device. False where something newer is left that only the server can
 * count.
 */
export function putRead(queryClient: QueryClient, { projectId, channelId, sequence }: Read): boolean {
  let isCounted = true
  queryClient.setQueryData<ChannelsView>(['channels', projectId], (before) => {
    const channel = before?.channels.find(({ id }) => id === channelId)
    if (before === undefined || channel === undefined || sequence <= channel.readSequence) return before
    isCounted = sequence >= channel.lastSequence || channel.unreadCount === 0
    const next = { ...channel, readSequence: sequence, unreadCount: isCounted ? 0 : channel.unreadCount }
    return { ...before, channels: before.channels.map((one) => (one.id === channelId ? next : one)) }
  })
  return isCounted
}

function putIntoHeld(queryClient: QueryClient, message: Message) {
  queryClient.setQueryData<{ messages: Message[] }>(heldKey(message.channelId), (before) => {
    const others = before?.messages.filter(({ id }) => id !== message.id) ?? []
    const isHeld = !isDelivered(message) && message.deletedAt === null
    return { messages: isHeld ? [...others, message] : others }
  })
}

/** The last that came over the line of one message since then, or null. */
export const lastPushed = (number: number, messageId: string) =>
  pushed.findLast((one) => one.number > number && one.message.id === messageId)?.message ?? null

/**
 * What an answer says of a message. An answer and the line may overtake each other: where something came over the line
 * since the question, what was asked for comes there too, and later is later there.
 */
export function putAnswer(queryClient: QueryClient, message: Message, selfId: string, askedAt: number) {
  if (lastPushed(askedAt, message.id) === null) show(queryClient, message, selfId)
}

/** A message, or what became of it, as it came over the line. */
export function putPushed(queryClient: QueryClient, message: Message, selfId: string) {
  if (isDelivered(message)) {
    count += 1
    pushed = [...pushed, { number: count, message, selfId }].slice(-remembered)
  }
  show(queryClient, message, selfId)
}

/** Wherever it is looked at. */
function show(queryClient: QueryClient, message: Message, selfId: string) {
  putIntoHeld(queryClient, message)
  queryClient.setQueryData(messageKey(message.id), { message })
  if (!isDelivered(message)) return
  putIntoWindows(queryClient, message)
  countAnswer(queryClient, message)
  putIntoChannels(queryClient, message, selfId)
  const pins = queryClient.getQueryData<ChannelWindow>(pinsKey(message.channelId))
  if (pins && (message.pinnedAt !== null || pins.messages.some(({ id }) => id === message.id)))
    void queryClient.invalidateQueries({ queryKey: pinsKey(message.channelId) })
}
