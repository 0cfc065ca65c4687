import * as z from 'zod'
import { kitAudiences } from '#db/schema/kits.ts'
import { languageTag, line, lines } from '../kit/text.ts'

/* What a request about kits may hold. */

const age = z.int().min(3).max(20)

export const kitDraft = z
  .strictObject({
    title: line(120),
    summary: lines(600, 1),
    language: languageTag,
    ageFrom: age,
    ageTo: age,
    /** Who is to be named as its author, and what others may do with it. */
    credit: line(160),
    licence: line(80),
    audience: z.enum(kitAudiences),
    documentIds: z.array(z.uuid().toLowerCase()).max(40),
    /** Subjects, lessons, tasks and steps, without days and without people. */
    withPlan: z.boolean().default(false),
    /** Criteria and what is made, without whoever is judged. */
    withRubric: z.boolean().default(false),
  })
  .refine(({ ageFrom, ageTo }) => ageFrom <= ageTo, { error: 'age_order', path: ['ageTo'] })
export type KitDraft = z.infer<typeof kitDraft>

export const ownKitParam = z.strictObject({ kitId: z.uuid().toLowerCase() })
/** An id, or the name of a shipped kit. */
export const kitCopyParam = z.strictObject({ projectId: z.uuid().toLowerCase(), kitId: z.string().max(60) })
