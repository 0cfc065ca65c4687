import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import { audit } from '#db/schema/audit.ts'
import { documentLog, versions } from '#db/schema/documents.ts'
import { foldLog } from '#server/versions/fold.ts'
import { keepVersion } from '#server/versions/automatic.ts'
import { stateAt } from '#server/versions/history.ts'
import { hours } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const textIn = (bytes: Uint8Array) => documentKinds.page.read(openDocument([bytes])).text
const textOf = (base64: string) => textIn(Buffer.from(base64, 'base64'))

/** A page of a project with its teacher and a pupil at work in it. */
async function pageAtWork() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil } = people
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River' })
  const asTeacher = await house.as(teacher)
  const asPupil = await house.as(pupil)
  const teacherPeer = await house.join(page.id, asTeacher).synced()
  const pupilPeer = await house.join(page.id, asPupil).synced()
  return { ...people, page, asTeacher, asPupil, teacherPeer, pupilPeer }
}

describe('versions of a page', () => {
  it('say who wrote since the one before', async () => {
    const { page, asTeacher, asPupil, teacherPeer, pupilPeer, teacher, pupil } = await pageAtWork()
    writeParagraph(teacherPeer.ydoc, 'The source')
    await teacherPeer.saved()
    const path = `/api/documents/${page.id}/versions`
    const first = await asTeacher.post(path, { name: 'Before the visit' })
    expect(first.status).toBe(201)
    expect(first.body.version).toMatchObject({ kind: 'named', name: 'Before the visit', createdBy: teacher.id })
    writeParagraph(pupilPeer.ydoc, 'The bridge')
    await pupilPeer.saved()
    await asPupil.post(path, { name: 'After the visit' })
    const { body } = await asPupil.get(path)
    expect(body.versions.map((version: { authors: string[] }) => version.authors)).toEqual([[teacher.id], [pupil.id]])
    expect(body.live.sequence).toBe(body.versions[1].sequence)
  })

  it('can be read whole beside the one before, with whose words and whose deletions they are', async () => {
    const { page, asTeacher, asPupil, teacherPeer, pupilPeer, teacher, pupil } = await pageAtWork()
    writeParagraph(teacherPeer.ydoc, 'The source')
    await teacherPeer.saved()
    await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'One' })
    await until(() => pupilPeer.ydoc.getXmlFragment('content').length === 3, 'the paragraph')
    deleteBlock(pupilPeer.ydoc, 2)
    writeParagraph(pupilPeer.ydoc, 'The mouth')
    await pupilPeer.saved()
    const second = await asPupil.post(`/api/documents/${page.id}/versions`, { name: 'Two' })
    const { body } = await asPupil.get(`/api/versions/${second.body.version.id}/content`)
    expect(textOf(body.update)).toBe('River\nThe mouth')
    expect(textOf(body.previous)).toBe('River\nThe source')
    expect(body.authors[String(pupilPeer.ydoc.clientID)]).toBe(pupil.id)
    expect(body.authors[String(teacherPeer.ydoc.clientID)]).toBe(teacher.id)
    expect(body.deletions.length).toBeGreaterThan(0)
    for (const deletion of body.deletions)
      expect(deletion).toMatchObject({ clientId: teacherPeer.ydoc.clientID, userId: pupil.id })
    writeParagraph(teacherPeer.ydoc, 'And the sea')
    await teacherPeer.saved()
    const live = await asPupil.get(`/api/documents/${page.id}/content`)
    expect(live.body.version).toBeNull()
    expect(textOf(live.body.update)).toBe('River\nThe mouth\nAnd the sea')
    expect(textOf(live.body.previous)).toBe('River\nThe mouth')
    expect(live.body.deletions).toEqual([])
  })

  it('give an automatic version of the same state its name', async () => {
    const { page, asTeacher } = await pageAtWork()
    await keepVersion(house.db, page.id, house.clock.now())
    const named = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'Start' })
    const { body } = await asTeacher.get(`/api/documents/${page.id}/versions`)
    expect(body.versions).toMatchObject([{ id: named.body.version.id, kind: 'named', name: 'Start' }])
  })

  it('are those of pages one may write; the version of another page is not found', async () => {
    const { page, asTeacher, friend, guest, visitor } = await pageAtWork()
    const { body } = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'Ours' })
    const other = await makeClassProject(house.db)
    const stranger = await house.as(other.teacher)
    expect((await stranger.get(`/api/versions/${body.version.id}/content`)).status).toBe(404)
    expect((await stranger.post(`/api/versions/${body.version.id}/restore`)).status).toBe(404)
    expect((await stranger.get(`/api/documents/${page.id}/versions`)).status).toBe(404)
    expect((await stranger.get(`/api/documents/${page.id}/content`)).status).toBe(404)
    for (const person of [visitor, guest]) {
      const browser = await house.as(person)
      expect((await browser.get(`/api/versions/${body.version.id}/content`)).status).toBe(403)
      expect((await browser.post(`/api/documents/${page.id}/versions`, { name: 'Mine' })).status).toBe(403)
      expect((await browser.post(`/api/versions/${body.version.id}/restore`)).status).toBe(403)
    }
    expect((await (await house.as(friend)).post(`/api/versions/${body.version.id}/restore`)).status).toBe(403)
  })
})

describe('bringing a version back', () => {
  it('arrives as an edit in the live page, keeps what was there, and tells the space', async () => {
    const { page, asTeacher, teacherPeer, pupilPeer, teacher, projectId } = await pageAtWork()
    writeParagraph(teacherPeer.ydoc, 'The source')
    await teacherPeer.saved()
    const { body } = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'Good' })
    await until(() => pupilPeer.ydoc.getXmlFragment('content').length === 3, 'the paragraph')
    deleteBlock(pupilPeer.ydoc, 2)
    writeParagraph(pupilPeer.ydoc, 'nothing but noise')
    await pupilPeer.saved()
    const space = house.join(`space-${projectId}`, asTeacher)
    await until(() => space.isOpen, 'the space')
    const restored = await asTeacher.post(`/api/versions/${body.version.id}/restore`)
    expect(restored.status).toBe(200)
    const pupilText = () => documentKinds.page.read(pupilPeer.ydoc).text
    await until(() => pupilText() === 'River\nThe source', 'the restored words')
    expect(pupilPeer.closed).toBeNull()
    const kept = await asTeacher.get(`/api/documents/${page.id}/versions`)
    expect(kept.body.versions).toMatchObject([{ kind: 'named' }, { kind: 'automatic' }])
    const before = await asTeacher.get(`/api/versions/${kept.body.versions[1].id}/content`)
    expect(textOf(before.body.update)).toBe('River\nnothing but noise')
    expect(restored.body.sequence).toBe(kept.body.versions[1].sequence + 1)
    const rows = await house.db
      .select()
      .from(documentLog)
      .where(eq(documentLog.documentId, page.id))
      .orderBy(asc(documentLog.sequence))
    expect(rows.at(-1)?.authorId).toBe(teacher.id)
    await until(() => pupilPeer.notices.some((notice) => notice.topic === 'restored'), 'the notice')
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, page.id)).orderBy(audit.id)
    const told = lines.filter(({ action }) => action === 'version.restored')
    expect(told.map(({ actorId }) => actorId)).toEqual([teacher.id, teacher.id])
    expect(new Set(told.map(({ schoolId }) => schoolId)).size).toBe(2)
    writeParagraph(pupilPeer.ydoc, 'and on')
    await pupilPeer.saved()
  })

  it('is refused to a pupil, and to everybody on a page that cannot be written', async () => {
    const { page, asTeacher, asPupil, pupil, owner, projectId } = await pageAtWork()
    const { body } = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'Good' })
    const path = `/api/versions/${body.version.id}/restore`
    expect((await asPupil.post(path)).status).toBe(403)
    await (await house.as(owner)).patch(`/api/projects/${projectId}/members/${pupil.id}`, { role: 'pupil_admin' })
    expect((await asPupil.post(path)).status).toBe(200)
    await asTeacher.patch(`/api/documents/${page.id}`, { state: 'frozen' })
    expect((await asPupil.post(path)).body.error.reason).toBe('document_frozen')
    await (await house.as(owner)).patch(`/api/projects/${projectId}`, { state: 'archived' })
    expect((await asTeacher.post(path)).status).toBe(403)
  })
})

describe('folding old rows of the log', () => {
  it('joins runs of one author between versions and changes neither versions, authors nor deletions', async () => {
    const { page, asTeacher, teacherPeer, pupilPeer } = await pageAtWork()
    const write = async (peer: typeof teacherPeer, text: string) => {
      writeParagraph(peer.ydoc, text)
      await peer.saved()
    }
    await write(teacherPeer, 'one')
    await write(teacherPeer, 'two')
    await write(teacherPeer, 'three')
    const version = await keepVersion(house.db, page.id, house.clock.now())
    await write(teacherPeer, 'four')
    await write(pupilPeer, 'five')
    deleteBlock(pupilPeer.ydoc, 2)
    await pupilPeer.saved()
    await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'End' })
    const list = await asTeacher.get(`/api/documents/${page.id}/versions`)
    const content = () => asTeacher.get(`/api/versions/${list.body.versions[1].id}/content`)
    const before = await content()
    const rows = () => house.db.select().from(documentLog).where(eq(documentLog.documentId, page.id))
    const count = (await rows()).length
    expect(await foldLog(house.deps, page.id, house.clock.now())).toBe(0)
    const later = new Date(house.clock.now().getTime() + hours(25))
    const folded = await foldLog(house.deps, page.id, later)
    expect(folded).toBeGreaterThan(0)
    expect(await rows()).toHaveLength(count - folded)
    expect(await foldLog(house.deps, page.id, later)).toBe(0)
    const after = await content()
    expect(textOf(after.body.update)).toBe(textOf(before.body.update))
    expect(after.body.deletions).toEqual(before.body.deletions)
    expect(after.body.authors).toEqual(before.body.authors)
    expect((await asTeacher.get(`/api/documents/${page.id}/versions`)).body).toEqual(list.body)
    expect(textIn(await stateAt(house.deps, page.id, version?.sequence ?? 0))).toBe('River\none\ntwo\nthree')
  })
})

it('a document that nobody changed gets no second automatic version', async () => {
  const { page } = await pageAtWork()
  expect(await keepVersion(house.db, page.id, house.clock.now())).not.toBeNull()
  expect(await keepVersion(house.db, page.id, house.clock.now())).toBeNull()
  expect(await house.db.select().from(versions).where(eq(versions.documentId, page.id))).toHaveLength(1)
})
