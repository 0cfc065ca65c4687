import * as z from 'zod'
import { decisionOutcomes, decisionStages } from '#db/schema/values.ts'
import { moment } from '../kit/dates.ts'
import { lines } from '../kit/text.ts'

const id = z.uuid().toLowerCase()
/** A criterion of a rulebook, or `criterion.part`. */
const key = z
  .string()
  .max(81)
  .regex(/^[a-z][a-z0-9_]{0,39}(\.[a-z][a-z0-9_]{0,39})?$/)

export const campaignParam = z.strictObject({ campaignId: id })
export const applicationParam = z.strictObject({ applicationId: id })
export const evaluationParam = z.strictObject({ evaluationId: id })
export const markParam = z.strictObject({ evaluationId: id, criterion: key })

export const deliberationAsked = z.strictObject({
  /** All, those still read, those whose readers differ, or those to be decided. */
  show: z.enum(['all', 'reading', 'differ', 'undecided']).default('all'),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type DeliberationAsked = z.infer<typeof deliberationAsked>

/** Whether whoever is to judge is near to it. */
export const gateAnswer = z.union([
  z.strictObject({ isNear: z.literal(false) }),
  z.strictObject({ isNear: z.literal(true), reason: lines(1000, 1) }),
])
export type GateAnswer = z.infer<typeof gateAnswer>

const comment = lines(4000)
/** Made of which: 0 is of none. */
const revision = z.int().min(0).max(1_000_000)
export const markGiven = z.union([
  z.strictObject({ value: z.number().min(-1000).max(1000).nullable(), comment, revision }),
  z.strictObject({ notApplicable: z.literal(true), comment, revision }),
])
export type MarkGiven = z.infer<typeof markGiven>

/** What is to be completed, and until when. */
export const returnGiven = z.strictObject({ reason: lines(4000, 1), until: moment })
export type ReturnGiven = z.infer<typeof returnGiven>

export const decisionGiven = z.strictObject({
  stage: z.enum(decisionStages).default('commission'),
  outcome: z.enum(decisionOutcomes),
  /** By criterion; of a second application these are what it may speak to. */
  feedback: z.array(z.strictObject({ criterion: key, words: lines(4000, 1) })).max(30),
  /** Who sat there. */
  present: z.array(id).min(1).max(50),
  reason: lines(4000).default(''),
  place: z.int().min(1).max(1000).nullable().default(null),
})
export type DecisionGiven = z.infer<typeof decisionGiven>
