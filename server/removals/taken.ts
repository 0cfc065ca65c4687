import * as z from 'zod'
import type { RemovedPart, TakenPassage } from '#collab/documents/page-passage.ts'
import type { RemovalRow } from '#db/queries/removals.ts'

const range = z.object({ client: z.number(), clock: z.number(), length: z.number() })

/** What a row keeps of a passage: what it said, where it began, and all ids under which it lay. */
const taken = z.object({
  parts: z.custom<RemovedPart[]>(Array.isArray),
  from: range.omit({ length: true }),
  ranges: z.array(range),
})
export type Taken = z.infer<typeof taken>

export const takenOf = (row: Pick<RemovalRow, 'taken'>): Taken => taken.parse(row.taken)

export const newTaken = ({ parts, ranges }: TakenPassage, from: Taken['from']): Taken => ({ parts, from, ranges })

export const picturesOf = (parts: readonly RemovedPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'picture' ? part.fileId : []))
