import * as z from 'zod'
import { day } from '../kit/dates.ts'
import { lines } from '../kit/text.ts'

export const placementParam = z.strictObject({ placementId: z.uuid() })
export const newPlacement = z.strictObject({
  traineeId: z.uuid(),
  hostSchoolId: z.uuid(),
  tutorId: z.uuid(),
  from: day,
  to: day,
})
export const placementEnd = z.strictObject({ to: day })
export const newTrainee = z.strictObject({ placementId: z.uuid(), role: z.enum(['teacher', 'visitor']) })
export const newEntry = z.strictObject({ text: lines(4000, 1) })
