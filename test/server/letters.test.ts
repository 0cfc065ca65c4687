import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { awards } from '#db/schema/awards.ts'
import { schools } from '#db/schema/schools.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeAward } from '#test/helpers/campaigns.ts'
import { makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeContact, makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'
import { unpackedOf } from '#test/helpers/unpacked.ts'

/* Letters about awards: exactly these are named, checked, signed once, sent, replaced. */

let house: TestApp
let director: Browser
let officer: Browser
let observer: Browser
let officeId: string
let lyon: string
let nice: string
beforeAll(async () => {
  house = await openTestApp()
  house.clock.advance(Date.parse('2026-12-02T10:00:00Z') - house.clock.now().getTime())
  const { db } = house
  officeId = (await makeOffice(db, { countryCode: 'FR' })).id
  lyon = await regionOf(db, 'FR', 'Lyon')
  nice = await regionOf(db, 'FR', 'Nice')
  const at = async (post: 'director' | 'officer' | 'observer', regionId: string | null = null) => {
    const user = await makeStaff(db, { schoolId: officeId, displayName: `The ${post}` })
    await makeMandate(db, { officeId, userId: user.id, post, regionId })
    return house.as(user)
  }
  director = await at('director')
  officer = await at('officer')
  observer = await at('observer', nice)
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const reasonOf = ({ status, body }: { status: number; body: { error?: { reason?: string } } }) => [
  status,
  body.error?.reason,
]
const fieldsOf = (body: { error?: { fields?: { path: string; reason: string }[] } }) =>
  (body.error?.fields ?? []).map(({ path, reason }) => `${path} ${reason}`)

interface Listed {
  id: string
  state: string
  region: string | null
  school: string | null
  seen: string
  kind: string
  replaces: string | null
}

const lettersPath = () => `/api/offices/${officeId}/letters`
const list = async (browser: Browser, year: number) => (await browser.get(`${lettersPath()}?year=${year}`)).body
const prepare = (kind: string, year: number, more: object = {}) =>
  officer.send('POST', lettersPath(), { kind, year, language: 'fr', ...more })

/** A project with a national label of a year, at a school of a region, by one teacher. */
async function labelled(year: number, { regionId, name }: { regionId: string | null; name: string }) {
  const { db } = house
  const school = await makeSchool(db, { countryCode: 'FR', timeZone: 'Europe/Paris', regionId, name: `School ${name}` })
  const teacher = await makeStaff(db, { schoolId: school.id, displayName: `Teacher ${name}` })
  const foreign = await makeSchool(db, { countryCode: 'IT', name: `Abroad ${name}` })
  const project = await makeProject(db, { kind: 'european', state: 'open', name: `Project ${name}` })
  const placeOf = ({ id, name: called, town, countryCode }: typeof school) => ({ id, name: called, town, countryCode })
  const shown = {
    people: [{ id: teacher.id, name: teacher.displayName }],
    project: project.name,
    schools: [placeOf(school), placeOf(foreign)],
  }
  const awardId = await makeAward(db, {
    ...{ scheme: 'national_label', awardedOn: `${year}-10-15`, userId: teacher.id, projectId: project.id },
    ...{ schoolId: school.id, regionId, countryCode: 'FR', shown },
  })
  return { school, teacher, project, awardId, shown }
}

const letterTo = async (year: number, region: string): Promise<Listed> => {
  const { letters } = await list(officer, year)
  const found = letters.find((one: Listed) => one.region === region && one.state !== 'void')
  if (!found) throw new Error(`no letter to ${region}`)
  return found
}
const move = ({ id, seen }: Listed, state: string) => officer.send('PATCH', `${lettersPath()}/${id}`, { state, seen })
const sign = ({ id, seen }: Listed, by = director) => by.send('POST', `/api/letters/${id}/sign`, { seen })

async function bytesOf(browser: Browser, path: string) {
  const response = await house.app.request(path, { headers: { Cookie: browser.cookie() ?? '' } })
  return { status: response.status, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** With a rector in Lyon since the beginning of time, as far as this file goes. */
async function rectorOf(regionId: string, name: string) {
  await makeContact(house.db, {
    ...{ regionId, kind: 'rector', name, salutation: 'Madame la rectrice', address: `${name}\nRectorat` },
  })
}

describe('the letters of a year', () => {
  it('name exactly what each region got, are signed by the director, sent, and the same bytes for ever', async () => {
    await rectorOf(lyon, 'Rectrice de Lyon')
    const [here, there] = [
      await labelled(2026, { regionId: lyon, name: 'Rhône' }),
      await labelled(2026, { regionId: nice, name: 'Riviera' }),
    ]
    const prize = { awardedOn: '2026-11-15', projectId: here.project.id, countryCode: 'FR', shown: here.shown }
    await makeAward(house.db, { ...prize, scheme: 'european_prize', place: 2, ageClass: '12-15' })
    await labelled(2025, { regionId: lyon, name: 'Past' })
    const gone = await labelled(2026, { regionId: lyon, name: 'Withdrawn' })
    await house.db.update(awards).set({ withdrawnAt: new Date() }).where(eq(awards.id, gone.awardId))

    expect((await prepare('rector', 2026)).body.done).toEqual({ made: 2, renewed: 0, kept: 0, gone: 0 })
    const letter = await letterTo(2026, 'Lyon')
    const { body: ready } = await move(letter, 'ready')
    expect(ready.letter.state).toBe('ready')
    expect((await sign(letter, officer)).status).toBe(403)
    expect((await sign(letter)).body.letter).toMatchObject({ state: 'signed', signer: 'The director' })

    const { bytes } = await bytesOf(officer, `/api/letters/${letter.id}/file`)
    const pdf = await readPdf(bytes)
    const text = pdf.text.replaceAll(/\s+/g, ' ')
    for (const word of [
      'Project Rhône',
      'School Rhône',
      'Teacher Rhône',
      'Madame la rectrice',
      'Prix européens',
      '2e rang',
      '12-15',
      'The director',
    ])
      expect(text).toContain(word)
    for (const word of ['Riviera', 'Past', 'Withdrawn', 'Abroad', 'Prix nationaux', there.teacher.displayName])
      expect(text).not.toContain(word)
    expect([pdf.language, pdf.roles.includes('LI')]).toEqual(['fr', true])
    const { letters } = await list(officer, 2026)
    const hash = letters.find((one: Listed) => one.id === letter.id)?.hash
    expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'))
    const word = await bytesOf(officer, `/api/letters/${letter.id}/file?form=docx`)
    const docx = unpackedOf(Buffer.from(word.bytes)).get('word/document.xml')?.toString()
    expect(docx).toContain('Teacher Rhône')
    expect(docx).not.toContain('Riviera')

    const send = (on: string) => officer.send('POST', `/api/letters/${letter.id}/send`, { way: 'post', on })
    expect(fieldsOf((await send('2026-12-03')).body)).toEqual(['on date_ahead'])
    expect(fieldsOf((await send('2026-12-01')).body)).toEqual(['on letter_before_signing'])
    expect((await send('2026-12-02')).body.letter).toMatchObject({ state: 'sent', sentWay: 'post' })
    expect(reasonOf(await send('2026-12-02'))).toEqual([409, 'letter_not_now'])
    // Whoever looks at Nice alone does not see it.
    expect((await list(observer, 2026)).letters).toEqual([])
    expect((await bytesOf(observer, `/api/letters/${letter.id}/file`)).status).toBe(404)
    expect((await prepare('rector', 2026)).body.done).toEqual({ made: 0, renewed: 1, kept: 1, gone: 0 })
  })

  it('show what is missing, and go nowhere without an address', async () => {
    const { db } = house
    await labelled(2024, { regionId: nice, name: 'Sea' })
    const lost = await labelled(2024, { regionId: null, name: 'Nowhere' })
    const before = await list(officer, 2024)
    expect(before.checks.unnamed.map(({ name, why }: { name: string; why: string }) => [name, why])).toEqual([
      ['Project Nowhere', 'no_region'],
      ['Project Sea', 'not_prepared'],
    ])
    expect(before.checks.withoutAddress).toEqual([{ id: nice, name: 'Nice' }])
    await prepare('rector', 2024)
    const letter = await letterTo(2024, 'Nice')
    expect(reasonOf(await move(letter, 'ready'))).toEqual([409, 'letter_no_address'])
    await rectorOf(nice, 'Recteur de Nice')
    await db.update(schools).set({ regionId: nice }).where(eq(schools.id, lost.school.id))
    // What is prepared is no longer what is true.
    expect((await list(officer, 2024)).checks.changed).toEqual([letter.id])
    await prepare('rector', 2024)
    expect(reasonOf(await move(letter, 'ready'))).toEqual([409, 'letter_changed'])
    expect((await list(officer, 2024)).checks).toEqual({ unnamed: [], withoutAddress: [], changed: [] })
    expect((await move(await letterTo(2024, 'Nice'), 'ready')).status).toBe(200)
  })

  it('are not signed once an award is withdrawn, and a signed one is replaced', async () => {
    const { db } = house
    const [one, other] = [
      await labelled(2023, { regionId: lyon, name: 'Stays' }),
      await labelled(2023, { regionId: lyon, name: 'Goes' }),
    ]
    await prepare('rector', 2023)
    const letter = await letterTo(2023, 'Lyon')
    await move(letter, 'ready')
    await db.update(awards).set({ withdrawnAt: new Date() }).where(eq(awards.id, other.awardId))
    expect(reasonOf(await sign(letter))).toEqual([409, 'letter_changed'])
    await prepare('rector', 2023)
    const again = await letterTo(2023, 'Lyon')
    expect(reasonOf(await sign(again))).toEqual([409, 'letter_not_now'])
    await move(again, 'ready')
    // Of two who sign at once one does.
    const both = await Promise.all([sign(again), sign(again)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const { body } = await officer.send('POST', `/api/letters/${letter.id}/void`, {})
    const replacing = await letterTo(2023, 'Lyon')
    expect(replacing).toMatchObject({ id: body.replacement, replaces: letter.id, state: 'draft' })
    expect(reasonOf(await officer.send('POST', `/api/letters/${letter.id}/void`, {}))).toEqual([409, 'letter_not_now'])
    const preview = await officer.get(`${lettersPath()}/${replacing.id}`)
    expect(preview.text).toContain(one.project.name)
    expect(preview.text).not.toContain('Project Goes')
    expect(reasonOf(await officer.get(`/api/letters/${replacing.id}/file`))).toEqual([409, 'letter_unsigned'])
  })

  it('go to heads, and to a mayor by an address that somebody types', async () => {
    const { school } = await labelled(2022, { regionId: lyon, name: 'Hall' })
    expect((await prepare('head', 2022)).body.done.made).toBe(1)
    const addressee = { name: 'Monsieur le maire', salutation: 'Monsieur le maire', address: 'Mairie' }
    expect((await prepare('mayor', 2022, { schoolId: school.id, addressee })).status).toBe(201)
    const { letters } = await list(officer, 2022)
    expect(letters.map(({ kind }: Listed) => kind)).toEqual(['head', 'mayor'])
    expect((await move(letters[1], 'ready')).status).toBe(200)
    const nothing = await prepare('mayor', 2021, { schoolId: school.id, addressee })
    expect(fieldsOf(nothing.body)).toEqual(['schoolId letter_nothing'])
  })
})

describe('a template', () => {
  const path = () => `/api/offices/${officeId}/letter-templates`
  const body = (content: object[]) => ({ type: 'doc', content })
  const field = (name: string) => ({ type: 'field', attrs: { name } })
  const draft = (content: object[], basedOn = 0) => ({
    ...{ kind: 'rector', language: 'de', title: 'Auszeichnungen', body: body(content), basedOn },
  })
  const words = { type: 'paragraph', content: [{ type: 'text', text: 'An ' }, field('region')] }

  it('has a default in each language, and versions of which the second writer is told', async () => {
    const { templates } = (await officer.get(path())).body
    expect(templates).toHaveLength(9)
    expect((await officer.send('POST', path(), draft([words]))).status).toBe(201)
    expect(reasonOf(await officer.send('POST', path(), draft([words])))).toEqual([409, 'letter_template_changed'])
    expect((await officer.send('POST', path(), draft([words], 1))).status).toBe(201)
  })

  it('takes fields that are known, and lists in paragraphs of their own', async () => {
    const unknown = { type: 'paragraph', content: [field('pupils')] }
    expect((await officer.send('POST', path(), draft([unknown], 2))).status).toBe(400)
    const torn = { type: 'paragraph', content: [{ type: 'text', text: 'x' }, field('labelled_projects')] }
    expect(fieldsOf((await officer.send('POST', path(), draft([torn], 2))).body)).toEqual([
      'body.content letter_list_alone',
    ])
    expect((await officer.send('POST', path(), draft([{ type: 'image' }], 2))).status).toBe(400)
  })
})
