import * as z from 'zod'
import { day } from '../kit/dates.ts'
import { lines } from '../kit/text.ts'

export const placementParam = z.strictObject({ placementId: z.uuid().toLowerCase() })
export const newPlacement = z.strictObject({
  traineeId: z.uuid().toLowerCase(),
  hostSchoolId: z.uuid().toLowerCase(),
  tutorId: z.uuid().toLowerCase(),
  from: day,
  to: day,
})
export const placementEnd = z.strictObject({ to: day })
export const newTrainee = z.strictObject({ placementId: z.uuid().toLowerCase(), role: z.enum(['teacher', 'visitor']) })
export const newEntry = z.strictObject({ text: lines(4000, 1) })
