import { describe, expect, it } from 'vitest'
import type { Session } from '#collab/plan/sessions.ts'
import { clashesOf } from '#collab/plan/clashes.ts'
import { addDays, isRealDay, mondayOf, weekdayOf } from '#collab/plan/days.ts'
import { sumsOf, titleIn } from '#collab/plan/sessions.ts'
import { type SchoolDays, weekNumber, weeksOf } from '#collab/plan/weeks.ts'

const lyon: SchoolDays = {
  ...{ id: 'lyon', name: 'Collège Lumière', weekend: [6, 7] },
  holidays: [
    { from: '2026-10-17', to: '2026-11-01', name: 'Toussaint' },
    { from: '2026-11-11', to: '2026-11-11', name: 'Armistice' },
  ],
}
const bonn: SchoolDays = {
  ...{ id: 'bonn', name: 'Rheinschule', weekend: [6, 7] },
  holidays: [{ from: '2026-10-19', to: '2026-10-24', name: 'Herbstferien' }],
}

const session = (id: string, given: Partial<Session> = {}): Session => ({
  ...{ id, text: id, parent: null, date: '2026-11-03', startsAt: 9 * 60, planned: 60, done: 0, room: '', people: [] },
  ...given,
})

const around = (given: Partial<Parameters<typeof clashesOf>[1]> = {}) => ({
  schools: new Map([lyon, bonn].map((school) => [school.id, school])),
  ownSchool: 'lyon',
  schoolOf: (userId: string) => ({ anne: 'lyon', carl: 'lyon', uta: 'bonn' })[userId],
  exams: [],
  ...given,
})

describe('days', () => {
  it('counts over the ends of months and years, and knows the days of the week', () => {
    expect(addDays('2026-12-30', 3)).toBe('2027-01-02')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(mondayOf('2027-01-03')).toBe('2026-12-28')
    expect(['1969-12-28', '1970-01-01', '2026-11-09'].map(weekdayOf)).toEqual([7, 4, 1])
    expect(['2026-02-28', '2026-02-29', '0000-01-01x', ''].map(isRealDay)).toEqual([true, false, false, false])
  })
})

describe('the weeks of a plan', () => {
  it('goes from the first day to a week after the last, over a change of school year', () => {
    const weeks = weeksOf(['2027-09-08', '2027-06-02', ''], '2026-11-03', [lyon])
    expect(weeks[0]?.monday).toBe('2027-05-31')
    expect(weeks.at(-1)?.monday).toBe('2027-09-13')
    expect(weeks).toHaveLength(16)
  })

  it('shows some weeks from today on where nothing has a day, and never a thousand', () => {
    expect(weeksOf([], '2026-11-05', []).map(({ monday }) => monday)).toHaveLength(8)
    expect(weeksOf([], '2026-11-05', [])[0]?.monday).toBe('2026-11-02')
    expect(weeksOf(['2026-11-05', '2190-01-01'], '2026-11-05', [])).toHaveLength(120)
  })

  it('counts weeks as ISO 8601 does', () => {
    expect(['2026-12-28', '2027-01-04', '2024-12-30', '2026-06-01'].map(weekNumber)).toEqual([53, 1, 1, 23])
  })

  it('says of each school when it has no lessons, and whether in the whole week', () => {
    const weeks = weeksOf(['2026-10-19', '2026-11-11'], '2026-10-19', [lyon, bonn])
    const of = (monday: string, school: string) => weeks.find((week) => week.monday === monday)?.holidays.get(school)
    expect(of('2026-10-19', 'lyon')).toEqual([{ school: 'Collège Lumière', name: 'Toussaint', isWhole: true }])
    expect(of('2026-10-19', 'bonn')).toMatchObject([{ name: 'Herbstferien', isWhole: true }])
    expect(of('2026-11-09', 'lyon')).toMatchObject([{ name: 'Armistice', isWhole: false }])
    expect(of('2026-11-09', 'bonn')).toEqual([])
  })

  it('says every name where holidays overlap, and puts each day into one week alone', () => {
    const both = { from: '2026-10-23', to: '2026-11-02', name: 'Pont' }
    const school = { ...lyon, holidays: [...lyon.holidays, both, both] }
    const weeks = weeksOf(['2026-10-19', '2026-11-02'], '2026-10-19', [school])
    const namesOf = (monday: string) =>
      weeks
        .find((week) => week.monday === monday)
        ?.holidays.get('lyon')
        ?.map(({ name }) => name)
    expect(namesOf('2026-10-26')).toEqual(['Toussaint'])
    expect(namesOf('2026-11-02')).toEqual(['Pont'])
    expect(weeks.map(({ monday }) => monday)).toEqual(weeks.map((_, at) => addDays('2026-10-19', 7 * at)))
    expect(weeks.every(({ monday, sunday }) => sunday === addDays(monday, 6))).toBe(true)
  })
})

describe('what clashes', () => {
  it('is one teacher in two sessions of one hour, and not of hours that meet at their ends', () => {
    const both = [session('a', { people: ['anne'] }), session('b', { people: ['carl', 'anne'], startsAt: 9 * 60 + 30 })]
    expect(clashesOf(both, around()).get('a')).toEqual([{ kind: 'teacher', with: 'b', userId: 'anne' }])
    expect(clashesOf(both, around()).get('b')).toEqual([{ kind: 'teacher', with: 'a', userId: 'anne' }])
    const after = [session('a', { people: ['anne'] }), session('b', { people: ['anne'], startsAt: 10 * 60 })]
    expect(clashesOf(after, around()).size).toBe(0)
    const noHour = [session('a', { people: ['anne'] }), session('b', { people: ['anne'], startsAt: null })]
    expect(clashesOf(noHour, around()).size).toBe(0)
  })

  it('is one room of one school, however it is written, and not of two schools', () => {
    const room = (people: string[], name: string) => ({ people, room: name })
    const one = [session('a', room(['anne'], 'B12')), session('b', room(['carl'], ' b12 '))]
    expect(clashesOf(one, around()).get('a')).toEqual([{ kind: 'room', with: 'b', room: 'B12' }])
    const two = [session('a', room(['anne'], 'B12')), session('b', room(['uta'], 'B12'))]
    expect(clashesOf(two, around()).size).toBe(0)
  })

  it('is a day without lessons of the school of whoever teaches, and a week of exams', () => {
    const given = [
      session('fr', { date: '2026-11-11', people: ['anne'] }),
      session('de', { date: '2026-11-11', people: ['uta'] }),
      session('nobody', { date: '2026-11-07' }),
      session('undated', { date: '' }),
    ]
    const found = clashesOf(given, around({ exams: ['2026-11-12'] }))
    expect(found.get('fr')).toEqual([
      { kind: 'holiday', school: 'Collège Lumière', name: 'Armistice' },
      { kind: 'exam' },
    ])
    expect(found.get('de')).toEqual([{ kind: 'exam' }])
    expect(found.get('nobody')).toEqual([{ kind: 'weekend', school: 'Collège Lumière' }])
    expect(found.has('undated')).toBe(false)
  })
})

describe('sessions', () => {
  it('add up by subject, planned and held', () => {
    const sums = sumsOf([
      session('a', { parent: 'x', planned: 90, done: 60 }),
      session('b', { parent: 'x', planned: 30 }),
      session('c', { planned: 45 }),
    ])
    expect(sums.get('x')).toEqual({ planned: 120, done: 60 })
    expect(sums.get(null)).toEqual({ planned: 45, done: 0 })
  })

  it('are called in the language of whoever reads, where there is a title in it', () => {
    const step = { text: 'Enquêter', language: 'fr', translations: [['de', 'Erkunden']] } as const
    expect(titleIn(step, 'de')).toEqual({ title: 'Erkunden', language: 'de' })
    expect(titleIn(step, 'en')).toEqual({ title: 'Enquêter', language: 'fr' })
  })
})
