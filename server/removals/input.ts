import * as z from 'zod'
import { givenReason } from '../kit/text.ts'

/* What a request about a removal may hold. */

/** Yjs has ids of 32 bits, and counts from 0. */
const end = z.strictObject({ client: z.int().min(0).max(0xff_ff_ff_ff), clock: z.int().min(0) })

export const removalDraft = z.strictObject({ from: end, to: end, reason: givenReason.optional() })
export type RemovalDraft = z.infer<typeof removalDraft>
