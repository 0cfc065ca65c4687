import type { DbOrTx } from '#db/client.ts'
import {
  findProjectRow,
  listAdultsOf,
  listAppliedBy,
  listAwardsOf,
  listMembershipsOf,
  listOpenedProjects,
  listStatesOf,
} from '#db/queries/project-facts.ts'
import type { ApplicationFact, Facts } from './conditions/facts.ts'
import { awardOf, groupBy } from './facts.ts'

/* What is known of projects and of whom is in them, by one calendar. */

type Row = NonNullable<Awaited<ReturnType<typeof findProjectRow>>>
type ProjectFacts = NonNullable<Facts['project']>

async function projectsOf(db: DbOrTx, rows: readonly Row[], timeZone: string): Promise<ProjectFacts[]> {
  const ids = rows.map(({ id }) => id)
  const states = groupBy(await listStatesOf(db, ids, timeZone), ({ projectId }) => projectId)
  const awards = groupBy((await listAwardsOf(db, ids, timeZone)).map(awardOf), ({ projectId }) => projectId)
  return rows.map(({ id, kind }) => ({
    ...{ id, kind, states: states.get(id) ?? [], awards: awards.get(id) ?? [], rank: null },
  }))
}

async function appliedBy(db: DbOrTx, userIds: readonly string[], timeZone: string) {
  const rows = await listAppliedBy(db, userIds, timeZone)
  return groupBy(
    rows.map((row): ApplicationFact => ({ ...row, withdrawnOn: null })),
    ({ userId }) => userId,
  )
}

/** What conditions look at of a project; nothing where there is none. */
export async function knownProject(db: DbOrTx, projectId: string, timeZone: string): Promise<ProjectFacts | undefined> {
  const row = await findProjectRow(db, projectId)
  const [project] = row ? await projectsOf(db, [row], timeZone) : []
  return project
}

/** What they look at of somebody: of which projects they were, and what they handed in. */
export const knownPerson = async (db: DbOrTx, id: string, timeZone: string): Promise<NonNullable<Facts['person']>> => ({
  id,
  memberships: await listMembershipsOf(db, id, timeZone),
  applications: (await appliedBy(db, [id], timeZone)).get(id) ?? [],
})

interface KnownProject {
  id: string
  name: string
  facts: Facts[]
}

/** What conditions look at of the projects of a country, or of all, with each adult who is in one. */
export async function knownProjects(
  db: DbOrTx,
  { countryCode, timeZone, limit }: { countryCode: string | null; timeZone: string; limit: number },
): Promise<KnownProject[]> {
  const rows = await listOpenedProjects(db, { countryCode, limit })
  const projects = await projectsOf(db, rows, timeZone)
  const ids = rows.map(({ id }) => id)
  const members = await listAdultsOf(db, ids, timeZone)
  const adults = groupBy(members, ({ projectId }) => projectId)
  const applied = await appliedBy(db, [...new Set(members.map(({ userId }) => userId))], timeZone)
  return rows.map(({ id, name }, index) => {
    const project = projects[index]
    const facts = (adults.get(id) ?? []).map((member): Facts => {
      const applications = applied.get(member.userId) ?? []
      return { ...(project && { project }), person: { id: member.userId, memberships: [member], applications } }
    })
    return { id, name, facts }
  })
}
