import { randomUUID } from 'node:crypto'
import type { DbOrTx } from '#db/client.ts'
import { type ChannelPerson, findChannelFacts, listChannelPeople, lockChannel } from '#db/queries/chat-channels.ts'
import { insertHeldMessage } from '#db/queries/chat-held.ts'
import {
  findLastOwnAt,
  findMessage,
  insertMessage,
  isTaken,
  type Mentioned,
  type MessageRow,
  type NewMessage,
} from '#db/queries/chat-messages.ts'
import { insertNotices, type NewNotice } from '#db/queries/notices.ts'
import {
  channelGrantFrom,
  type ChannelGrantFacts,
  grantForChannel,
  grantForDocument,
  requireWriting,
} from '../access/grants.ts'
import { isTeacherRole } from '../access/rules.ts'
import { type Ctx, requireUser } from '../context.ts'
import { AppError, notFound } from '../errors.ts'
import { ring } from '../notices/ring.ts'
import { requireOpen } from './channels.ts'
import { quietOfPerson } from '../quiet/clocks.ts'
import type { MessageDraft } from './input.ts'
import { noticesOf } from './notices.ts'
import { keepPace } from './pace.ts'
import { reachOf } from './reach.ts'
import { tellMessage } from './tell.ts'
import { cleanText, mentionedIn } from './text.ts'
import { extrasOf, lookerOf, messageView, noExtras } from './views.ts'
import { indexWords } from './words.ts'

/** A channel changed between the question and the answer: asked again this often. */
const tries = 5

type Draft = MessageDraft & { id: string }

interface Stored {
  row: MessageRow & { mentions: Mentioned[] }
  people: ChannelPerson[]
  /** For whom the bell rings. */
  rings: string[]
}

/**
 * Says something in a channel: stored under the next sequence, then sent to whoever is there. The same id again gives the
 * same message and stores nothing, so a client that does not know whether it was heard says it again.
 */
export async function postMessage(ctx: Ctx, channelId: string, given: MessageDraft) {
  const user = requireUser(ctx)
  await keepPace('message', user.id)
  const draft = { ...given, id: given.id ?? randomUUID() }
  for (let left = tries; left > 0; left--) {
    const channel = channelGrantFrom(user, await findChannelFacts(ctx.db, user.id, channelId), 'read')
    const known = await findMessage(ctx.db, draft.id)
    if (known) return { message: await again(ctx, channel, known), isNew: false }
    const stored = await tryToStore(ctx, channel, draft)
    if (stored === 'changed') continue
    const extras = { ...noExtras, mentions: stored.row.mentions }
    await tellMessage(ctx, channel, stored.row, extras, stored.people)
    await ring(ctx, channel.projectId, stored.rings)
    return { message: messageView(stored.row, extras, lookerOf(channel), ctx.now()), isNew: true }
  }
  throw new AppError('conflict')
}

/** `changed` where somebody else was faster and it must be looked at again. */
async function tryToStore(ctx: Ctx, channel: ChannelGrantFacts, draft: Draft): Promise<Stored | 'changed'> {
  requireWriting(channel)
  await requireOpen(ctx, channel)
  try {
    if (channel.slowSeconds === 0 || isTeacherRole(channel.role)) return await store(ctx, ctx.db, channel, draft)
    // Two at once would both find that the last one is long ago.
    return await ctx.db.transaction(async (tx) => {
      await lockChannel(tx, channel.channelId)
      await requireSlowness(ctx, tx, channel)
      return store(ctx, tx, channel, draft)
    })
  } catch (error) {
    // The same message twice at once, or an id that is somebody else's: the next look finds it.
    if (isTaken(error)) return 'changed'
    throw error
  }
}

async function requireSlowness(ctx: Ctx, db: DbOrTx, { channelId, user, slowSeconds }: ChannelGrantFacts) {
  const lastAt = await findLastOwnAt(db, channelId, user.id)
  const waitMs = lastAt === null ? 0 : lastAt.getTime() + slowSeconds * 1000 - ctx.now().getTime()
  if (waitMs > 0) throw new AppError('too_many', 'slow_mode', { retryAfterMs: waitMs })
}

async function store(ctx: Ctx, db: DbOrTx, channel: ChannelGrantFacts, draft: Draft): Promise<Stored | 'changed'> {
  const text = cleanText(draft.text)
  const people = await listChannelPeople(db, channel.projectId)
  const message = {
    id: draft.id,
    channelId: channel.channelId,
    authorId: channel.user.id,
    at: ctx.now(),
    text,
    language: draft.language ?? null,
    ...(await placeOfReply(ctx, db, channel, draft.replyTo ?? null)),
    mentions: await allowedMentions(ctx, db, channel, people, mentionedIn(text)),
  }
  const words = indexWords(channel.number, text)
  // Written in quiet hours: stored at once, and given to other pupils when they are over.
  const deliverAt = (await quietOfPerson(ctx, channel, channel.projectId, db))?.until ?? null
  if (deliverAt !== null) {
    const isStored = await insertHeldMessage(db, { ...message, words, deliverAt }, channel)
    // The bell rings at the delivery.
    return isStored ? { row: { ...message, sequence: null, ...untouched, deliverAt }, people, rings: [] } : 'changed'
  }
  const notices = await noticesOf(db, channel, people, { row: message, mentions: message.mentions, at: message.at })
  const sequence = await insertWithNotices(db, { ...message, words }, channel, notices)
  const rings = notices.map((notice) => notice.userId)
  return sequence === 'changed' ? sequence : { row: { ...message, sequence, ...untouched }, people, rings }
}

/** One statement where the bell is silent, which is nearly always; else the message and its notices, or neither. */
function insertWithNotices(db: DbOrTx, message: NewMessage, channel: ChannelGrantFacts, notices: NewNotice[]) {
  if (notices.length === 0) return insertMessage(db, message, channel)
  return db.transaction(async (tx) => {
    const sequence = await insertMessage(tx, message, channel)
    if (sequence !== 'changed') await insertNotices(tx, notices)
    return sequence
  })
}

const untouched = {
  replyCount: 0,
  lastReplyAt: null,
  editedAt: null,
  deletedAt: null,
  deletedBy: null,
  pinnedAt: null,
  deliverAt: null,
}

async function again(ctx: Ctx, channel: ChannelGrantFacts, known: MessageRow) {
  if (known.channelId !== channel.channelId || known.authorId !== channel.user.id)
    throw new AppError('conflict', 'message_id_taken')
  const extras = (await extrasOf(ctx.db, [known.id])).get(known.id) ?? noExtras
  return messageView(known, extras, lookerOf(channel), ctx.now())
}

/** A reply stays in its channel, and in the thread of what it answers. */
async function placeOfReply(ctx: Ctx, db: DbOrTx, channel: ChannelGrantFacts, replyTo: string | null) {
  if (replyTo === null) return { replyTo, threadId: null }
  const answered = await findMessage(db, replyTo)
  if (answered === null || answered.channelId !== channel.channelId || answered.sequence === null) throw notFound()
  const upTo = await reachOf(ctx, channel, db)
  if (upTo !== null && answered.sequence > upTo) throw notFound()
  return { replyTo, threadId: answered.threadId ?? answered.id }
}

/** Of what a text refers to: people who read the channel, documents its author may see. The rest mentions nobody. */
export async function allowedMentions(
  ctx: Ctx,
  db: DbOrTx,
  channel: ChannelGrantFacts,
  people: ChannelPerson[],
  asked: Mentioned[],
): Promise<Mentioned[]> {
  const readers = new Set(
    people
      .filter((person) => grantForChannel(channel, person, channel.projectState) !== 'none')
      .map((person) => person.userId),
  )
  const allowed: Mentioned[] = []
  for (const one of asked) {
    if (one.kind === 'person' ? readers.has(one.id) : await isSeen(ctx, db, channel, one.id)) allowed.push(one)
  }
  return allowed
}

async function isSeen(ctx: Ctx, db: DbOrTx, channel: ChannelGrantFacts, documentId: string): Promise<boolean> {
  const grant = await grantForDocument(db, channel.user.id, documentId, ctx.now())
  return grant !== null && grant.projectId === channel.projectId
}
