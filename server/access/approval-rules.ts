import type { ApprovalState } from '#db/schema/values.ts'

/* Who may do what about an approval, and what becomes of it. Pure, as `rules.ts`. */

export const approvalActs = {
  ask: 'ask something, before one decides',
  answer: 'answer what was asked',
  approve: 'say yes',
  refuse: 'say no, and why',
  withdraw: 'take back what one asked for',
  advise: 'note what one thinks of it, for who decides',
  appeal: 'ask once more, about what was refused',
} as const
export type ApprovalAct = keyof typeof approvalActs

/**
 * What somebody is to an approval. `asker`: asked for it, or stands for who did. `officer`, `director`: of the office that
 * decides. `head`: of the school that decides. `adviser`: a correspondent in whose region it lies.
 */
export const approvalParts = ['asker', 'officer', 'director', 'head', 'adviser'] as const
export type ApprovalPart = (typeof approvalParts)[number]

interface Step {
  by: readonly ApprovalPart[]
  to: ApprovalState
}
type Steps = Partial<Record<ApprovalAct, Step>>

const deciders = ['officer', 'director', 'head'] as const
const decided: Steps = {
  approve: { by: deciders, to: 'approved' },
  refuse: { by: deciders, to: 'refused' },
  withdraw: { by: ['asker'], to: 'withdrawn' },
}

/** The life of an approval. An appeal leaves what was refused as it is: it is an approval of its own. */
const approvalLife: Record<ApprovalState, Steps> = {
  waiting: {
    ...decided,
    ask: { by: deciders, to: 'question' },
    advise: { by: ['adviser'], to: 'waiting' },
  },
  question: {
    ...decided,
    answer: { by: ['asker'], to: 'waiting' },
    advise: { by: ['adviser'], to: 'question' },
  },
  approved: {},
  refused: { appeal: { by: ['asker'], to: 'refused' } },
  withdrawn: {},
}

export interface ApprovalFacts {
  state: ApprovalState
  /** Whether a school decides, and no office: what its head refuses is not appealed. */
  isOfSchool: boolean
  isAppeal: boolean
  /** Whether it was appealed already. */
  isAppealed: boolean
  parts: readonly ApprovalPart[]
  /** Whether it was this person who refused what is appealed. */
  hasRefused: boolean
}

/**
 * What somebody is where this is decided: about an appeal a director alone decides, and never who refused. Where an office has no
 * other director, that of Europe is it (`listAppealDeciders`).
 */
function partsNow({ parts, isAppeal, hasRefused }: ApprovalFacts): readonly ApprovalPart[] {
  // Nobody decides about what they ask for themselves.
  const free = parts.includes('asker') ? parts.filter((part) => part === 'asker') : parts
  if (!isAppeal) return free
  return free.filter((part) => part !== 'officer' && !(part === 'director' && hasRefused))
}

const isAppealable = ({ isOfSchool, isAppeal, isAppealed }: ApprovalFacts) => !isOfSchool && !isAppeal && !isAppealed

/** `now`: it can be done; `late`: by this person, but not as it stands; `never`: not by this person. */
export function mayAct(facts: ApprovalFacts, act: ApprovalAct): 'now' | 'late' | 'never' {
  const parts = partsNow(facts)
  const allows = (step: Step | undefined) => step?.by.some((part) => parts.includes(part)) ?? false
  if (!Object.values(approvalLife).some((steps) => allows(steps[act]))) return 'never'
  if (!allows(approvalLife[facts.state][act])) return 'late'
  return act === 'appeal' && !isAppealable(facts) ? 'late' : 'now'
}

export const stateAfter = (state: ApprovalState, act: ApprovalAct): ApprovalState =>
  approvalLife[state][act]?.to ?? state
