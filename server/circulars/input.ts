import * as z from 'zod'
import { locales } from '#db/schema/values.ts'
import { line, lines } from '../kit/text.ts'

/* What a request about circulars may hold. */

export const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })

const text = z.strictObject({ locale: z.enum(locales), subject: line(120), text: lines(8_000, 1) })

export const newCircular = z
  .strictObject({
    /** Of the browser: a letter that it sends twice goes out once. */
    id: z.uuid().toLowerCase().optional(),
    regionId: z.uuid().toLowerCase(),
    texts: z.array(text).min(1).max(locales.length),
  })
  .refine(({ texts }) => new Set(texts.map(({ locale }) => locale)).size === texts.length, {
    path: ['texts'],
    error: 'language_twice',
  })
export type NewCircular = z.infer<typeof newCircular>

export const circularsAsked = z.strictObject({
  before: z.uuid().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
