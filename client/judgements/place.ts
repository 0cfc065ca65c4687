import type { Agreement, Judgement, JudgementsView } from '#client/data/judgements.ts'
import type { Member, PeopleView } from '#client/data/people.ts'
import type { RubricView } from '#client/data/rubrics.ts'

/** All that the screens of judging are made of. */
export interface Place {
  projectId: string
  rubric: RubricView
  judgements: JudgementsView
  people: PeopleView
}

export const criteriaNow = ({ rubric }: Place) => rubric.rubric.criteria.filter(({ isRemoved }) => !isRemoved)

/** The pupils whom this teacher judges: those of the own school, in their groups. */
export function ownPupils({ people }: Place): Member[] {
  const own = people.members.find(({ isSelf }) => isSelf)?.school.id
  const order = new Map(people.groups.map(({ id, position }) => [id, position]))
  const rank = ({ groupId }: Member) => order.get(groupId ?? '') ?? Number.MAX_SAFE_INTEGER
  return people.members
    .filter(({ kind, school }) => kind === 'pupil' && school.id === own)
    .toSorted((one, other) => rank(one) - rank(other))
}

export const selfId = ({ people }: Place) => people.members.find(({ isSelf }) => isSelf)?.userId ?? null

export function nameOf({ people }: Place, userId: string | null): string {
  return [...people.members, ...people.former].find((one) => one.userId === userId)?.name ?? ''
}

interface Cell {
  own: Judgement | null
  others: Judgement[]
  self: Judgement | null
  peers: Judgement[]
  agreement: Agreement | null
}

/** What is known of one pupil by one criterion. */
export function cellOf(place: Place, pupilId: string, criterionId: string): Cell {
  const me = selfId(place)
  const isHere = (one: { pupilId: string; criterionId: string }) =>
    one.pupilId === pupilId && one.criterionId === criterionId
  const here = place.judgements.judgements.filter(isHere)
  const teachers = here.filter(({ kind }) => kind === 'teacher')
  return {
    own: teachers.find(({ authorId }) => authorId === me) ?? null,
    others: teachers.filter(({ authorId }) => authorId !== me),
    self: here.find(({ kind }) => kind === 'self') ?? null,
    peers: here.filter(({ kind }) => kind === 'peer'),
    agreement: place.judgements.agreements.find(isHere) ?? null,
  }
}

/** Taps of a lesson, the newest first. */
export const tapsOf = ({ judgements }: Place, pupilId: string, criterionId: string) =>
  judgements.observations.filter((one) => one.pupilId === pupilId && one.criterionId === criterionId).toReversed()
