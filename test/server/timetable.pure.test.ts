import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#server/kit/errors.ts'
import { readTimetable } from '#server/plan/timetable.ts'
import { calendar } from '#test/helpers/calendar.ts'

const now = new Date('2026-11-24T09:00:00Z')
const readText = (text: string) => readTimetable(text, 'Europe/Paris', now)
const read = (...events: string[][]) => readText(calendar(...events))

const reasonOf = (text: string): Promise<string> =>
  readText(text).then(
    () => 'none',
    (error: unknown) => (error instanceof AppError ? error.reason : `a bug: ${String(error)}`),
  )

const history = ['DTSTART:20261207T090000Z', 'DTEND:20261207T095500Z', 'SUMMARY:HISTOIRE 4e B', 'LOCATION:B12']

describe('a timetable', () => {
  it('gives lessons on the clock of the school, whatever the file writes them in', async () => {
    const lesson = { title: 'HISTOIRE 4e B', date: '2026-12-07', startsAt: 600, minutes: 55, room: 'B12' }
    const [, end, ...words] = history
    const times = [
      ['DTSTART:20261207T090000Z', String(end)],
      ['DTSTART;TZID=Europe/Paris:20261207T100000', 'DURATION:PT55M'],
      ['DTSTART;TZID=Europe/London:20261207T090000', 'DURATION:PT55M'],
      ['DTSTART;TZID=A zone of nobody:20261207T100000', 'DTEND;TZID=A zone of nobody:20261207T105500'],
      ['DTSTART:20261207T100000', 'DTEND:20261207T105500'],
    ]
    for (const when of times) expect((await read([...when, ...words])).lessons, when[0]).toEqual([lesson])
  })

  it('comes back each week, in some weeks, until a day or so many times, and not where it is left out', async () => {
    const days = async (...lines: string[]) => (await read([...history, ...lines])).lessons.map(({ date }) => date)
    expect(await days('RRULE:FREQ=WEEKLY;UNTIL=20261221T230000Z', 'EXDATE:20261214T090000Z')).toEqual([
      '2026-12-07',
      '2026-12-21',
    ])
    expect(await days('RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=MO,TH')).toEqual([
      '2026-12-07',
      '2026-12-10',
      '2026-12-21',
      '2026-12-24',
    ])
  })

  it('across a change of the school year and of the clocks keeps its hour, and ends a year from now', async () => {
    const { lessons } = await read([
      'DTSTART;TZID=Europe/Paris:20260907T100000',
      'DURATION:PT1H',
      'SUMMARY:Sciences',
      'RRULE:FREQ=WEEKLY',
    ])
    expect(lessons[0]?.date).toBe('2026-10-26')
    expect(lessons.at(-1)?.date).toBe('2027-11-22')
    expect(new Set(lessons.map(({ startsAt }) => startsAt))).toEqual(new Set([600]))
  })

  it('says what of it is no lesson', async () => {
    const { lessons, leftOut } = await read(
      ['DTSTART;VALUE=DATE:20261207', 'SUMMARY:Outing'],
      [...history, 'STATUS:CANCELLED'],
      [...history, 'RRULE:FREQ=SECONDLY'],
      [...history, 'RDATE:20261208T090000Z'],
      ['DTSTART:20261207T090000Z', 'SUMMARY:Without an end'],
      ['DTSTART:20261207T090000Z', 'DTEND:20270107T090000Z', 'SUMMARY:A month'],
    )
    expect(lessons).toEqual([])
    expect(leftOut).toEqual({ wholeDay: 1, cancelled: 1, repeats: 2, other: 2 })
  })
})

describe('a timetable that means harm', () => {
  it('of 100,000 events is refused, and so is one of more entries or lessons than a year has', async () => {
    expect(await reasonOf(calendar(...Array.from({ length: 100_000 }, () => history)))).toBe('ics_too_large')
    const short = ['DTSTART:20261207T090000Z', 'SUMMARY:x']
    expect(await reasonOf(calendar(...Array.from({ length: 2_001 }, () => short)))).toBe('timetable_too_many')
    const endless = Array.from({ length: 20 }, (_, at) => [
      `DTSTART:20261207T09${String(at + 10)}00Z`,
      'DURATION:PT1H',
      'SUMMARY:x',
      'RRULE:FREQ=WEEKLY',
    ])
    expect(await reasonOf(calendar(...endless))).toBe('timetable_too_many')
  })

  it('that is none, has no event, is cut off or has events within events is refused in words', async () => {
    expect(await reasonOf('hello')).toBe('ics_malformed')
    expect(await reasonOf('BEGIN:VCALENDAR\r\nEND:VCALENDAR')).toBe('ics_no_events')
    expect(await reasonOf(calendar(history).slice(0, -30))).toBe('ics_malformed')
    expect(await reasonOf(calendar(['BEGIN:VEVENT', ...history, 'END:VEVENT']))).toBe('ics_malformed')
    expect(await reasonOf(calendar([...history, `SUMMARY:${'x'.repeat(3_000)}`]))).toBe('ics_malformed')
  })

  it('is never a bug, whatever stands in it', async () => {
    const names = ['DTSTART', 'DTEND', 'DURATION', 'RRULE', 'EXDATE', 'SUMMARY', 'DTSTART;TZID=', 'BEGIN', 'END']
    const value = fc.oneof(
      fc.constantFrom(
        '20261207T090000Z',
        '20261232T250000',
        'FREQ=WEEKLY;BYDAY=1MO',
        'FREQ=WEEKLY;COUNT=0',
        'VEVENT',
        'PT1H',
      ),
      fc.string(),
    )
    const lines = fc.array(fc.tuple(fc.constantFrom(...names), value).map(([name, text]) => `${name}:${text}`))
    await fc.assert(
      fc.asyncProperty(lines, async (extra) => {
        expect(await reasonOf(calendar([...history, ...extra]))).not.toContain('a bug')
      }),
      { numRuns: 200 },
    )
  })
})
