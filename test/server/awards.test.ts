import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awards } from '#db/schema/awards.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { makeMember, makeProject, makePupil, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeJudgedCampaign, makeSubmitted } from '#test/helpers/judging.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* What was given: its certificate on paper, the page that verifies it, and that it is taken back. */

let house: TestApp
let officeId: string
let director: TestUser
let teacher: TestUser
let project: { id: string }
let campaignId: string
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  const { db } = house
  officeId = (await makeOffice(db, { countryCode: 'FR' })).id
  director = await makeStaff(db, { schoolId: officeId })
  await makeMandate(db, { officeId, userId: director.id, post: 'director' })
  teacher = await makeStaff(db, { displayName: 'Αθηνά Ζωή Παπαδοπούλου' })
  project = await makeProject(db, { kind: 'european', state: 'open', name: 'Rivers' })
  await makeMember(db, { projectId: project.id, user: teacher, role: 'owner' })
  campaignId = await makeJudgedCampaign(db, { officeId })
})
afterAll(() => house.close())

const shown = () => ({
  people: [{ id: teacher.id, name: 'Αθηνά Ζωή Παπαδοπούλου' }],
  project: 'Rivers',
  schools: [{ id: teacher.schoolId, name: 'Collège Jean Moulin', town: 'Lyon', countryCode: 'FR' }],
})

/** An award of the teacher, and that of the pupils which was given along with it. */
async function given(values: Partial<typeof awards.$inferInsert> = {}) {
  const { db } = house
  const applicant = await makeStaff(db, { schoolId: teacher.schoolId })
  const applicationId = await makeSubmitted(db, { campaignId, projectId: project.id, userId: applicant.id })
  const of = { campaignId, projectId: project.id, userId: teacher.id, awardedOn: '2026-11-20', countryCode: 'FR' }
  const row = { ...of, applicationId, shown: shown(), ...values }
  const id = await makeAward(db, { scheme: 'national_label', ...row })
  const pupils = await makeAward(db, {
    ...{ ...row, scheme: 'pupil_label', parentId: id, shown: { ...shown(), people: [] } },
  })
  return { id, pupils }
}
const codeOf = async (id: string) => {
  const [row] = await house.db.select({ code: awards.code }).from(awards).where(eq(awards.id, id))
  return row?.code ?? ''
}
const page = async (code: string) => {
  const response = await house.app.request(`/certificate/${code}`, { headers: { 'Accept-Language': 'en' } })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
async function paper(id: string) {
  const browser = await house.as(teacher)
  const response = await house.app.request(`/api/awards/${id}/certificate?language=fr`, {
    headers: { Cookie: browser.cookie() ?? '' },
  })
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}

describe('a certificate on paper', () => {
  it('says who got what, in their own letters, in words for everybody who hears it, and where it is verified', async () => {
    const { id } = await given()
    const { status, bytes } = await paper(id)
    expect(status).toBe(200)
    const pdf = await readPdf(bytes)
    const text = pdf.text.replaceAll(/\s+/g, ' ')
    for (const word of ['Label national de qualité', 'Rivers', 'Αθηνά Ζωή Παπαδοπούλου', 'Collège Jean Moulin'])
      expect(text).toContain(word)
    expect(text.replaceAll(' ', '')).toContain(`/certificate/${await codeOf(id)}`)
    expect(pdf.language).toBe('fr')
  })

  it('of the pupils names nobody: the school writes the name in', async () => {
    const { pupils } = await given()
    const { text } = await readPdf((await paper(pupils)).bytes)
    expect(text).toContain('écrit le nom à la main')
    expect(text).not.toContain('Παπαδοπούλου')
  })

  it('is nobody’s who has nothing to do with it, and no pupil’s', async () => {
    const { id } = await given()
    const stranger = await house.as(await makeStaff(house.db))
    expect((await stranger.get(`/api/awards/${id}/certificate`)).status).toBe(404)
    const pupil = await makePupil(house.db, { schoolId: teacher.schoolId })
    expect((await (await house.as(pupil)).get(`/api/awards/${id}/certificate`)).status).toBe(403)
  })
})

describe('its page', () => {
  it('says to whoever has the code, without a login and without script, whether it holds', async () => {
    const { id } = await given()
    const { status, text, headers } = await page((await codeOf(id)).toLowerCase())
    expect(status).toBe(200)
    expect(text).toContain('This certificate is valid.')
    expect(text).toContain('Αθηνά Ζωή Παπαδοπούλου')
    expect(text).not.toContain('<script')
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  })

  it('says of one that is over that it is, from the day on that it names', async () => {
    const { id } = await given({ validUntil: '2026-12-02' })
    expect((await page(await codeOf(id))).text).toContain('has expired')
    const { id: other } = await given({ validUntil: '2026-12-03' })
    expect((await page(await codeOf(other))).text).toContain('is valid')
  })

  it.each([
    ['no code of ours', 'AAAABBBBCCCCDDDD'],
    ['too short', 'A'],
    ['a NUL', 'AAAABBBB%00CCCCDDDD'],
    ['letters of elsewhere', 'ΑΑΑΑΒΒΒΒΓΓΓΓΔΔΔΔ'],
    ['many', 'A'.repeat(7_000)],
    ['what a database would read', `%27%20or%20true--%20AAAA`],
  ])('knows nothing of %s, in one sentence', async (_what, code) => {
    const { status, text } = await page(code)
    expect(status).toBe(200)
    expect(text).toContain('No certificate has this code')
  })

  it('of the pupils names nobody either', async () => {
    const { pupils } = await given()
    const { text } = await page(await codeOf(pupils))
    expect(text).toContain('Pupil Label')
    expect(text).not.toContain('Παπαδοπούλου')
  })
})

describe('taken back', () => {
  it('by the director alone, once, with a reason and with what was given along; the page says so, no paper is drawn', async () => {
    const { id, pupils } = await given()
    const path = `/api/awards/${id}/withdraw`
    const officer = await makeStaff(house.db, { schoolId: officeId })
    await makeMandate(house.db, { officeId, userId: officer.id, post: 'officer' })
    expect((await (await house.as(officer)).post(path, { reason: 'Two of one.' })).status).toBe(403)
    const browser = await house.as(director)
    expect((await browser.post(path, { reason: '' })).status).toBe(400)
    const both = await Promise.all([1, 2].map(() => browser.post(path, { reason: 'Made by mistake.' })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 409])
    for (const one of [id, pupils]) expect((await page(await codeOf(one))).text).toContain('was withdrawn')
    expect((await paper(id)).status).toBe(409)
  })
})

describe('the list of an office', () => {
  it('comes some at a time, of one year or scheme, and is found by what stands on a certificate, whatever its letters', async () => {
    const { id } = await given({ shown: { ...shown(), project: 'A 100 % wind_mill' } })
    const browser = await house.as(director)
    const list = async (query: string) => (await browser.get(`/api/offices/${officeId}/awards?${query}`)).body
    const found = async (query: string) =>
      (await list(query)).awards.map(({ scheme }: { scheme: string }) => scheme).toSorted()
    const all = (await list('limit=200')).awards.map((one: { id: string }) => one.id)
    const [first, rest] = [await list('limit=1'), await list('limit=200&from=1')]
    expect([first.nextFrom, rest.nextFrom]).toEqual([1, null])
    expect([...first.awards, ...rest.awards].map((one: { id: string }) => one.id)).toEqual(all)
    expect(first.years).toEqual([2026])
    expect(await found('find=WIND_MILL')).toEqual(['national_label'])
    expect(await found('find=WIND_MILL&scheme=pupil_label')).toEqual([])
    // No letter stands for another.
    expect(await found('find=wind-mill')).toEqual([])
    expect(await found(`find=${(await codeOf(id)).toLowerCase()}`)).toEqual(['national_label'])
    expect(await found(`find=${encodeURIComponent('ΖΩΉ')}&scheme=national_label`)).toContain('national_label')
    expect(await found('year=2025')).toEqual([])
  })
})
