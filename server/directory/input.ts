import * as z from 'zod'
import { mondayOf } from '#collab/plan/days.ts'
import { directoryLists, languageLevels, projectKinds } from '#db/schema/values.ts'
import { mondaysOf } from '../dossier/fields.ts'
import { day } from '../kit/dates.ts'
import { line } from '../kit/text.ts'
import { filterOf } from '../search/filters.ts'

/* What one may look for. Of each filter several may be given, parted by commas: one of them must hold. */

const longestQuestion = 120
const mostOfAKind = 10
const separated = <One extends z.ZodType<unknown, string>>(one: One) =>
  z
    .string()
    .max(400)
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(one).max(mostOfAKind))
    .optional()

const language = z
  .string()
  .max(10)
  .regex(/^[a-z]{2,3}(:(A1|A2|B1|B2|C1|C2))?$/)

export const listParam = z.strictObject({ list: z.enum(directoryLists) })

const mostWeeks = 53

function mondaysIn(text: string): string[] {
  const [from = '', to = ''] = text.split('..')
  const isSpan = day.safeParse(from).success && day.safeParse(to).success && from <= to
  return isSpan ? mondaysOf({ from: mondayOf(from), to }) : []
}

/** From one day to another: in one of their weeks at least the class has lessons. */
const weeks = z
  .string()
  .max(22)
  .regex(/^\d{4}-\d{2}-\d{2}\.\.\d{4}-\d{2}-\d{2}$/)
  .refine((text) => mondaysIn(text).length > 0 && mondaysIn(text).length <= mostWeeks, 'weeks_asked')

const filters = {
  country: separated(
    z
      .string()
      .length(2)
      .regex(/^[A-Z]{2}$/),
  ),
  region: separated(z.uuid().toLowerCase()),
  subject: separated(
    z
      .string()
      .max(40)
      .regex(/^[a-z_]+$/),
  ),
  language: separated(language),
  age: separated(
    z
      .string()
      .max(2)
      .regex(/^\d{1,2}$/),
  ),
  kind: separated(z.enum([...projectKinds, 'institution'])),
  state: separated(z.enum(['open', 'over'])),
  level: separated(z.enum(['isced.02', 'isced.1', 'isced.2', 'isced.3'])),
  weeks: weeks.optional(),
}

export const directoryCounted = z.strictObject({
  /** Words of names, places and what somebody says of themselves; at most eight count. */
  q: line(longestQuestion, 0).default(''),
  ...filters,
})
export type DirectoryWish = z.infer<typeof directoryCounted>

export const directoryAsked = directoryCounted.extend({ cursor: z.string().max(1_000).optional() })

const levelOf = (level: string) => Math.max(1, languageLevels.findIndex((one) => one === level) + 1)
const languageFilter = (asked: string) => {
  const [code = '', level = 'A1'] = asked.split(':')
  return filterOf('language', `${code}.${levelOf(level)}`)
}

/** By kind, as the index has them. */
export const filtersOf = ({
  country,
  region,
  subject,
  language: languages,
  age,
  kind,
  state,
  level,
  weeks: asked,
}: DirectoryWish) => [
  (country ?? []).map((one) => filterOf('country', one)),
  (region ?? []).map((one) => filterOf('region', one)),
  (subject ?? []).map((one) => filterOf('subject', one)),
  (languages ?? []).map(languageFilter),
  (age ?? []).map((one) => filterOf('age', Number(one))),
  (kind ?? []).map((one) => filterOf('kind', one)),
  (state ?? []).map((one) => filterOf('state', one)),
  (level ?? []).map((one) => filterOf('level', one)),
  (asked === undefined ? [] : mondaysIn(asked)).map((monday) => filterOf('week', monday)),
]
