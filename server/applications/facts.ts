import type { DbOrTx } from '#db/client.ts'
import { findApplicationFacts, findPersonFacts, findProjectFacts } from '#db/queries/application-facts.ts'
import type { Facts } from '../campaigns/conditions/facts.ts'
import { awardOf } from '../campaigns/facts.ts'

interface Asked {
  applicationId?: string
  userId: string | null
  projectId: string | null
  /** Of the office: its days count. */
  timeZone: string
}

/** What is known of whom one applies for, as conditions look at it. */
export async function factsFor(db: DbOrTx, { applicationId, userId, projectId, timeZone }: Asked): Promise<Facts> {
  const project = projectId === null ? null : await findProjectFacts(db, projectId, timeZone)
  const person = userId === null ? null : await findPersonFacts(db, userId, timeZone)
  const own = applicationId === undefined ? null : await findApplicationFacts(db, applicationId, timeZone)
  return {
    ...(project && { project: { ...project, awards: project.awards.map(awardOf), rank: null } }),
    ...(person &&
      userId !== null && {
        person: {
          id: userId,
          memberships: person.memberships,
          applications: person.applied.map((row) => ({ ...row, withdrawnOn: null })),
        },
      }),
    ...(own &&
      applicationId !== undefined && {
        application: {
          id: applicationId,
          declared: new Map(own.yes.map(({ field, on }) => [field, on])),
          endorsements: own.endorsers.map(({ userId: id, on, kind }) => ({
            ...{ userId: id, on, by: kind === 'institution' ? ('institution' as const) : ('partner' as const) },
          })),
        },
      }),
  }
}
