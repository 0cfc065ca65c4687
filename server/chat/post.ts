import { randomUUID } from 'node:crypto'
import type { DbOrTx, Tx } from '#db/client.ts'
import { type ChannelPerson, findPostFacts, lockChannel } from '#db/queries/chat-channels.ts'
import { insertHeldMessage } from '#db/queries/chat-held.ts'
import {
  type AskedFacts,
  type Attachment,
  findLastOwnAt,
  findMessage,
  insertMessage,
  type Mentioned,
  type MessageRow,
  takenOf,
  untouched,
} from '#db/queries/chat-messages.ts'
import { listChannelFiles } from '#db/queries/files.ts'
import { insertNotices } from '#db/queries/notices.ts'
import {
  channelGrantFrom,
  refusalToEnter,
  type ChannelGrantFacts,
  grantForChannel,
  grantForDocument,
  writingIn,
  requireWriting,
} from '../access/grants.ts'
import { looksAfter } from '../access/rules.ts'
import { tellWhoMay } from '../access/tell.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { besideForumMessage, type TopicDraft } from './forum/topic.ts'
import { ring } from '../notices/ring.ts'
import { requireOpen } from './channels.ts'
import { quietOfPerson } from '../clocks/clocks.ts'
import type { MessageDraft } from './input.ts'
import { noteMessage } from './findings.ts'
import { noticesOf } from './notices.ts'
import { reachOf } from './reach.ts'
import { forgetFacts, recallFacts, rememberFacts } from './remembered.ts'
import { tellMessage } from './tell.ts'
import { cleanText, mentionedIn } from './text.ts'
import { lookerOf, messageView } from './views.ts'
import { indexWords } from '../kit/words.ts'

/** A channel changed between the question and the answer: asked again this often. */
const tries = 5

type Draft = MessageDraft & { id: string; topic: TopicDraft | null }

interface Place {
  channel: ChannelGrantFacts & Pick<AskedFacts, 'sessionId'>
  /** Of the project. */
  people: ChannelPerson[]
}

interface Stored {
  row: MessageRow
  people: ChannelPerson[]
  /** For whom the bell rings. */
  rings: string[]
}

/**
 * Says something in a channel: stored under the next sequence, then sent to whoever is there. The same id again gives the
 * same message and stores nothing, so a client that does not know whether it was heard says it again.
 */
export async function postMessage(ctx: Ctx, channelId: string, given: MessageDraft, topic: TopicDraft | null = null) {
  const user = requireUser(ctx)
  const draft = { ...given, id: given.id ?? randomUUID(), topic }
  const quick = await storeAsRemembered(ctx, user, channelId, draft)
  if (quick) return tell(ctx, quick.channel, { ...quick, title: topic?.title })
  await ctx.confirmLogin?.()
  for (let left = tries; left > 0; left--) {
    const found = await findPostFacts(ctx.db, user.id, channelId, draft.id)
    if (!found) throw await refusalToEnter(ctx.db, user.id, { channelId })
    const channel = channelGrantFrom(user, found.facts, 'read')
    if (found?.isKnown === true) return { message: await again(ctx, channel, draft.id), isNew: false }
    const stored = await tryToStore(ctx, { channel, people: found?.people ?? [] }, draft)
    if (stored === 'changed') continue
    rememberFacts(ctx.db, user.id, channel)
    return tell(ctx, channel, { ...stored, title: topic?.title })
  }
  throw new AppError('conflict')
}

async function tell(
  ctx: Ctx,
  channel: ChannelGrantFacts,
  { row, people, rings, title }: Stored & { title: string | undefined },
) {
  await tellMessage(ctx, channel, row, people)
  if (row.pendingAt !== null)
    await tellWhoMay(ctx, { projectId: channel.projectId, may: 'desk.read' }, { topic: 'desk' })
  await ring(ctx, channel.projectId, rings)
  await noteMessage(ctx, channel, { row, title })
  return { message: messageView(row, lookerOf(channel), ctx.now()), isNew: true }
}

/** A plain message of somebody who wrote here before; null where it must be asked what they may do. */
async function storeAsRemembered(ctx: Ctx, user: SessionUser, channelId: string, draft: Draft) {
  const facts = recallFacts(ctx.db, user.id, channelId)
  const isPlain = !draft.replyTo && !draft.attachments && mentionedIn(draft.text).length === 0
  // A topic of the forum and a pupil's thread ring for people who are not looked up here.
  if (
    !facts ||
    !isPlain ||
    facts.kind === 'forum' ||
    facts.kind === 'ask' ||
    facts.slowSeconds > 0 ||
    facts.needsTeacher ||
    facts.rules.length > 0 ||
    facts.pausedAt !== null
  )
    return null
  if (await quietOfPerson(ctx, facts, facts.projectId)) return null
  const sessionId = ctx.confirmLogin && ctx.sessionId !== null ? ctx.sessionId : undefined
  const channel = { ...channelGrantFrom(user, facts, 'write'), sessionId }
  const stored = await unlessTaken(store(ctx, ctx.db, { channel, people: [] }, draft))
  if (stored !== 'changed') return { ...stored, channel }
  forgetFacts(ctx.db, user.id, channelId)
  return null
}

/** `changed` where somebody else was faster and it must be looked at again. */
async function tryToStore(ctx: Ctx, place: Place, draft: Draft): Promise<Stored | 'changed'> {
  const { channel, people } = place
  requireWriting(channel)
  requireOpen(ctx, channel, people)
  if (channel.slowSeconds === 0 || looksAfter(channel.role, channel.projectKind))
    return unlessTaken(store(ctx, ctx.db, place, draft))
  // Two at once would both find that the last one is long ago.
  const slowly = ctx.db.transaction(async (tx) => {
    await lockChannel(tx, channel.channelId)
    await requireSlowness(ctx, tx, channel)
    return store(ctx, tx, place, draft)
  })
  return unlessTaken(slowly)
}

/** The same message twice at once, or an id that is somebody else's: the next look finds it. */
const unlessTaken = (storing: Promise<Stored | 'changed'>): Promise<Stored | 'changed'> =>
  storing.catch((error: unknown) => {
    const taken = takenOf(error)
    if (taken === 'file') throw new AppError('conflict', 'file_sent')
    if (taken === 'id') return 'changed'
    throw error
  })

async function requireSlowness(ctx: Ctx, db: DbOrTx, { channelId, user, slowSeconds }: ChannelGrantFacts) {
  const lastAt = await findLastOwnAt(db, channelId, user.id)
  const waitMs = lastAt === null ? 0 : lastAt.getTime() + slowSeconds * 1000 - ctx.now().getTime()
  if (waitMs > 0) throw new AppError('too_many', 'slow_mode', { retryAfterMs: waitMs })
}

async function store(ctx: Ctx, db: DbOrTx, place: Place, draft: Draft): Promise<Stored | 'changed'> {
  const { channel } = place
  const attachments = await attachmentsOf(db, channel, draft.attachments ?? [])
  const text = cleanText(draft.text, attachments.length === 0)
  const message = {
    id: draft.id,
    channelId: channel.channelId,
    authorId: channel.user.id,
    at: ctx.now(),
    text,
    language: draft.language ?? null,
    ...(await placeOfReply(ctx, db, channel, draft.replyTo ?? null)),
    mentions: await allowedMentions(ctx, db, channel, place.people, mentionedIn(text)),
    attachments,
  }
  const words = indexWords(channel.number, [draft.topic?.title ?? '', text].join(' '))
  const beside = channel.kind === 'forum' ? [besideForumMessage(message, draft.topic)] : []
  // Stored at once, and given to others when a teacher has let it out; written in quiet hours, when they are over.
  const pendingAt = writingIn(channel, ctx.now()) === 'approval' ? ctx.now() : null
  const quiet = pendingAt === null ? await quietOfPerson(ctx, channel, channel.projectId, db) : null
  if (pendingAt !== null || quiet !== null) {
    const waits = { pendingAt, deliverAt: quiet?.until ?? null }
    const held = { ...message, words, ...waits }
    const stored = await together(db, async (on) => (await insertHeldMessage(on, held, channel)) || 'changed', beside)
    const row = { ...message, sequence: null, ...untouched, ...waits }
    // The bell rings at the delivery.
    return stored === 'changed' ? stored : { row, people: place.people, rings: [] }
  }
  const said = { row: message, mentions: message.mentions, at: message.at }
  const notices = await noticesOf(db, channel, place.people, said)
  if (notices.length > 0) beside.push(async (tx) => void (await insertNotices(tx, notices)))
  const stored = await together(db, (on) => insertMessage(on, { ...message, words }, channel), beside)
  if (stored === 'changed') return stored
  const row = { ...message, sequence: stored.sequence, ...untouched }
  return { row, people: stored.people, rings: notices.map((notice) => notice.userId) }
}

/** One statement where nothing is stored beside the message, which is nearly always; else all of it or nothing. */
function together<Result>(
  db: DbOrTx,
  first: (on: DbOrTx) => Promise<Result | 'changed'>,
  beside: readonly ((tx: Tx) => Promise<void>)[],
): Promise<Result | 'changed'> {
  if (beside.length === 0) return first(db)
  return db.transaction(async (tx) => {
    const stored = await first(tx)
    if (stored !== 'changed') for (const work of beside) await work(tx)
    return stored
  })
}

async function again(ctx: Ctx, channel: ChannelGrantFacts, messageId: string) {
  const known = await findMessage(ctx.db, messageId)
  if (known?.channelId !== channel.channelId || known.authorId !== channel.user.id)
    throw new AppError('conflict', 'message_id_taken')
  return messageView(known, lookerOf(channel), ctx.now())
}

/** Files that their author put into this channel; none of anybody else's, and none that another message brought. */
async function attachmentsOf(db: DbOrTx, { channelId, user }: ChannelGrantFacts, asked: { id: string; alt: string }[]) {
  const found = await listChannelFiles(
    db,
    { channelId, userId: user.id },
    asked.map(({ id }) => id),
  )
  return asked.map(({ id, alt }): Attachment => {
    const file = found.find((one) => one.id === id)
    if (!file) throw notFound()
    const { kind, type, name, size, width, height, durationMs } = file
    return { id, kind, type, name, size, width, height, durationMs, alt: kind === 'picture' ? alt : '' }
  })
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
