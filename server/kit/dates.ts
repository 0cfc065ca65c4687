import * as z from 'zod'
import type { Locale } from '#db/schema/values.ts'

/*
 * Days and moments as requests bring them. Databases and calendars have years that the pattern of a date lets through and
 * they do not take (0000), and no lesson is in 1899 or 2201.
 */

const isNear = (text: string) => text >= '1900' && text < '2200'

/** A day of a school's calendar, `YYYY-MM-DD`. */
export const day = z.iso.date().max(10).refine(isNear, 'date_far')

/** A moment that is of this day by UTC. */
export const noonOf = (on: string) => new Date(`${on}T12:00:00Z`)

/** How long from now, by the server's clock: the one of a device may be a day off. At most a week. */
export const seconds = z
  .int()
  .min(1)
  .max(7 * 24 * 60 * 60)

/** When it is over. */
export const secondsFrom = (now: Date, length: number) => new Date(now.getTime() + length * 1_000)

/** A moment with its offset. */
export const moment = z.iso.datetime({ offset: true }).max(40).refine(isNear, 'date_far')

/** Whose habits dates and numbers follow, as a tag for Intl: English is spoken here with Europe's calendar. */
export const tagOf: Readonly<Record<Locale, string>> = { en: 'en-GB', fr: 'fr-FR', de: 'de-DE' }

/** The day of a moment, by UTC. */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
