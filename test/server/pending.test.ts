import { and, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { closeCode } from '#collab/protocol.ts'
import { endBranchRows } from '#db/queries/pending-writing.ts'
import { audit } from '#db/schema/audit.ts'
import { documentLog, documents } from '#db/schema/documents.ts'
import { pendingBranches, pendingWriting } from '#db/schema/pending-writing.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'
import { makeTalk } from '#test/helpers/talk.ts'

/** What a pupil under "after approval" writes in a page waits on the desk of their teachers (SPEC 86-90). */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const textOf = ({ ydoc }: Peer) =>
  ydoc
    .getXmlFragment(pageRoot)
    .toString()
    .replaceAll(/<[^>]*>/g, ' ')

/** What is stored beside a page, in order. */
const rowsOf = (documentId: string) =>
  house.db
    .select({ branchId: pendingWriting.branchId, sequence: pendingWriting.sequence })
    .from(pendingWriting)
    .innerJoin(pendingBranches, eq(pendingBranches.id, pendingWriting.branchId))
    .where(eq(pendingBranches.documentId, documentId))
    .orderBy(pendingWriting.sequence)

/** Two parts that wait: before and behind what is there. */
async function writeAround(writer: Peer, reader: Peer, [before, behind]: readonly [string, string]) {
  writeParagraph(reader.ydoc, 'The river is grey')
  await until(() => textOf(writer).includes('grey'))
  writeParagraph(writer.ydoc, behind)
  const first = new Y.XmlElement('paragraph')
  first.insert(0, [new Y.XmlText(before)])
  writer.ydoc.getXmlFragment(pageRoot).insert(0, [first])
  await writer.saved()
}

/** A page, its teacher, a pupil whose words are read first, and a classmate. */
async function scene() {
  const talk = await makeTalk(house)
  const { projectId, owner, odile, alix, jonas, pupil } = talk
  const page = await makePage(house.db, { projectId, authorId: owner.id })
  const path = `/api/projects/${projectId}/rules`
  const rule = (mode: string) => odile.send('PUT', path, { target: { user: pupil.id }, tool: 'page', mode })
  expect((await rule('approval')).status).toBe(200)
  const [writer, reader] = [house.join(page.id, alix), house.join(page.id, jonas)]
  await Promise.all([writer.synced(), reader.synced()])
  const desk = async () => (await odile.get(`/api/projects/${projectId}/desk`)).body.items
  const decide = async (decision: string, more: object = {}) => {
    const [item] = await desk()
    return odile.post(`/api/desk/${item.id}`, { decision, version: item.version, ...more })
  }
  return { ...talk, page, rule, writer, reader, desk, decide, waiting: `/api/documents/${page.id}/waiting` }
}

it('waits on the desk, is looked at and let out, and nobody else hears of it before', async () => {
  const { odile, alix, jonas, pupil, page, writer, reader, desk, decide, waiting } = await scene()
  writeParagraph(writer.ydoc, 'A heron on one leg')
  await writer.saved()
  const [item] = await desk()
  expect(item).toMatchObject({
    kind: 'page',
    authorId: pupil.id,
    text: 'A heron on one leg',
    place: { kind: 'document', id: page.id },
    can: ['approve', 'return', 'hide'],
  })
  expect((await odile.get(waiting)).body.items).toEqual([
    { id: item.id, authorId: pupil.id, at: item.at, version: item.version, text: 'A heron on one leg' },
  ])
  expect((await alix.get(waiting)).body.items).toHaveLength(1)
  expect((await jonas.get(waiting)).body).toEqual({ items: [], returned: [] })
  expect((await jonas.get(`/api/desk/${item.id}/preview`)).status).toBe(403)
  const preview = (await odile.get(`/api/desk/${item.id}/preview`)).body
  expect(preview.version).toBe(item.version)
  const readable = (base64: string) => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, Buffer.from(base64, 'base64'))
    return ydoc.getXmlFragment(pageRoot).toString()
  }
  expect(readable(preview.update)).toContain('A heron on one leg')
  expect(readable(preview.previous)).not.toContain('heron')
  const content = (await jonas.get(`/api/documents/${page.id}/content`)).body
  expect(readable(content.update)).not.toContain('heron')
  expect(textOf(reader)).not.toContain('heron')

  expect((await decide('approve')).status).toBe(204)
  await until(() => textOf(reader).includes('A heron on one leg'))
  expect(await desk()).toEqual([])
  const [row] = await house.db.select().from(documentLog).where(eq(documentLog.authorId, pupil.id))
  expect(row?.documentId).toBe(page.id)
  const lines = await house.db.select().from(audit).where(eq(audit.targetId, page.id)).orderBy(audit.id)
  expect(lines.map(({ action }) => action)).toContain('pending.approved')
})

it('is given back with a reason, for its author alone, who is told and done with it', async () => {
  const { alix, jonas, page, writer, reader, desk, decide, waiting } = await scene()
  writeParagraph(writer.ydoc, 'You are all stupid')
  await writer.saved()
  expect((await decide('return')).status).toBe(400)
  expect((await decide('return', { reason: 'Say what you mean' })).status).toBe(204)
  expect(await writer.isCut()).toBe(closeCode.otherEpoch)
  const { items, returned } = (await alix.get(waiting)).body
  expect(items).toEqual([])
  expect(returned).toMatchObject([{ text: 'You are all stupid', reason: 'Say what you mean' }])
  expect((await jonas.get(waiting)).body.returned).toEqual([])
  expect((await jonas.delete(`/api/returned/${returned[0].id}`)).status).toBe(404)
  const bell = (await alix.get('/api/notices')).body.notices
  expect(bell[0]).toMatchObject({ kind: 'page_returned' })
  expect((await alix.delete(`/api/returned/${returned[0].id}`)).status).toBe(204)
  expect((await alix.get(waiting)).body.returned).toEqual([])
  expect(await desk()).toEqual([])
  expect(await rowsOf(page.id)).toEqual([])
  const again = await house.join(page.id, alix).synced()
  expect([textOf(again), textOf(reader)].join('')).not.toContain('stupid')
  expect(again.identities[0]).toMatchObject({ branch: 2 })
})

it('a decision names what was read: what came later waits on, and a second teacher finds it decided', async () => {
  const { odile, writer, reader, desk } = await scene()
  writeParagraph(writer.ydoc, 'Read. ')
  await writer.saved()
  const [read] = await desk()
  writeParagraph(writer.ydoc, 'Unread')
  await writer.saved()
  const approve = () => odile.post(`/api/desk/${read.id}`, { decision: 'approve', version: read.version })
  expect((await approve()).status).toBe(204)
  expect(await approve()).toMatchObject({ status: 409, body: { error: { reason: 'already_decided' } } })
  await until(() => textOf(reader).includes('Read.'))
  expect(textOf(reader)).not.toContain('Unread')
  expect((await desk())[0]).toMatchObject({ text: 'Unread' })
  // "All there will ever be" was not read.
  for (const version of ['x', 'Infinity', '1e9', '-1', null])
    expect((await odile.post(`/api/desk/${read.id}`, { decision: 'approve', version })).status).toBe(409)
  expect(textOf(reader)).not.toContain('Unread')
})

it('a rule that ends lets nothing out by itself; a teacher may let it into a page that is frozen', async () => {
  const { odile, page, rule, writer, reader, decide } = await scene()
  writeParagraph(writer.ydoc, 'Still waiting')
  await writer.saved()
  await rule('free')
  await until(() => writer.identities.length > 1)
  expect(writer.identities.at(-1)).toMatchObject({ access: 'write', branch: 1 })
  expect(textOf(reader)).not.toContain('Still waiting')
  await odile.send('PATCH', `/api/documents/${page.id}`, { state: 'frozen' })
  await until(() => writer.identities.at(-1)?.access === 'read')
  expect(writer.identities.at(-1)).toMatchObject({ branch: 1 })
  expect((await decide('approve')).status).toBe(204)
  await until(() => textOf(reader).includes('Still waiting'))
  await odile.send('PATCH', `/api/documents/${page.id}`, { state: 'open' })
  await until(() => writer.identities.at(-1)?.access === 'write')
  expect(writer.identities.at(-1)?.branch).toBe(undefined)
  writeParagraph(writer.ydoc, 'and free')
  await until(() => textOf(reader).includes('and free'))
})

it('taken away it is nobody’s; of a page that is removed nothing waits on the desk, and it is there when it is back', async () => {
  const { alix, page, writer, desk, decide, waiting } = await scene()
  writeParagraph(writer.ydoc, 'Away with it')
  await writer.saved()
  await house.db.update(documents).set({ state: 'removed', removedAt: new Date() }).where(eq(documents.id, page.id))
  expect(await desk()).toEqual([])
  await house.db.update(documents).set({ state: 'open', removedAt: null }).where(eq(documents.id, page.id))
  expect((await decide('hide')).status).toBe(204)
  expect((await alix.get(waiting)).body).toEqual({ items: [], returned: [] })
})

it('what is damaged in the store is not believed, and nothing else suffers', async () => {
  const { alix, jonas, page, writer, reader } = await scene()
  writeParagraph(writer.ydoc, 'Sound. ')
  await writer.saved()
  writeParagraph(writer.ydoc, 'Damaged')
  await writer.saved()
  writer.destroy()
  reader.destroy()
  const [, last] = await rowsOf(page.id)
  const isLast = and(
    eq(pendingWriting.branchId, last?.branchId ?? ''),
    eq(pendingWriting.sequence, last?.sequence ?? 0),
  )
  await house.db.update(pendingWriting).set({ crc: 1 }).where(isLast)
  house.rooms.reset(page.id)
  const [again, other] = [house.join(page.id, alix), house.join(page.id, jonas)]
  await Promise.all([again.synced(), other.synced()])
  await until(() => textOf(again).includes('Sound.'))
  expect(textOf(again)).not.toContain('Damaged')
  writeParagraph(again.ydoc, 'Written on')
  await again.saved()
  expect(await rowsOf(page.id)).toHaveLength(3)
})

it('was given back by a server as it died: the next, which read it before, lets nothing of it out (SPEC 41, 89)', async () => {
  const { odile, page, writer, reader, desk } = await scene()
  writeParagraph(writer.ydoc, 'Given back')
  await writer.saved()
  const [item] = await desk()
  const [row] = await rowsOf(page.id)
  await house.db.transaction((tx) => endBranchRows(tx, row?.branchId ?? ''))
  const answer = await odile.post(`/api/desk/${item.id}`, { decision: 'approve', version: item.version })
  expect(answer.status).toBe(500)
  expect([await writer.isCut(), await reader.isCut()]).toEqual([closeCode.restart, closeCode.restart])
  expect((await desk()).length).toBe(0)
  expect(textOf(reader)).not.toContain('Given back')
})

it('is let out in part: those blocks in the pupil’s name, and the rest goes back', async () => {
  const { odile, alix, pupil, page, writer, reader, desk, decide, waiting } = await scene()
  await writeAround(writer, reader, ['A mean thing', 'A kind thing'])
  const [item] = await desk()
  const { parts } = (await odile.get(`/api/desk/${item.id}/preview`)).body
  expect(parts.map(({ before, after }: { before: string; after: string }) => [before, after])).toEqual([
    ['', 'A mean thing'],
    ['', 'A kind thing'],
  ])
  const kind = { parts: [parts[1].key] }
  expect((await decide('approve', kind)).status).toBe(400)
  expect((await decide('return', { ...kind, reason: 'x' })).status).toBe(400)
  const gone = await decide('approve', { parts: ['1.1'], reason: 'x' })
  expect(gone).toMatchObject({ status: 409, body: { error: { reason: 'pending_changed' } } })
  const old = { decision: 'approve', version: '0', ...kind, reason: 'x' }
  expect((await odile.post(`/api/desk/${item.id}`, old)).status).toBe(409)

  expect((await decide('approve', { ...kind, reason: 'Not this one' })).status).toBe(204)
  await until(() => textOf(reader).includes('A kind thing'))
  expect(textOf(reader)).toMatch(/grey.*A kind thing/)
  expect(textOf(reader)).not.toContain('mean')
  expect((await alix.get(waiting)).body.returned).toMatchObject([{ text: 'A mean thing', reason: 'Not this one' }])
  expect(await desk()).toEqual([])
  const rows = await house.db.select().from(documentLog).where(eq(documentLog.documentId, page.id))
  expect(rows.at(-1)?.authorId).toBe(pupil.id)
})

it('is let out in part with what is given back, or neither: an error between leaves it on the desk, and nothing in the page', async () => {
  const { odile, alix, page, writer, reader, desk, decide, waiting } = await scene()
  await writeAround(writer, reader, ['Given words', 'Kept words'])
  const [item] = await desk()
  const { parts } = (await odile.get(`/api/desk/${item.id}/preview`)).body
  const chosen = { parts: [parts[1].key], reason: 'Not this one' }
  await house.db.execute(sql`create function no_notice() returns trigger language plpgsql as
    $$ begin if new.kind = 'page_returned' then raise exception 'no notice'; end if; return new; end $$`)
  await house.db.execute(
    sql`create trigger no_notice before insert on notices for each row execute function no_notice()`,
  )
  try {
    expect((await decide('approve', chosen)).status).toBe(500)
  } finally {
    await house.db.execute(sql`drop function no_notice cascade`)
  }
  expect(await desk()).toHaveLength(1)
  expect((await alix.get(waiting)).body).toMatchObject({ items: [{ id: item.id }], returned: [] })
  expect(textOf(reader)).not.toContain('words')

  expect((await decide('approve', chosen)).status).toBe(204)
  await until(() => textOf(reader).includes('Kept words'))
  const fresh = house.join(page.id, odile)
  await fresh.synced()
  expect(textOf(fresh).split('words')).toHaveLength(2)
  expect((await alix.get(waiting)).body.returned).toMatchObject([{ text: 'Given words' }])
})
