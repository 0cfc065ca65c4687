import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { schoolHolidays } from '#db/schema/quiet.ts'
import { projectSchools } from '#db/schema/projects.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeMessage, makeProject, makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { channelsOf } from '#test/helpers/talk.ts'

/** What the teachers of a project write about it: outline, pact and report; and who of the partners was not heard. */

let house: TestApp
let claire: Browser
let jonas: Browser
let jonasSchool: string
let clairesId: string
let id: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

async function teacher(name: string, countryCode: string) {
  const school = await makeSchool(house.db, { countryCode, name: `School of ${name}` })
  return makeStaff(house.db, { schoolId: school.id, displayName: name })
}

beforeEach(async () => {
  const [one, other] = [await teacher('Claire', 'ES'), await teacher('Jonas', 'IT')]
  const project = await makeProject(house.db, { name: 'Rivers', state: 'open' })
  id = project.id
  await makeMember(house.db, { projectId: id, user: one, role: 'owner' })
  await makeMember(house.db, { projectId: id, user: other, role: 'teacher' })
  claire = await house.as(one)
  jonas = await house.as(other)
  jonasSchool = other.schoolId
  clairesId = one.id
})

const save = (who: Browser, field: string, value: unknown, revision = 0) =>
  who.send('PUT', `/api/projects/${id}/dossier`, { field, value, revision })
const read = async (who: Browser) => (await who.get(`/api/projects/${id}/dossier`)).body.dossier
const agree = async (who: Browser, revision: number) => {
  const { status, body } = await who.post(`/api/projects/${id}/dossier/agree`, { revision })
  return status === 200 ? 200 : body.error.reason
}

describe('a field', () => {
  it('is saved by itself, with whose it is; who began from an older one is told what stands there', async () => {
    expect((await save(claire, 'aims', 'To write of rivers')).status).toBe(200)
    const late = await save(jonas, 'aims', 'To swim')
    expect([late.status, late.body.error.reason]).toEqual([409, 'dossier_changed'])
    expect(late.body.error.stands).toMatchObject({ value: 'To write of rivers', revision: 1, author: 'Claire' })
    expect((await read(jonas)).outline.aims).toBe('To write of rivers')
    expect((await save(jonas, 'aims', 'To write and to swim', 1)).status).toBe(200)
    expect((await read(claire)).marks).toMatchObject([{ field: 'aims', revision: 2, author: 'Jonas' }])
    expect((await save(claire, 'process', 'Step by step')).status).toBe(200)
  })

  it('that is sent again after its answer was lost is saved once', async () => {
    await save(claire, 'tools', 'Pages')
    expect((await save(claire, 'tools', 'Pages')).status).toBe(200)
    expect((await read(claire)).marks).toMatchObject([{ field: 'tools', revision: 1 }])
  })

  it('that is a column of the project changes there and in its settings, each seen by the other', async () => {
    expect((await save(claire, 'languages', ['it', 'es'])).status).toBe(200)
    expect((await claire.get(`/api/projects/${id}`)).body.project.languages).toEqual(['it', 'es'])
    await jonas.patch(`/api/projects/${id}`, { languages: ['it'] })
    expect((await save(claire, 'languages', ['fr'], 1)).status).toBe(409)
    expect((await save(claire, 'ages', { from: 9, to: 10 })).status).toBe(200)
    expect((await claire.get(`/api/projects/${id}`)).body.project).toMatchObject({ ageFrom: 9, ageTo: 10 })
  })

  it('takes nothing else, and then nothing is changed', async () => {
    const wrong: [string, unknown][] = [
      ['aims', 7],
      ['aims', 'x'.repeat(4001)],
      ['weeks', { from: '2026-10-06', to: '2026-10-12' }],
      ['weeks', { from: '2026-10-12', to: '2026-10-05' }],
      ['weeks', { from: '2026-10-05', to: '2036-10-06' }],
      ['languages', []],
      ['ages', { from: 12, to: 9 }],
      ['silence', 0],
      ['met', -1],
      ['secret', 'x'],
    ]
    for (const [field, value] of wrong) expect([field, (await save(claire, field, value)).status]).toEqual([field, 400])
    expect((await read(claire)).marks).toEqual([])
  })

  it('says of weeks how many have lessons at each school', async () => {
    await house.db.insert(schoolHolidays).values({
      ...{ schoolId: jonasSchool, fromDate: '2026-10-12', toDate: '2026-10-18', name: 'Autumn' },
    })
    await save(claire, 'weeks', { from: '2026-10-05', to: '2026-10-19' })
    expect((await read(claire)).weeksWithSchool).toEqual([
      { name: 'School of Claire', weeks: 3 },
      { name: 'School of Jonas', weeks: 2 },
    ])
  })
})

describe('who reads it', () => {
  it('a visitor reads the outline alone, pupils nothing of it, and nobody writes in an archive', async () => {
    await save(claire, 'aims', 'Rivers')
    await save(claire, 'rhythm', 'Each week')
    const looksOn = await makeStaff(house.db)
    await makeMember(house.db, { projectId: id, user: looksOn, role: 'visitor' })
    const visitor = await house.as(looksOn)
    expect(await read(visitor)).toMatchObject({ outline: { aims: 'Rivers' }, pact: null, report: null, marks: [] })
    expect((await save(visitor, 'aims', 'Lakes', 1)).status).toBe(403)
    await claire.patch(`/api/projects/${id}`, { state: 'closed' })
    expect((await save(claire, 'made', 'A book')).status).toBe(200)
    await claire.patch(`/api/projects/${id}`, { state: 'archived' })
    expect((await save(claire, 'made', 'Two books', 1)).body.error.reason).toBe('project_archived')
    expect((await read(jonas)).report.made).toBe('A book')
  })
})

describe('the pact', () => {
  const standing = async () =>
    (await read(claire)).pact.schools.map(({ name, agreed }: { name: string; agreed: string }) => [name, agreed])

  it('is agreed to by each school; whoever changes it asks the others again', async () => {
    expect(await agree(claire, 0)).toBe('pact_empty')
    await save(claire, 'rhythm', 'Each week')
    expect(await agree(claire, 1)).toBe(200)
    expect(await agree(jonas, 2)).toBe('pact_changed')
    expect((await jonas.get('/api/notices')).body.notices).toMatchObject([{ kind: 'pact_waits' }])
    expect(await agree(jonas, 1)).toBe(200)
    expect(await standing()).toEqual([
      ['School of Claire', 'now'],
      ['School of Jonas', 'now'],
    ])
    await save(claire, 'silence', 2)
    expect(await standing()).toEqual([
      ['School of Claire', 'now'],
      ['School of Jonas', 'before'],
    ])
    expect((await jonas.get('/api/notices')).body.notices).toHaveLength(2)
    await save(claire, 'silence', 4, 1)
    expect((await jonas.get('/api/notices')).body.notices).toHaveLength(2)
    expect(await agree(jonas, 3)).toBe(200)
  })
})

describe('a partner', () => {
  const silent = async (who: Browser) => (await who.get(`/api/projects/${id}/life`)).body.life.silent
  const day = 24 * 60 * 60_000
  const ago = (days: number) => new Date(house.clock.now().getTime() - days * day)
  const dateAgo = (days: number) => ago(days).toISOString().slice(0, 10)
  const writes = async (authorId: string, days: number) => {
    const channel = (await channelsOf(claire, id)).find(({ kind }) => kind === 'project')
    return makeMessage(house.db, { channelId: String(channel?.['id']), authorId, at: ago(days) })
  }
  const came = (days: number) =>
    house.db
      .update(projectSchools)
      .set({ joinedAt: ago(days) })
      .where(eq(projectSchools.projectId, id))

  it('is silent after so many weeks with school, to both; holidays of that school do not count', async () => {
    await came(40)
    await writes(clairesId, 1)
    expect(await silent(claire)).toMatchObject([{ name: 'School of Jonas', isOwn: false, weeks: 5 }])
    expect(await silent(jonas)).toMatchObject([{ name: 'School of Jonas', isOwn: true }])
    const holiday = { schoolId: jonasSchool, fromDate: dateAgo(35), toDate: dateAgo(16), name: 'Long' }
    await house.db.insert(schoolHolidays).values([holiday, { ...holiday, fromDate: dateAgo(30), name: 'Short' }])
    expect(await silent(claire)).toEqual([])
    await save(claire, 'silence', 2)
    expect(await silent(claire)).toMatchObject([{ name: 'School of Jonas', weeks: 2 }])
    const pupil = await makePupil(house.db, { schoolId: jonasSchool })
    await makeMember(house.db, { projectId: id, user: pupil, role: 'pupil' })
    await writes(pupil.id, 0)
    expect(await silent(claire)).toEqual([])
  })

  it('that stays silent for twice as long is on the desk of the office, as long as the other is heard', async () => {
    const office = await makeOffice(house.db, { countryCode: 'ES' })
    const officer = await makeStaff(house.db, { schoolId: office.id })
    await makeMandate(house.db, { officeId: office.id, userId: officer.id, post: 'officer' })
    const desk = async () =>
      (await (await house.as(officer)).get(`/api/offices/${office.id}/desk?kind=partner`)).body.items.filter(
        (item: { id: string }) => item.id === id,
      )
    await came(50)
    expect(await desk()).toEqual([])
    await writes(clairesId, 1)
    await silent(claire)
    expect(await desk()).toMatchObject([{ kind: 'partner', title: 'Rivers', partner: 'School of Jonas' }])
    const pupil = await makePupil(house.db, { schoolId: jonasSchool })
    await makeMember(house.db, { projectId: id, user: pupil, role: 'pupil' })
    await writes(pupil.id, 0)
    expect(await desk()).toEqual([])
  })
})
