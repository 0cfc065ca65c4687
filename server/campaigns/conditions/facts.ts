import type { DecisionOutcome, Post, Scheme } from '#db/schema/values.ts'
import type { MemberRole, ProjectKind, ProjectState } from '../../access/rules.ts'

/*
 * What conditions look at: dated rows, days as `YYYY-MM-DD`. All of them are handed over, also those that are over or have not
 * begun: each condition looks at the day one asks about, so that past days give past answers. A last day is the first on which
 * something is over.
 */

export interface Span {
  from: string
  to: string | null
}

/** A label, a prize or an award. */
export interface AwardFact {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string | null
  schoolId: string | null
  countryCode: string | null
  points: number | null
  awardedOn: string
  validUntil: string | null
  withdrawnOn: string | null
}

export interface TermFact extends Span {
  userId: string
  post: Post
}

/** A project that a school was in. */
export interface PartFact extends Span {
  projectId: string
  kind: ProjectKind
  states: readonly StateFact[]
  awards: readonly AwardFact[]
}

export interface StateFact {
  state: ProjectState
  from: string
}

export interface SchoolFacts {
  id: string
  /** Since somebody of it is here; null: nobody ever was. */
  registeredOn: string | null
  closedOn: string | null
  terms: readonly TermFact[]
  /** Of staff: first days of the months in which they were here. */
  seenMonths: ReadonlyMap<string, readonly string[]>
  parts: readonly PartFact[]
}

interface ProjectFacts {
  id: string
  kind: ProjectKind
  states: readonly StateFact[]
  awards: readonly AwardFact[]
  /** Where its points put it among those of its country; null where nobody has ranked it. */
  rank: { rank: number; of: number; on: string } | null
}

interface MemberFact extends Span {
  projectId: string
  role: MemberRole
}

export interface ApplicationFact {
  id: string
  scheme: Scheme
  projectId: string | null
  userId: string | null
  submittedOn: string
  withdrawnOn: string | null
  outcome: DecisionOutcome | null
}

interface PersonFacts {
  id: string
  memberships: readonly MemberFact[]
  applications: readonly ApplicationFact[]
}

/** What the application itself says. */
interface ApplicationFacts {
  id: string
  /** Questions that were answered with yes, and when. */
  declared: ReadonlyMap<string, string>
  endorsements: readonly { userId: string; by: 'partner' | 'institution'; on: string }[]
}

/** Whatever is known of what one asks about. A condition about what is not there is not met, and says so. */
export interface Facts {
  school?: SchoolFacts
  project?: ProjectFacts
  person?: PersonFacts
  application?: ApplicationFacts
}

/** What shows that a condition is met: which person, project, award …, and since when. */
export interface Proof {
  what: 'school' | 'person' | 'project' | 'award' | 'application' | 'answer' | 'rank'
  id: string | null
  since: string | null
}

/** Why it is not: a word that a screen puts into a sentence, with what the sentence needs. */
export interface Missing {
  word: string
  values: Readonly<Record<string, string | number>>
}

export type Answer = { isMet: true; proof: Proof[]; missing: null } | { isMet: false; proof: Proof[]; missing: Missing }

export const met = (proof: Proof[]): Answer => ({ isMet: true, proof, missing: null })

/** Not met, with what of it is there already. */
export const lacking = (word: string, values: Missing['values'] = {}, proof: Proof[] = []): Answer => ({
  isMet: false,
  proof,
  missing: { word, values },
})
