import * as z from 'zod'
import { moment } from '../kit/dates.ts'
import { languageTag, line, lines } from '../kit/text.ts'

const oralLimits = { parts: 12, extracts: 12 } as const

const oralPart = z.strictObject({
  words: lines(400, 1),
  seconds: z
    .int()
    .min(15)
    .max(600)
    .refine((seconds) => seconds % 15 === 0, 'seconds_step'),
})
export type OralPart = z.infer<typeof oralPart>

export const oralDraft = z.strictObject({
  title: line(160, 0),
  /** Of the part in a foreign language; null: none. */
  language: languageTag.nullable(),
  parts: z.array(oralPart).max(oralLimits.parts),
  extractIds: z.array(z.uuid().toLowerCase()).max(oralLimits.extracts),
  /** When it was last changed as far as the sender knows; null: never. */
  knownAt: moment.nullable(),
})
export type OralDraft = z.infer<typeof oralDraft>

const storedParts = z.array(oralPart).catch([])

/** What the column holds. */
export const readParts = (stored: unknown): OralPart[] => storedParts.parse(stored)
