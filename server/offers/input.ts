import * as z from 'zod'
import { addDays, daysBetween, mondayOf } from '#collab/plan/days.ts'
import { languageLevels, offerKinds, offerRhythms } from '#db/schema/values.ts'
import { day } from '../kit/dates.ts'
import { languageTag, line, lines } from '../kit/text.ts'
import { age, noDoubles, subject } from '../profiles/input.ts'

/* What an offer may hold. */

const mostWeeks = 53
const mostHours = 20
/** Lessons are held by day: clocks change at night, so that a day has one offset for them. */
const [earliest, latest] = [6 * 60, 24 * 60]

/** From the Monday of its first week to the Sunday of its last one. */
const weeks = z
  .strictObject({ from: day, to: day })
  .transform(({ from, to }) => ({ from: mondayOf(from), to: addDays(mondayOf(to), 6) }))
  .refine(({ from, to }) => from < to, { path: ['to'], error: 'date_order' })
  .refine(({ from, to }) => daysBetween(from, to) < mostWeeks * 7, { path: ['to'], error: 'weeks_long' })

const hour = z
  .strictObject({
    weekday: z.int().min(1).max(7),
    startsAt: z.int().min(earliest).max(latest),
    minutes: z.int().min(15).max(240),
  })
  .refine(({ startsAt, minutes }) => startsAt + minutes <= latest, { path: ['minutes'], error: 'lesson_late' })
type Hour = z.infer<typeof hour>

const atOnce = (one: Hour, other: Hour) =>
  one.weekday === other.weekday &&
  one.startsAt < other.startsAt + other.minutes &&
  other.startsAt < one.startsAt + one.minutes
const noneAtOnce = (hours: Hour[]) =>
  hours.every((one, at) => hours.slice(at + 1).every((other) => !atOnce(one, other)))

const offerDraft = z.strictObject({
  kind: z.enum(offerKinds),
  title: line(120),
  /** What we want to make. */
  words: lines(1_000, 1),
  ages: z
    .strictObject({ from: age, to: age })
    .refine(({ from, to }) => from <= to, { path: ['to'], error: 'age_order' }),
  pupils: z.int().min(1).max(300),
  languages: z
    .array(z.strictObject({ code: languageTag, level: z.enum(languageLevels) }))
    .min(1)
    .max(12)
    .refine(
      noDoubles(({ code }: { code: string }) => code),
      'given_twice',
    ),
  subjects: z
    .array(subject)
    .max(12)
    .refine(
      noDoubles((one: string) => one),
      'given_twice',
    ),
  /** Where the other class may be; none: anywhere. */
  countries: z
    .array(
      z
        .string()
        .length(2)
        .regex(/^[A-Z]{2}$/),
    )
    .max(60)
    .refine(
      noDoubles((one: string) => one),
      'given_twice',
    ),
  weeks,
  /** Lessons that could be held together, by the clock of one's school. */
  hours: z.array(hour).max(mostHours).refine(noneAtOnce, 'lessons_at_once'),
  rhythm: z.enum(offerRhythms),
})
export type OfferDraft = z.infer<typeof offerDraft>

/** The id comes from the browser: what it sends twice is there once. */
export const newOffer = offerDraft.extend({ id: z.uuid().toLowerCase() })

export const offerChanges = offerDraft
  .partial()
  .extend({ state: z.enum(['open', 'withdrawn']).optional() })
  .refine((changes) => Object.values(changes).some((value) => value !== undefined), { error: 'nothing_to_change' })

export const offerParam = z.strictObject({ offerId: z.uuid().toLowerCase() })
export const matchParam = z.strictObject({ offerId: z.uuid().toLowerCase(), matchId: z.uuid().toLowerCase() })

/** What the pact says at first, in the words of who founds it: `server/dossier` has its fields. */
export const pactWords = z.strictObject({ rhythm: lines(4_000), calendars: lines(4_000) })
export type PactWords = z.infer<typeof pactWords>
