import * as z from 'zod'
import { schemes } from '#db/schema/values.ts'

/** What the address asks for. What fits nothing is left out. */
export const labelledSought = z.object({
  scheme: z.enum(schemes).exclude(['pupil_label']).default('school_label').catch('school_label'),
  country: z
    .string()
    .max(2)
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  year: z.coerce.number().int().min(2000).max(2200).optional().catch(undefined),
  after: z.uuid().toLowerCase().optional().catch(undefined),
})
export type LabelledSought = z.infer<typeof labelledSought>
