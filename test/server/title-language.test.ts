import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function start(draft: object) {
  const project = await makeClassProject(house.db)
  const browser = await house.as(project.teacher)
  const path = `/api/projects/${project.projectId}/documents`
  const { id } = (await browser.post(path, { kind: 'page', title: 'Unser Fluss', ...draft })).body
  const languageNow = async () => (await browser.get(`/api/documents/${id}`)).body.document.language
  const change = (json: object) => browser.patch(`/api/documents/${id}`, json)
  return { ...project, browser, path, id, languageNow, change }
}

it('a title is in the language its writer says, in lists as on its page, and can be changed with it', async () => {
  const { browser, path, id, languageNow, change } = await start({ language: 'de' })
  expect(await languageNow()).toBe('de')
  const { documents } = (await browser.get(path)).body
  expect(documents.find((row: { id: string }) => row.id === id).language).toBe('de')
  expect((await change({ title: 'Notre fleuve', language: 'fr' })).body.document).toMatchObject({
    title: 'Notre fleuve',
    language: 'fr',
  })
  await change({ title: 'Notre Rhône' })
  expect(await languageNow()).toBe('fr')
  await change({ language: null })
  expect(await languageNow()).toBeNull()
  expect((await change({ language: 'no language' })).status).toBe(400)
})

it('a title of which nothing is said is in its writer’s language', async () => {
  const project = await makeClassProject(house.db)
  const browser = await house.as(project.teacher)
  await browser.patch('/api/me', { locale: 'de' })
  const path = `/api/projects/${project.projectId}/documents`
  const { id } = (await browser.post(path, { kind: 'board', title: 'Unser Fluss' })).body
  expect((await browser.get(`/api/documents/${id}`)).body.document.language).toBe('de')
})

it('copies of a template keep the language of its title, and pupils who only read it do not change it', async () => {
  const { browser, id, change, pupil } = await start({ language: 'de', isTemplate: true })
  const { body } = await browser.post(`/api/documents/${id}/hand-out`, {})
  for (const copy of body.documents)
    expect((await browser.get(`/api/documents/${copy.id}`)).body.document.language).toBe('de')
  expect((await change({ language: 'it' })).status).toBe(200)
  const asPupil = await house.as(pupil)
  expect((await asPupil.patch(`/api/documents/${id}`, { language: 'fr' })).status).toBe(404)
})
