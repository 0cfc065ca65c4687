import { and, asc, desc, eq, notLike } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { documentKinds } from '#collab/documents/kinds.ts'
import { closeCode } from '#collab/protocol.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { openDocument } from '#collab/relay/update.ts'
import { countDamaged, findCheck } from '#db/queries/integrity.ts'
import { audit } from '#db/schema/audit.ts'
import { documentChecks, documentLog, documentQuarantine, documents, documentSnapshots } from '#db/schema/documents.ts'
import { checkDocument } from '#server/documents/check.ts'
import { startNightly } from '#server/documents/nightly.ts'
import { hours } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const textIn = (peer: Peer) => documentKinds.page.read(peer.ydoc).text
const rowAt = (documentId: string, sequence: number) =>
  and(eq(documentLog.documentId, documentId), eq(documentLog.sequence, sequence))

async function rowOf(documentId: string, sequence: number) {
  const [row] = await house.db.select().from(documentLog).where(rowAt(documentId, sequence))
  if (!row) throw new Error(`no row ${sequence}`)
  return row
}

async function flip(documentId: string, sequence: number) {
  const bytes = Uint8Array.from((await rowOf(documentId, sequence)).bytes)
  bytes[3] = (bytes[3] ?? 0) ^ 16
  await house.db.update(documentLog).set({ bytes }).where(rowAt(documentId, sequence))
}

/** Of what was done to it; who looked is another matter. */
const lastAudit = async (documentId: string) => {
  const [line] = await house.db
    .select()
    .from(audit)
    .where(and(eq(audit.targetId, documentId), notLike(audit.action, '%.opened')))
    .orderBy(desc(audit.id))
    .limit(1)
  return line
}

/** A page with its title and the paragraphs one to four, a row each, that nobody has open any more. */
async function writtenPage() {
  const people = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id, title: 'River' })
  const asTeacher = await house.as(people.teacher)
  const asPupil = await house.as(people.pupil)
  const peer = await house.join(page.id, asTeacher).synced()
  for (const word of ['one', 'two', 'three', 'four']) {
    writeParagraph(peer.ydoc, word)
    await peer.saved()
  }
  return { ...people, page, peer, asTeacher, asPupil }
}

async function closedPage() {
  const written = await writtenPage()
  written.peer.destroy()
  await until(() => house.rooms.present({ documentId: written.page.id }).length === 0, 'the room to end')
  await until(() => isClosed(written.page.id), 'the room to end')
  return written
}

let open: unknown
/** Nobody holds the room any more: looked at through the same door as the check. */
function isClosed(documentId: string) {
  void house.rooms.peek(documentId).then((room) => (open = room))
  return open === null
}

async function saveSnapshot(documentId: string, upTo: number) {
  const rows = await house.db
    .select()
    .from(documentLog)
    .where(eq(documentLog.documentId, documentId))
    .orderBy(asc(documentLog.sequence))
  const { bytes } = await house.deps.folding.fold(rows.slice(0, upTo).map((row) => row.bytes))
  const snapshot = { documentId, sequence: upTo, bytes, crc: crcOf(bytes, upTo) }
  await house.db.insert(documentSnapshots).values(snapshot)
  return snapshot
}

/** Who comes to a damaged page: the first load may meet the damage and be told to come again. */
async function visit(documentId: string, browser: Awaited<ReturnType<LiveApp['as']>>): Promise<Peer> {
  for (let tries = 0; tries < 200; tries++) {
    const peer = house.join(documentId, browser)
    await until(() => peer.isSynced || peer.closed !== null, 'an answer')
    if (peer.closed === null) return peer
    expect([closeCode.unavailable, closeCode.accessChanged]).toContain(peer.closed.code)
  }
  throw new Error('never let in')
}

describe('the check of a document', () => {
  it('finds a page whole, open or not, and notes when', async () => {
    const { page, peer } = await writtenPage()
    writeParagraph(peer.ydoc, 'five, still on its way')
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    peer.destroy()
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    expect(await findCheck(house.db, page.id)).toMatchObject({ result: 'whole', checkedAt: house.clock.now() })
  })

  it('makes a damaged snapshot again from the rows and lets everybody go on', async () => {
    const { page, asTeacher, asPupil } = await closedPage()
    const snapshot = await saveSnapshot(page.id, 3)
    const bytes = Uint8Array.from(snapshot.bytes)
    bytes[9] = (bytes[9] ?? 0) ^ 1
    await house.db.update(documentSnapshots).set({ bytes }).where(eq(documentSnapshots.documentId, page.id))
    const answer = await asTeacher.post(`/api/documents/${page.id}/check`)
    expect(answer.body).toMatchObject({ result: 'snapshot_rebuilt', document: { damaged: null, can: { write: true } } })
    expect((await lastAudit(page.id))?.action).toBe('document.snapshot_rebuilt')
    const kept = await house.db.select().from(documentQuarantine).where(eq(documentQuarantine.documentId, page.id))
    expect(kept).toMatchObject([{ kind: 'snapshot', sequence: 3, bytes: Buffer.from(bytes) }])
    const pupil = await house.join(page.id, asPupil).synced()
    expect(textIn(pupil)).toBe('River\none\ntwo\nthree\nfour')
    writeParagraph(pupil.ydoc, 'five')
    await pupil.saved()
    expect(await checkDocument(house.deps, page.id)).toMatchObject({ result: 'whole' })
  })

  it('finds a snapshot that reads well and says something else', async () => {
    const { page } = await closedPage()
    const { bytes } = await saveSnapshot(page.id, 2)
    const moved = { sequence: 4, crc: crcOf(bytes, 4) }
    await house.db.update(documentSnapshots).set(moved).where(eq(documentSnapshots.documentId, page.id))
    expect(await checkDocument(house.deps, page.id)).toMatchObject({ result: 'snapshot_rebuilt' })
  })

  it('shuts a page with a damaged row, serves what can be believed, and lets a teacher go on from there', async () => {
    const { page, asTeacher, asPupil } = await closedPage()
    const { body: named } = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'All four' })
    await flip(page.id, 4)
    const pupil = await visit(page.id, asPupil)
    expect(textIn(pupil)).toBe('River\none\ntwo')
    expect(pupil.identities.at(-1)?.access).toBe('read')
    const { body } = await asPupil.get(`/api/documents/${page.id}`)
    expect(body.document).toMatchObject({ reason: 'damaged', can: { write: false, check: false } })
    expect(body.document.damaged.goodUntil).toBe((await rowOf(page.id, 3)).at.toISOString())
    const refused = await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'No' })
    expect(refused.body.error).toMatchObject({ code: 'conflict', reason: 'document_damaged' })
    expect((await asTeacher.get(`/api/versions/${named.version.id}/content`)).body.error.reason).toBe(
      'document_damaged',
    )
    expect(await countDamaged(house.db)).toBe(1)
    expect((await lastAudit(page.id))?.detail).toEqual({ fault: 'row', goodSequence: 3 })

    const again = await asTeacher.post(`/api/documents/${page.id}/check`)
    expect(again.body.result).toBe('damaged')
    const went = await asTeacher.post(`/api/documents/${page.id}/continue`)
    expect(went.body.document).toMatchObject({ damaged: null, can: { write: true } })
    expect(await pupil.isCut()).toBe(closeCode.restart)
    expect((await asTeacher.post(`/api/documents/${page.id}/continue`)).body.error.reason).toBe('not_damaged')
    const kept = await asTeacher.get(`/api/documents/${page.id}/quarantine`)
    expect(kept.body.rows.map((row: { sequence: number }) => row.sequence)).toEqual([4, 5])

    const back = await house.join(page.id, asPupil).synced()
    expect(back.identities.at(-1)).toMatchObject({ access: 'write', epoch: 2 })
    expect(textIn(back)).toBe('River\none\ntwo')
    writeParagraph(back.ydoc, 'five')
    await back.saved()
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'whole', fault: null })
    expect((await asTeacher.get(`/api/versions/${named.version.id}/content`)).body.error.reason).toBe('version_damaged')
    expect((await asTeacher.get(`/api/documents/${page.id}/content`)).body.previous).toBeNull()
    const old = house.join(page.id, asPupil)
    await old.synced()
    old.hello(1, 1)
    expect(await old.isCut()).toBe(closeCode.otherEpoch)
  })

  it('loses nothing where the page is open: what its room holds was read while it was sound', async () => {
    const { page, peer, asTeacher } = await writtenPage()
    await flip(page.id, 2)
    expect((await asTeacher.post(`/api/documents/${page.id}/check`)).body.result).toBe('damaged')
    await until(() => peer.identities.at(-1)?.access === 'read', 'the stop')
    const went = await asTeacher.post(`/api/documents/${page.id}/continue`)
    expect(went.status).toBe(200)
    const back = await house.join(page.id, asTeacher).synced()
    expect(textIn(back)).toBe('River\none\ntwo\nthree\nfour')
    expect(await checkDocument(house.deps, page.id)).toMatchObject({ result: 'whole' })
  })

  it('goes on from a sound snapshot where a row before it is damaged', async () => {
    const { page, asTeacher } = await closedPage()
    await saveSnapshot(page.id, 4)
    await flip(page.id, 2)
    expect(await checkDocument(house.deps, page.id)).toMatchObject({ fault: 'row' })
    expect(await findCheck(house.db, page.id)).toMatchObject({ goodSequence: 5 })
    const reader = await visit(page.id, asTeacher)
    expect(textIn(reader)).toBe('River\none\ntwo\nthree\nfour')
    await asTeacher.post(`/api/documents/${page.id}/continue`)
    expect(await checkDocument(house.deps, page.id)).toMatchObject({ result: 'whole' })
  })

  it('shuts a page whose room holds something else than its log, and opens it when both agree again', async () => {
    const { page, peer, asTeacher } = await writtenPage()
    const row = await rowOf(page.id, 5)
    const at = Buffer.from(row.bytes).indexOf('four')
    const bytes = Uint8Array.from(row.bytes)
    bytes.set(Buffer.from('five'), at)
    await house.db
      .update(documentLog)
      .set({ bytes, crc: crcOf(bytes, 5) })
      .where(rowAt(page.id, 5))
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'damaged', fault: 'room' })
    expect(await peer.isCut()).toBe(closeCode.restart)
    const reader = await house.join(page.id, asTeacher).synced()
    expect(reader.identities.at(-1)?.access).toBe('read')
    const kept = await house.db.select().from(documentQuarantine).where(eq(documentQuarantine.documentId, page.id))
    const room = openDocument(kept.map((one) => one.bytes))
    expect(documentKinds.page.read(room).text).toBe('River\none\ntwo\nthree\nfour')
    expect((await asTeacher.post(`/api/documents/${page.id}/check`)).body.result).toBe('whole')
    expect((await asTeacher.get(`/api/documents/${page.id}`)).body.document.can.write).toBe(true)
  })

  it('misses a row that is gone, whether in the middle or at the end, and one that others need', async () => {
    for (const sequence of [3, 5]) {
      const { page, asTeacher } = await closedPage()
      await asTeacher.post(`/api/documents/${page.id}/versions`, { name: 'All' })
      await house.db.delete(documentLog).where(rowAt(page.id, sequence))
      expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'damaged', fault: 'row' })
    }
    const { page } = await closedPage()
    await house.db.delete(documentLog).where(rowAt(page.id, 3))
    await house.db.update(documentLog).set({ firstSequence: 3 }).where(rowAt(page.id, 4))
    expect(await checkDocument(house.deps, page.id)).toEqual({ result: 'damaged', fault: 'incomplete' })
    expect(await findCheck(house.db, page.id)).toMatchObject({ goodSequence: 2 })
  })

  it('opens a page again whose bytes were brought back', async () => {
    const { page, asTeacher } = await closedPage()
    const { bytes } = await rowOf(page.id, 3)
    await flip(page.id, 3)
    expect((await asTeacher.post(`/api/documents/${page.id}/check`)).body.result).toBe('damaged')
    await house.db.update(documentLog).set({ bytes }).where(rowAt(page.id, 3))
    const { body } = await asTeacher.post(`/api/documents/${page.id}/check`)
    expect(body).toMatchObject({ result: 'whole', document: { damaged: null, can: { write: true } } })
    expect((await lastAudit(page.id))?.action).toBe('document.whole_again')
  })
})

describe('the nightly check', () => {
  it('begins at one in the morning and takes at least twenty, those never checked first, one after the other', async () => {
    await house.db.update(documents).set({ damagedAt: null })
    const { projectId, teacher } = await makeClassProject(house.db)
    for (let count = 0; count < 25; count++) await makePage(house.db, { projectId, authorId: teacher.id })
    const clock = { run: () => {}, ms: 0 }
    const nightly = startNightly(house.deps, {
      setTimeout: (run, ms) => Object.assign(clock, { run, ms }),
      clearTimeout: () => Object.assign(clock, { run: () => {} }),
    })
    expect(new Date(house.clock.now().getTime() + clock.ms).toISOString()).toMatch(/T01:00:00/)
    const step = async () => {
      const { run } = clock
      house.clock.advance(clock.ms)
      run()
      await until(() => clock.run !== run, 'the next step')
    }
    const before = await house.db.select().from(documentChecks)
    const isNew = ({ checkedAt }: { checkedAt: Date }) => checkedAt > begin
    const begin = house.clock.now()
    const checks = async () => (await house.db.select().from(documentChecks)).filter(isNew)
    for (let count = 1; count <= 20; count++) {
      await step()
      expect(await checks()).toHaveLength(count)
      expect(clock.ms).toBeLessThanOrEqual(hours(1))
    }
    const known = new Set(before.map((row) => row.documentId))
    expect((await checks()).filter((row) => known.has(row.documentId))).toEqual([])
    await step()
    expect(await checks()).toHaveLength(20)
    expect(new Date(house.clock.now().getTime() + clock.ms).toISOString()).toMatch(/T01:00:00/)
    nightly.stop()
  })
})
