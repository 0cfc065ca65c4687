import { keepUpWithAll } from '#server/directory/keep.ts'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { schoolImportRows } from '#db/schema/registers.ts'
import { schools } from '#db/schema/schools.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'
import { beginRegister, finishStep, lookAt, sendPiece, tryRegister } from '#test/helpers/registers.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

interface Desk {
  app: TestApp['app']
  browser: Browser
  officeId: string
}
let france: Desk
let europe: Desk

const deskOf = async (countryCode: string | null): Promise<Desk> => {
  const { id: officeId } = await makeOffice(house.db, { countryCode })
  const officer = await makeStaff(house.db, { schoolId: officeId })
  await makeMandate(house.db, { officeId, userId: officer.id, post: 'officer' })
  return { app: house.app, browser: await house.as(officer), officeId }
}
beforeAll(async () => {
  france = await deskOf('FR')
  europe = await deskOf(null)
})

const fixture = (name: string) => readFile(join(import.meta.dirname, '../fixtures/registers', name))
const utf8 = (text: string) => new TextEncoder().encode(text)

const schoolsOf = (countryCode: string) =>
  house.db.select().from(schools).where(eq(schools.countryCode, countryCode)).orderBy(asc(schools.id))
const byCode = async (countryCode: string) =>
  new Map((await schoolsOf(countryCode)).map((school) => [school.nationalCode, school]))

/** Of everything that is known of schools. */
async function hashOfSchools(): Promise<string> {
  const rows = await house.db.select().from(schools).orderBy(asc(schools.id))
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex')
}

const rowsOf = async ({ browser, officeId }: Desk, importId: string, outcome = 'error') =>
  (await browser.get(`/api/offices/${officeId}/imports/${importId}/rows?outcome=${outcome}`)).body.rows as {
    line: number
    name: string
    errors: string[]
  }[]

describe('the register of France', () => {
  it('is recognised, tried without changing anything, run, found the same, and undone to the letter', async () => {
    const before = await hashOfSchools()
    const tried = await tryRegister(france, await fixture('fr.csv'), 'FR', 300)
    expect(tried.import).toMatchObject({ format: 'fr', state: 'checked' })
    expect(tried.counts).toEqual({ new: 4, skipped: 2, error: 4 })
    expect(await hashOfSchools()).toBe(before)

    await finishStep(france, tried.id, 'run')
    const found = await byCode('FR')
    expect(found.get('0691001N')).toMatchObject({
      ...{ name: 'Collège Jean-Moulin', town: 'Lyon', address: '12 rue du Quai, 69009', levels: ['isced.2'] },
      ...{ regionId: await regionOf(house.db, 'FR', 'Lyon'), locale: 'fr', timeZone: 'Europe/Paris', isVouched: true },
    })
    expect(found.get('0141002N')).toMatchObject({
      ...{ name: 'École maternelle "Les Prés" ; annexe', levels: ['isced.02'] },
      regionId: await regionOf(house.db, 'FR', 'Normandie'),
    })
    expect(found.get('7200003R')).toMatchObject({ levels: ['isced.3'] })
    expect(found.has('0691005T')).toBe(false)

    const again = await tryRegister(france, await fixture('fr.csv'), 'FR')
    expect(again.counts).toEqual({ same: 4, skipped: 2, error: 4 })

    // On a server that runs they are in the directory by now.
    await keepUpWithAll({ db: house.db, now: () => house.clock.now() })
    await finishStep(france, tried.id, 'undo')
    expect(await hashOfSchools()).toBe(before)
    expect((await lookAt(france, tried.id)).import).toMatchObject({ state: 'undone' })
  })

  it('says of each line what is wrong with it, by its number in the file', async () => {
    const { id } = await tryRegister(france, await fixture('fr.csv'), 'FR')
    expect((await rowsOf(france, id)).map(({ line, errors }) => [line, errors])).toEqual([
      [7, ['row_code_wrong']],
      [8, ['row_twice']],
      [9, ['row_no_name']],
      [10, ['row_no_town']],
    ])
    expect((await rowsOf(france, id, 'skipped')).map(({ line, errors }) => [line, errors])).toEqual([
      [6, []],
      [11, ['row_no_school']],
    ])
  })

  it('gives no formula to a spreadsheet', async () => {
    const { id } = await tryRegister(france, await fixture('fr.csv'), 'FR')
    const { text, headers } = await france.browser.get(`/api/offices/${france.officeId}/imports/${id}/errors.csv`)
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(text).toContain("'@SUM(A1)")
    expect(text).not.toMatch(/(^|[,;"\n])[=+\-@]/m)
  })

  it('writes one line of the audit for all of it', async () => {
    const { id } = await tryRegister(france, await fixture('fr.csv'), 'FR')
    await finishStep(france, id, 'run')
    await finishStep(france, id, 'undo')
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, id)).orderBy(asc(audit.id))
    expect(lines.map(({ action, detail, schoolId }) => ({ action, detail, schoolId }))).toEqual(
      ['schools.imported', 'schools.import_undone'].map((action) => ({
        ...{ action, schoolId: france.officeId },
        detail: { file: 'register.csv', country: 'FR', new: 4, changed: 0, closed: 0 },
      })),
    )
  })
})

describe('registers of other countries', () => {
  it('knows Italy’s, whose regions are cut short', async () => {
    const tried = await tryRegister(europe, await fixture('it.csv'), 'IT')
    expect(tried).toMatchObject({ import: { format: 'it' }, counts: { new: 3, error: 1 }, withoutRegion: 0 })
    await finishStep(europe, tried.id, 'run')
    const found = await byCode('IT')
    expect(found.get('RMEE8AA011')).toMatchObject({ name: 'SCUOLA "VIA DEL MARE"', levels: ['isced.1'] })
    expect(found.get('UDAA8BB011')?.regionId).toBe(await regionOf(house.db, 'IT', 'Friuli Venezia Giulia'))
    expect(found.get('AOPS00101B')?.regionId).toBe(await regionOf(house.db, 'IT', 'Valle d’Aosta/Vallée d’Aoste'))
  })

  it('knows England’s in an encoding of old, with what is closed and what is not yet open', async () => {
    const old = await makeSchool(house.db, { countryCode: 'GB', nationalCode: '100003', name: 'Old Mill School' })
    const tried = await tryRegister(europe, await fixture('gb.csv'), 'GB', 200)
    expect(tried).toMatchObject({ import: { format: 'gb' }, counts: { new: 3, closed: 1, skipped: 1 } })
    await finishStep(europe, tried.id, 'run')
    const found = await byCode('GB')
    expect(found.get('100001')).toMatchObject({ name: 'St Agnès’ Primary School', levels: ['isced.1'] })
    expect(found.get('100002')).toMatchObject({ town: 'Weir', closedOn: null, levels: ['isced.2'] })
    expect(found.get('100003')).toMatchObject({ id: old.id, closedOn: '2019-08-31' })
    expect(found.get('401001')?.regionId).toBe(await regionOf(house.db, 'GB', 'Wales'))
    await finishStep(europe, tried.id, 'undo')
    expect((await byCode('GB')).get('100003')).toEqual(old)
  })

  it('takes a table of its own columns, guessed and matched by hand', async () => {
    const file = utf8('Schulnummer\tSchulname\tOrt\tTräger\n1001\tGrundschule am Fluss\tHameln\tStadt\n')
    const { body } = await beginRegister(europe, file, 'DE')
    const path = `/api/offices/${europe.officeId}/imports/${body.id}`
    expect((await europe.browser.get(path)).body.import).toMatchObject({
      ...{ format: null, head: ['Schulnummer', 'Schulname', 'Ort', 'Träger'] },
      columns: { code: [0], name: [1], town: [2] },
    })
    expect((await europe.browser.patch(path, { columns: { code: [0], name: [1] } })).status).toBe(400)
    expect((await europe.browser.patch(path, { columns: { code: [0], name: [1], town: [9] } })).status).toBe(400)
    const columns = { code: [0], name: [1], town: [2], address: [3] }
    expect((await europe.browser.patch(path, { columns })).status).toBe(204)
    await sendPiece(europe, body.id, { bytes: file, number: 0, isLast: true })
    await finishStep(europe, body.id, 'check')
    expect((await lookAt(europe, body.id)).counts).toEqual({ new: 1 })
  })

  it('refuses another country’s, and what is no table', async () => {
    const asFrance = await beginRegister(france, await fixture('it.csv'), 'IT')
    expect(asFrance.body.error.fields).toEqual([{ path: 'countryCode', reason: 'register_other_country' }])
    const asGerman = await beginRegister(europe, await fixture('it.csv'), 'DE')
    expect(asGerman.body.error.fields).toEqual([{ path: 'countryCode', reason: 'register_of_other_country' }])
    for (const file of [utf8(''), utf8('a;b;c\n'), Uint8Array.of(255, 254, 65, 0, 10, 0)])
      expect((await beginRegister(europe, file, 'DE')).body.error.reason).toBe('register_no_table')
  })
})

/** Lines of a made-up register, from a number on. */
const madeUp = (from: number, to: number, name = 'School') =>
  Array.from({ length: to - from }, (_, at) => `A${from + at};${name} ${from + at};Town ${(from + at) % 90}\n`).join('')

describe('an import that stops half way', () => {
  it('goes on where it was, in reading, in running and in undoing', async () => {
    const before = await hashOfSchools()
    // 60,000 in a register of a country; a few thousand say the same here.
    const file = utf8(`code;name;town\n${madeUp(0, 2_500)}`)
    const { body } = await beginRegister(europe, file, 'PT')
    const cutAt = 20_011
    const pieces = [file.subarray(0, cutAt), file.subarray(cutAt)]
    const send = (number: number) =>
      sendPiece(europe, body.id, { bytes: pieces[number] ?? file, number, isLast: number === 1 })
    expect((await send(1)).body.error.reason).toBe('register_piece')
    await send(0)
    // The answer was lost: it is sent again, and read once.
    expect((await send(0)).body).toEqual({ nextPiece: 1 })
    await send(1)
    await finishStep(europe, body.id, 'check')
    expect((await lookAt(europe, body.id)).counts).toEqual({ new: 2_500 })

    const path = `/api/offices/${europe.officeId}/imports/${body.id}`
    const half = await europe.browser.post(`${path}/run`)
    expect(half.body).toMatchObject({ state: 'running' })
    const some = (await schoolsOf('PT')).length
    expect(some).toBeGreaterThan(0)
    expect(some).toBeLessThan(2_500)
    await finishStep(europe, body.id, 'run')
    expect(await schoolsOf('PT')).toHaveLength(2_500)

    expect((await europe.browser.post(`${path}/undo`)).body).toMatchObject({ state: 'undoing' })
    expect((await europe.browser.post(`${path}/run`)).body.error.reason).toBe('register_state')
    await finishStep(europe, body.id, 'undo')
    expect(await hashOfSchools()).toBe(before)
  })

  it('reads a piece anew that stopped among its lines', async () => {
    const file = utf8(`code;name;town\n${madeUp(0, 3)}`)
    const { body } = await beginRegister(europe, file, 'LT')
    const row = {
      importId: body.id,
      code: 'half',
      name: 'half',
      town: 'half',
      address: '',
      levels: [],
      errors: ['row_long'],
    }
    await house.db.insert(schoolImportRows).values([2, 3].map((line) => ({ ...row, line })))
    await sendPiece(europe, body.id, { bytes: file, number: 0, isLast: true })
    await finishStep(europe, body.id, 'check')
    expect((await lookAt(europe, body.id)).counts).toEqual({ new: 3 })
    expect((await rowsOf(europe, body.id, 'new')).map(({ name }) => name)).toEqual(['School 0', 'School 1', 'School 2'])
  })

  it('is undone from the middle', async () => {
    const before = await hashOfSchools()
    const { id } = await tryRegister(europe, utf8(`code;name;town\n${madeUp(0, 2_500)}`), 'PT')
    const half = await europe.browser.post(`/api/offices/${europe.officeId}/imports/${id}/run`)
    expect(half.body).toMatchObject({ state: 'running' })
    await finishStep(europe, id, 'undo')
    expect(await hashOfSchools()).toBe(before)
  })

  it('leaves, and names, what somebody did something with since', async () => {
    const kept = await makeSchool(house.db, { countryCode: 'GR', nationalCode: 'A3', name: 'As it was' })
    const { id } = await tryRegister(europe, utf8(`code;name;town\n${madeUp(0, 5)}`), 'GR')
    await finishStep(europe, id, 'run')
    const found = await byCode('GR')
    expect(found.get('A3')).toMatchObject({ id: kept.id, name: 'School 3' })
    await makeStaff(house.db, { schoolId: found.get('A1')?.id ?? '' })
    await house.db.update(schools).set({ name: 'By hand' }).where(eq(schools.id, kept.id))
    await finishStep(europe, id, 'undo')
    expect((await schoolsOf('GR')).map(({ nationalCode, name }) => `${nationalCode} ${name}`).toSorted()).toEqual([
      'A1 School 1',
      'A3 By hand',
    ])
    expect((await rowsOf(europe, id, 'kept')).map(({ line }) => line)).toEqual([3, 5])
  })

  it('makes no second school of one that somebody registered meanwhile', async () => {
    const { id } = await tryRegister(europe, utf8(`code;name;town\n${madeUp(0, 2)}`), 'FI')
    await makeSchool(house.db, { countryCode: 'FI', nationalCode: 'A1', name: 'Registered meanwhile' })
    await finishStep(europe, id, 'run')
    expect((await byCode('FI')).get('A1')).toMatchObject({ name: 'Registered meanwhile' })
    expect((await rowsOf(europe, id, 'skipped')).map(({ errors }) => errors)).toEqual([['row_meanwhile']])
  })

  it('lets an import go that has changed nothing, and no other', async () => {
    const { id } = await tryRegister(europe, utf8(`code;name;town\n${madeUp(0, 1)}`), 'NO')
    const path = `/api/offices/${europe.officeId}/imports/${id}`
    await finishStep(europe, id, 'run')
    expect((await europe.browser.delete(path)).body.error.reason).toBe('register_state')
    const other = await tryRegister(europe, utf8(`code;name;town\n${madeUp(0, 1)}`), 'NO')
    expect((await europe.browser.delete(`/api/offices/${europe.officeId}/imports/${other.id}`)).status).toBe(204)
    expect((await europe.browser.get(`/api/offices/${europe.officeId}/imports/${other.id}`)).status).toBe(404)
  })
})

describe('the schools of an office', () => {
  it('are found without marks and by code, in the region of a day', async () => {
    const normandie = await regionOf(house.db, 'FR', 'Normandie')
    const { id } = await makeSchool(house.db, {
      name: 'École Sacré-Cœur',
      town: 'Rouen',
      nationalCode: '0761004D',
      regionId: normandie,
    })
    await makeStaff(house.db, { schoolId: id })
    const search = async (query: string) =>
      (await france.browser.get(`/api/offices/${france.officeId}/schools?${query}`)).body.schools
    expect(await search('q=ecole sacre coeur')).toMatchObject([
      { town: 'Rouen', region: 'Normandie', isClosed: false, staff: 1 },
    ])
    expect(await search('q=0761004d&on=2019-12-31')).toMatchObject([{ region: 'Rouen' }])
    expect(await search('q=0761004d&on=2020-01-01')).toMatchObject([{ region: 'Normandie' }])
  })

  it('tells each which offices are theirs to look after: none to almost everybody', async () => {
    const stranger = await house.as(await makeStaff(house.db))
    expect((await stranger.get('/api/offices')).body.offices).toEqual([])
    const { offices } = (await france.browser.get('/api/offices')).body
    expect(offices).toMatchObject([{ office: { countryCode: 'FR' }, can: { editSchools: true } }])
  })
})
