import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateProjectState } from '#db/queries/projects.ts'
import { awards } from '#db/schema/awards.ts'
import { figures } from '#db/schema/figures.ts'
import { members, projects, projectSchools, projectStateChanges } from '#db/schema/projects.ts'
import { makeDueFigures } from '#server/figures/nightly.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { makePupil, makeSchool, makeStaff, makeTerm } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* How many teachers, schools, pupils and projects there are and were, and what of it nobody is told. */

let house: TestApp
let officer: Browser
beforeAll(async () => {
  house = await openTestApp()
  const office = await makeOffice(house.db, { countryCode: null })
  const person = await makeStaff(house.db, { schoolId: office.id })
  await makeMandate(house.db, { userId: person.id, officeId: office.id, post: 'officer' })
  officer = await house.as(person)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.forgetPaces()
  await house.db.delete(figures)
})

async function schoolWith(teachers: number, place: { countryCode: string; region?: string; levels?: string[] }) {
  const { countryCode, region, levels = ['isced.2'] } = place
  const regionId = region === undefined ? null : await regionOf(house.db, countryCode, region)
  const school = await makeSchool(house.db, { countryCode, regionId, levels })
  for (let made = 0; made < teachers; made++) {
    const { id: userId } = await makeStaff(house.db, { schoolId: school.id })
    await makeTerm(house.db, { userId })
  }
  return school
}

interface Row {
  measure: string
  by: string
  of: string
  n: number | null
}
const nOf = (rows: Row[], measure: string, by = 'all', of = '') =>
  rows.find((row) => row.measure === measure && row.by === by && row.of === of)?.n
const ask = (search: string) => officer.get(`/api/figures?${search}`)
const rowsOn = async (search: string): Promise<Row[]> => (await ask(search)).body.rows

describe('figures', () => {
  it('count people, schools and projects as they were on a day', async () => {
    const [first, second] = [
      await schoolWith(6, { countryCode: 'ES' }),
      await schoolWith(7, { countryCode: 'ES', levels: ['isced.1'] }),
    ]
    const [project] = await house.db
      .insert(projects)
      .values({
        ...{ kind: 'school', state: 'open', name: 'A garden', cover: 1, languages: ['es'], subjects: [] },
        ...{ ageFrom: 11, ageTo: 14, createdAt: new Date('2024-01-10T10:00:00Z') },
      })
      .returning()
    const projectId = project?.id ?? ''
    const joinedAt = new Date('2024-01-10T10:00:00Z')
    await house.db.insert(projectSchools).values({ projectId, schoolId: first.id, standing: 'founder', joinedAt })
    await house.db.insert(projectSchools).values({ projectId, schoolId: second.id, standing: 'partner', joinedAt })
    for (const [index, school] of [first, second].entries())
      for (let made = 0; made < 6; made++) {
        const { id: userId } = await makePupil(house.db, { schoolId: school.id })
        const place = { projectId, userId, schoolId: school.id, role: 'pupil', position: index * 10 + made } as const
        await house.db
          .insert(members)
          .values({ ...place, joinedAt, leftAt: made === 0 ? new Date('2024-06-01') : null })
      }
    await house.db.transaction(async (tx) => {
      await updateProjectState(tx, projectId, { state: 'draft' }, joinedAt)
      await updateProjectState(tx, projectId, { state: 'open' }, new Date('2024-02-01T10:00:00Z'))
      await updateProjectState(tx, projectId, { state: 'closed' }, new Date('2024-03-01T10:00:00Z'))
    })
    const before = await rowsOn('country=ES&on=2019-05-05')
    expect(before).toEqual([])
    const winter = await rowsOn('country=ES&on=2024-02-15')
    expect([nOf(winter, 'schools'), nOf(winter, 'teachers'), nOf(winter, 'pupils')]).toEqual([2, 13, 12])
    expect([nOf(winter, 'schools', 'level', 'isced.1'), nOf(winter, 'projects')]).toEqual([1, null])
    expect(nOf(await rowsOn('country=ES&on=2024-06-02'), 'pupils')).toBe(10)
    // A draft is nobody's business.
    expect(nOf(await rowsOn('country=ES&on=2024-01-20'), 'projects')).toBeUndefined()
    await house.db.delete(projectStateChanges)
  })

  it('hide the people of one school, and what would tell how many they are', async () => {
    await schoolWith(8, { countryCode: 'IT', region: 'Lazio' })
    await schoolWith(9, { countryCode: 'IT', region: 'Toscana' })
    await schoolWith(9, { countryCode: 'IT', region: 'Toscana' })
    await schoolWith(20, { countryCode: 'MT' })
    const italy = await rowsOn('country=IT&on=2024-02-15')
    expect([nOf(italy, 'schools', 'region', 'Lazio'), nOf(italy, 'teachers', 'region', 'Lazio')]).toEqual([1, null])
    const total = nOf(italy, 'teachers')
    const others = nOf(italy, 'teachers', 'region', 'Toscana')
    expect([total, others]).toContain(null)
    const malta = await ask('country=MT&on=2024-02-15')
    expect(malta.status).toBe(200)
    expect(nOf(malta.body.rows, 'teachers')).toBeNull()
    expect(malta.body.rows.some(({ measure, n }: Row) => measure === 'teachers' && n !== null)).toBe(false)
    const all = await rowsOn('on=2024-02-15')
    expect([nOf(all, 'schools', 'country', 'MT'), nOf(all, 'teachers', 'country', 'MT')]).toEqual([1, null])
  })

  it('refuse a day that has not come, a country that is none and what is no day', async () => {
    const reasons = async (search: string) => {
      const { status, body } = await ask(search)
      return [status, body.error?.reason]
    }
    expect(await reasons('on=2190-01-01')).toEqual([400, 'invalid_input'])
    const today = house.clock.now().toISOString().slice(0, 10)
    expect((await ask(`on=${today}`)).body.error.fields).toEqual([{ path: 'on', reason: 'day_not_over' }])
    for (const year of [1995, 2150])
      expect((await ask(`year=${year}`)).body.error.fields).toEqual([{ path: 'year', reason: 'year_unknown' }])
    expect(await reasons('on=yesterday')).toEqual([400, 'invalid_input'])
    expect(await reasons('country=XX')).toEqual([404, 'not_found'])
    expect((await house.db.select().from(figures)).length).toBe(0)
  })

  it('count what was given in the school year, by kind, and hide what few have', async () => {
    const place = await schoolWith(2, { countryCode: 'DE', region: 'Baden-Württemberg' })
    const give = (scheme: 'national_label' | 'pupil_label' | 'european_label', values = {}) =>
      makeAward(house.db, { scheme, awardedOn: '2023-11-20', schoolId: place.id, countryCode: 'DE', ...values })
    for (let made = 0; made < 7; made++) await give('national_label')
    for (let made = 0; made < 6; made++) await give('european_label', { countryCode: null })
    await give('pupil_label')
    await give('national_label', { awardedOn: '2023-07-20' })
    await give('national_label', { withdrawnAt: new Date('2024-01-10T10:00:00Z') })
    const winter = await rowsOn('country=DE&on=2024-02-15')
    expect([nOf(winter, 'awards'), nOf(winter, 'awards', 'scheme', 'national_label')]).toEqual([7, 7])
    expect(nOf(winter, 'awards', 'region', 'Baden-Württemberg')).toBe(7)
    // One of them was taken back later.
    expect(nOf(await rowsOn('country=DE&on=2023-12-15'), 'awards')).toBe(8)
    // Of the year before one alone is left.
    expect(nOf(await rowsOn('country=DE&on=2023-07-30'), 'awards')).toBeNull()
    const all = await rowsOn('on=2024-02-15')
    expect([nOf(all, 'awards'), nOf(all, 'awards', 'country', 'DE'), nOf(all, 'awards', 'country', 'ZZ')]).toEqual([
      13, 7, 6,
    ])
    await house.db.delete(awards)
  })

  it('of any day are counted for few who ask in a row', async () => {
    const statuses: number[] = []
    for (let day = 1; day <= 12; day++) statuses.push((await ask(`on=2010-01-${`${day}`.padStart(2, '0')}`)).status)
    expect(statuses.toSorted()).toEqual([...Array.from({ length: 10 }, () => 200), 429, 429])
    expect((await ask('country=IT')).status).toBe(200)
  })

  it('are on a page for everybody, by year, with a file', async () => {
    const page = async (path: string, language = 'en') => {
      const answer = await house.app.request(path, { headers: { 'Accept-Language': language } })
      return { status: answer.status, text: await answer.text() }
    }
    expect((await page('/figures')).text).toContain('The first ones come in the night')
    await makeDueFigures(house.deps)
    const { text } = await page('/figures?country=IT')
    expect(text).toContain('<h2>Region</h2>')
    expect(text).toContain('Toscana')
    expect(text).not.toContain('<script')
    expect((await page('/figures?country=IT', 'fr')).text).toContain('Établissements')
    expect((await page('/figures?country=<x>&year=9')).status).toBe(200)
    expect((await page('/figures?year=2150')).status).toBe(404)
    // Offices ask for any day there too, and nobody else does.
    const asOffice = await house.app.request('/figures?country=IT&on=2019-05-05', {
      headers: { Cookie: officer.cookie() ?? '' },
    })
    expect(await asOffice.text()).toContain('value="2019-05-05"')
    const asNobody = (await page('/figures?country=IT&on=2019-05-05')).text
    expect([asNobody.includes('type="date"'), asNobody.includes('Toscana')]).toEqual([false, true])
    const file = await page('/figures/table.csv?country=IT')
    expect(file.text).toContain(',IT,schools,region,Lazio,Lazio,1,0\r\n')
    expect(file.text).toContain(',IT,teachers,region,Lazio,Lazio,,1\r\n')
    // What is told stays: a past year is not made anew.
    const days = await house.db.select({ day: figures.day, madeAt: figures.madeAt }).from(figures)
    await makeDueFigures(house.deps)
    expect(await house.db.select({ day: figures.day, madeAt: figures.madeAt }).from(figures)).toEqual(days)
  })
})
