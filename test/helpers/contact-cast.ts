import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { contacts, conversations, messageReports } from '#db/schema/contacts.ts'
import { notices } from '#db/schema/notices.ts'
import { mandates } from '#db/schema/offices.ts'
import { type Browser, openTestApp, type TestApp } from './app.ts'
import { makeProfile } from './directory.ts'
import { makeSchool, makeStaff, type TestUser } from './factories.ts'
import { makeMandate, makeOffice } from './offices.ts'

/* Three teachers of Italy in the directory and an officer of its office, anew for each test, and what they do to each other. */

export type Who = 'anna' | 'berto' | 'carla' | 'officer'
export let house: TestApp
export let italy: { id: string }
export let people: Record<Who, TestUser>
export let browsers: Record<Who, Browser>

export function withContactCast() {
  beforeAll(async () => {
    house = await openTestApp()
    italy = await makeOffice(house.db, { countryCode: 'IT' })
  })
  afterAll(() => house.close())
  beforeEach(renew)
}

async function renew() {
  const { db } = house
  for (const table of [messageReports, conversations, contacts, notices, mandates]) await db.delete(table)
  const school = async (name: string) => makeSchool(db, { countryCode: 'IT', name, town: 'Roma' })
  const staff = async (displayName: string) =>
    makeStaff(db, { schoolId: (await school(`Liceo ${displayName}`)).id, displayName })
  people = {
    anna: await staff('Anna Neri'),
    berto: await staff('Berto Sala'),
    carla: await staff('Carla Lupi'),
    officer: await makeStaff(db, { schoolId: italy.id, displayName: 'Ottavio Officer' }),
  }
  await makeMandate(db, { officeId: italy.id, userId: people.officer.id, post: 'officer' })
  for (const who of ['anna', 'berto', 'carla'] as const) await makeProfile(db, { userId: people[who].id })
  browsers = {
    anna: await house.as(people.anna),
    berto: await house.as(people.berto),
    carla: await house.as(people.carla),
    officer: await house.as(people.officer),
  }
  house.forgetPaces()
}

export const put = (who: Who, whom: Who, words = '') =>
  browsers[who].send('PUT', `/api/contacts/${people[whom].id}`, { words })
export const end = (who: Who, whom: Who) => browsers[who].send('DELETE', `/api/contacts/${people[whom].id}`)
export const block = (who: Who, whom: Who) => browsers[who].send('PUT', `/api/contacts/${people[whom].id}/block`)
export const unblock = (who: Who, whom: Who) => browsers[who].send('DELETE', `/api/contacts/${people[whom].id}/block`)
interface Person {
  name: string | null
  standing: string
  words: string
}
export const listed = async (who: Who): Promise<string[]> =>
  (await browsers[who].get('/api/contacts')).body.people.map(
    ({ name, standing, words }: Person) => `${standing} ${name}${words && `: ${words}`}`,
  )
export const bell = async (who: Who): Promise<string[]> =>
  (await browsers[who].get('/api/notices')).body.notices.map(
    ({ kind, contact }: { kind: string; contact: { name: string } | null }) => `${kind} ${contact?.name}`,
  )
export const outcome = ({ status, body }: { status: number; body: { error?: { reason: string } } | null }) => [
  status,
  body?.error?.reason,
]
export async function befriend(one: Who = 'anna', other: Who = 'berto', words = 'Do you look for a river?') {
  await put(one, other, words)
  expect((await put(other, one)).body.person.standing).toBe('contact')
  return String((await browsers[one].get('/api/contacts')).body.conversations[0].id)
}
export const say = (who: Who, conversationId: string, text: string, id: string = randomUUID()) =>
  browsers[who].post(`/api/conversations/${conversationId}/messages`, { id, text })
export interface Message {
  id: string
  number: number
  text: string
  isMine: boolean
  isDeleted: boolean
}
export const read = async (who: Who, conversationId: string, query = '') =>
  (await browsers[who].get(`/api/conversations/${conversationId}${query}`)).body
export const texts = async (who: Who, conversationId: string) =>
  (await read(who, conversationId)).messages.map(({ text }: Message) => text)
