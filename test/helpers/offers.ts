import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { offers } from '#db/schema/offers.ts'

/** A class as a browser offers it: weeks are those of the tests' clock and later. */
export const offerDraft = {
  kind: 'european' as const,
  title: 'Letters about our river',
  words: 'We write to each other and measure the water.',
  ages: { from: 11, to: 13 },
  pupils: 24,
  languages: [
    { code: 'fr', level: 'C2' as const },
    { code: 'en', level: 'B1' as const },
  ],
  subjects: ['sciences'],
  countries: [] as string[],
  weeks: { from: '2027-01-11', to: '2027-04-11' },
  hours: [{ weekday: 2, startsAt: 600, minutes: 55 }],
  rhythm: 'monthly' as const,
}

/** An open offer of somebody, as a row. */
export async function makeOffer(
  db: Db,
  values: Partial<typeof offers.$inferInsert> & { userId: string },
): Promise<string> {
  const { ages, weeks, languages: _, ...said } = offerDraft
  const id = randomUUID()
  await db.insert(offers).values({
    ...{ ...said, state: 'open', ageFrom: ages.from, ageTo: ages.to, fromDate: weeks.from, toDate: weeks.to },
    languages: [{ code: 'en', level: 3 }],
    createdAt: new Date('2026-11-01T12:00:00Z'),
    changedAt: new Date('2026-11-01T12:00:00Z'),
    ...values,
    id,
  })
  return id
}
