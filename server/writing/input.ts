import * as z from 'zod'
import { writingModes, writingTools } from '#db/schema/writing-rules.ts'
import { moment, seconds } from '../kit/dates.ts'
import { givenReason, lines } from '../kit/text.ts'

const project = z.strictObject({ project: z.uuid().toLowerCase() })
const target = z.union([
  project,
  z.strictObject({ user: z.uuid().toLowerCase() }),
  z.strictObject({ group: z.uuid().toLowerCase() }),
  z.strictObject({ document: z.uuid().toLowerCase() }),
])

/** A pause is set on its board. */
const purposes = ['rule', 'sanction', 'eyes'] as const

/** A class and its groups, named one by one. */
const targetsMost = 60

export type TargetGiven = z.infer<typeof target>

interface Targets {
  target?: TargetGiven | undefined
  targets?: TargetGiven[] | undefined
}

export const targetsIn = ({ target: one, targets = [] }: Targets): TargetGiven[] =>
  one === undefined ? targets : [one]

/** A sanction is said to one pupil, with a reason that is theirs. */
function isOfOne(rule: Targets): boolean {
  const [one, another] = targetsIn(rule)
  return one !== undefined && another === undefined && 'user' in one
}

/** A rule as a teacher sets it, for one or for several at once; `free` lifts the one that stands there. */
export const ruleGiven = z
  .strictObject({
    target: target.optional(),
    targets: z.array(target).min(1).max(targetsMost).optional(),
    tool: z.enum(writingTools),
    mode: z.enum(['free', ...writingModes]),
    purpose: z.enum(purposes).default('rule'),
    reason: givenReason.optional(),
    /** By the server's clock; left out or null: until a teacher lifts it. */
    forSeconds: seconds.nullable().optional(),
    until: moment.nullable().optional(),
  })
  .refine(({ target: one, targets }) => (one === undefined) !== (targets === undefined), { error: 'rule_target' })
  .refine((rule) => (rule.mode !== 'away' && rule.purpose !== 'sanction') || isOfOne(rule), {
    error: 'sanction_of_one',
  })
export type RuleGiven = z.infer<typeof ruleGiven>
export const appealDraft = z.strictObject({
  rule: z.uuid().toLowerCase(),
  /** What the pupil says to it. */
  words: lines(500).default(''),
})
export type AppealDraft = z.infer<typeof appealDraft>
