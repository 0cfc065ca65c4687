import type { AwardFact, Facts, Proof } from './facts.ts'
import { lacking, met } from './facts.ts'
import { awardHolds, stateOn, yearBegan } from './days.ts'
import { shareOf } from './shares.ts'
import type { Asked } from './parameters.ts'

/* Conditions about a project, and what one person did in it. Pure. */

const noProject = () => lacking('no_project')

export function projectKind({ project }: Facts, asked: Asked<'project_kind'>, day: string) {
  if (!project) return noProject()
  const first = project.states.map(({ from }) => from).toSorted()[0] ?? null
  if (first !== null && first > day) return lacking('project_not_there')
  const isIn = asked.in.some((kind) => kind === project.kind)
  return isIn
    ? met([{ what: 'project', id: project.id, since: first }])
    : lacking('kind_not_eligible', { kind: project.kind })
}

export function projectState({ project }: Facts, asked: Asked<'project_state'>, day: string) {
  if (!project) return noProject()
  const now = stateOn(project.states, day)
  if (!now) return lacking('project_not_there')
  return asked.in.includes(now.state)
    ? met([{ what: 'project', id: project.id, since: now.from }])
    : lacking('state_not_eligible', { state: now.state })
}

export function memberOfProject({ person, project }: Facts, { roles }: Asked<'member_of_project'>, day: string) {
  if (!project || !person) return noProject()
  // Whoever has left did what they did: they were in it by then.
  const place = person.memberships.find(
    ({ projectId, role, from }) => projectId === project.id && roles.includes(role) && from <= day,
  )
  return place ? met([{ what: 'person', id: person.id, since: place.from }]) : lacking('not_a_member')
}

const awardsOf = ({ project }: Facts, scheme: AwardFact['scheme'], day: string): AwardFact[] =>
  (project?.awards ?? [])
    .filter((award) => award.scheme === scheme && awardHolds(award, day))
    .toSorted((one, other) => one.awardedOn.localeCompare(other.awardedOn) || one.id.localeCompare(other.id))

const asProof = (awards: readonly AwardFact[]): Proof[] =>
  awards.map(({ id, awardedOn }) => ({ what: 'award', id, since: awardedOn }))

export function labelled(facts: Facts, { scheme, within }: Asked<'labelled'>, day: string) {
  if (!facts.project) return noProject()
  const first = within === 'year' ? yearBegan(day) : ''
  const found = awardsOf(facts, scheme, day).filter(({ awardedOn }) => awardedOn >= first)
  if (found.length > 0) return met(asProof(found))
  return lacking(within === 'year' ? 'not_labelled_this_year' : 'not_labelled', { scheme })
}

export function labelledIn(facts: Facts, { scheme, least, per }: Asked<'labelled_in'>, day: string) {
  if (!facts.project) return noProject()
  const places = new Map<string, AwardFact>()
  for (const award of awardsOf(facts, scheme, day)) {
    const place = per === 'country' ? award.countryCode : award.schoolId
    if (place !== null && !places.has(place)) places.set(place, award)
  }
  const proof = asProof([...places.values()])
  if (places.size >= least) return met(proof)
  return lacking(`too_few_labelled_per_${per}`, { scheme, least, there: places.size }, proof)
}

export function meanPointsOver(facts: Facts, { scheme, points }: Asked<'mean_points_over'>, day: string) {
  if (!facts.project) return noProject()
  const marked = awardsOf(facts, scheme, day).filter((award) => award.points !== null)
  if (marked.length === 0) return lacking('no_points', { scheme })
  const sum = marked.reduce((total, award) => total + (award.points ?? 0), 0)
  // Compared as a sum: a mean that is not a short decimal would be rounded first.
  return sum > points * marked.length
    ? met(asProof(marked))
    : lacking('too_few_points', { points, there: Math.round((sum / marked.length) * 100) / 100 }, asProof(marked))
}

export function rankWithin({ project }: Facts, { share, rounding }: Asked<'rank_within'>, day: string) {
  if (!project) return noProject()
  if (project.rank === null || project.rank.on > day) return lacking('not_ranked')
  const { rank, of, on } = project.rank
  const places = shareOf(share, of, rounding)
  return rank <= places
    ? met([{ what: 'rank', id: String(rank), since: on }])
    : lacking('rank_too_low', { rank, of, places })
}
