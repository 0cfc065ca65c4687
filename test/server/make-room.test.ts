import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { closeCode } from '#collab/protocol.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { openDocument } from '#collab/relay/update.ts'
import { audit } from '#db/schema/audit.ts'
import { documentLog, documents, documentSnapshots } from '#db/schema/documents.ts'
import { listBytesWritten } from '#db/queries/document-log.ts'
import { bytesPerDay } from '#server/access/rules.ts'
import { checkDocument } from '#server/documents/check.ts'
import { dropUnseen } from '#server/versions/drop-unseen.ts'
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
const secret = 'written and taken back '.repeat(40)

/** A page with a version before and after words that a pupil wrote and deleted. */
async function pageWithPast() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil } = people
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River' })
  const asTeacher = await house.as(teacher)
  const asPupil = await house.as(pupil)
  const peer = await house.join(page.id, asPupil).synced()
  writeParagraph(peer.ydoc, 'The source')
  writeParagraph(peer.ydoc, secret)
  await peer.saved()
  const first = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'One' })
  deleteBlock(peer.ydoc, 3)
  writeParagraph(peer.ydoc, 'The mouth')
  await peer.saved()
  const second = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'Two' })
  const ids = { first: String(first.body.version.id), second: String(second.body.version.id) }
  return { ...people, page, asTeacher, asPupil, peer, ids }
}

const rowsOf = (documentId: string) =>
  house.db.select().from(documentLog).where(eq(documentLog.documentId, documentId)).orderBy(asc(documentLog.sequence))

describe('making room in a document', () => {
  it('goes on with what is there in a new epoch, and the past stays readable', async () => {
    const { page, asTeacher, asPupil, peer, ids, pupil, teacher } = await pageWithPast()
    const rowsBefore = (await rowsOf(page.id)).length
    const done = await asTeacher.post(`/api/documents/${page.id}/make-room`)
    expect(done.status).toBe(200)
    expect([closeCode.restart, closeCode.otherEpoch]).toContain(await peer.isCut())
    const again = await house.join(page.id, asPupil).synced()
    expect(again.identities[0]?.epoch).toBe(2)
    expect(documentKinds.page.read(again.ydoc).text).toBe('River\nThe source\nThe mouth')
    expect(again.heard.some(({ bytes }) => Buffer.from(bytes).includes('written and taken back'))).toBe(false)
    // Whose words they are is known as before, and everybody writes on.
    writeParagraph(again.ydoc, 'And the sea')
    await again.saved()
    const live = await asTeacher.get(`/api/documents/${page.id}/content`)
    expect(textOf(live.body.update)).toBe('River\nThe source\nThe mouth\nAnd the sea')
    expect(live.body.authors[String(peer.ydoc.clientID)]).toBe(pupil.id)
    const past = await asTeacher.get(`/api/versions/${ids.second}/content`)
    expect(textOf(past.body.previous)).toContain('written and taken back')
    expect(textOf(past.body.update)).toBe('River\nThe source\nThe mouth')
    expect(past.body.deletions.length).toBeGreaterThan(0)
    expect((await rowsOf(page.id)).length).toBe(rowsBefore + 2)
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    const lines = await house.db.select().from(audit).where(eq(audit.targetId, page.id)).orderBy(audit.id)
    expect(lines).toContainEqual(expect.objectContaining({ action: 'document.room_made', actorId: teacher.id }))
  })

  it('leaves an old copy nothing to merge: it is told that the page was begun anew', async () => {
    const { page, asTeacher, asPupil, peer } = await pageWithPast()
    await asTeacher.post(`/api/documents/${page.id}/make-room`)
    await peer.isCut()
    const late = house.join(page.id, asPupil)
    await until(() => late.isOpen, 'the line')
    late.hello(1, 1)
    expect(await late.isCut()).toBe(closeCode.otherEpoch)
    const [row] = await house.db.select().from(documents).where(eq(documents.id, page.id))
    expect(row?.epoch).toBe(2)
  })
})

describe('a snapshot that let go of what was deleted', () => {
  it('opens the page, is found whole, and serves no version: those are read from the log', async () => {
    const { page, asTeacher, asPupil, peer, ids } = await pageWithPast()
    peer.destroy()
    await until(() => house.rooms.present({ documentId: page.id }).length === 0, 'the room to end')
    const rows = await rowsOf(page.id)
    const sequence = rows.at(-1)?.sequence ?? 0
    const { bytes } = foldHere(
      rows.map((row) => row.bytes),
      'present',
    )
    expect(Buffer.from(bytes).includes('written and taken back')).toBe(false)
    const snapshot = { documentId: page.id, sequence, bytes, crc: crcOf(bytes, sequence), isPresentOnly: true }
    await house.db.insert(documentSnapshots).values(snapshot)
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    const tom = await house.join(page.id, asPupil).synced()
    expect(documentKinds.page.read(tom.ydoc).text).toBe('River\nThe source\nThe mouth')
    expect(Buffer.from(await stateAt(house.deps, page.id, sequence)).includes('written and taken back')).toBe(true)
    const past = await asTeacher.get(`/api/versions/${ids.first}/content`)
    expect(textOf(past.body.update)).toContain('written and taken back')
  })
})

describe('words that were deleted a month ago', () => {
  it('leave the log where no version shows them once nobody has the page open, and all is whole', async () => {
    const { page, asTeacher, peer, ids } = await pageWithPast()
    writeParagraph(peer.ydoc, 'a word of a moment')
    await peer.saved()
    deleteBlock(peer.ydoc, 4)
    await peer.saved()
    const letters = async () => Buffer.concat((await rowsOf(page.id)).map((row) => row.bytes))
    expect(await dropUnseen(house.deps, page.id)).toBe(false)
    expect((await letters()).includes('a word of a moment')).toBe(true)
    const later = () => new Date(house.deps.now().getTime() + hours(31 * 24))
    // Not while somebody has it open.
    expect(await dropUnseen({ ...house.deps, now: later }, page.id)).toBe(false)
    peer.destroy()
    await vi.waitFor(async () => expect(await house.deps.rooms.peek(page.id)).toBeNull(), { timeout: 10_000 })
    expect(await dropUnseen({ ...house.deps, now: later }, page.id)).toBe(true)
    expect((await letters()).includes('a word of a moment')).toBe(false)
    expect((await letters()).includes('written and taken back')).toBe(true)
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    const past = await asTeacher.get(`/api/versions/${ids.second}/content`)
    expect(textOf(past.body.previous)).toContain('written and taken back')
    expect(textOf(past.body.update)).toBe('River\nThe source\nThe mouth')
  })
})

describe('the bytes of a day', () => {
  it('are a pupil’s and not a teacher’s, and are known again from the rows of today', async () => {
    expect(bytesPerDay).toMatchObject({ pupil: 2_097_152, pupil_admin: 2_097_152, teacher: null, owner: null })
    const { page, pupil } = await pageWithPast()
    const now = house.deps.now()
    const today = await listBytesWritten(house.db, page.id, new Date(now.toISOString().slice(0, 10)))
    expect(today.get(pupil.id)).toBeGreaterThan(secret.length)
    expect(await listBytesWritten(house.db, page.id, new Date(now.getTime() + hours(1)))).toEqual(new Map())
  })
})
