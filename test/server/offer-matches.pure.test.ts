import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addDays } from '#collab/plan/days.ts'
import type { LessonHour } from '#db/schema/offers.ts'
import { createOffsets, onClock, sharedMinutes, shortestMeeting } from '#server/offers/hours.ts'
import { matchOf, rankMatches, type Side } from '#server/offers/match.ts'

/* How well two classes fit: hours against the calendar library, ranks against what may and may not move them. */

const zones = ['Europe/Paris', 'Europe/Athens', 'Asia/Tbilisi', 'Atlantic/Azores', 'Africa/Tunis', 'Asia/Baku']
const winter = '2027-01-11'
/** From the 28th of March on clocks are an hour ahead in most of Europe, and not in Georgia. */
const summer = '2027-04-12'
const allYear = Array.from({ length: 52 }, (_none, at) => addDays('2026-08-31', 7 * at))

const lesson = (weekday: number, clock: string, minutes = 55): LessonHour => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return { weekday, startsAt: hour * 60 + minute, minutes }
}
const side = (values: Partial<Side> = {}): Side => ({
  languages: [{ code: 'en', level: 3 }],
  subjects: ['music'],
  ages: { from: 11, to: 13 },
  hours: [],
  timeZone: 'Europe/Paris',
  weeks: allYear.slice(0, 20),
  ...values,
})
const match = (own: Side, other: Side) => matchOf(own, other, createOffsets())

describe('lesson hours of two schools', () => {
  const shared = (own: LessonHour, other: LessonHour, zone: string, monday: string) => {
    const offsets = createOffsets()
    return sharedMinutes([own], offsets('Europe/Paris', monday), [other], offsets(zone, monday))
  }

  it('meet by the sun and not by the clock', () => {
    expect(shared(lesson(2, '10:00'), lesson(2, '11:00'), 'Europe/Athens', winter)).toBe(55)
    expect(shared(lesson(2, '10:00'), lesson(2, '10:00'), 'Europe/Athens', winter)).toBe(0)
  })

  it('meet in winter and no more in summer where only one of two clocks changes', () => {
    expect(shared(lesson(4, '10:00'), lesson(4, '13:00'), 'Asia/Tbilisi', winter)).toBe(55)
    expect(shared(lesson(4, '10:00'), lesson(4, '13:00'), 'Asia/Tbilisi', summer)).toBe(0)
    const [own, other] = [lesson(4, '10:00'), lesson(4, '13:00')]
    const both = match(side({ hours: [own], weeks: [winter, summer] }), {
      ...side({ hours: [other], weeks: [winter, summer] }),
      timeZone: 'Asia/Tbilisi',
    })
    expect(both.hours).toEqual({ least: 0, most: 55 })
  })

  it('stand on the own clock as they are there, on the day before too', () => {
    const offsets = createOffsets()
    const [paris, tbilisi] = [offsets('Europe/Paris', winter), offsets('Asia/Tbilisi', winter)]
    expect(onClock([lesson(1, '09:00')], tbilisi, paris)).toEqual([lesson(1, '06:00')])
    expect(onClock([lesson(7, '22:30')], paris, tbilisi)).toEqual([lesson(1, '01:30')])
  })

  it('are what the calendar library says, in any week of a year', () => {
    const hour = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      startsAt: fc.integer({ min: 6 * 60, max: 20 * 60 }),
      minutes: fc.integer({ min: 15, max: 240 }),
    })
    const instants = ({ weekday, startsAt, minutes }: LessonHour, zone: string, monday: string) => {
      const day = Temporal.PlainDate.from(addDays(monday, weekday - 1))
      const clock = Temporal.PlainTime.from('00:00').add({ minutes: startsAt })
      const from = day.toZonedDateTime({ timeZone: zone, plainTime: clock }).epochMilliseconds / 60_000
      return [from, from + minutes] as const
    }
    fc.assert(
      fc.property(
        fc.array(hour, { maxLength: 1 }),
        hour,
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        fc.constantFrom(...allYear),
        (owns, other, ownZone, otherZone, monday) => {
          const offsets = createOffsets()
          const found = sharedMinutes(owns, offsets(ownZone, monday), [other], offsets(otherZone, monday))
          const expected = owns
            .flatMap((own) =>
              [-7, 0, 7].map((days) => {
                const [from, to] = instants(own, ownZone, monday)
                const [start, end] = instants(other, otherZone, addDays(monday, days))
                return Math.min(to, end) - Math.max(from, start)
              }),
            )
            .filter((minutes) => minutes >= shortestMeeting)
          expect(found).toBe(expected.reduce((sum, minutes) => sum + minutes, 0))
        },
      ),
    )
  })
})

describe('a match', () => {
  it('says what both have, each language at the level of who speaks it less', () => {
    const own = side({
      languages: [
        { code: 'fr', level: 6 },
        { code: 'en', level: 4 },
      ],
      subjects: ['music', 'drama'],
    })
    const other = side({ languages: [{ code: 'en', level: 2 }], ages: { from: 13, to: 16 }, weeks: allYear.slice(18) })
    expect(match(own, other)).toMatchObject({
      languages: [{ code: 'en', level: 2 }],
      subjects: ['music'],
      ages: { from: 13, to: 13 },
      weeks: allYear.slice(18, 20),
      hours: null,
    })
  })

  it('is a hundred where everything fits, and hours that nobody said move nothing', () => {
    const own = side()
    expect(match(own, own).score).toBe(55 + 45)
    const [fits, silent] = [side({ hours: [lesson(1, '10:00', 180)] }), side()]
    expect(match(fits, fits).score).toBe(match(fits, silent).score)
  })

  it('never falls where more is in common, and stays between nothing and a hundred', () => {
    const codes = ['fr', 'en', 'de', 'el']
    const languages = fc
      .uniqueArray(fc.constantFrom(...codes), { minLength: 1, maxLength: 3 })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((code) => fc.record({ code: fc.constant(code), level: fc.integer({ min: 1, max: 6 }) })),
        ),
      )
    const some = fc.record({
      languages,
      subjects: fc.uniqueArray(fc.constantFrom('music', 'drama', 'history'), { maxLength: 3 }),
      ages: fc.integer({ min: 3, max: 17 }).map((from) => ({ from, to: from + 3 })),
      hours: fc.constant([lesson(1, '10:00'), lesson(4, '14:00')]),
      timeZone: fc.constantFrom(...zones),
      weeks: fc.subarray(allYear.slice(0, 10)),
    })
    fc.assert(
      fc.property(some, some, (own, other) => {
        const found = match(own, other)
        expect(found.score).toBeGreaterThanOrEqual(0)
        expect(found.score).toBeLessThanOrEqual(100)
        const more = [
          { ...other, languages: own.languages.map(({ code }) => ({ code, level: 6 })) },
          { ...other, subjects: own.subjects },
          { ...other, ages: own.ages },
        ]
        for (const better of more) expect(match(own, better).score).toBeGreaterThanOrEqual(found.score)
        expect(match(own, { ...other, hours: [] }).hours).toBeNull()
      }),
    )
  })

  it('without a shared week comes last, however well the rest fits', () => {
    const own = side()
    const never = { name: 'never', match: match(own, side({ weeks: allYear.slice(30) })) }
    const hardly = {
      name: 'hardly',
      match: match(own, side({ languages: [], subjects: [], weeks: allYear.slice(19) })),
    }
    expect(never.match.score).toBeGreaterThan(hardly.match.score)
    expect(rankMatches([never, hardly]).map(({ name }) => name)).toEqual(['hardly', 'never'])
  })
})
