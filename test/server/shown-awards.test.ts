import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { awards } from '#db/schema/awards.ts'
import { offices } from '#db/schema/offices.ts'
import { presentations } from '#db/schema/presentations.ts'
import { schools } from '#db/schema/schools.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeSchool } from '#test/helpers/factories.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* Where everybody sees what was given: the list of labelled schools, schools' pages and the gallery, and what is over nowhere. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  await makeOffice(house.db, { countryCode: 'FR' })
})
afterAll(() => house.close())
beforeEach(async () => {
  house.forgetPaces()
  await house.db.delete(awards)
})

const page = async (at: string, language = 'en') => {
  const answer = await house.app.request(at, { headers: { 'Accept-Language': language } })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const list = async (search = '') => (await page(`/labelled-schools${search}`)).text

async function labelledSchool(
  school: Parameters<typeof makeSchool>[1],
  award: Partial<typeof awards.$inferInsert> = {},
) {
  const { id, name, town, countryCode, regionId } = await makeSchool(house.db, school)
  const shown = { people: [], project: null, schools: [{ id, name, town, countryCode }] }
  const row = { scheme: 'school_label', awardedOn: '2025-11-20', validUntil: '2027-11-20' } as const
  const awardId = await makeAward(house.db, { ...row, shown, schoolId: id, regionId, countryCode, ...award })
  return { id, awardId }
}

describe('labelled schools', () => {
  it('are named with the days between which it holds, without a script, and linked where their page is public', async () => {
    const { id } = await labelledSchool({ name: 'Collège <Moulin>', town: 'Caen', isPublic: true })
    await labelledSchool({ name: 'Lycée Nord', town: 'Lille' })
    const { status, text, headers } = await page('/labelled-schools')
    expect(status).toBe(200)
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(text).not.toContain('<script')
    expect(text).toContain(`<a href="/schools/${id}">Collège &lt;Moulin&gt;</a>, <bdi>Caen</bdi>`)
    expect(text).toContain('(20 November 2025 to 19 November 2027)')
    expect(text).toContain('<bdi>Lycée Nord</bdi>')
    expect((await page('/labelled-schools', 'fr')).text).toContain('Établissements labellisés')
    const again = await house.app.request('/labelled-schools', {
      headers: { 'Accept-Language': 'en', 'If-None-Match': headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('are those that have it today: neither what is over, nor what was taken back, nor what is not given yet', async () => {
    const withdrawnAt = house.clock.now()
    await labelledSchool({ name: 'Holds' })
    await labelledSchool({ name: 'Over' }, { awardedOn: '2024-11-20', validUntil: '2026-12-02' })
    await labelledSchool({ name: 'Taken' }, { withdrawnAt })
    await labelledSchool({ name: 'Coming' }, { awardedOn: '2026-12-03', validUntil: '2028-12-03' })
    const text = await list()
    expect(['Holds', 'Over', 'Taken', 'Coming'].filter((name) => text.includes(`${name}</bdi>`))).toEqual(['Holds'])
    // Of a year what is over is told as such; what was taken back never.
    const before = await list('?year=2024')
    expect(before).toContain('<bdi>Over</bdi>')
    expect(before).toContain('over since 2 December 2026')
    expect(before).not.toContain('Taken')
  })

  it('are found by country, kind and year; what fits nothing is left out', async () => {
    await labelledSchool({ name: 'Scuola', town: 'Roma', countryCode: 'IT' })
    await labelledSchool({ name: 'Collège', town: 'Lyon' })
    const [italy, all] = [await list('?country=IT'), await list('?scheme=x&country=it&year=9&after=1')]
    expect([italy.includes('Scuola'), italy.includes('Collège')]).toEqual([true, false])
    expect([all.includes('Scuola'), all.includes('Collège'), all.includes('<svg class="map"')]).toEqual([
      true,
      true,
      true,
    ])
    expect(all).toContain('<a href="/labelled-schools?country=IT">Italy</a></th><td>1</td>')
    expect(await list('?country=MT')).toContain('There is none yet.')
    expect((await page(`/labelled-schools?after=${crypto.randomUUID()}`)).status).toBe(404)
  })

  it('by a project are named as their own page allows', async () => {
    const given = { scheme: 'european_label', validUntil: null, schoolId: null, countryCode: null } as const
    const both = await Promise.all([
      makeSchool(house.db, { name: 'Shown', town: 'Caen', isPublic: true }),
      makeSchool(house.db, { name: 'Hidden', town: 'Bari', countryCode: 'IT' }),
    ])
    const shown = { people: [], project: 'Rivers', schools: both }
    const { project } = await projectWith()
    await makeAward(house.db, { ...given, awardedOn: '2026-11-20', projectId: project.projectId, shown })
    const text = await list('?scheme=european_label')
    expect(text).toContain('<h1>Schools with: European Quality Label</h1>')
    expect([text.includes('Shown'), text.includes('Hidden'), text.includes('<bdi>Bari</bdi>')]).toEqual([
      true,
      false,
      true,
    ])
  })

  it('come a page at a time, each of them once', async () => {
    for (let made = 0; made < 120; made++) await labelledSchool({ name: `S${made}.`, town: `T${made % 7}` })
    const first = await list()
    const [, next = ''] = /href="(\/labelled-schools\?after=[\w-]+)"/.exec(first) ?? []
    const second = (await page(next)).text
    const names = [first, second].map((text) => [...text.matchAll(/<bdi>(S\d+\.)<\/bdi>/g)].map(([, name]) => name))
    expect(names.map(({ length }) => length)).toEqual([100, 20])
    expect(new Set(names.flat()).size).toBe(120)
    expect(second).not.toContain('?after=')
  })

  it('are on no page where no office is open', async () => {
    await house.db.update(offices).set({ closedOn: '2026-11-01' })
    expect((await page('/labelled-schools')).status).toBe(404)
    await house.db.update(offices).set({ closedOn: null })
  })
})

async function projectWith() {
  await house.db.delete(presentations)
  const project = await makeClassProject(house.db)
  const label = (values: Partial<typeof awards.$inferInsert> = {}) =>
    makeAward(house.db, {
      ...{ scheme: 'national_label', projectId: project.projectId, userId: project.owner.id, countryCode: 'FR' },
      ...{ awardedOn: '2026-11-20', ...values },
    })
  return { project, label }
}

async function inGallery(project: Awaited<ReturnType<typeof makeClassProject>>) {
  const path = `/api/projects/${project.projectId}/presentation`
  const draft = { title: 'Two rivers', summary: 'We wrote.', language: 'en', themeId: null, tools: [], citations: [] }
  const owner = await house.as(project.owner)
  await owner.send('PUT', path, { version: 0, ...draft })
  for (const who of [owner, await house.as(project.colleague)]) await who.post(`${path}/agree`, { version: 1 })
}

describe('a project in the gallery', () => {
  it('says what it was given and is found by it, for as long as it has it', async () => {
    const { project, label } = await projectWith()
    await inGallery(project)
    const at = `/gallery/${project.projectId}`
    const says = async () => [
      (await page(at)).text.includes('National Quality Label (France, Italy)'),
      (await page('/gallery')).text.includes('<strong class="badge">National Quality Label (France, Italy)</strong>'),
    ]
    const found = async (award: string) => (await page(`/gallery?award=${award}`)).text.includes(`${at}"`)
    expect([await says(), await found('any')]).toEqual([[false, false], false])
    await label()
    await label({ countryCode: 'IT', userId: project.colleague.id })
    // A second one of a country, and that of the pupils, say nothing more.
    await label({ userId: project.colleague.id })
    await label({ scheme: 'pupil_label', userId: null })
    expect(await says()).toEqual([true, true])
    expect([await found('any'), await found('national_label'), await found('european_label')]).toEqual([
      true,
      true,
      false,
    ])
    expect((await page(at)).text).not.toContain(project.owner.displayName)
    await house.db.update(awards).set({ withdrawnAt: house.clock.now() })
    expect([await says(), await found('any')]).toEqual([[false, false], false])
  })
})

describe('the page of a school', () => {
  it('says from when to when it is labelled, with the way to its certificate, and what its projects have', async () => {
    const { project, label } = await projectWith()
    await house.db.update(schools).set({ isPublic: true }).where(eq(schools.id, project.school.id))
    await label()
    const shown = { people: [], project: null, schools: [project.school] }
    const of = { schoolId: project.school.id, countryCode: 'FR', shown }
    const row = { scheme: 'school_label', awardedOn: '2025-11-20', validUntil: '2027-11-20' } as const
    await makeAward(house.db, { ...row, ...of, code: 'ABCDEFGH2345' })
    const { text } = await page(`/schools/${project.school.id}`)
    expect(text).toContain(
      '<dt>School Label</dt><dd><a href="/certificate/ABCDEFGH2345">20 November 2025 to 19 November 2027</a></dd>',
    )
    expect(text).toContain('<strong class="badge">National Quality Label (France)</strong>')
    await house.db.update(awards).set({ validUntil: '2026-12-02' })
    const after = (await page(`/schools/${project.school.id}`)).text
    expect([after.includes('School Label'), after.includes('National Quality Label')]).toEqual([false, false])
    expect((await page('/certificate/ABCDEFGH2345')).text).toContain('has expired')
  })
})
