import * as z from 'zod'
import { helpHolders, helpKinds } from '#db/schema/values.ts'
import { line, lines } from '../kit/text.ts'

/* What a request about help may hold. */

export const helpParam = z.strictObject({ helpId: z.uuid().toLowerCase() })

const longestTitle = 120
const longestNote = 4_000

const about = z.union([
  z.strictObject({ self: z.literal(true) }),
  z.strictObject({ school: z.literal(true) }),
  z.strictObject({ project: z.uuid().toLowerCase() }),
])

export const helpDraft = z.strictObject({
  about,
  kind: z.enum(helpKinds),
  title: line(longestTitle),
  text: lines(longestNote, 1),
})
export type HelpDraft = z.infer<typeof helpDraft>

export const helpNoteDraft = z.strictObject({
  text: lines(longestNote, 1),
  /** For the office alone. */
  isInternal: z.boolean().default(false),
})
export type HelpNoteDraft = z.infer<typeof helpNoteDraft>

export const helpChange = z.union([
  z.strictObject({ state: z.literal('closed') }),
  z.strictObject({ holder: z.enum(helpHolders) }),
  z.strictObject({ isTaken: z.boolean() }),
])
export type HelpChange = z.infer<typeof helpChange>

export const helpAsked = z.strictObject({
  /** Those of this office; without it, one's own. */
  office: z.uuid().toLowerCase().optional(),
  before: z.uuid().toLowerCase().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
})
