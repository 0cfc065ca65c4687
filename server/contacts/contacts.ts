import type { Tx } from '#db/client.ts'
import {
  contactNotices,
  type ContactRow,
  countAccepted,
  insertAdultMessage,
  listAskedSince,
  lockContacts,
  lockConversation,
  type NewContact,
  takeConversation,
  updateConversation,
  updateNoticesReadOfContact,
  upsertContact,
} from '#db/queries/contacts.ts'
import { requireMet, requirePerson } from '../access/contacts.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import { noteContact } from '../notices/contacts.ts'
import { ringEverywhere } from '../notices/ring.ts'
import { showPerson } from './people.ts'

/*
 * How two teachers become contacts and cease to be. Who has blocked me answers as somebody who never answers, to whatever I
 * do: what they have blocked stands in their own row, and nothing here reads it for me.
 */

const hourMs = 60 * 60_000
/** So many teachers one asks; who asks more of them writes to all. */
const asks = { hour: 15, day: 40 }
const mostContacts = 500

type Pair = Awaited<ReturnType<typeof requirePerson>>
type Work = (tx: Tx, pair: Pair) => Promise<string[]>

/** Holds what two want of each other, does the work, and rings for those whom it gives. */
async function between(ctx: Ctx, otherId: string, work: Work, require = requireMet) {
  const rings = await ctx.db.transaction(async (tx) => {
    const before = await require(ctx, otherId, tx)
    await lockContacts(tx, before.user.id, otherId)
    return work(tx, await require(ctx, otherId, tx))
  })
  for (const userId of rings) await ringEverywhere(ctx, userId)
}

const changed = (ctx: Ctx, pair: Pair, changes: Partial<ContactRow>): NewContact => ({
  ...{ state: 'over', words: '', askedAt: null, declinedAt: null },
  ...pair.mine,
  ...{ userId: pair.user.id, otherId: pair.person.id, changedAt: ctx.now() },
  ...changes,
})

/** Asks somebody, or says yes to who has asked; once said, it changes nothing more. */
export async function putContact(ctx: Ctx, otherId: string, words: string) {
  const work: Work = async (tx, pair) => {
    if (pair.standing === 'blocked') throw new AppError('conflict', 'contact_blocked')
    if (pair.standing === 'contact') return []
    // Also whom I have told no, or who cannot see what I did: their asking stands.
    if (pair.theirs?.state === 'asked') return accept(ctx, tx, pair, pair.theirs, words)
    return pair.standing === 'asked' ? [] : ask(ctx, tx, pair, words)
  }
  await between(ctx, otherId, work, requirePerson)
  return showPerson(ctx, otherId)
}

async function ask(ctx: Ctx, tx: Tx, pair: Pair, words: string): Promise<string[]> {
  await requireFewAsks(ctx, tx, pair.user.id)
  await requireRoom(tx, pair.user.id)
  const at = ctx.now()
  await upsertContact(tx, changed(ctx, pair, { state: 'asked', words, askedAt: at }))
  // Who has blocked me, or has told me no, is not disturbed again.
  if (pair.theirs?.state === 'blocked' || pair.mine?.declinedAt) return []
  return noteContact(tx, { userId: pair.person.id, contactId: pair.user.id, kind: 'contact_asked', at })
}

async function requireFewAsks(ctx: Ctx, tx: Tx, userId: string): Promise<void> {
  const now = ctx.now().getTime()
  const asked = (await listAskedSince(tx, userId, new Date(now - dayMs))).map((at) => at.getTime())
  for (const [ms, most] of [
    [hourMs, asks.hour],
    [dayMs, asks.day],
  ] as const) {
    // The one that must have been so long ago before there is room for another.
    const last = asked.filter((at) => at > now - ms)[most - 1]
    if (last !== undefined)
      throw new AppError('too_many', ms === hourMs ? 'too_many_asks_hour' : 'too_many_asks_day', {
        retryAfterMs: last + ms - now,
      })
  }
}

async function requireRoom(tx: Tx, userId: string): Promise<void> {
  if ((await countAccepted(tx, userId)) >= mostContacts) throw new AppError('conflict', 'contacts_many')
}

/** The first letter is the first message; what is said with the yes is the second. */
async function accept(ctx: Ctx, tx: Tx, pair: Pair, theirs: ContactRow, words: string): Promise<string[]> {
  const { user, person } = pair
  await requireRoom(tx, user.id)
  const at = ctx.now()
  const none = { words: '', declinedAt: null, changedAt: at }
  await upsertContact(tx, { ...theirs, ...none, state: 'accepted' })
  await upsertContact(tx, changed(ctx, pair, { ...none, state: 'accepted' }))
  const conversationId = await takeConversation(tx, user.id, person.id)
  const isLow = (await lockConversation(tx, conversationId))?.lowId === user.id
  const first = { conversationId, authorId: person.id, text: theirs.words, at: theirs.askedAt ?? at }
  const letters = [first, { conversationId, authorId: user.id, text: words, at }].filter(({ text }) => text !== '')
  for (const one of letters) {
    const { number } = await insertAdultMessage(tx, { id: crypto.randomUUID(), ...one })
    // Whoever says yes has read the letter; nobody has yet to read what they wrote themselves.
    await updateConversation(tx, conversationId, {
      lastAt: one.at,
      ...(isLow ? { lowRead: number } : { highRead: number }),
    })
  }
  const seen = await updateNoticesReadOfContact(tx, user.id, person.id, { kinds: ['contact_asked'], at })
  const rung = await noteContact(tx, { userId: person.id, contactId: user.id, kind: 'contact_accepted', at })
  return [...rung, ...(seen > 0 ? [user.id] : [])]
}

/** Takes back what I asked, ends what was, or tells who asks no; of that they see nothing. */
export const endContact = (ctx: Ctx, otherId: string): Promise<void> =>
  between(ctx, otherId, async (tx, pair) => {
    const { standing, theirs } = pair
    if (standing === 'asked') await upsertContact(tx, changed(ctx, pair, { state: 'over', words: '' }))
    if (standing === 'contact') {
      await upsertContact(tx, changed(ctx, pair, { state: 'over' }))
      await endTheirs(ctx, tx, theirs)
    }
    if (standing === 'asking' && theirs) await upsertContact(tx, { ...theirs, declinedAt: ctx.now() })
    return standing === 'asking' ? settle(ctx, tx, pair) : []
  })

async function endTheirs(ctx: Ctx, tx: Tx, theirs: ContactRow | null): Promise<void> {
  if (theirs?.state === 'accepted') await upsertContact(tx, { ...theirs, state: 'over', changedAt: ctx.now() })
}

/** What rang of them is settled. */
async function settle(ctx: Ctx, tx: Tx, { user, person }: Pair): Promise<string[]> {
  const read = { kinds: [...contactNotices], at: ctx.now() }
  return (await updateNoticesReadOfContact(tx, user.id, person.id, read)) > 0 ? [user.id] : []
}

/** They reach me no more. Where we were contacts it is over for both; where they asked, their asking stays without an answer. */
export const block = (ctx: Ctx, otherId: string): Promise<void> =>
  between(ctx, otherId, async (tx, pair) => {
    await upsertContact(tx, changed(ctx, pair, { state: 'blocked', words: '' }))
    await endTheirs(ctx, tx, pair.theirs)
    return settle(ctx, tx, pair)
  })

/** What they asked meanwhile is there again. */
export const unblock = (ctx: Ctx, otherId: string): Promise<void> =>
  between(ctx, otherId, async (tx, pair) => {
    if (pair.standing === 'blocked') await upsertContact(tx, changed(ctx, pair, { state: 'over' }))
    return []
  })
