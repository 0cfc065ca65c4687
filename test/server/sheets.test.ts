import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { users } from '#db/schema/users.ts'
import { eq } from 'drizzle-orm'
import { JobThread } from '#server/kit/job-thread.ts'
import { cleanSheet } from '#server/sheets/clean.ts'
import type { Block, Sheet } from '#server/sheets/sheet.ts'
import { drawSheet } from '#server/sheets/sheet-thread.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* Sheets of paper: tagged PDF for every reader, in every script of the programme, whatever people wrote. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const ctx = () => ({ ...house.deps, user: null, sessionId: null, requestId: 'sheets' })
const sheet = (blocks: Block[], values: Partial<Sheet> = {}): Sheet => ({
  ...{ title: 'Rivers', language: 'fr', under: 'The project', date: new Date('2026-12-01T09:00:00Z') },
  blocks,
  ...values,
})
const draw = async (blocks: Block[], values: Partial<Sheet> = {}) =>
  readPdf(await drawSheet(ctx(), sheet(blocks, values)))

/** The same with the bytes that came: answers of the test browser are text. */
async function download(browser: Browser, path: string) {
  const response = await house.app.request(path, { headers: { Cookie: browser.cookie() ?? '' } })
  return { status: response.status, headers: response.headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}

describe('a sheet', () => {
  it('says what is a heading, a list, a table and a picture, with its language, its title and words for what is drawn', async () => {
    const pdf = await draw([
      { is: 'heading', level: 1, text: 'One' },
      { is: 'heading', level: 2, text: 'Two' },
      { is: 'text', text: 'A line.\nAnother.' },
      { is: 'list', items: ['a', 'b'] },
      { is: 'bars', alt: 'Nina 60 %, Jon 40 %', shares: [6, 4] },
      { is: 'table', numbers: true, head: ['Who', 'Letters'], rows: [['Nina', '6']] },
    ])
    expect(pdf).toMatchObject({ title: 'Rivers', language: 'fr', pages: 1, alts: ['Nina 60 %, Jon 40 %'] })
    for (const role of ['H1', 'H2', 'P', 'L', 'LI', 'Figure', 'Table', 'TR', 'TH', 'TD'])
      expect(pdf.roles).toContain(role)
    expect(pdf.roles.filter((role) => role === 'P').length).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['Greek', 'Ελένη Παπαδοπούλου'],
    ['Cyrillic', 'Нина Ивановна Їжак'],
    ['Armenian', 'Հայկ Պետրոսյան'],
    ['Georgian', 'ნინო ბერიძე'],
    ['Arabic', 'العربية'],
    ['Latin with marks', 'Łukasz Żółć Ştefan Þór Åse'],
  ])('draws a name in %s, and it is read as it was written', async (_script, name) => {
    expect((await draw([{ is: 'table', numbers: false, head: ['Name'], rows: [[name]] }])).text).toContain(name)
  })

  it('sets a line that begins from the right as one', async () => {
    const { languages, text } = await draw([{ is: 'text', text: 'مرحبا بالعالم' }])
    expect(languages).toContain('ar')
    expect(text).toContain('مرحبا')
  })

  it('takes whatever somebody wrote as text', async () => {
    const hostile = '#eval("1") $x^2$ *b* _i_ @ref <label> `raw` \\u{41} // no /* comment */ #import "@preview/x:0.1.0"'
    const { text } = await draw([
      { is: 'text', text: hostile },
      { is: 'quote', text: hostile, from: hostile },
    ])
    expect(text.replaceAll(/\s+/g, ' ').split(hostile).length).toBeGreaterThanOrEqual(3)
  })

  it('is drawn of half letters, controls, missing cells, empty tables and unknown languages', async () => {
    const { text, language } = await draw(
      [
        { is: 'text', text: 'a\uD800b\0c\u0007' },
        { is: 'text', text: '' },
        { is: 'list', items: [] },
        { is: 'table', numbers: true, head: [], rows: [['x']] },
        { is: 'table', numbers: true, head: ['One', 'Two'], rows: [['1'], [], ['1', '2', '3']] },
        { is: 'bars', alt: '', shares: [Number.NaN, -1, 0] },
        { is: 'text', text: 'Snow ☃ and 漢' },
      ],
      { language: 'no language', title: '\uDC00 title' },
    )
    expect(language).toBe('en')
    expect(text).toMatch(/a�b c/)
    // What no font has is marked, and not left out without a word.
    expect(text).toContain('and �')
  })

  it('is the same bytes for the same words', async () => {
    const blocks: Block[] = [{ is: 'text', text: 'Same' }]
    expect(await drawSheet(ctx(), sheet(blocks))).toEqual(await drawSheet(ctx(), sheet(blocks)))
  })

  it('is refused where nobody would print it, and the next one is drawn', async () => {
    const rows = Array.from({ length: 10_001 }, () => ['x'])
    expect(() => cleanSheet(sheet([{ is: 'table', numbers: true, head: ['One'], rows }]))).toThrow('sheet_too_large')
    expect((await draw([{ is: 'text', text: 'Next' }])).text).toContain('Next')
  })

  it('that a thread does not finish is given up with a clear answer, and the next has a new thread', async () => {
    const thread = new JobThread<number, string>({
      ...{ name: 'sheet-hangs', folder: `${import.meta.dirname}/../fixtures`, longestMs: 200, memoryMb: 64 },
      whenEnded: 'ended',
      isSpent: (answer) => answer === 'spent',
    })
    expect(await thread.ask(1)).toBe('first 1')
    expect(await thread.ask(-1)).toBe('ended')
    expect(await thread.ask(2)).toBe('first 2')
    expect(await thread.ask(3)).toBe('3')
    expect(await thread.ask(0)).toBe('spent')
    expect(await thread.ask(4)).toBe('first 4')
  })
})

async function writtenPage() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil, herons } = people
  await house.db.update(users).set({ displayName: 'Ελένη Π.' }).where(eq(users.id, pupil.id))
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River', groupId: herons.id })
  const writer = await house.join(page.id, await house.as(pupil)).synced()
  writeParagraph(writer.ydoc, 'The heron stands')
  await writer.saved()
  return { ...people, page }
}

describe('who wrote how much', () => {
  it('comes as a sheet: all of it to teachers, their own to a pupil, with the names that each may read', async () => {
    const { page, teacher, pupil, colleague, visitor } = await writtenPage()
    const path = `/api/documents/${page.id}/contributions/sheet?language=fr`
    const { headers, bytes } = await download(await house.as(teacher), path)
    expect(headers.get('Content-Type')).toBe('application/pdf')
    const sheetOfAll = await readPdf(bytes)
    expect(sheetOfAll).toMatchObject({ language: 'fr', title: 'Qui a écrit combien · River' })
    expect(sheetOfAll.text).toMatch(/Ελένη Π\. 16/)
    expect(sheetOfAll.alts.join()).toContain('Ελένη Π.')
    const own = await readPdf((await download(await house.as(pupil), path)).bytes)
    expect(own.text).toMatch(/Ελένη Π\. 16/)
    expect(own.alts).toEqual([])
    const elsewhere = await readPdf((await download(await house.as(colleague), path)).bytes)
    expect(elsewhere.text).toContain('Blue Heron')
    expect(elsewhere.text).not.toContain('Ελένη')
    expect((await download(await house.as(visitor), path)).status).toBe(403)
  })
})

const draft = {
  title: 'The river in two languages',
  language: 'de',
  parts: [
    { words: 'Why the heron', seconds: 90 },
    { words: 'What I wrote', seconds: 150 },
  ],
  extractIds: [],
  knownAt: null as string | null,
}

describe('the file for the oral', () => {
  it('is prepared by its pupil, read by teachers of their school, and printed with what they wrote and a sheet for the jury', async () => {
    const { projectId, pupil, teacher, page } = await writtenPage()
    const asPupil = await house.as(pupil)
    const path = `/api/projects/${projectId}/pupils/${pupil.id}`
    expect((await asPupil.get(`${path}/oral`)).body).toMatchObject({
      ...{ title: '', language: null, parts: [], changedAt: null, session: 2027, can: { write: true } },
      written: [{ id: page.id, title: 'River', figures: { kept: 16, typed: 16, days: 1 } }],
      scale: { criteria: [{ key: 'whole', points: 20 }] },
    })
    expect((await asPupil.send('PUT', `/api/projects/${projectId}/oral`, draft)).status).toBe(200)
    const seen = (await (await house.as(teacher)).get(`${path}/oral`)).body
    expect(seen).toMatchObject({ title: draft.title, parts: draft.parts, language: 'de', can: { write: false } })
    const pdf = await readPdf((await download(await house.as(teacher), `${path}/file?language=fr`)).bytes)
    expect(pdf).toMatchObject({ language: 'fr', pages: 2, title: 'Dossier pour l’oral · Ελένη Π.' })
    for (const words of ['The river in two languages', 'Why the heron (1:30 min)', '4:00 min sur 5:00 min', 'allemand'])
      expect(pdf.text).toContain(words)
    expect(pdf.text).toMatch(/River \(page\) 16 16 1/)
    expect(pdf.text).toContain('Fiche du jury')
    expect(pdf.roles).toContain('TH')
  })

  it('is changed on one device at a time, and refused whole where something in it is wrong', async () => {
    const { projectId, pupil } = await makeClassProject(house.db)
    const asPupil = await house.as(pupil)
    const put = (values: object) => asPupil.send('PUT', `/api/projects/${projectId}/oral`, { ...draft, ...values })
    const { changedAt } = (await put({})).body
    house.clock.advance(1_000)
    expect((await put({ title: 'Older' })).body.error).toMatchObject({ code: 'conflict', reason: 'oral_changed' })
    for (const wrong of [
      { parts: [{ words: 'x', seconds: 20 }] },
      { parts: Array.from({ length: 13 }, () => ({ words: 'x', seconds: 15 })) },
      { parts: [{ words: '', seconds: 15 }] },
      { language: 'a language' },
      { title: 'x'.repeat(161) },
      { title: 'a\u202Eb' },
    ])
      expect((await put({ ...wrong, knownAt: changedAt })).status).toBe(400)
    expect((await put({ title: 'Newer', knownAt: changedAt })).status).toBe(200)
    const { body } = await asPupil.get(`/api/projects/${projectId}/pupils/${pupil.id}/oral`)
    expect(body.title).toBe('Newer')
  })

  it('counts by the scale of its session', async () => {
    const { oralScale, sessionYear } = await import('#server/sheets/oral-scales.ts')
    expect(sessionYear(new Date('2025-03-01'))).toBe(2025)
    expect(oralScale(2025).criteria.map(({ points }) => points)).toEqual([50, 50])
    expect(sessionYear(new Date('2025-09-01'))).toBe(2026)
    expect(oralScale(2026).criteria).toEqual([{ key: 'whole', points: 20 }])
    expect(oralScale(1999).from).toBe(2025)
  })
})
