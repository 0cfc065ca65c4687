import {
  countWaiting,
  listAsking,
  listContactPeople,
  listContactsAmong,
  listOwnContacts,
} from '#db/queries/contacts.ts'
import { listConversations } from '#db/queries/conversations.ts'
import { readablePerson, readsAwards, requireOwnContacts, requirePerson } from '../access/contacts.ts'
import { type Standing, standingOf } from '../access/contact-rules.ts'
import { requireNetwork } from '../access/directory.ts'
import { type ContactPerson } from '#db/queries/contacts.ts'
import { listPersonAwards } from '#db/queries/shown-awards.ts'
import { dayOf } from '../kit/dates.ts'
import { languageLevels } from '#db/schema/values.ts'
import type { Ctx } from '../kit/context.ts'

/* Whom a teacher knows, whom they ask and who asks them. */

/** As many of each as a screen can show. */
const mostListed = 1_000
const mostAsking = 200

interface Listed {
  otherId: string
  standing: Standing
  words: string
  at: Date
}

/** All of mine: contacts, whom I have asked, who asks me, whom I have blocked, and what I wrote with whom. */
export async function showContacts(ctx: Ctx) {
  const { id: userId } = await requireOwnContacts(ctx)
  const rows = await listedBy(ctx, userId)
  const written = (await listConversations(ctx.db, userId, mostListed)).map(({ conversation, unread }) => ({
    ...{ id: conversation.id, unread, lastAt: conversation.lastAt },
    otherId: conversation.lowId === userId ? conversation.highId : conversation.lowId,
  }))
  const ids = new Set([...rows.map(({ otherId }) => otherId), ...written.flatMap(({ otherId }) => otherId ?? [])])
  const found = await listContactPeople(ctx.db, [...ids])
  const people = new Map(found.filter(({ isThere }) => isThere).map((person) => [person.id, person]))
  const awardsOf = await readAwards(
    ctx,
    rows.flatMap(({ otherId, standing }) => {
      const person = people.get(otherId)
      return person ? [{ person, standing }] : []
    }),
  )
  const standings = new Map(rows.map((row) => [row.otherId, row.standing]))
  return {
    people: rows.flatMap(({ otherId, standing, words, at }) => {
      const person = people.get(otherId)
      if (!person) return []
      const awards = awardsOf(otherId)
      return [{ ...readable(person, standing), awards, standing, words, since: at.toISOString() }]
    }),
    conversations: written.flatMap(({ otherId, lastAt, ...one }) => {
      const person = otherId === null ? undefined : people.get(otherId)
      const standing = (otherId === null ? undefined : standings.get(otherId)) ?? 'none'
      // Begun and never written in, with somebody who is no contact any more: nothing to go back to.
      if (lastAt === null && standing !== 'contact') return []
      const { id, name, school } = person ? readablePerson(person, standing) : { id: null, name: null, school: null }
      return [{ ...one, lastAt: lastAt?.toISOString() ?? null, other: { id, name, school, standing } }]
    }),
  }
}

const readable = (...given: Parameters<typeof readablePerson>) => {
  const { languages, ...person } = readablePerson(...given)
  return {
    ...person,
    languages: languages.map(({ code, level }) => ({ code, level: languageLevels[level - 1] ?? 'A1' })),
  }
}

/** What these people have, as far as it is for me: of the others it is not looked up. */
async function readAwards(ctx: Ctx, asked: readonly { person: ContactPerson; standing: Standing }[]) {
  const ids = asked.filter(({ person, standing }) => readsAwards(person, standing)).map(({ person }) => person.id)
  const rows = await listPersonAwards(ctx.db, ids, dayOf(ctx.now()))
  return (id: string) =>
    rows.filter(({ userId }) => userId === id).map(({ scheme, count, lastOn }) => ({ scheme, count, lastOn }))
}

async function listedBy({ db }: Ctx, userId: string): Promise<Listed[]> {
  const mine = await listOwnContacts(db, userId, mostListed)
  const asking = await listAsking(db, userId, mostAsking)
  const among = await listContactsAmong(
    db,
    userId,
    mine.map(({ otherId }) => otherId),
  )
  return [
    ...asking.map((row) => ({
      ...{ otherId: row.userId, standing: 'asking' as const, words: row.words },
      at: row.askedAt ?? row.changedAt,
    })),
    ...mine.map((row) => ({
      otherId: row.otherId,
      standing: standingOf(row, among.find(({ userId: from }) => from === row.otherId) ?? null),
      words: row.words,
      at: row.state === 'asked' ? (row.askedAt ?? row.changedAt) : row.changedAt,
    })),
  ]
}

/** How much of it waits for me: for the rail of every screen. */
export async function showWaiting(ctx: Ctx) {
  const { id } = await requireNetwork(ctx)
  return countWaiting(ctx.db, id)
}

/** Somebody of the programme, as far as they are for me. */
export async function showPerson(ctx: Ctx, otherId: string) {
  const { person, standing } = await requirePerson(ctx, otherId)
  const awardsOf = await readAwards(ctx, [{ person, standing }])
  return { person: { ...readable(person, standing), awards: awardsOf(otherId), standing } }
}
