import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { adultMessages, contacts, conversations, messageReports } from '#db/schema/contacts.ts'

/* Contacts and what they write to each other, as rows. */

const at = () => new Date()

export const makeAsking = (db: Db, userId: string, otherId: string) =>
  db.insert(contacts).values({ userId, otherId, state: 'asked', words: 'Two rivers?', askedAt: at(), changedAt: at() })

/** Two who are contacts, and one message of each. */
export async function makeConversation(db: Db, userId: string, otherId: string) {
  const [lowId, highId] = userId < otherId ? [userId, otherId] : [otherId, userId]
  for (const pair of [
    { userId, otherId },
    { userId: otherId, otherId: userId },
  ])
    await db.insert(contacts).values({ ...pair, state: 'accepted', changedAt: at() })
  const [id, own, others] = [randomUUID(), randomUUID(), randomUUID()]
  await db.insert(conversations).values({ id, lowId, highId, lastAt: at() })
  const said = { conversationId: id, at: at() }
  await db.insert(adultMessages).values([
    { ...said, id: own, authorId: userId, text: 'Two rivers?' },
    { ...said, id: others, authorId: otherId, text: 'Three.' },
  ])
  return { id, own, others }
}

export async function makeMessageReport(db: Db, officeId: string): Promise<string> {
  const id = randomUUID()
  const values = { id, officeId, messageId: randomUUID(), reason: 'unkind' as const, at: at() }
  await db.insert(messageReports).values({ ...values, evidence: { said: [] } })
  return id
}
