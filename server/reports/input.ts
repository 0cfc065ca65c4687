import * as z from 'zod'
import { isObjectId } from '#collab/documents/board-author.ts'
import { reportReasons } from '#db/schema/values.ts'
import { lines } from '../kit/text.ts'

/* What a request about a report may hold. */

export const reportParam = z.strictObject({ reportId: z.uuid().toLowerCase() })

const longest = 500
/** A page has fewer blocks. */
const mostBlocks = 100_000

/** One thing, by its id; of a page also the block that is meant, of a thing on a board the board. */
const reportTarget = z.union([
  z.strictObject({ message: z.uuid().toLowerCase() }),
  z.strictObject({ document: z.uuid().toLowerCase(), block: z.int().min(0).max(mostBlocks).optional() }),
  z.strictObject({ object: z.string().max(60).refine(isObjectId), document: z.uuid().toLowerCase() }),
  z.strictObject({ user: z.uuid().toLowerCase() }),
])
export type ReportTarget = z.infer<typeof reportTarget>

export const reportDraft = z.strictObject({
  target: reportTarget,
  reason: z.enum(reportReasons),
  words: lines(longest).default(''),
})
export type ReportDraft = z.infer<typeof reportDraft>

export const reportAnswer = z.strictObject({
  decision: z.enum(['seen', 'close', 'escalate']),
  /** For those who look at it after: never for whoever reported, nor for whom it is about. */
  words: lines(longest).default(''),
})
export type ReportAnswer = z.infer<typeof reportAnswer>
