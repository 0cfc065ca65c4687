import * as z from 'zod'
import { applicationParts } from '#db/schema/values.ts'
import { languageTag, lines } from '../kit/text.ts'

/* What a request about an application may hold. */

const id = z.uuid().toLowerCase()
/** As rulebooks call fields and criteria. */
const ruleId = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/)

export const campaignParam = z.strictObject({ campaignId: id })
export const applicationParam = z.strictObject({ applicationId: id })
export const answerParam = z.strictObject({ applicationId: id, field: ruleId })
export const evidenceParam = z.strictObject({ applicationId: id, evidenceId: id })
export const personParam = z.strictObject({ applicationId: id, userId: id })

/** The language in which it will be written; left out: that of who begins it. */
const language = languageTag.optional()
export const applicationDraft = z.union([
  z.strictObject({ projectId: id, language }),
  z.strictObject({ schoolId: id, language }),
])
export type ApplicationDraft = z.infer<typeof applicationDraft>

/** With the revision that it was read at: 0 where nobody has written yet. */
export const answerChange = z.strictObject({ text: lines(20_000), revision: z.int().min(0).max(1_000_000_000) })
export type AnswerChange = z.infer<typeof answerChange>

export const personAsked = z.strictObject({ userId: id, part: z.enum(applicationParts).exclude(['head']) })
export type PersonAsked = z.infer<typeof personAsked>

/** Why it should be decided otherwise. */
export const appealWords = z.strictObject({ words: lines(4_000, 1) })

const note = lines(1_000).default('')
export const evidenceDraft = z.union([
  z.strictObject({ criterion: ruleId, extractId: id, note }),
  /** How the schools of the project worked together, as its traces show it now. */
  z.strictObject({ criterion: ruleId, collaboration: z.literal(true), note }),
])
/** What it shows, with what was said of it when one began to write. */
export const evidenceNote = z.strictObject({ note: lines(1_000), before: lines(1_000) })
export type EvidenceNote = z.infer<typeof evidenceNote>
export type EvidenceDraft = z.infer<typeof evidenceDraft>

export const applicationsAsked = z.strictObject({ project: id.optional() })
