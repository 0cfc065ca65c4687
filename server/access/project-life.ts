import type { ApprovalState } from '#db/schema/values.ts'
import type { ProjectKind, ProjectState } from './rules.ts'

/* How a project opens and ends, and how long its archive is undone. Pure, as `rules.ts`. */

const archiveUndoneForDays = 30

/** Until when an archive is undone by who may (`project.restore`). */
export const archiveUndoneUntil = (archivedAt: Date) =>
  new Date(archivedAt.getTime() + archiveUndoneForDays * 24 * 60 * 60 * 1000)

/** What can be done with a project on its way, and in which states. */
export const lifeSteps = {
  /** Another founder is asked, and accepts. */
  found: ['draft', 'waiting_partner'],
  /** It is sent to those who say yes to it; where a partner is missing it waits for one. */
  submit: ['draft'],
  /** A school goes, with its people. */
  leave: ['draft', 'waiting_partner', 'waiting_office', 'open', 'closed'],
} as const satisfies Record<string, readonly ProjectState[]>
export type LifeStep = keyof typeof lifeSteps

export const isInStep = (step: LifeStep, state: ProjectState): boolean =>
  (lifeSteps[step] as readonly ProjectState[]).includes(state)

/** What a project still waits for: a school that teaches in it, one of another country, one of its own, an institution. */
export type Missing = 'partner' | 'other_country' | 'same_country' | 'institution'

interface TeachingSchool {
  countryCode: string
  membership: 'member' | 'plus' | 'outside'
  /** An institution that trains teachers, to which an office has said yes. */
  isAdmitted?: boolean
}

/**
 * A European project is opened by schools of two countries; a national one by two of one country, or with a country outside
 * the programme; a training by any two, and where an office is concerned one of them is an institution that it admitted. Only
 * schools that have a teacher in it count.
 */
export function missingToOpen(
  kind: ProjectKind,
  schools: readonly TeachingSchool[],
  { needsInstitution = false } = {},
): Missing | null {
  if (kind === 'school' || kind === 'circle') return null
  if (kind === 'training' && needsInstitution && !schools.some(({ isAdmitted }) => isAdmitted)) return 'institution'
  if (schools.length < 2) return 'partner'
  const countries = new Set(schools.map((school) => school.countryCode)).size
  if (kind === 'european') return countries > 1 ? null : 'other_country'
  const isNational = countries < schools.length || schools.some((school) => school.membership === 'outside')
  return kind === 'training' || isNational ? null : 'same_country'
}

export type Decider = { officeId: string } | { deciderSchoolId: string }

export interface Founder {
  id: string
  countryCode: string
  /** Whether its head says yes to what its teams plan. */
  approvesTeams: boolean
  /** The open office of its country; null: nothing of the programme is to be seen there. */
  officeId: string | null
}

/**
 * Who says yes to a project before it opens, by its founders in the order of their coming: of a European one the office of each
 * founder, of a national one one office, of one inside a school its head where the school wants that. Nobody where no country
 * of theirs has an open office; of a training nobody either, since its institution was admitted.
 */
export function decidersOf(kind: ProjectKind, founders: readonly Founder[]): Decider[] {
  const concerned = founders.filter(({ officeId }) => officeId !== null)
  if (kind === 'training' || kind === 'circle') return []
  if (kind === 'school')
    return concerned.filter(({ approvesTeams }) => approvesTeams).map(({ id }) => ({ deciderSchoolId: id }))
  const offices = [...new Set(concerned.map(({ officeId }) => officeId ?? ''))].map((officeId) => ({ officeId }))
  return kind === 'national' ? offices.slice(0, 1) : offices
}

/** Where a project stands that is not open yet, by what is missing and by what each who is asked said last (null: not asked). */
export function stateBeforeOpen(missing: Missing | null, answers: readonly (ApprovalState | null)[]): ProjectState {
  if (missing !== null) return 'waiting_partner'
  if (answers.every((answer) => answer === 'approved')) return 'open'
  const isUnderWay = (answer: ApprovalState | null) =>
    answer === 'approved' || answer === 'waiting' || answer === 'question'
  return answers.every(isUnderWay) ? 'waiting_office' : 'draft'
}

/** Whether a school brings its pupils: the first one from the first minute, its partners when it is open. */
export const mayBringPupils = (
  state: ProjectState,
  { isFirst, isConcerned }: { isFirst: boolean; isConcerned: boolean },
) => isFirst || !isConcerned || !['draft', 'waiting_partner', 'waiting_office'].includes(state)
