import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { applicationPeople, applications } from '#db/schema/applications.ts'
import { campaigns, rulebooks } from '#db/schema/campaigns.ts'
import { evaluations } from '#db/schema/evaluations.ts'
import type { Scheme } from '#db/schema/values.ts'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { type Rules, rulesOf } from '#server/campaigns/rulebook.ts'

/* Campaigns that are judged and what is judged in them, as rows. */

/** A campaign whose end has passed, by a shipped rulebook with some of its rules changed. */
export async function makeJudgedCampaign(
  db: Db,
  {
    officeId,
    scheme = 'national_label',
    change = {},
    ...values
  }: Partial<typeof campaigns.$inferInsert> & { officeId: string; scheme?: Scheme; change?: Partial<Rules> },
): Promise<string> {
  const found = shippedRulebooks.findLast((book) => book.scheme === scheme)
  if (!found) throw new Error(`no rulebook of ${scheme} is shipped`)
  const { country: _, ...book } = found
  const [rulebookId, id] = [randomUUID(), randomUUID()]
  const rules = { ...rulesOf(book.rules), isDefault: false, ...change }
  await db.insert(rulebooks).values({ ...book, rules, officeId, version: rulebookId.slice(0, 8), id: rulebookId })
  const times = {
    opensAt: new Date('2026-09-01T08:00:00Z'),
    closesAt: new Date('2026-11-01T08:00:00Z'),
    decidesAt: new Date('2027-01-01T08:00:00Z'),
  }
  const state = { state: 'open' as const, openedAt: times.opensAt }
  await db
    .insert(campaigns)
    .values({ year: 2026, title: id.slice(0, 8), ...times, ...state, ...values, officeId, rulebookId, id })
  return id
}

/** Handed in by one teacher, in French. */
export async function makeSubmitted(
  db: Db,
  values: Partial<typeof applications.$inferInsert> & { campaignId: string; projectId: string; userId: string },
): Promise<string> {
  const id = randomUUID()
  const submittedAt = new Date('2026-10-20T08:00:00Z')
  await db.insert(applications).values({ state: 'submitted', language: 'fr', submittedAt, ...values, id })
  const author = { applicationId: id, userId: values.userId, part: 'author' as const, confirmedAt: submittedAt }
  await db.insert(applicationPeople).values(author)
  return id
}

/** Given to somebody to be judged, as the first of its readers. */
export async function makeReading(
  db: Db,
  values: Partial<typeof evaluations.$inferInsert> & { applicationId: string; assessorId: string },
): Promise<string> {
  const id = randomUUID()
  await db.insert(evaluations).values({ round: 1, reader: 1, offeredAt: new Date(), ...values, id })
  return id
}
