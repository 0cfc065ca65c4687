import * as z from 'zod'
import { presentationTools, type Scheme } from '#db/schema/values.ts'
import { languageTag, line, lines } from '../kit/text.ts'

/* What a project may show of itself, and what one looks for in the gallery. */

export const shownParam = z.strictObject({ projectId: z.uuid().toLowerCase(), fileId: z.uuid().toLowerCase() })

const slug = z
  .string()
  .max(40)
  .regex(/^[a-z0-9-]+$/)

const version = z.int().min(0).max(1_000_000)

export const presentationDraft = z.strictObject({
  /** Of the one that it was made from; 0 where there was none. */
  version,
  title: line(160),
  summary: lines(4_000, 1),
  language: languageTag,
  themeId: slug.nullable(),
  tools: z.array(z.enum(presentationTools)).max(presentationTools.length),
  citations: z.array(slug).max(12),
})
export type PresentationDraft = z.infer<typeof presentationDraft>

export const agreement = z.strictObject({ version })

/** What a project can have been given that is shown with it. */
export const shownSchemes = [
  'national_label',
  'european_label',
  'national_prize',
  'european_prize',
] as const satisfies Scheme[]

/** What the address of the gallery asks for. What fits nothing is left out. */
export const gallerySought = z.object({
  country: z
    .string()
    .max(2)
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  theme: slug.optional().catch(undefined),
  age: z.coerce.number().int().min(3).max(20).optional().catch(undefined),
  language: languageTag.optional().catch(undefined),
  tool: z.enum(presentationTools).optional().catch(undefined),
  /** `any`: a label or a prize, whichever. */
  award: z
    .enum(['any', ...shownSchemes])
    .optional()
    .catch(undefined),
  before: z.uuid().toLowerCase().optional().catch(undefined),
})
export type GallerySought = z.infer<typeof gallerySought>
