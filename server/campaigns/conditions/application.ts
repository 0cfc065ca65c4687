import type { ApplicationFact, Facts, Proof } from './facts.ts'
import { lacking, met } from './facts.ts'
import { nextSuch, yearBegan, yearsBefore } from './days.ts'
import type { Asked } from './parameters.ts'

/* Conditions about what somebody has applied for, said and had confirmed. Pure. */

const countsOn = ({ submittedOn, withdrawnOn }: ApplicationFact, day: string) =>
  submittedOn <= day && (withdrawnOn === null || withdrawnOn > day)

const asProof = (applications: readonly ApplicationFact[]): Proof[] =>
  applications.map(({ id, submittedOn }) => ({ what: 'application', id, since: submittedOn }))

/** The first so many of a school year count. This one may be among them, or would be one more. */
export function appliedAtMost(
  { person, application }: Facts,
  { scheme, times }: Asked<'applied_at_most'>,
  day: string,
) {
  if (!person) return lacking('no_person')
  const began = yearBegan(day)
  const ofYear = person.applications
    .filter((one) => one.scheme === scheme && countsOn(one, day) && one.submittedOn >= began)
    .toSorted((one, other) => one.submittedOn.localeCompare(other.submittedOn) || one.id.localeCompare(other.id))
  const place = ofYear.findIndex(({ id }) => id === application?.id)
  const before = place === -1 ? ofYear : ofYear.slice(0, place)
  return before.length < times
    ? met(asProof(before))
    : lacking('applied_too_often', { times, there: before.length }, asProof(before))
}

export function appliedBefore({ project, person }: Facts, { scheme, day: by }: Asked<'applied_before'>, day: string) {
  if (!person || !project) return lacking('no_person')
  // Of the year of which that day is: the one before it, or the one that has just passed.
  const end = nextSuch(by, yearBegan(day))
  const found = person.applications.filter(
    (one) =>
      one.scheme === scheme &&
      one.projectId === project.id &&
      countsOn(one, day) &&
      one.submittedOn <= end &&
      one.submittedOn > yearsBefore(end, 1),
  )
  return found.length > 0 ? met(asProof(found)) : lacking('not_applied_before', { scheme, by: end })
}

export function declared({ application }: Facts, { question }: Asked<'declared'>, day: string) {
  const on = application?.declared.get(question)
  return on !== undefined && on <= day
    ? met([{ what: 'answer', id: question, since: on }])
    : lacking('not_declared', { question })
}

export function endorsed({ application }: Facts, { by, least }: Asked<'endorsed'>, day: string) {
  const found = (application?.endorsements ?? []).filter((one) => one.by === by && one.on <= day)
  const proof: Proof[] = found.map(({ userId, on }) => ({ what: 'person', id: userId, since: on }))
  return found.length >= least ? met(proof) : lacking(`not_endorsed_by_${by}`, { least, there: found.length }, proof)
}
