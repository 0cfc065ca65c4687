import * as z from 'zod'
import { locales, schemes } from '#db/schema/values.ts'
import { line, lines } from '../kit/text.ts'

const id = z.uuid().toLowerCase()

export const awardParam = z.strictObject({ awardId: id })
export const officeParam = z.strictObject({ officeId: id })
export const campaignParam = z.strictObject({ campaignId: id })
export const givenAsked = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2200).optional(),
  scheme: z.enum(schemes).optional(),
  /** A code, or words of a project, a school or a name. */
  find: line(100, 0).default(''),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type GivenAsked = z.infer<typeof givenAsked>
export const withdrawal = z.strictObject({ reason: lines(1000, 1) })
export const certificateAsked = z.strictObject({ language: z.enum(locales).default('en') })
