import * as z from 'zod'
import { circleWays } from '#db/schema/values.ts'
import { languages, subjects } from '../dossier/fields.ts'
import { line, lines } from '../kit/text.ts'

/* What a request about a circle may hold. */

const draft = z.strictObject({
  name: line(120),
  /** What it is about. */
  words: lines(600, 1),
  languages,
  subjects,
  way: z.enum(circleWays),
})
export type CircleDraft = z.infer<typeof draft>

/** The id comes from the browser: what it sends twice is there once. */
export const newCircle = draft.extend({ id: z.uuid().toLowerCase() })
export type NewCircle = z.infer<typeof newCircle>

export const circleChanges = draft
  .partial()
  .extend({
    isOver: z.literal(true).optional(),
    /** Of what one began to write from. */
    version: z
      .int()
      .min(0)
      .max(2 ** 48)
      .optional(),
  })
  .refine(({ version: _version, ...changes }) => Object.values(changes).some((value) => value !== undefined), {
    error: 'nothing_to_change',
  })

export const circleParam = z.strictObject({ circleId: z.uuid().toLowerCase() })
export const circleMemberParam = circleParam.extend({ userId: z.uuid().toLowerCase() })
export const officeParam = z.strictObject({ officeId: z.uuid().toLowerCase() })
export const featureParam = officeParam.extend({ circleId: z.uuid().toLowerCase() })

/** Why somebody would like to come in. */
export const asking = z.strictObject({ words: lines(1_000).default('') })
export const memberPart = z.strictObject({ part: z.enum(['member', 'moderator']) })
