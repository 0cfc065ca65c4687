import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextChange, type OpenSpan, quietAt, quietWith, type SchoolCalendar } from '#server/clocks/quiet-hours.ts'

const school = (timeZone: string, holidays: SchoolCalendar['holidays'] = [], weekend = [6, 7]): SchoolCalendar => ({
  timeZone,
  weekend,
  holidays,
})
/** Up to which moment pupils of the school have what was written: now while it is open, else when it became quiet. */
const letInUntil = (calendar: SchoolCalendar, exceptions: readonly OpenSpan[], at: Date) =>
  quietWith(calendar, exceptions, at)?.since ?? at
const day = (from: string, to = from, name = 'Day off') => ({ from, to, name })
const moment = (text: string) => new Date(text)
const untilOf = (calendar: SchoolCalendar, text: string) => quietAt(calendar, moment(text))?.until.toISOString() ?? null

describe('quiet hours of a school', () => {
  it('are from eight in the evening to seven in the morning of the next school day', () => {
    const paris = school('Europe/Paris')
    expect(quietAt(paris, moment('2026-11-24T18:59:59.999Z'))).toBeNull()
    expect(quietAt(paris, moment('2026-11-24T19:00:00Z'))).toEqual({
      reason: 'night',
      holiday: null,
      since: moment('2026-11-24T19:00:00Z'),
      until: moment('2026-11-25T06:00:00Z'),
    })
    expect(untilOf(paris, '2026-11-25T05:59:59.999Z')).toBe('2026-11-25T06:00:00.000Z')
    expect(untilOf(paris, '2026-11-25T06:00:00Z')).toBeNull()
  })

  it('last from Friday evening to Monday morning, and over a bridge of holidays', () => {
    const paris = school('Europe/Paris', [day('2026-12-19', '2027-01-03', 'Noël')])
    expect(quietAt(paris, moment('2026-11-28T12:00:00Z'))).toMatchObject({
      reason: 'weekend',
      since: moment('2026-11-27T19:00:00Z'),
      until: moment('2026-11-30T06:00:00Z'),
    })
    expect(quietAt(paris, moment('2026-12-24T12:00:00Z'))).toEqual({
      reason: 'holiday',
      holiday: 'Noël',
      since: moment('2026-12-18T19:00:00Z'),
      until: moment('2027-01-04T06:00:00Z'),
    })
  })

  it('end at seven by the clock on the wall whatever the clocks did that night', () => {
    const paris = school('Europe/Paris')
    // Sunday 28 March 2027: two o'clock becomes three. The week-end is an hour shorter.
    expect(untilOf(paris, '2027-03-27T12:00:00Z')).toBe('2027-03-29T05:00:00.000Z')
    // Sunday 25 October 2026: three o'clock becomes two.
    expect(untilOf(paris, '2026-10-24T12:00:00Z')).toBe('2026-10-26T06:00:00.000Z')
    // A country whose clocks change in a school night: Jerusalem, Friday 26 March 2027, with school on Fridays.
    const jerusalem = school('Asia/Jerusalem', [], [6])
    expect(untilOf(jerusalem, '2027-03-25T20:00:00Z')).toBe('2027-03-26T04:00:00.000Z')
  })

  it('are each school’s own where two work together', () => {
    const lisbon = school('Europe/Lisbon')
    const bucharest = school('Europe/Bucharest')
    const evening = '2026-11-24T18:30:00Z'
    expect(untilOf(lisbon, evening)).toBeNull()
    expect(untilOf(bucharest, evening)).toBe('2026-11-25T05:00:00.000Z')
    const morning = '2026-11-25T05:30:00Z'
    expect(untilOf(bucharest, morning)).toBeNull()
    expect(untilOf(lisbon, morning)).toBe('2026-11-25T07:00:00.000Z')
  })

  it('are kept apart while one country has changed its clocks and the other has not yet', () => {
    // Tunis leaves its clocks alone.
    const tunis = school('Africa/Tunis')
    const paris = school('Europe/Paris')
    const night = '2027-03-28T22:00:00Z'
    expect(untilOf(paris, night)).toBe('2027-03-29T05:00:00.000Z')
    expect(untilOf(tunis, night)).toBe('2027-03-29T06:00:00.000Z')
  })

  it('know a week-end of Friday and Saturday', () => {
    const algiers = school('Africa/Algiers', [], [5, 6])
    expect(quietAt(algiers, moment('2026-11-27T12:00:00Z'))?.reason).toBe('weekend')
    expect(quietAt(algiers, moment('2026-11-29T12:00:00Z'))).toBeNull()
  })

  it('pass holidays that overlap or touch each other', () => {
    const paris = school('Europe/Paris', [
      day('2026-11-24', '2026-11-26'),
      day('2026-11-25', '2026-12-02'),
      day('2026-12-03'),
    ])
    expect(untilOf(paris, '2026-11-25T12:00:00Z')).toBe('2026-12-04T06:00:00.000Z')
  })
})

describe('an exception', () => {
  const paris = school('Europe/Paris')
  const span: OpenSpan = { from: moment('2026-11-24T20:00:00Z'), until: moment('2026-11-24T21:30:00Z') }

  it('opens the quiet while it lasts, and quiet begins anew at its end', () => {
    expect(quietWith(paris, [span], moment('2026-11-24T19:30:00Z'))).toMatchObject({ until: span.from })
    expect(quietWith(paris, [span], moment('2026-11-24T20:00:00Z'))).toBeNull()
    expect(quietWith(paris, [span], span.until)).toMatchObject({
      since: span.until,
      until: moment('2026-11-25T06:00:00Z'),
    })
  })

  it('lets in what was written before it ended, and nothing later', () => {
    expect(letInUntil(paris, [], moment('2026-11-24T22:00:00Z'))).toEqual(moment('2026-11-24T19:00:00Z'))
    expect(letInUntil(paris, [span], moment('2026-11-24T22:00:00Z'))).toEqual(span.until)
    expect(letInUntil(paris, [span], moment('2026-11-24T21:00:00Z'))).toEqual(moment('2026-11-24T21:00:00Z'))
  })

  it('that ended before it began changes nothing', () => {
    const none: OpenSpan = { from: span.until, until: span.from }
    expect(quietWith(paris, [none], moment('2026-11-24T22:00:00Z'))).toEqual(
      quietAt(paris, moment('2026-11-24T22:00:00Z')),
    )
  })
})

/** Every zone a school of the programme starts with, and some that change at odd hours. */
const zones = [
  'Europe/Paris',
  'Europe/Berlin',
  'Europe/Lisbon',
  'Europe/Bucharest',
  'Europe/Chisinau',
  'Europe/Istanbul',
  'Atlantic/Azores',
  'Atlantic/Reykjavik',
  'Africa/Tunis',
  'Africa/Casablanca',
  'Asia/Yerevan',
  'Asia/Jerusalem',
  'Asia/Beirut',
  'Asia/Tokyo',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Indian/Reunion',
  'Pacific/Apia',
]

const formats = new Map(
  zones.map((timeZone) => {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
    const options = { ...digits, second: '2-digit', weekday: 'short', hourCycle: 'h23', timeZone } as const
    return [timeZone, new Intl.DateTimeFormat('en-GB', options)] as const
  }),
)

/** What the wall shows, by the runtime's own arithmetic and not by the library's. */
function wall(timeZone: string, at: Date) {
  const parts = formats.get(timeZone)?.formatToParts(at)
  const part = (type: string) => parts?.find((one) => one.type === type)?.value ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}:${part('second')}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part('weekday')) + 1,
  }
}

function isQuietOnTheWall(calendar: SchoolCalendar, at: Date) {
  const { day: today, time, weekday } = wall(calendar.timeZone, at)
  const isFree =
    calendar.weekend.includes(weekday) || calendar.holidays.some(({ from, to }) => from <= today && today <= to)
  return isFree || time < '07:00:00' || time >= '20:00:00'
}

const minute = 60_000
const instants = fc.date({
  min: moment('2020-01-01T00:00:00Z'),
  max: moment('2035-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const calendars = fc.record({
  timeZone: fc.constantFrom(...zones),
  weekend: fc.constantFrom([6, 7], [5, 6], [7]),
})
const holidayLengths = fc.array(
  fc.record({ offset: fc.integer({ min: -20, max: 20 }), days: fc.integer({ min: 0, max: 15 }) }),
  {
    maxLength: 3,
  },
)
const isoDay = (at: Date, offset: number) =>
  new Date(at.getTime() + offset * 24 * 60 * minute).toISOString().slice(0, 10)
const cases = fc.tuple(calendars, instants, holidayLengths).map(([base, at, lengths]) => ({
  at,
  calendar: {
    ...base,
    holidays: lengths.map(({ offset, days }) => day(isoDay(at, offset), isoDay(at, offset + days))),
  },
}))

describe('quiet hours at any moment in any zone', { timeout: 30_000 }, () => {
  it('are what the clock on the wall says', () => {
    fc.assert(
      fc.property(cases, ({ calendar, at }) => {
        expect(quietAt(calendar, at) !== null).toBe(isQuietOnTheWall(calendar, at))
      }),
      { numRuns: 2_000 },
    )
  })

  it('begin at eight, end at seven, and have no open moment in between', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, at }, share) => {
        const quiet = quietAt(calendar, at)
        if (!quiet) return
        const { since, until } = quiet
        expect(since.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(until.getTime()).toBeGreaterThan(at.getTime())
        expect(wall(calendar.timeZone, since).time).toBe('20:00:00')
        expect(wall(calendar.timeZone, until).time).toBe('07:00:00')
        expect(isQuietOnTheWall(calendar, until)).toBe(false)
        expect(isQuietOnTheWall(calendar, new Date(since.getTime() - 1_000))).toBe(false)
        const between = new Date(since.getTime() + share * (until.getTime() - since.getTime() - 1))
        expect(isQuietOnTheWall(calendar, between)).toBe(true)
        expect(quietAt(calendar, between)).toMatchObject({ since, until })
      }),
      { numRuns: 2_000 },
    )
  })

  it('change next when they say that they do', () => {
    fc.assert(
      fc.property(cases, fc.double({ min: 0, max: 1, noNaN: true }), ({ calendar, at }, share) => {
        const next = nextChange(calendar, [], at)
        const isQuiet = quietAt(calendar, at) !== null
        const before = new Date(at.getTime() + share * (next.getTime() - at.getTime() - 1))
        expect(quietAt(calendar, before) !== null).toBe(isQuiet)
        expect(quietAt(calendar, next) !== null).toBe(!isQuiet)
      }),
      { numRuns: 1_000 },
    )
  })

  it('never take back what was let in', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: 1, max: 600 })), {
      maxLength: 3,
    })
    fc.assert(
      fc.property(cases, spans, fc.integer({ min: 0, max: 5_000 }), ({ calendar, at }, offsets, later) => {
        const exceptions = offsets.map(([from, length]) => ({
          from: new Date(at.getTime() + from * minute),
          until: new Date(at.getTime() + (from + length) * minute),
        }))
        const now = letInUntil(calendar, exceptions, at)
        const then = letInUntil(calendar, exceptions, new Date(at.getTime() + later * minute))
        expect(now.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(then.getTime()).toBeGreaterThanOrEqual(now.getTime())
      }),
      { numRuns: 2_000 },
    )
  })
})
