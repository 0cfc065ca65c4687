import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { offices } from '#db/schema/offices.ts'
import { presentations } from '#db/schema/presentations.ts'
import { projects, projectSchools } from '#db/schema/projects.ts'
import { schools } from '#db/schema/schools.ts'
import { type Browser, openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* What projects show of themselves, once each of their schools has agreed, and nothing else of them. */

let house: TestApp
let world: Awaited<ReturnType<typeof makeClassProject>>
let owner: Browser
let partner: Browser
let path: string
beforeAll(async () => {
  house = await openTestApp()
  await makeOffice(house.db, { countryCode: 'IT' })
})
afterAll(() => house.close())
beforeEach(async () => {
  house.forgetPaces()
  await house.db.delete(presentations)
  world = await makeClassProject(house.db)
  owner = await house.as(world.owner)
  partner = await house.as(world.colleague)
  path = `/api/projects/${world.projectId}/presentation`
})

const draft = {
  ...{ title: 'Two rivers', summary: 'We wrote letters.\n\nAnd a play.', language: 'en', themeId: null },
  ...{ tools: ['page', 'forum'], citations: ['fr-2016-091'] },
}
const page = async (at: string, language = 'en') => {
  const answer = await house.app.request(at, { headers: { 'Accept-Language': language } })
  return { status: answer.status, text: await answer.text() }
}
const write = (fields: object = {}) => owner.send('PUT', path, { version: 0, ...draft, ...fields })
const agree = (who: Browser, version = 1) => who.post(`${path}/agree`, { version })
async function publish() {
  expect((await write()).status).toBe(200)
  await agree(owner)
  expect((await agree(partner)).body.isOut).toBe(true)
}
const isShown = async () => (await page(`/gallery/${world.projectId}`)).status === 200
const reasonOf = ({ status, body }: { status: number; body: { error?: { reason: string } } }) => [
  status,
  body.error?.reason,
]

describe('a project in the gallery', () => {
  it('is out when a teacher of each school has agreed, and gone at once when one of them takes it back', async () => {
    await write()
    const { isOut, schools: both } = (await agree(owner)).body
    expect([isOut, both.map(({ hasAgreed }: { hasAgreed: boolean }) => hasAgreed).toSorted()]).toEqual([
      false,
      [false, true],
    ])
    expect(await isShown()).toBe(false)
    expect((await agree(partner)).body.isOut).toBe(true)
    const { text } = await page(`/gallery/${world.projectId}`)
    expect(text).toContain('<h1>Two rivers</h1>')
    expect(text).toContain('<p dir="auto">And a play.</p>')
    expect(text).toContain('Pages, Forum')
    expect(text).toContain('/texts#fr-2016-091')
    expect((await page('/gallery')).text).toContain(`/gallery/${world.projectId}`)
    expect((await partner.delete(`${path}/agree`)).body.isOut).toBe(false)
    expect([await isShown(), (await page('/gallery')).text.includes('Two rivers')]).toEqual([false, false])
  })

  it('is gone with each change until all have read and agreed again', async () => {
    await publish()
    expect((await owner.send('PUT', path, { ...draft, version: 1, title: 'Three rivers' })).body.isOut).toBe(false)
    expect(await isShown()).toBe(false)
    expect(reasonOf(await agree(partner, 1))).toEqual([409, 'presentation_changed'])
    expect(reasonOf(await partner.send('PUT', path, { ...draft, version: 1 }))).toEqual([409, 'presentation_changed'])
    await agree(partner, 2)
    expect(await isShown()).toBe(false)
    await agree(owner, 2)
    expect((await page(`/gallery/${world.projectId}`)).text).toContain('Three rivers')
  })

  it('is shown only where it was opened, stays when it is closed, and goes with its archive', async () => {
    const { db } = house
    const stateIs = (state: 'waiting_office' | 'open' | 'closed' | 'archived') =>
      db.update(projects).set({ state }).where(eq(projects.id, world.projectId))
    await write()
    await stateIs('waiting_office')
    expect(reasonOf(await agree(owner))).toEqual([409, 'presentation_not_open'])
    await stateIs('open')
    await agree(owner)
    await agree(partner)
    const shown = []
    for (const state of ['open', 'closed', 'waiting_office', 'archived'] as const) {
      await stateIs(state)
      shown.push(await isShown())
    }
    expect(shown).toEqual([true, true, false, false])
  })

  it('is gone when a school comes that has not agreed, or one goes that had', async () => {
    const { db } = house
    await publish()
    await db
      .update(projectSchools)
      .set({ leftAt: house.clock.now() })
      .where(eq(projectSchools.schoolId, world.partner.id))
    expect(await isShown()).toBe(false)
  })

  it('names schools as their own pages allow, and nobody', async () => {
    await publish()
    const before = await page(`/gallery/${world.projectId}`)
    expect(before.text).not.toContain(world.school.name)
    await house.db.update(schools).set({ isPublic: true }).where(eq(schools.id, world.school.id))
    const { text } = await page(`/gallery/${world.projectId}`)
    expect(text).toContain(`<a href="/schools/${world.school.id}">`)
    for (const { displayName } of [world.owner, world.pupil, world.friend, world.colleague])
      expect(text).not.toContain(displayName)
  })

  it('in a language that nothing has a name for does not take the gallery from all others', async () => {
    await house.db
      .update(projects)
      .set({ languages: ['en-x1'] })
      .where(eq(projects.id, world.projectId))
    await publish()
    expect((await page('/gallery')).status).toBe(200)
    expect((await page(`/gallery/${world.projectId}`)).text).toContain('en-x1')
  })

  it('with a script in it is text', async () => {
    const evil = '</title><script>alert(1)</script>"'
    await write({ title: evil, summary: evil })
    await agree(owner)
    await agree(partner)
    for (const at of ['/gallery', `/gallery/${world.projectId}`]) {
      const { text } = await page(at)
      expect(text, at).not.toContain('<script')
      expect(text, at).toContain('&lt;script&gt;')
    }
  })

  it('warns of what one should not tell everybody: an own pupil’s name, and of others one learns nothing', async () => {
    const { pupil, friend } = world
    const told = async (who: Browser) => (await who.get(path)).body.warnings
    await write({ summary: `By ${pupil.displayName}. Write to us: class@school.test` })
    expect([await told(owner), await told(partner)]).toEqual([['email', 'name'], ['email']])
    await write({ version: 1, summary: `By ${friend.displayName}.` })
    expect([await told(owner), await told(partner)]).toEqual([[], ['name']])
  })

  it('shows its pictures to everybody while it is out, and a new one is a change', async () => {
    await publish()
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
      .png()
      .toBuffer()
    const form = new FormData()
    form.set('kind', 'picture')
    form.set('alt', 'A river')
    form.set('file', new File([new Uint8Array(bytes)], 'river.png', { type: 'image/png' }))
    const headers = { Origin: testOrigin, Cookie: owner.cookie() ?? '' }
    const added = await (await house.app.request(`${path}/files`, { method: 'POST', headers, body: form })).json()
    expect(added).toMatchObject({ isOut: false, presentation: { version: 2 } })
    const file = `/api/gallery/${world.projectId}/files/${added.presentation.files[0].id}`
    expect((await house.app.request(file)).status).toBe(404)
    await agree(owner, 2)
    await agree(partner, 2)
    expect((await page(`/gallery/${world.projectId}`)).text).toContain(`<img src="${file}" alt="A river"`)
    expect((await house.app.request(file)).headers.get('Content-Type')).toBe('image/webp')
  })
})

describe('the gallery', () => {
  it('is found by theme, country, age, language and tool; what fits nothing is left out', async () => {
    await write({ themeId: 'semaine-langues-vivantes' })
    await agree(owner)
    await agree(partner)
    await house.db
      .update(projects)
      .set({ ageFrom: 11, ageTo: 13, languages: ['fr', 'de'] })
      .where(eq(projects.id, world.projectId))
    const finds = async (search: string) =>
      (await page(`/gallery?${search}`)).text.includes(`/gallery/${world.projectId}"`)
    for (const search of ['theme=semaine-langues-vivantes', 'age=12', 'language=de', 'tool=forum', 'age=x', 'tool='])
      expect([search, await finds(search)]).toEqual([search, true])
    for (const search of ['theme=centenaire-grande-guerre', 'age=14', 'language=it', 'tool=chat', 'country=MT'])
      expect([search, await finds(search)]).toEqual([search, false])
  })

  it('is not there where no office is open, nor is the way into it', async () => {
    await publish()
    await house.db.update(offices).set({ closedOn: '2026-11-01' })
    for (const at of ['/gallery', `/gallery/${world.projectId}`]) expect((await page(at)).status, at).toBe(404)
    expect((await owner.get(path)).status).toBe(404)
    expect((await write({ version: 1 })).status).toBe(404)
    await house.db.update(offices).set({ closedOn: null })
  })
})
