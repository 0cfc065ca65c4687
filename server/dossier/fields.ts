import * as z from 'zod'
import { addDays, daysBetween, isRealDay, weekdayOf } from '#collab/plan/days.ts'
import type { findProject } from '#db/queries/projects.ts'
import { holidayOn, isWeekend, type SchoolDays } from '#collab/plan/weeks.ts'
import { type DossierField, dossierParts } from '#db/schema/values.ts'
import { day } from '../kit/dates.ts'
import { languageTag, line, lines } from '../kit/text.ts'

/* What each field of a dossier may hold, and what stands there before anybody has written anything. */

export const languages = z.array(languageTag).min(1).max(8)
export const subjects = z.array(line(40)).max(12)
export const age = z.int().min(3).max(20)
const text = lines(4000)
const silence = z.int().min(1).max(12)
const met = z.int().min(0).max(500).nullable()
const speaking = z.array(languageTag).max(8)
/** No project is longer. */
const mostDays = 3 * 366

const monday = day.refine((given) => isRealDay(given) && weekdayOf(given) === 1, 'not_a_monday')
const weeks = z
  .strictObject({ from: monday, to: monday })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) <= mostDays, { path: ['to'], error: 'weeks_order' })
  .nullable()
const ages = z
  .strictObject({ from: age, to: age })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'age_order' })

const revision = z.int().min(0).max(1_000_000_000)
const texts = [
  ...['aims', 'process', 'results', 'pupils', 'tools'],
  ...['rhythm', 'calendars', 'tasks', 'answering'],
  ...['made', 'learned', 'differently'],
] as const

/** One field as somebody saves it; `revision`: the one that they began from, 0 where nothing was there. */
export const dossierChange = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(texts), value: text, revision }),
  z.strictObject({ field: z.literal('weeks'), value: weeks, revision }),
  z.strictObject({ field: z.literal('languages'), value: languages, revision }),
  z.strictObject({ field: z.literal('subjects'), value: subjects, revision }),
  z.strictObject({ field: z.literal('ages'), value: ages, revision }),
  z.strictObject({ field: z.literal('speaking'), value: speaking, revision }),
  z.strictObject({ field: z.literal('silence'), value: silence, revision }),
  z.strictObject({ field: z.literal('met'), value: met, revision }),
])
export type DossierChange = z.infer<typeof dossierChange>

/** After so many weeks with school a partner is silent, where the pact says nothing of it. */
export const usualSilence = 3

const stored = z.object({
  outline: z.object({
    aims: z.string().default(''),
    process: z.string().default(''),
    results: z.string().default(''),
    pupils: z.string().default(''),
    tools: z.string().default(''),
    weeks: z.object({ from: z.string(), to: z.string() }).nullable().default(null),
    languages: z.array(z.string()),
    subjects: z.array(z.string()),
    ages: z.object({ from: z.number(), to: z.number() }),
  }),
  pact: z.object({
    rhythm: z.string().default(''),
    speaking: z.array(z.string()).default([]),
    calendars: z.string().default(''),
    tasks: z.string().default(''),
    answering: z.string().default(''),
    silence: z.number().default(usualSilence),
  }),
  report: z.object({
    made: z.string().default(''),
    learned: z.string().default(''),
    met: z.number().nullable().default(null),
    differently: z.string().default(''),
  }),
})
export type DossierWords = z.infer<typeof stored>

type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>

/** What stands in all fields. Languages, subjects and ages are the project's own. */
export function wordsOf(project: Project, rows: readonly { field: DossierField; value: unknown }[]): DossierWords {
  const { languages: spoken, subjects: taught, ageFrom, ageTo } = project
  const values: Record<string, unknown> = Object.fromEntries(rows.map(({ field, value }) => [field, value]))
  const own = { languages: spoken, subjects: taught, ages: { from: ageFrom, to: ageTo } }
  const part = (fields: readonly DossierField[]) =>
    Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, values[field]]))
  return stored.parse({
    outline: { ...part(dossierParts.outline), ...own },
    pact: part(dossierParts.pact),
    report: part(dossierParts.report),
  })
}

const isEmpty = (value: unknown) => value === '' || value === null || (Array.isArray(value) && value.length === 0)

/** What of an outline nobody has written yet, in its order. */
export const unsaidOf = (outline: DossierWords['outline']) =>
  dossierParts.outline.filter((field) => isEmpty(outline[field]))

/** The Mondays from the first week to the last. */
export const mondaysOf = ({ from, to }: { from: string; to: string }): string[] =>
  Array.from({ length: Math.floor(daysBetween(from, to) / 7) + 1 }, (_, at) => addDays(from, at * 7))

/** Whether a school has lessons on any day of the week that begins on this Monday. */
export const hasLessons = (school: Pick<SchoolDays, 'weekend' | 'holidays'>, monday: string): boolean =>
  [0, 1, 2, 3, 4, 5, 6].some((count) => {
    const date = addDays(monday, count)
    return !isWeekend(school, date) && holidayOn(school, date) === null
  })
