import type { DbOrTx } from '#db/client.ts'
import { findApplicationFacts } from '#db/queries/project-facts.ts'
import type { Facts } from '../campaigns/conditions/facts.ts'
import { knownPerson, knownProject } from '../campaigns/project-facts.ts'

interface Asked {
  applicationId?: string
  userId: string | null
  projectId: string | null
  /** Of the office: its days count. */
  timeZone: string
}

/** What is known of whom one applies for, as conditions look at it. */
export async function factsFor(db: DbOrTx, { applicationId, userId, projectId, timeZone }: Asked): Promise<Facts> {
  const project = projectId === null ? undefined : await knownProject(db, projectId, timeZone)
  const person = userId === null ? undefined : await knownPerson(db, userId, timeZone)
  const application = applicationId === undefined ? undefined : await saidIn(db, applicationId, timeZone)
  return { ...(project && { project }), ...(person && { person }), ...(application && { application }) }
}

/** What the application itself says. */
async function saidIn(db: DbOrTx, id: string, timeZone: string): Promise<NonNullable<Facts['application']>> {
  const { yes, endorsers } = await findApplicationFacts(db, id, timeZone)
  return {
    id,
    declared: new Map(yes.map(({ field, on }) => [field, on])),
    endorsements: endorsers.map(({ userId, on, kind }) => ({
      ...{ userId, on, by: kind === 'institution' ? ('institution' as const) : ('partner' as const) },
    })),
  }
}
