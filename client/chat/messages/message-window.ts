/*
 * What of a channel lies in memory: an unbroken run of messages by sequence, never more than a screen can use. A channel
 * of a hundred thousand is read through it in both directions. Pure.
 */

interface Sequenced {
  id: string
  sequence: number
}

export interface MessageWindow<M extends Sequenced> {
  messages: readonly M[]
  hasBefore: boolean
  hasAfter: boolean
}

export const pageSize = 50
/** Four pages: enough to scroll through without a stop, little enough to draw. */
export const windowSize = 4 * pageSize

const first = (window: MessageWindow<Sequenced>) => window.messages[0]?.sequence ?? null
const last = (window: MessageWindow<Sequenced>) => window.messages.at(-1)?.sequence ?? null

/** Each message once, the later copy of it, in the order of the channel. */
function joined<M extends Sequenced>(before: readonly M[], after: readonly M[]): M[] {
  const byId = new Map([...before, ...after].map((message) => [message.id, message]))
  return [...byId.values()].toSorted((one, other) => one.sequence - other.sequence)
}

/** Older messages join at the top; what no longer fits goes at the bottom and can be read again. */
export function withOlder<M extends Sequenced>(window: MessageWindow<M>, page: MessageWindow<M>): MessageWindow<M> {
  const messages = joined(page.messages, window.messages)
  const kept = messages.slice(0, windowSize)
  return { messages: kept, hasBefore: page.hasBefore, hasAfter: window.hasAfter || kept.length < messages.length }
}

/** Newer messages join at the bottom; what no longer fits goes at the top and can be read again. */
export function withNewer<M extends Sequenced>(window: MessageWindow<M>, page: MessageWindow<M>): MessageWindow<M> {
  const messages = joined(window.messages, page.messages)
  const kept = messages.slice(-windowSize)
  return { messages: kept, hasBefore: window.hasBefore || kept.length < messages.length, hasAfter: page.hasAfter }
}

/** A message that was pushed: new at the end, or the later copy of one that is here. `isBroken` asks to fetch what lies between. */
export function withPushed<M extends Sequenced>(
  window: MessageWindow<M>,
  message: M,
): { window: MessageWindow<M>; isBroken: boolean } {
  const at = window.messages.findIndex(({ id }) => id === message.id)
  if (at >= 0) return { window: { ...window, messages: window.messages.with(at, message) }, isBroken: false }
  const end = last(window)
  // The reader is further up: they will come to it by reading on.
  if (window.hasAfter) return { window, isBroken: false }
  if (end !== null && message.sequence < end) return { window, isBroken: true }
  if (message.sequence !== (end ?? 0) + 1) return { window, isBroken: true }
  // It is known to be the next one: nothing is to be sorted.
  const messages = [...window.messages, message]
  const kept = messages.slice(-windowSize)
  return {
    window: { ...window, messages: kept, hasBefore: window.hasBefore || kept.length < messages.length },
    isBroken: false,
  }
}

export type FetchPage<M extends Sequenced> = (asked: {
  before?: number
  after?: number
  limit: number
}) => Promise<MessageWindow<M>>

const reloadLimit = 100

/** The end of the channel again, and upwards until the window's top: a window at the end stays one, with nothing stale in it. */
async function reloadedFromEnd<M extends Sequenced>(window: MessageWindow<M>, fetchPage: FetchPage<M>) {
  const top = first(window) ?? 0
  let fresh = await fetchPage({ limit: reloadLimit })
  while (fresh.hasBefore && fresh.messages.length < windowSize) {
    const begin = first(fresh)
    if (begin === null || begin <= top) break
    fresh = withOlder(fresh, await fetchPage({ before: begin, limit: reloadLimit }))
  }
  return { ...fresh, hasAfter: false }
}

/** The same run again: what was changed or deleted meanwhile, and what came after it. */
async function reloadedInPlace<M extends Sequenced>(window: MessageWindow<M>, fetchPage: FetchPage<M>) {
  const [top, bottom] = [first(window) ?? 1, last(window) ?? 0]
  let fresh = await fetchPage({ after: top - 1, limit: reloadLimit })
  while (fresh.hasAfter && fresh.messages.length < windowSize) {
    const end = last(fresh)
    if (end === null || end >= bottom) break
    fresh = withNewer(fresh, await fetchPage({ after: end, limit: reloadLimit }))
  }
  return { ...fresh, hasBefore: window.hasBefore }
}

/** What a window holds now that the line is back, or that something in it is known to be stale. */
export const reloaded = <M extends Sequenced>(window: MessageWindow<M>, fetchPage: FetchPage<M>) =>
  window.hasAfter ? reloadedInPlace(window, fetchPage) : reloadedFromEnd(window, fetchPage)
