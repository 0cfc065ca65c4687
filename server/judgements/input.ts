import * as z from 'zod'
import { lines } from '../kit/text.ts'

const longest = 1_000
const place = { pupil: z.uuid().toLowerCase(), criterion: z.uuid().toLowerCase() }
const level = z.int().min(1).max(4)

/** A teacher gives a level; a pupil a level, words, or both. */
export const judgementGiven = z
  .strictObject({
    ...place,
    level: level.nullable().default(null),
    words: lines(longest).default(''),
    /** What a teacher's judgement rests on. */
    extracts: z.array(z.uuid().toLowerCase()).max(20).default([]),
  })
  .refine(({ level: given, words }) => given !== null || words !== '', { error: 'judgement_empty', path: ['level'] })
export type JudgementGiven = z.infer<typeof judgementGiven>

/** Without a level: the teachers differ, and the note says so. */
export const agreementGiven = z
  .strictObject({
    ...place,
    level: level.nullable(),
    note: lines(longest).default(''),
    words: lines(longest).default(''),
  })
  .refine(({ level: given, note }) => given !== null || note !== '', { error: 'difference_unsaid', path: ['note'] })
export type AgreementGiven = z.infer<typeof agreementGiven>

export const publishing = z.strictObject({
  pupils: z.array(z.uuid().toLowerCase()).min(1).max(120),
  isPublished: z.boolean(),
})
export type Publishing = z.infer<typeof publishing>

export const showing = z.strictObject({ isShown: z.boolean() })
export const observationGiven = z.strictObject({ ...place, level })
export type ObservationGiven = z.infer<typeof observationGiven>

export const judgementParam = z.strictObject({ judgementId: z.uuid().toLowerCase() })
export const observationParam = z.strictObject({ observationId: z.uuid().toLowerCase() })
export const exportQuery = z.strictObject({ columns: z.string().max(20) })
