import { eq } from 'drizzle-orm'
import { directoryPeople } from '#db/schema/directory.ts'
import { profiles } from '#db/schema/profiles.ts'
import { users } from '#db/schema/users.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import type { TestApp } from './app.ts'
import { allRead } from './directory.ts'
import { makeStaffWithPassword, makeTerm } from './factories.ts'

/* Somebody of the staff whom the directory has, and what is left of them. */

export async function makeListedTeacher({ db }: TestApp, given: { lastSeenOn?: string } = {}) {
  const person = await makeStaffWithPassword(db, { ...given, displayName: 'Noor Haddad' })
  await makeTerm(db, { userId: person.id })
  const profile = { userId: person.id, about: 'I like maps.', visible: allRead, isListed: true, changedAt: new Date() }
  await db.insert(profiles).values(profile)
  return person
}

export async function userRow({ db }: TestApp, userId: string) {
  const [row] = await db.select().from(users).where(eq(users.id, userId))
  if (!row) throw new Error('the row stays')
  return row
}

export async function isInDirectory({ db, deps }: TestApp, userId: string): Promise<boolean> {
  await keepUpWithAll(deps)
  return (await db.select().from(directoryPeople).where(eq(directoryPeople.id, userId))).length > 0
}
