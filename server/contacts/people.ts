import {
  countWaiting,
  listAsking,
  listContactPeople,
  listContactsAmong,
  listConversations,
  listOwnContacts,
} from '#db/queries/contacts.ts'
import { readablePerson, requireOwnContacts, requirePerson } from '../access/contacts.ts'
import { type Standing, standingOf } from '../access/contact-rules.ts'
import { requireNetwork } from '../access/directory.ts'
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
  const standings = new Map(rows.map((row) => [row.otherId, row.standing]))
  return {
    people: rows.flatMap(({ otherId, standing, words, at }) => {
      const person = people.get(otherId)
      return person ? [{ ...readable(person, standing), standing, words, since: at.toISOString() }] : []
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
  return { person: { ...readable(person, standing), standing } }
}
