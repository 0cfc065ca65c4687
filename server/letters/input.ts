import * as z from 'zod'
import { letterKinds, letterWays, locales } from '#db/schema/values.ts'
import { day } from '../kit/dates.ts'
import { line, lines } from '../kit/text.ts'
import { letterBody, letterTitle } from './body.ts'

/* What a request about letters may hold. */

const id = z.uuid().toLowerCase()
const year = z.int().min(2000).max(2199)

export const officeParam = z.strictObject({ officeId: id })
export const officeLetterParam = z.strictObject({ officeId: id, letterId: id })
export const templateAsked = z.strictObject({ officeId: id, kind: z.enum(letterKinds), language: z.enum(locales) })
export type TemplateAsked = z.infer<typeof templateAsked>
export const letterParam = z.strictObject({ letterId: id })

export const lettersAsked = z.strictObject({ year: z.coerce.number().int().min(2000).max(2199).optional() })

export const newLetters = z.union([
  z.strictObject({ kind: z.enum(['rector', 'head']), year, language: z.enum(locales) }),
  /** Préau knows no town hall: whom and where is typed. */
  z.strictObject({
    kind: z.literal('mayor'),
    year,
    language: z.enum(locales),
    schoolId: id,
    addressee: z.strictObject({ name: line(120), salutation: line(120, 0), address: lines(400, 1) }),
  }),
])
export type NewLetters = z.infer<typeof newLetters>

/** What it said when it was looked at: `fingerprintOf`. */
const seen = z
  .string()
  .max(64)
  .regex(/^[0-9a-f]{64}$/)

export const letterChange = z.strictObject({
  state: z.enum(['draft', 'ready']),
  seen,
})
export type LetterChange = z.infer<typeof letterChange>

export const signing = z.strictObject({ seen })
export const sending = z.strictObject({ way: z.enum(letterWays), on: day })
export type Sending = z.infer<typeof sending>

export const fileAsked = z.strictObject({ form: z.enum(['pdf', 'docx']).default('pdf') })

export const newTemplate = z.strictObject({
  kind: z.enum(letterKinds),
  language: z.enum(locales),
  title: letterTitle,
  body: letterBody,
  /** From which it was written; 0: from what Préau brings along. */
  basedOn: z.int().min(0).max(1_000_000),
})
export type NewTemplate = z.infer<typeof newTemplate>
