import * as z from 'zod'
import { newsKinds } from '#db/schema/values.ts'
import { day, moment } from '../kit/dates.ts'
import { languageTag, line, lines } from '../kit/text.ts'

/* What an item of news may hold. */

export const newsParam = z.strictObject({ newsId: z.uuid().toLowerCase() })
export const newsFileParam = z.strictObject({ newsId: z.uuid().toLowerCase(), fileId: z.uuid().toLowerCase() })

const slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9-]+$/)
const countryCode = z
  .string()
  .max(2)
  .regex(/^[A-Z]{2}$/)
const longestAddress = 500

const isWeb = (text: string) => URL.canParse(text) && new URL(text).protocol === 'https:'

const areDifferent = (texts: readonly { language: string }[]) =>
  new Set(texts.map(({ language }) => language)).size === texts.length

const newsDraft = z.strictObject({
  kind: z.enum(newsKinds),
  /** Null: of everybody, which Europe alone writes to. */
  countryCode: countryCode.nullable(),
  regionId: z.uuid().toLowerCase().nullable(),
  themeId: slug.nullable(),
  from: day,
  /** The first day on which it is shown no more. */
  to: day.nullable(),
  startsAt: moment.nullable(),
  endsAt: moment.nullable(),
  place: line(200, 0),
  url: line(longestAddress).refine(isWeb, 'news_url').nullable(),
  texts: z
    .array(z.strictObject({ language: languageTag, title: line(160), body: lines(8_000, 1) }))
    .min(1)
    .max(24)
    .refine(areDifferent, 'news_languages'),
  citations: z.array(slug).max(12),
})
export type NewsDraft = z.infer<typeof newsDraft>

export const newNews = newsDraft.extend({ officeId: z.uuid().toLowerCase() })

export const newsChange = z.union([
  /** All of it anew, made of that version. */
  newsDraft.extend({ version: z.int().min(1).max(1_000_000) }),
  z.strictObject({ state: z.enum(['published', 'withdrawn']) }),
])
export type NewsChange = z.infer<typeof newsChange>

const filters = {
  kind: z.enum(newsKinds).optional(),
  language: languageTag.optional(),
  theme: slug.optional(),
}

export const newsAsked = z.strictObject({
  /** All of this office, whatever became of them; without it, what concerns who asks. */
  office: z.uuid().toLowerCase().optional(),
  ...filters,
  before: z.uuid().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

/** What the address of a public page asks for. What fits nothing is left out. */
export const newsSought = z.object({
  country: countryCode.optional().catch(undefined),
  region: z.uuid().toLowerCase().optional().catch(undefined),
  kind: filters.kind.catch(undefined),
  language: filters.language.catch(undefined),
  theme: filters.theme.catch(undefined),
  before: z.uuid().toLowerCase().optional().catch(undefined),
})
export type NewsSought = z.infer<typeof newsSought>
