import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { readBoard } from '#collab/documents/board-read.ts'
import { templateContent } from '#client/boards/templates/templates.ts'
import { loadMessages } from '#client/locales/locales.ts'
import { speak } from '#client/locales/messages.tsx'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const { t } = speak('fr', (await loadMessages.fr()).default)

async function boardOf(documentId: string) {
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, (await house.rooms.read(documentId)).update)
  return readBoard(ydoc)
}

async function savedTemplate() {
  const project = await makeClassProject(house.db)
  const browser = await house.as(project.teacher)
  const path = `/api/projects/${project.projectId}/documents`
  const content = templateContent('comparison', t)
  const board = await browser.post(path, { kind: 'board', title: 'Nos villes', content })
  const copy = { kind: 'board', title: 'Comparer', isTemplate: true, copyOf: board.body.id }
  return { ...project, browser, path, board: board.body, saved: await browser.post(path, copy) }
}

describe('a board that is saved as a template', () => {
  it('keeps its words and its locks, under no name, and is the teachers’', async () => {
    const { browser, saved, board } = await savedTemplate()
    expect(saved.status).toBe(201)
    const { document } = (await browser.get(`/api/documents/${saved.body.id}`)).body
    expect(document).toMatchObject({ title: 'Comparer', kind: 'board', isTemplate: true, readers: 'teachers' })
    const [before, after] = [await boardOf(board.id), await boardOf(saved.body.id)]
    expect(after.objects.map(({ text, type }) => [type, text])).toEqual(
      before.objects.map(({ text, type }) => [type, text]),
    )
    expect(after.moderation.locked.size).toBe(before.moderation.locked.size)
    expect(new Set(after.objects.map(({ author }) => author))).toEqual(new Set(['s']))
    expect(after.objects.some(({ id }) => before.objects.some((object) => object.id === id))).toBe(false)
  })

  it('goes out to each group as it is', async () => {
    const { browser, saved } = await savedTemplate()
    const { body } = await browser.post(`/api/documents/${saved.body.id}/hand-out`, {})
    expect(body.documents).toHaveLength(2)
    expect((await boardOf(body.documents[0].id)).objects.length).toBeGreaterThan(20)
  })

  it('is only made by teachers, of what is on the shelf of the same project, and of one kind', async () => {
    const { browser, board, path, pupil, herons, projectId } = await savedTemplate()
    const draft = { kind: 'board', title: 'Copie', copyOf: board.id }
    const asPupil = await house.as(pupil)
    expect((await asPupil.post(path, { ...draft, groupId: herons.id })).status).toBe(403)
    const other = await makeClassProject(house.db)
    const elsewhere = await house.as(other.teacher)
    expect((await elsewhere.post(`/api/projects/${other.projectId}/documents`, draft)).status).toBe(404)
    const wall = await browser.post(path, { ...draft, kind: 'wall' })
    expect(wall.body.error.fields).toEqual([{ path: 'copyOf', reason: 'not_of_kind' }])
    const both = await browser.post(path, { ...draft, content: templateContent('lesson', t) })
    expect(both.status).toBe(400)
    await browser.patch(`/api/documents/${board.id}`, { state: 'removed' })
    expect((await browser.post(path, draft)).status).toBe(404)
    expect(projectId).not.toBe(other.projectId)
  })
})
