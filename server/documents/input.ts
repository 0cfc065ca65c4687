import * as z from 'zod'
import { documentAccess, documentKinds } from '#db/schema/values.ts'
import { moment, seconds } from '../kit/dates.ts'
import type { Given } from '../kit/given.ts'
import { givenReason, languageTag, line } from '../kit/text.ts'

/* What a request about a document may hold. */

const flag = z.enum(['true', 'false'])
export const documentsAsked = z.strictObject({ template: flag.optional(), removed: flag.optional() })

const title = line(200)
/** Of the title. Null: nobody says it. */
const language = languageTag.nullable()
const access = z.enum(documentAccess)
const groupId = z.uuid().toLowerCase().nullable()

export const documentDraft = z
  .strictObject({
    kind: z.enum(documentKinds),
    title,
    language: language.optional(),
    groupId: groupId.optional(),
    access: access.optional(),
    isTemplate: z.boolean().optional(),
    /** Judged whole by the kind's own schema when it is written. */
    content: z.looseObject({ type: z.enum(['doc', 'board']) }).optional(),
    /** A document of the same project and kind: the new one begins as a copy of it, files included. */
    copyOf: z.uuid().toLowerCase().optional(),
  })
  .refine((draft) => draft.content === undefined || draft.copyOf === undefined, { error: 'not_of_kind' })
export type DocumentDraft = z.infer<typeof documentDraft>

export const documentChanges = z
  .strictObject({
    title: title.optional(),
    language: language.optional(),
    state: z.enum(['open', 'frozen', 'removed']).optional(),
    /** Left out or null, until a teacher thaws it. */
    frozenForSeconds: seconds.nullable().optional(),
    /** The same as an end: from a screen that was loaded before there were durations. */
    frozenUntil: moment.nullable().optional(),
    /** Of a freeze. */
    frozenReason: givenReason.optional(),
    access: access.optional(),
    groupId: groupId.optional(),
  })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })
export type DocumentChanges = Given<z.infer<typeof documentChanges>>

/** A line for all groups at once. */
export const instruction = z.strictObject({ text: line(300), place: z.enum(['top', 'end']) })
export type Instruction = z.infer<typeof instruction>

export const groupsToServe = z.strictObject({ groupIds: z.array(z.uuid().toLowerCase()).min(1).max(100).optional() })
