import * as z from 'zod'

/** What was seen when it was reported, kept as it was; people are ids in it. One shape for everything that can be reported. */
export const reportEvidence = z.object({
  /** Of a document, and of a topic. */
  title: z.string().default(''),
  /** What the board is called that a thing was on. */
  place: z.string().default(''),
  /** Words; `<@uuid>` is a person. */
  text: z.string().default(''),
  language: z.string().nullable().default(null),
  attachments: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string(), alt: z.string() })).default([]),
  comments: z.array(z.object({ userId: z.string().nullable(), text: z.string() })).default([]),
  /** Of a thing on a board: what it is. */
  thing: z.string().nullable().default(null),
  /** The same whole, as `copyOut` takes it: nothing of it is lost when it is changed or taken off. */
  whole: z.unknown().optional(),
  /** What the detector found in it. */
  found: z.array(z.string()).default([]),
})
export type ReportEvidence = z.infer<typeof reportEvidence>

export const evidenceOf = (given: Partial<ReportEvidence>): ReportEvidence => reportEvidence.parse(given)
