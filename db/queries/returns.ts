import { and, asc, eq, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { applications, conditionResults } from '../schema/applications.ts'
import { projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

/*
 * That an office sent an application back to be completed. It stands where its conditions stood, of the same round and as one that
 * is not met: what is missing, and until when. Handed in again, it goes for what is found then.
 */

/** No condition of a rulebook is called so: their ids begin with a letter. */
export const returnWord = '$returned'

const missing = (key: string) => sql<string>`${conditionResults.missing}->>${key}`

export const returned = { reason: missing('reason'), until: missing('until'), at: conditionResults.checkedAt }

/** Of an application in its round. */
export const isReturn = and(
  eq(conditionResults.applicationId, applications.id),
  eq(conditionResults.round, applications.round),
  eq(conditionResults.stage, 'submitted'),
  eq(conditionResults.condition, returnWord),
)

/** Its conditions are open again: what was found when it was handed in goes for what is missing. */
export async function returnApplication(
  tx: Tx,
  { id: applicationId, round }: Pick<typeof applications.$inferSelect, 'id' | 'round'>,
  { reason, until, at }: { reason: string; until: Date; at: Date },
): Promise<void> {
  const kept = { applicationId, round, stage: 'submitted' as const }
  await tx
    .update(applications)
    .set({ state: 'draft', submittedAt: null, submittedBy: null })
    .where(eq(applications.id, applicationId))
  await tx
    .delete(conditionResults)
    .where(and(...(['applicationId', 'round', 'stage'] as const).map((key) => eq(conditionResults[key], kept[key]))))
  await tx.insert(conditionResults).values({
    ...kept,
    ...{
      condition: returnWord,
      isMet: false,
      proof: [],
      missing: { reason, until: until.toISOString() },
      checkedAt: at,
    },
  })
}

/** What of a campaign was sent back and is not handed in again, the earliest day first. */
export const listReturned = (db: DbOrTx, campaignId: string) =>
  db
    .select({
      applicationId: applications.id,
      title: sql<string>`coalesce(${projects.name}, ${schools.name})`,
      applicant: users.displayName,
      ...returned,
    })
    .from(applications)
    .innerJoin(conditionResults, isReturn)
    .leftJoin(users, eq(users.id, applications.userId))
    .leftJoin(projects, eq(projects.id, applications.projectId))
    .leftJoin(schools, eq(schools.id, applications.schoolId))
    .where(and(eq(applications.campaignId, campaignId), eq(applications.state, 'draft')))
    .orderBy(asc(missing('until')), asc(applications.id))
