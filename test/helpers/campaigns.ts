import { randomUUID } from 'node:crypto'
import type { Db } from '#db/client.ts'
import { awards } from '#db/schema/awards.ts'
import { campaigns, rulebooks } from '#db/schema/campaigns.ts'
import { terms } from '#db/schema/terms.ts'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { projectSchools } from '#db/schema/projects.ts'
import { rulesOf } from '#server/campaigns/rulebook.ts'

/* Rulebooks, campaigns and what conditions look at, as rows. */

function shipped(version: string) {
  const found = shippedRulebooks.find((book) => book.scheme === 'school_label' && book.version === version)
  if (!found) throw new Error(`the school label of ${version} is not shipped`)
  return found
}

/** The school label of 2017 as an office copied it, or of another version. */
export async function makeRulebook(
  db: Db,
  { of = '2017', ...values }: Partial<typeof rulebooks.$inferInsert> & { officeId: string; of?: string },
): Promise<string> {
  const id = randomUUID()
  const { country: _, ...book } = shipped(of)
  const version = `copy ${id.slice(0, 8)}`
  const rules = { ...rulesOf(book.rules), isDefault: false }
  await db.insert(rulebooks).values({ ...book, rules, validUntil: null, version, ...values, id })
  return id
}

/** Planned for November 2026. */
export async function makeCampaign(
  db: Db,
  values: Partial<typeof campaigns.$inferInsert> & { officeId: string; rulebookId: string },
): Promise<string> {
  const id = randomUUID()
  const times = {
    opensAt: new Date('2026-11-01T08:00:00Z'),
    closesAt: new Date('2027-01-15T22:59:00Z'),
    decidesAt: new Date('2027-03-01T08:00:00Z'),
  }
  await db.insert(campaigns).values({ year: 2026, title: id.slice(0, 8), ...times, ...values, id })
  return id
}

/** That somebody has a post at a school since a day. */
export async function makeTerm(db: Db, values: typeof terms.$inferInsert): Promise<void> {
  await db.insert(terms).values(values)
}

/** That a school is in a project since a day. */
export async function makePart(db: Db, projectId: string, schoolId: string, joinedAt: string): Promise<void> {
  const row = { projectId, schoolId, standing: 'partner' as const, joinedAt: new Date(`${joinedAt}T12:00:00Z`) }
  await db
    .insert(projectSchools)
    .values(row)
    .onConflictDoUpdate({
      target: [projectSchools.projectId, projectSchools.schoolId],
      set: { joinedAt: row.joinedAt },
    })
}

export async function makeAward(
  db: Db,
  values: Partial<typeof awards.$inferInsert> & Pick<typeof awards.$inferInsert, 'scheme' | 'awardedOn'>,
): Promise<string> {
  const id = randomUUID()
  const code = id.replaceAll('-', '').toUpperCase().slice(0, 16)
  await db.insert(awards).values({ shown: { people: [], project: null, schools: [] }, code, ...values, id })
  return id
}
