import * as z from 'zod'
import { languageTag, line } from '../kit/text.ts'

/** Of a table in base64: a framework of 500 lines has less. */
const longestFile = 240_000

const age = z.int().min(3).max(20)

export const frameworkDraft = z
  .strictObject({
    name: line(120),
    /** Of a column that does not say in which language its words are. */
    language: languageTag,
    ageFrom: age,
    ageTo: age,
    /** Where it comes from, and who may use it: whoever reads a judgement asks. */
    source: line(300, 3),
    licence: line(120, 2),
    /** The bytes as they are, so that an old encoding is seen. */
    file: z.base64().max(longestFile, 'framework_too_long'),
  })
  .refine(({ ageFrom, ageTo }) => ageFrom <= ageTo, { error: 'age_order', path: ['ageTo'] })
export type FrameworkDraft = z.infer<typeof frameworkDraft>

/** By a level, or by the ages of a project. */
export const frameworkQuery = z.strictObject({
  level: z.string().max(20).optional(),
  project: z.uuid().toLowerCase().optional(),
})
export type FrameworkQuery = z.infer<typeof frameworkQuery>

export const frameworkParam = z.strictObject({ frameworkId: z.uuid().toLowerCase() })
