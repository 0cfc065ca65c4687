import * as z from 'zod'
import { memberRoles, posts, projectKinds, projectStates, schemes } from '#db/schema/values.ts'

/* What conditions ask, as rulebooks write it. Each has an id of its own in its rulebook, and `is` says which it is. */

/** As rulebooks call what is in them. */
export const ruleId = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9_]*$/, 'rulebook_id')
const id = ruleId
const years = z.int().min(1).max(20)
const count = z.int().min(1).max(100)
const scheme = z.enum(schemes)

/** A day of each year, `MM-DD`: the last such day that is not after the day one asks about. */
const yearDay = z
  .string()
  .max(5)
  .regex(/^(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/, 'rulebook_year_day')

export const condition = z.discriminatedUnion('is', [
  z.strictObject({
    ...{ id, is: z.literal('school_registered_for'), years },
    /** More than so long, and not just as long. */
    isStrict: z.boolean(),
    /** Counted back from that day, not from the day one asks about. */
    cutOff: yearDay.nullable(),
  }),
  z.strictObject({ id, is: z.literal('management_registered') }),
  z.strictObject({
    ...{ id, is: z.literal('staff_registered'), least: count, posts: z.array(z.enum(posts)).min(1).max(7) },
    /** Here at all within so many months, or since that day; null: nobody asks. */
    active: z
      .union([z.strictObject({ months: z.int().min(1).max(120) }), z.strictObject({ since: yearDay })])
      .nullable(),
  }),
  z.strictObject({
    ...{ id, is: z.literal('took_part'), scheme, kinds: z.array(z.enum(projectKinds)).min(1).max(4), least: count },
    /** In the project this school year; or its label within so many years. */
    within: z.union([z.literal('school_year'), z.strictObject({ years })]),
    /** Whose label counts: that of a teacher of the school, or of anybody in the project. */
    by: z.enum(['school', 'anybody']),
  }),
  z.strictObject({ id, is: z.literal('project_kind'), in: z.array(z.enum(projectKinds)).min(1).max(4) }),
  z.strictObject({ id, is: z.literal('project_state'), in: z.array(z.enum(projectStates)).min(1).max(6) }),
  z.strictObject({ id, is: z.literal('member_of_project'), roles: z.array(z.enum(memberRoles)).min(1).max(6) }),
  z.strictObject({ id, is: z.literal('labelled'), scheme, within: z.enum(['ever', 'year']) }),
  z.strictObject({
    ...{ id, is: z.literal('labelled_in'), scheme, least: count },
    /** Of so many countries, or so many partners. */
    per: z.enum(['country', 'school']),
  }),
  z.strictObject({ id, is: z.literal('mean_points_over'), scheme, points: z.number().min(0).max(1000) }),
  z.strictObject({
    ...{ id, is: z.literal('rank_within'), scheme, share: z.number().gt(0).max(1) },
    /** How many that is where the share is no whole number. */
    rounding: z.enum(['down', 'nearest', 'up']),
  }),
  z.strictObject({ id, is: z.literal('applied_at_most'), scheme, times: count, per: z.literal('school_year') }),
  z.strictObject({ id, is: z.literal('applied_before'), scheme, day: yearDay }),
  z.strictObject({ id, is: z.literal('declared'), question: id }),
  z.strictObject({ id, is: z.literal('endorsed'), by: z.enum(['partner', 'institution']), least: count }),
])
export type Condition = z.infer<typeof condition>
type ConditionName = Condition['is']
/** What one kind of condition asks. */
export type Asked<Name extends ConditionName> = Extract<Condition, { is: Name }>
