import type { AwardFact, Facts, PartFact, Proof, SchoolFacts, TermFact } from './facts.ts'
import { lacking, met } from './facts.ts'
import { awardHolds, heldWithin, holdsOn, lastSuch, monthsBefore, stateOn, yearBegan, yearsBefore } from './days.ts'
import type { Asked } from './parameters.ts'

/* Conditions about a school: who is registered there, since when, and in which projects it was. Pure. */

const noSchool = () => lacking('no_school')

export function schoolRegisteredFor(
  { school }: Facts,
  { years, isStrict, cutOff }: Asked<'school_registered_for'>,
  day: string,
) {
  if (!school) return noSchool()
  if (school.closedOn !== null && school.closedOn <= day) return lacking('school_closed', { since: school.closedOn })
  if (school.registeredOn === null || school.registeredOn > day) return lacking('school_not_registered')
  const by = yearsBefore(cutOff === null ? day : lastSuch(cutOff, day), years)
  const proof: Proof[] = [{ what: 'school', id: school.id, since: school.registeredOn }]
  const isLong = isStrict ? school.registeredOn < by : school.registeredOn <= by
  return isLong ? met(proof) : lacking('school_registered_later', { years, by }, proof)
}

/** The earliest of what each of them was there; one person counts once. */
function peopleOf(terms: readonly TermFact[]): Proof[] {
  const since = new Map<string, string>()
  for (const { userId, from } of terms) {
    const known = since.get(userId)
    if (known === undefined || from < known) since.set(userId, from)
  }
  return [...since]
    .toSorted(([one, from], [other, to]) => from.localeCompare(to) || one.localeCompare(other))
    .map(([id, from]) => ({ what: 'person', id, since: from }))
}

export function managementRegistered({ school }: Facts, _: Asked<'management_registered'>, day: string) {
  if (!school) return noSchool()
  const running = school.terms.filter((term) => holdsOn(term, day))
  const people = peopleOf(running.filter(({ post }) => post === 'head' || post === 'management'))
  return people.length > 0 ? met(people) : lacking('no_management')
}

/** Here in a month that reaches into these days. Whoever came within them was here. */
function wasActive({ seenMonths }: SchoolFacts, { userId, from }: TermFact, first: string, last: string): boolean {
  if (from >= first && from <= last) return true
  return (seenMonths.get(userId) ?? []).some((month) => month >= `${first.slice(0, 7)}-01` && month <= last)
}

export function staffRegistered({ school }: Facts, { least, posts, active }: Asked<'staff_registered'>, day: string) {
  if (!school) return noSchool()
  const first =
    active === null ? null : 'since' in active ? lastSuch(active.since, day) : monthsBefore(day, active.months)
  const able = school.terms.filter(
    (term) =>
      posts.includes(term.post) && holdsOn(term, day) && (first === null || wasActive(school, term, first, day)),
  )
  const people = peopleOf(able)
  if (people.length >= least) return met(people)
  return lacking(first === null ? 'too_few_staff' : 'too_few_active_staff', { least, there: people.length }, people)
}

const isLabelOf = (school: SchoolFacts, { scheme, by, within }: Asked<'took_part'>, day: string) => {
  const first = within === 'school_year' ? null : yearsBefore(day, within.years)
  return (award: AwardFact) =>
    award.scheme === scheme &&
    awardHolds(award, day) &&
    (by === 'anybody' || award.schoolId === school.id) &&
    (first === null || award.awardedOn >= first)
}

/** In it, and not as a draft that nobody has opened. */
function wasIn(part: PartFact, within: Asked<'took_part'>['within'], day: string): boolean {
  const first = within === 'school_year' ? yearBegan(day) : yearsBefore(day, within.years)
  if (!heldWithin(part, first, day)) return false
  const isArchivedBefore = stateOn(part.states, first)?.state === 'archived'
  return !isArchivedBefore
}

export function tookPart({ school }: Facts, asked: Asked<'took_part'>, day: string) {
  if (!school) return noSchool()
  const isLabel = isLabelOf(school, asked, day)
  const inKind = school.parts.filter(
    (part) => asked.kinds.some((kind) => kind === part.kind) && wasIn(part, asked.within, day),
  )
  const labelled = inKind.flatMap((part) => {
    const award = part.awards.filter(isLabel).toSorted((one, other) => one.awardedOn.localeCompare(other.awardedOn))[0]
    return award ? [{ part, award }] : []
  })
  const proof = labelled.flatMap(({ part, award }): Proof[] => [
    { what: 'project', id: part.projectId, since: part.from },
    { what: 'award', id: award.id, since: award.awardedOn },
  ])
  if (labelled.length >= asked.least) return met(proof)
  return inKind.length === 0
    ? lacking('no_such_project')
    : lacking('no_labelled_project', { scheme: asked.scheme }, proof)
}
