import * as z from 'zod'
import { isObjectId } from '#collab/documents/board-author.ts'
import { extractKinds } from '#db/schema/values.ts'

/* What a request about an extract may hold. */

const id = z.uuid().toLowerCase()
/** Yjs has ids of 32 bits, and counts from 0. */
const end = z.strictObject({ client: z.int().min(0).max(0xff_ff_ff_ff), clock: z.int().min(0) })
/** Both or neither. */
const ends = { from: end.optional(), to: end.optional() }
const isPassage = ({ from, to }: { from?: unknown; to?: unknown }) => (from === undefined) === (to === undefined)

/** One thing, by its id: of a page or a version also from where to where, of a thing on a board the board. */
const extractSource = z.union([
  z.strictObject({ document: id, ...ends }).refine(isPassage),
  z.strictObject({ version: id, ...ends }).refine(isPassage),
  z.strictObject({ object: z.string().max(60).refine(isObjectId), document: id }),
  z.strictObject({ message: id }),
  z.strictObject({ file: id }),
  /** How much each person made in this document. */
  z.strictObject({ figures: id }),
])
export type ExtractSource = z.infer<typeof extractSource>

export const extractDraft = z.strictObject({ source: extractSource })

export const extractParam = z.strictObject({ extractId: id })
export const extractFileParam = z.strictObject({ extractId: id, fileId: id })

export const extractsAsked = z.strictObject({
  author: id.optional(),
  kind: z.enum(extractKinds).optional(),
  /** Those taken before this one. */
  before: id.optional(),
})
export type ExtractsAsked = z.infer<typeof extractsAsked>
