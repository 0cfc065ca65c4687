import * as z from 'zod'
import { teamThemes } from '#db/schema/values.ts'
import { line, lines } from '../kit/text.ts'

export const teamChanges = z
  .strictObject({
    theme: z.enum(teamThemes).nullable().optional(),
    publicTitle: line(120, 0).optional(),
    year: z.int().min(2000).max(2200).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })

const subjectFields = {
  subject: line(60),
  teacherId: z.uuid().toLowerCase().nullable(),
  hours: z.int().min(0).max(500),
}

export const newSubject = z.strictObject(subjectFields)

export const subjectChanges = z
  .strictObject(subjectFields)
  .partial()
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })

export const newApproval = z.strictObject({ note: lines(300) })
