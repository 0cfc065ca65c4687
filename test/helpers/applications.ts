import { eq } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { insertApplication, upsertApplicationPerson } from '#db/queries/applications.ts'
import { campaigns, rulebooks } from '#db/schema/campaigns.ts'
import { projectStateChanges } from '#db/schema/projects.ts'
import { shippedRulebooks } from '#db/seed/rulebooks.ts'
import { rulesOf, type Rules } from '#server/campaigns/rulebook.ts'

/* Campaigns and applications as rows. */

const dayMs = 86_400_000
let number = 0

/** An open campaign of an office by a shipped rulebook, of which some rules may be others. */
export async function makeCampaign(
  db: Db,
  values: Partial<typeof campaigns.$inferInsert> & { officeId: string; now: Date },
  {
    scheme = 'national_label',
    ...changed
  }: { scheme?: (typeof shippedRulebooks)[number]['scheme'] } & Partial<Rules> = {},
): Promise<string> {
  const book = shippedRulebooks.findLast((one) => one.scheme === scheme)
  if (!book) throw new Error(`no rulebook of ${scheme}`)
  const { now, ...given } = values
  const version = `test ${++number}`
  const { country: _, ...rest } = book
  const [made] = await db
    .insert(rulebooks)
    .values({ ...rest, officeId: values.officeId, version, rules: { ...rulesOf(book.rules), ...changed } })
    .returning({ id: rulebooks.id })
  const [row] = await db
    .insert(campaigns)
    .values({
      ...{ rulebookId: made?.id ?? '', year: 2026, title: version, state: 'open', openedAt: now },
      opensAt: new Date(now.getTime() - dayMs),
      closesAt: new Date(now.getTime() + 30 * dayMs),
      decidesAt: new Date(now.getTime() + 60 * dayMs),
      ...given,
    })
    .returning({ id: campaigns.id })
  return row?.id ?? ''
}

/** Open since so many days: conditions look at the states that a project was in. */
export async function makeOpenSince(db: Db, projectId: string, at: Date): Promise<void> {
  await db.delete(projectStateChanges).where(eq(projectStateChanges.projectId, projectId))
  await db.insert(projectStateChanges).values({ projectId, state: 'open', at })
}

/** A draft of somebody. */
export async function makeApplication(
  db: Db,
  { campaignId, projectId, userId }: { campaignId: string; projectId: string; userId: string },
): Promise<string> {
  return db.transaction(async (tx) => {
    const row = { campaignId, projectId, userId, state: 'draft', language: 'en' } as const
    const applicationId = await insertApplication(tx, row)
    await upsertApplicationPerson(tx, { applicationId, userId, part: 'author', confirmedAt: new Date() })
    return applicationId
  })
}
