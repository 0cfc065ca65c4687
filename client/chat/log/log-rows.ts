/* How a run of messages is laid out: days, the line above what is new, and who goes on speaking. Pure. */

interface Spoken {
  id: string
  sequence: number
  authorId: string | null
  at: string
  replyTo: string | null
  deletedAt: string | null
}

export type LogRow<M> =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'unread'; key: string }
  /** `isFollowing`: the author's name stands above already. */
  | { kind: 'message'; key: string; message: M; isFollowing: boolean }

/** Somebody who goes on within this time does not need their name again. */
const breathMs = 5 * 60_000

const days = new WeakMap<Spoken, string>()

/** Reckoned once for each message: all of them are looked at again for each that comes. */
function dayOf(message: Spoken): string {
  const day = days.get(message) ?? new Date(message.at).toDateString()
  days.set(message, day)
  return day
}

/** The same row for the same message, so that what has not changed is not drawn anew. */
export function createRows<M extends Spoken>() {
  const known = new WeakMap<M, LogRow<M>>()
  return (message: M, isFollowing: boolean): LogRow<M> => {
    const before = known.get(message)
    if (before?.kind === 'message' && before.isFollowing === isFollowing) return before
    const row = { kind: 'message' as const, key: message.id, message, isFollowing }
    known.set(message, row)
    return row
  }
}

const goesOn = (before: Spoken | undefined, message: Spoken) =>
  before !== undefined &&
  before.authorId === message.authorId &&
  message.replyTo === null &&
  before.deletedAt === null &&
  new Date(message.at).getTime() - new Date(before.at).getTime() < breathMs

/** `readUntil`: what was read when the channel was opened; null draws no line. */
export function logRows<M extends Spoken>(
  messages: readonly M[],
  { readUntil, selfId }: { readUntil: number | null; selfId: string },
  rowOf = createRows<M>(),
): LogRow<M>[] {
  const rows: LogRow<M>[] = []
  let before: M | undefined
  let isLineDrawn = readUntil === null
  for (const message of messages) {
    const isNewDay = before === undefined || dayOf(before) !== dayOf(message)
    if (isNewDay) rows.push({ kind: 'day', key: `day-${dayOf(message)}`, at: message.at })
    const isNew = !isLineDrawn && message.sequence > (readUntil ?? 0) && message.authorId !== selfId
    if (isNew) rows.push({ kind: 'unread', key: 'unread' })
    isLineDrawn ||= isNew
    const isFollowing = !isNewDay && !isNew && goesOn(before, message)
    rows.push(rowOf(message, isFollowing))
    before = message
  }
  return rows
}

/** The last message of this person that they may still change. */
export const lastEditable = <M extends Spoken & { can: { edit: boolean } }>(messages: readonly M[], selfId: string) =>
  messages.findLast((message) => message.authorId === selfId && message.can.edit) ?? null
