import type { Db } from '#db/client.ts'
import { profiles } from '#db/schema/profiles.ts'

export const allRead = {
  name: 'all',
  subjects: 'all',
  ages: 'all',
  languages: 'all',
  interests: 'all',
  about: 'all',
  awards: 'all',
} as const

/** What somebody says of themselves, to be found by all teachers of the programme. */
export async function makeProfile(db: Db, values: Partial<typeof profiles.$inferInsert> & { userId: string }) {
  await db.insert(profiles).values({ visible: allRead, isListed: true, changedAt: new Date(), ...values })
}
