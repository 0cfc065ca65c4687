import type { DbOrTx } from '#db/client.ts'
import {
  listAdultsOf,
  listAppliedBy,
  listAwardsOf,
  listOpenedProjects,
  listStatesOf,
} from '#db/queries/project-facts.ts'
import type { Facts } from './conditions/facts.ts'
import { awardOf, groupBy } from './facts.ts'

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
  const projects = await listOpenedProjects(db, { countryCode, limit })
  const ids = projects.map(({ id }) => id)
  const states = groupBy(await listStatesOf(db, ids, timeZone), ({ projectId }) => projectId)
  const awards = groupBy((await listAwardsOf(db, ids)).map(awardOf), ({ projectId }) => projectId)
  const members = await listAdultsOf(db, ids, timeZone)
  const adults = groupBy(members, ({ projectId }) => projectId)
  const people = [...new Set(members.map(({ userId }) => userId))]
  const applied = groupBy(await listAppliedBy(db, people, timeZone), ({ userId }) => userId)
  return projects.map(({ id, name, kind }) => {
    const project = { id, kind, states: states.get(id) ?? [], awards: awards.get(id) ?? [], rank: null }
    const facts = (adults.get(id) ?? []).map((member): Facts => {
      const applications = (applied.get(member.userId) ?? []).map((row) => ({ ...row, withdrawnOn: null }))
      return { project, person: { id: member.userId, memberships: [member], applications } }
    })
    return { id, name, facts }
  })
}
