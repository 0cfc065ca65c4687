import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageRoot } from '#collab/documents/page.ts'
import { members } from '#db/schema/projects.ts'
import { makePage } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'
import { makeTalk, said } from '#test/helpers/talk.ts'

/** Who writes in pages under "after approval" brings nothing into one by the doors beside its line. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const htmlOf = ({ ydoc }: Peer) => ydoc.getXmlFragment(pageRoot).toString()

async function scene() {
  const talk = await makeTalk(house)
  const { projectId, owner, odile, pupil } = talk
  const page = await makePage(house.db, { projectId, authorId: owner.id })
  const place = `/api/documents/${page.id}`
  const teacher = await house.join(page.id, odile).synced()
  const rule = (mode: string) =>
    odile.send('PUT', `/api/projects/${projectId}/rules`, { target: { user: pupil.id }, tool: 'page', mode })
  return { ...talk, page, place, teacher, rule }
}

const refused = { status: 409, body: { error: { reason: 'edit_refused' } } }

it('not by making a message a part of the page', async () => {
  const { alix, channel, page, teacher, rule } = await scene()
  const id = await said(alix, channel, 'Unread words')
  const copy = () => alix.post(`/api/messages/${id}/copy`, { documentId: page.id })
  await rule('approval')
  expect(await copy()).toMatchObject(refused)
  expect(htmlOf(teacher)).not.toContain('Unread')
  await rule('free')
  expect((await copy()).status).toBe(201)
  await until(() => htmlOf(teacher).includes('Unread words'))
})

it('not by bringing back a version with what a teacher took away', async () => {
  const { alix, projectId, pupil, page, place, teacher, rule } = await scene()
  const { projectId: inProject, userId } = members
  await house.db
    .update(members)
    .set({ role: 'pupil_admin' })
    .where(and(eq(inProject, projectId), eq(userId, pupil.id)))
  const writer = await house.join(page.id, alix).synced()
  writeParagraph(writer.ydoc, 'Rude words')
  await writer.saved()
  const { version } = (await alix.post(`${place}/versions`, { name: 'Mine' })).body
  await until(() => htmlOf(teacher).includes('Rude'))
  deleteBlock(teacher.ydoc, teacher.ydoc.getXmlFragment(pageRoot).length - 1)
  await teacher.saved()
  const restore = () => alix.post(`/api/versions/${version.id}/restore`)
  const isOffered = async () => (await alix.get(place)).body.document.can.restoreVersion
  expect(await isOffered()).toBe(true)
  await rule('approval')
  expect(await isOffered()).toBe(false)
  expect(await restore()).toMatchObject(refused)
  expect(htmlOf(teacher)).not.toContain('Rude')
  await rule('free')
  expect((await restore()).status).toBe(200)
  await until(() => htmlOf(teacher).includes('Rude words'))
})

it('not by starting a page that has words already', async () => {
  const { alix, projectId, rule } = await scene()
  const text = { type: 'paragraph', content: [{ type: 'text', text: 'Unread words' }] }
  const start = (more: object) =>
    alix.post(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'Ours', ...more })
  const content = { type: 'doc', content: [text] }
  await rule('approval')
  expect(await start({ content })).toMatchObject(refused)
  expect((await start({})).status).toBe(201)
  await rule('free')
  expect((await start({ content })).status).toBe(201)
})
