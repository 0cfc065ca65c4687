import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AppError } from '#server/kit/errors.ts'
import { readIcs } from '#server/quiet/ics.ts'
import { calendar } from '#test/helpers/calendar.ts'

const now = new Date('2026-11-24T09:00:00Z')
const read = (...events: string[][]) => readIcs(calendar(...events), now)

function reasonOf(text: string): string {
  try {
    readIcs(text, now)
    return 'none'
  } catch (error) {
    return error instanceof AppError ? error.reason : `a bug: ${String(error)}`
  }
}

const christmas = ['DTSTART;VALUE=DATE:20261219', 'DTEND;VALUE=DATE:20270104', 'SUMMARY:Vacances de Noël']

describe('a calendar file', () => {
  it('gives days without school; its last day is the one before its end', () => {
    const { holidays, leftOut } = read(christmas, ['DTSTART;VALUE=DATE:20270506', 'SUMMARY:Ascension'])
    expect(holidays).toEqual([
      { from: '2026-12-19', to: '2027-01-03', name: 'Vacances de Noël' },
      { from: '2027-05-06', to: '2027-05-06', name: 'Ascension' },
    ])
    expect(Object.values(leftOut)).toEqual([0, 0, 0, 0, 0, 0, 0])
  })

  it('may write its days as midnights, as durations, folded, with line feeds alone, and twice', () => {
    const midnights = ['DTSTART:20261219T000000', 'DTEND:20270104T000000', 'SUMMARY:Vacances de Noël']
    const duration = ['DTSTART;VALUE=DATE:20261219', 'DURATION:P2W2D', 'SUMMARY:Vacances', '  de Noël']
    const expected = [{ from: '2026-12-19', to: '2027-01-03', name: 'Vacances de Noël' }]
    expect(read(midnights, duration, christmas).holidays).toEqual(expected)
    expect(readIcs(calendar(christmas).replaceAll('\r\n', '\n'), now).holidays).toEqual(expected)
    expect(readIcs(`${calendar(christmas)}\r\n${calendar(christmas)}`, now).holidays).toEqual(expected)
  })

  it('may say that a day comes back each year', () => {
    const { holidays } = read(['DTSTART;VALUE=DATE:20000714', 'SUMMARY:Fête nationale', 'RRULE:FREQ=YEARLY'])
    expect(holidays.map(({ from }) => from)).toEqual(['2027-07-14', '2028-07-14', '2029-07-14'])
    const rule = 'RRULE:FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1;UNTIL=20280501'
    expect(read(['DTSTART;VALUE=DATE:20200501', 'SUMMARY:1. Mai', rule]).holidays).toHaveLength(2)
    const leap = read(['DTSTART;VALUE=DATE:20240229', 'SUMMARY:Leap', 'RRULE:FREQ=YEARLY']).holidays
    expect(leap.map(({ from }) => from)).toEqual(['2028-02-29'])
  })

  it('says what of it is no holiday, and why', () => {
    const { holidays, leftOut } = read(
      ['DTSTART:20261201T180000Z', 'DTEND:20261201T200000Z', 'SUMMARY:Parents’ evening'],
      ['DTSTART;VALUE=DATE:20200101', 'SUMMARY:New Year'],
      ['DTSTART;VALUE=DATE:20400101', 'SUMMARY:New Year'],
      ['DTSTART;VALUE=DATE:20270101', 'DTEND;VALUE=DATE:20280101', 'SUMMARY:A year'],
      ['DTSTART;VALUE=DATE:20261201', 'SUMMARY:Club', 'RRULE:FREQ=WEEKLY'],
      ['DTSTART;VALUE=DATE:20261201'],
      ['DTSTART;VALUE=DATE:20261201', 'SUMMARY:Off', 'STATUS:CANCELLED'],
    )
    expect(holidays).toEqual([])
    expect(leftOut).toEqual({ timed: 1, past: 1, far: 1, long: 1, repeats: 1, nameless: 1, cancelled: 1 })
  })

  it('loses what is invisible in a name', () => {
    const [holiday] = read(['DTSTART;VALUE=DATE:20261219', 'SUMMARY:\u202eleoN\u200b  2026'.padEnd(200, 'x')]).holidays
    expect(holiday?.name).toMatch(/^leoN 2026x+$/)
    expect(holiday?.name).toHaveLength(80)
  })
})

describe('a calendar file that means harm', () => {
  const events = (count: number) => calendar(...Array.from({ length: count }, () => christmas))

  it('of 100,000 events is refused, and one of a thousand and one too', () => {
    expect(reasonOf(events(100_000))).toBe('ics_too_large')
    expect(reasonOf(events(1_001))).toBe('ics_too_many')
    expect(reasonOf(events(1_000))).toBe('none')
    const bare = `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nEND:VEVENT\r\n'.repeat(30_000)}END:VCALENDAR`
    expect(reasonOf(bare)).toBe('ics_too_many')
  })

  it('cannot make it count seconds, or days that never come', () => {
    const rules = [
      'FREQ=SECONDLY',
      'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
      'FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=2',
      'FREQ=YEARLY;BYDAY=4TH;BYMONTHDAY=24;BYMONTH=11',
      'FREQ=DAILY;COUNT=1000000000',
      `FREQ=YEARLY;BYMONTHDAY=${Array.from({ length: 31 }, (_, day) => day + 1).join(',')};BYHOUR=1,2,3;BYSECOND=1,2`,
    ]
    const { holidays, leftOut } = read(...rules.map((rule) => [...christmas, `RRULE:${rule}`]))
    expect(holidays).toEqual([])
    expect(leftOut.repeats).toBe(rules.length)
    expect(read([...christmas, 'RRULE:FREQ=YEARLY;COUNT=1000000000;INTERVAL=1']).holidays).toHaveLength(3)
  })

  it('with things inside things, or lines without end, costs no more than its length', () => {
    const nested = `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(900)}${'END:VEVENT\r\n'.repeat(900)}END:VCALENDAR`
    expect(['none', 'ics_no_events']).not.toContain(reasonOf('BEGIN:VCALENDAR'))
    const started = performance.now()
    expect(reasonOf(nested)).toBe('none')
    expect(reasonOf(calendar([`DTSTART${';P=1'.repeat(200_000)}:20261219`]))).toBe('ics_malformed')
    expect(read([...christmas, `X-LONG${';P=1'.repeat(200_000)}:1`]).holidays).toHaveLength(1)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('or is none at all gets a plain answer', () => {
    for (const text of ['', 'hello', '<html>', 'BEGIN:VCALENDAR', calendar(), 'END:VEVENT', '\u0000'.repeat(1_000)])
      expect(['ics_malformed', 'ics_no_events'], JSON.stringify(text.slice(0, 20))).toContain(reasonOf(text))
  })

  it('whatever it holds, gives holidays in order or one of our sentences', () => {
    const word = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'END:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'DTSTART;VALUE=DATE:20261219',
      'DTSTART;TZID=Europe/Paris:20261219T000000',
      'DTEND;VALUE=DATE:20261231',
      'DTSTART;VALUE=DATE:20269999',
      'DURATION:-P4D',
      'DURATION:P999999W',
      'RRULE:FREQ=YEARLY;INTERVAL=0',
      'RRULE:FREQ=YEARLY;COUNT=-1',
      'RRULE:',
      'SUMMARY:Off',
      '__proto__:1',
    )
    const file = fc.array(fc.oneof(word, fc.string()), { maxLength: 25 }).map((lines) => lines.join('\r\n'))
    fc.assert(
      fc.property(
        fc.oneof(
          file,
          file.map((inner) => `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n${inner}\r\nEND:VEVENT\r\nEND:VCALENDAR`),
        ),
        (text) => {
          const reason = reasonOf(text)
          if (reason !== 'none') {
            expect(reason).toMatch(/^ics_/)
            return
          }
          for (const { from, to, name } of readIcs(text, now).holidays) {
            expect(from <= to && name.length > 0 && name.length <= 80).toBe(true)
            expect(`${from}${to}`).toMatch(/^\d{4}-\d{2}-\d{2}\d{4}-\d{2}-\d{2}$/)
          }
        },
      ),
      { numRuns: 3_000 },
    )
  })
})
