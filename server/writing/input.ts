import * as z from 'zod'
import { writingModes, writingTools } from '#db/schema/writing-rules.ts'
import { moment, seconds } from '../kit/dates.ts'
import { givenReason, lines } from '../kit/text.ts'

const project = z.strictObject({ project: z.uuid() })
const target = z.union([
  project,
  z.strictObject({ user: z.uuid() }),
  z.strictObject({ group: z.uuid() }),
  z.strictObject({ document: z.uuid() }),
])

/** A pause is set on its board. */
const purposes = ['rule', 'sanction', 'eyes'] as const

/** A rule as a teacher sets it; `free` lifts the one that stands there. */
export const ruleGiven = z
  .strictObject({
    target,
    tool: z.enum(writingTools),
    mode: z.enum(['free', ...writingModes]),
    purpose: z.enum(purposes).default('rule'),
    reason: givenReason.optional(),
    /** By the server's clock; left out or null: until a teacher lifts it. */
    forSeconds: seconds.nullable().optional(),
    until: moment.nullable().optional(),
  })
  .refine((rule) => rule.mode !== 'away' || 'user' in rule.target, { error: 'sanction_of_one' })
  .refine((rule) => rule.purpose !== 'sanction' || 'user' in rule.target, { error: 'sanction_of_one' })
export type RuleGiven = z.infer<typeof ruleGiven>

export const appealDraft = z.strictObject({
  rule: z.uuid(),
  /** What the pupil says to it. */
  words: lines(500).default(''),
})
export type AppealDraft = z.infer<typeof appealDraft>
