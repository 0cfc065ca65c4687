import * as z from 'zod'
import { projectKinds } from '#db/schema/values.ts'
import { age, languages, subjects } from '../dossier/fields.ts'
import { line, lines } from '../kit/text.ts'
import type { Given } from '../kit/given.ts'

/* What a request about a project may hold. */

const name = line(120)
const summary = lines(600)
const cover = z.int().min(1).max(8)

export const projectDraft = z
  .strictObject({
    kind: z.enum(projectKinds),
    name,
    summary: summary.default(''),
    cover,
    languages,
    subjects,
    ageFrom: age,
    ageTo: age,
    classroomIds: z.array(z.uuid().toLowerCase()).max(20).default([]),
    start: z.enum(['alone', 'with_partner']),
  })
  .refine((draft) => draft.ageTo >= draft.ageFrom, { path: ['ageTo'], error: 'age_order' })
export type ProjectDraft = z.infer<typeof projectDraft>

export const projectChanges = z
  .strictObject({
    name: name.optional(),
    summary: summary.optional(),
    cover: cover.optional(),
    languages: languages.optional(),
    subjects: subjects.optional(),
    ageFrom: age.optional(),
    ageTo: age.optional(),
    state: z.enum(['open', 'closed', 'archived']).optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })
export type ProjectChanges = Given<z.infer<typeof projectChanges>>
