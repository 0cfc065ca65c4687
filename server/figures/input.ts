import * as z from 'zod'
import { day } from '../kit/dates.ts'

const country = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/)
const year = z.coerce.number().int().min(1990).max(2199)

/** A year is the calendar year in which a school year begins; a day comes before it. */
export const figuresAsked = z.strictObject({ country: country.optional(), year: year.optional(), on: day.optional() })
export type FiguresAsked = {
  [Key in keyof z.infer<typeof figuresAsked>]?: z.infer<typeof figuresAsked>[Key] | undefined
}

/** What the address of the page asks for. What fits nothing is left out. */
export const figuresSought = z.object({
  country: country.optional().catch(undefined),
  year: year.optional().catch(undefined),
  on: day.optional().catch(undefined),
})
