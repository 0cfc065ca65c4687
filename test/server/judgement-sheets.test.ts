import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* What was agreed, on paper: for the class to its teachers, for a pupil to them and themselves. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

async function sheet(browser: Browser, path: string) {
  const response = await house.app.request(path, { headers: { Cookie: browser.cookie() ?? '' } })
  expect(response.status).toBe(200)
  return readPdf(new Uint8Array(await response.arrayBuffer()))
}

it('says what its reader may know: levels of the class to teachers, to a pupil what was published and let through', async () => {
  const { projectId, pupil, ...people } = await makeClassProject(house.db)
  const [owner, teacher, asPupil] = [
    await house.as(people.owner),
    await house.as(people.teacher),
    await house.as(pupil),
  ]
  const path = `/api/projects/${projectId}`
  const criterion = {
    id: randomUUID(),
    words: 'Asks and listens',
    itemId: null,
    levels: ['no', 'helped', 'alone', 'all'],
  }
  const rubric = { version: 0, isOpen: true, peers: 'group', criteria: [criterion], products: [] }
  await owner.send('PUT', `${path}/rubric`, rubric)
  const place = { pupil: pupil.id, criterion: criterion.id }
  for (const browser of [owner, teacher]) await browser.post(`${path}/judgements`, { ...place, level: 3 })
  await asPupil.post(`${path}/judgements`, { ...place, level: 2, words: 'I asked twice' })
  const own = `${path}/pupils/${pupil.id}/judgements/sheet?language=en`

  expect((await sheet(asPupil, own)).text).toContain('I asked twice')
  expect(
    (await owner.send('PUT', `${path}/agreements`, { ...place, level: 3, note: '', words: 'Well heard' })).status,
  ).toBe(204)
  expect((await sheet(asPupil, own)).text).not.toContain('Well heard')
  expect((await sheet(teacher, own)).text).toContain('Teachers: Alone: alone. Well heard')
  await owner.send('PATCH', `${path}/agreements`, { pupils: [pupil.id], isPublished: true })
  const told = await sheet(asPupil, own)
  expect(told).toMatchObject({ title: 'Summary · Alix M.', language: 'en' })
  expect(told.text).toContain('Well heard')
  expect(told.roles).toContain('H1')
  const ofClass = await sheet(teacher, `${path}/judgements/sheet?language=en`)
  expect(ofClass.text).toMatch(/Alix M\. 3/)
  // Of the other school nobody is on it.
  expect(ofClass.text).not.toMatch(/Jonas|Otter/)
})
