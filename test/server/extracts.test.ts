import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorOf } from '#collab/documents/board-author.ts'
import { setValues } from '#collab/documents/board-write.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { deleteUser } from '#db/queries/users.ts'
import { documents } from '#db/schema/documents.ts'
import { extracts } from '#db/schema/extracts.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import { eraseExtractsOf } from '#server/extracts/leave.ts'
import { keepVersion } from '#server/versions/automatic.ts'
import { dropUnseen } from '#server/versions/drop-unseen.ts'
import { foldLog } from '#server/versions/fold.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage, makeStaff } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'
import { makeTalk, said, say } from '#test/helpers/talk.ts'
import { download, upload } from '#test/helpers/uploads.ts'

/* What is kept as evidence of somebody's work stays as it was, whatever becomes of what it was taken from; and goes with them. */

let house: LiveApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openLiveApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

interface Part {
  kind: string
  by: string | null
  text?: string
}

/** A page on which a pupil of each school wrote. */
async function written() {
  const { projectId, owner } = base
  const page = await makePage(house.db, { projectId, authorId: owner.id, title: 'The river' })
  const [alix, jonas, teacher] = [await house.as(base.pupil), await house.as(base.friend), await house.as(base.teacher)]
  const [one, other] = [await house.join(page.id, alix).synced(), await house.join(page.id, jonas).synced()]
  deleteBlock(one.ydoc, 1)
  writeParagraph(one.ydoc, 'The heron waits')
  await one.saved()
  await until(() => blocksOf(other).length === 2)
  textOf(other, 1).insert(15, ' for the otter')
  await other.saved()
  await until(() => textOf(one, 1).length === 29)
  return { page, alix, jonas, teacher, one, other }
}

const blocksOf = ({ ydoc }: Peer) => ydoc.getXmlFragment(pageRoot)

function textOf(peer: Peer, block: number): Y.XmlText {
  const element = blocksOf(peer).get(block)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no such paragraph')
  return text
}

/** From one letter of a block to another, both of them in it. */
function ends(peer: Peer, block: number, first: number, last: number) {
  const [from, to] = [first, last].map((index) => {
    const { item } = Y.createRelativePositionFromTypeIndex(textOf(peer, block), index)
    return { client: item?.client ?? -1, clock: item?.clock ?? -1 }
  })
  return { from, to }
}

const take = (browser: Browser, source: object) => browser.post('/api/extracts', { source })
const idOf = async (browser: Browser, source: object): Promise<string> => (await take(browser, source)).body.id
const reasonOf = (answer: { body: { error?: { reason: string } } }) => answer.body.error?.reason

async function readBy(browser: Browser, id: string) {
  const { status, body } = await browser.get(`/api/extracts/${id}`)
  const parts: Part[] = (body.extract?.content.blocks ?? []).flatMap((block: { parts: Part[] }) => block.parts)
  return { status, parts, body }
}

const partsBy = ({ parts }: { parts: Part[] }) => parts.map(({ by, text, kind }) => [by, text ?? kind])

describe('an extract of a page', () => {
  it('says who typed which letters, by names that its reader may know', async () => {
    const { page, one, teacher } = await written()
    const id = await idOf(teacher, { document: page.id, ...ends(one, 1, 4, 22) })
    const read = await readBy(teacher, id)
    expect(partsBy(read)).toEqual([
      [base.pupil.id, 'heron waits'],
      [base.friend.id, ' for the'],
    ])
    expect(read.body.extract).toMatchObject({ kind: 'passage', title: 'The river', takenBy: base.teacher.id })
    const named = (body: { people: { id: string; name: string }[] }) =>
      Object.fromEntries(body.people.map((person) => [person.id, person.name]))
    expect(named(read.body)).toMatchObject({ [base.pupil.id]: 'Alix M.', [base.friend.id]: 'Quick Otter' })
    const partner = await readBy(await house.as(base.colleague), id)
    expect(named(partner.body)).toMatchObject({ [base.pupil.id]: 'Blue Heron', [base.friend.id]: 'Jonas K.' })
    const [row] = await house.db.select().from(extracts).where(eq(extracts.id, id))
    expect(JSON.stringify(row)).not.toMatch(/Alix|Heron|Jonas|Otter/)
  })

  it('is the same after its page was changed, folded, forgotten a year later and removed', async () => {
    const { page, one, teacher } = await written()
    const id = await idOf(teacher, { document: page.id, ...ends(one, 1, 0, 28) })
    await keepVersion(house.db, page.id, house.clock.now())
    const { body } = await teacher.get(`/api/documents/${page.id}/versions`)
    const version = await idOf(teacher, { version: body.versions[0].id })
    const before = [await readBy(teacher, id), await readBy(teacher, version)]
    expect(partsBy(before[1] ?? { parts: [] })).toContainEqual([base.friend.id, ' for the otter'])
    deleteBlock(one.ydoc, 1)
    await one.saved()
    one.destroy()
    house.clock.advance(hours(26))
    await foldLog(house.deps, page.id, house.clock.now())
    house.clock.advance(hours(24 * 400))
    await dropUnseen(house.deps, page.id)
    const later = await house.as(base.teacher)
    await later.patch(`/api/documents/${page.id}`, { state: 'removed' })
    const same = async (extractId: string, at: number) =>
      expect((await readBy(later, extractId)).body.extract.content).toEqual(before[at]?.body.extract.content)
    await same(id, 0)
    await same(version, 1)
    // Even the row of its page may go.
    await house.db.delete(documents).where(eq(documents.id, page.id))
    await same(id, 0)
    expect((await readBy(later, id)).body.extract.source.document).toBeNull()
  })

  it('copies a picture of that page, and of no other', async () => {
    const { page, one, teacher, alix, other } = await written()
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
      .png()
      .toBuffer()
    const hidden = await makePage(house.db, { projectId: base.projectId, authorId: base.owner.id, access: 'teachers' })
    const sent = await upload(house, alix, `/api/documents/${page.id}`, { bytes, type: 'image/png' })
    const secret = await upload(house, teacher, `/api/documents/${hidden.id}`, { bytes, type: 'image/png' })
    for (const fileId of [sent.body.file.id, secret.body.file.id, 'no-id']) {
      const image = new Y.XmlElement('image')
      blocksOf(one).insert(blocksOf(one).length, [image])
      image.setAttribute('fileId', fileId)
      image.setAttribute('alt', 'A river')
    }
    await one.saved()
    await until(() => blocksOf(other).length === 5)
    const id = await idOf(teacher, { document: page.id })
    const { body, parts } = await readBy(teacher, id)
    const copied = parts.flatMap((part) => ('fileId' in part ? [part.fileId] : []))
    expect(copied).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), null, null])
    const response = await teacher.get(`/api/extracts/${id}/files/${String(copied[0])}`)
    expect(response.status).toBe(200)
    expect((await alix.get(`/api/extracts/${id}/files/${String(copied[0])}`)).status).toBe(404)
    expect(body.extract.files).toEqual(['picture', 'picture', 'picture'])
    expect((await download(house, teacher, String(copied[0]))).status).toBe(404)
  })

  it('loses what is taken out of its page for good, also after its letters were written anew', async () => {
    const { page, one, teacher } = await written()
    const id = await idOf(teacher, { document: page.id, ...ends(one, 1, 0, 28) })
    // As the editor makes a heading of a paragraph: the letters lie under other ids.
    one.ydoc.transact(() => {
      blocksOf(one).delete(1, 1)
      const heading = new Y.XmlElement('heading')
      heading.insert(0, [new Y.XmlText('The heron waits for the otter')])
      blocksOf(one).insert(1, [heading])
    })
    await one.saved()
    expect((await teacher.post(`/api/documents/${page.id}/removals`, ends(one, 1, 4, 8))).status).toBe(201)
    expect(partsBy(await readBy(teacher, id))).toEqual([
      [base.pupil.id, 'The '],
      [null, 'gone'],
      [base.pupil.id, ' waits'],
      [base.friend.id, ' for the otter'],
    ])
  })
})

describe('whose work it shows', () => {
  it('a pupil keeps and reads what they alone made, and nobody else’s', async () => {
    const { page, one, alix, jonas, teacher } = await written()
    expect(reasonOf(await take(alix, { document: page.id, ...ends(one, 1, 4, 22) }))).toBe('extract_of_others')
    const own = await idOf(alix, { document: page.id, ...ends(one, 1, 0, 8) })
    house.clock.advance(1_000)
    const both = await idOf(teacher, { document: page.id, ...ends(one, 1, 0, 28) })
    const path = `/api/projects/${base.projectId}/extracts`
    const listed = async (who: Browser) =>
      (await who.get(path)).body.extracts.map((extract: { id: string }) => extract.id)
    expect(await listed(alix)).toEqual([own])
    expect(await listed(jonas)).toEqual([])
    expect(await listed(teacher)).toEqual([both, own])
    const ofFriend = await teacher.get(`${path}?author=${base.friend.id}`)
    expect(ofFriend.body.extracts.map((extract: { id: string }) => extract.id)).toEqual([both])
    expect((await readBy(jonas, own)).status).toBe(404)
    expect((await readBy(alix, both)).status).toBe(404)
    expect((await jonas.delete(`/api/extracts/${own}`)).status).toBe(404)
    expect((await alix.delete(`/api/extracts/${own}`)).status).toBe(204)
    expect((await readBy(teacher, own)).status).toBe(404)
  })

  it('is emptied with its author, leaving a mark, and no person goes before that', async () => {
    const { page, one, teacher } = await written()
    const id = await idOf(teacher, { document: page.id, ...ends(one, 1, 0, 28) })
    const erase = (isErased: boolean) =>
      house.db.transaction(async (tx) => {
        if (isErased) await eraseExtractsOf(tx, base.friend.id)
        await deleteUser(tx, base.friend.id)
      })
    await expect(erase(false)).rejects.toThrow()
    await erase(true)
    const read = await readBy(teacher, id)
    expect(partsBy(read)).toEqual([
      [base.pupil.id, 'The heron waits'],
      [null, 'gone'],
    ])
    expect(read.parts[1]).toMatchObject({ kind: 'gone', why: 'erased' })
    expect(read.body.extract.authors).toEqual([base.pupil.id])
    const stored = await house.db.select().from(extracts).where(eq(extracts.id, id))
    expect(JSON.stringify(stored)).not.toContain('otter')
  })
})

describe('an extract of a thing on a board', () => {
  it('has its words, its comments and a picture of it, and stays when it is deleted', async () => {
    const board = await openClassBoard(house)
    const peer = await house.join(board.id, board.pupil).synced()
    const id = await putThing(peer, board.author, {
      type: 'note',
      text: 'A heron’s nest',
      at: Date.parse('2026-11-02'),
    })
    const made = await take(board.teacher, { object: id, document: board.id })
    expect(made.status).toBe(201)
    setValues(peer.ydoc, id, { isRemoved: true })
    await peer.saved()
    const read = await readBy(board.teacher, made.body.id)
    expect(partsBy(read)).toEqual([[board.people.pupil.id, 'A heron’s nest']])
    expect(read.body.extract).toMatchObject({ kind: 'object', madeAt: '2026-11-02T00:00:00.000Z' })
    expect(read.body.extract.content.drawing.svg).toContain('heron')
    expect(reasonOf(await take(board.teacher, { object: id, document: board.id }))).toBe('object_gone')
    await house.db.transaction((tx) => eraseExtractsOf(tx, board.people.pupil.id))
    const after = await readBy(board.teacher, made.body.id)
    expect(JSON.stringify(after.body.extract)).not.toContain('heron')
  })

  it('may be all of a board', async () => {
    const board = await openClassBoard(house)
    const peer = await house.join(board.id, board.pupil).synced()
    await putThing(peer, board.author, { type: 'note', text: 'One', order: 'a1' })
    await putThing(peer, board.author, { type: 'note', text: 'Two', order: 'a2' })
    const read = await readBy(board.teacher, await idOf(board.teacher, { document: board.id }))
    expect(read.parts.map(({ text }) => text)).toEqual(['One', 'Two'])
    expect(
      reasonOf(
        await take(board.teacher, { document: board.id, from: { client: 1, clock: 1 }, to: { client: 1, clock: 2 } }),
      ),
    ).toBe('not_found')
  })
})

describe('an extract of what was said', () => {
  it('keeps a message and what it brought, when the year of talk is over', async () => {
    const talk = await makeTalk(house)
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
      .png()
      .toBuffer()
    const sent = await upload(house, talk.alix, `/api/channels/${talk.channel}`, { bytes, type: 'image/png' })
    const attachments = [{ id: sent.body.file.id, alt: 'A heron' }]
    const text = `Look <@${talk.pupil.id}>, a heron`
    const { body } = await say(talk.alix, talk.channel, text, { attachments })
    const id = await idOf(talk.odile, { message: body.message.id })
    const before = await readBy(talk.odile, id)
    expect(before.parts.map(({ kind }) => kind)).toEqual(['text', 'person', 'text', 'file'])
    house.clock.advance(hours(24 * 400))
    await forgetOldTalk(house.deps)
    const odile = await house.as(talk.owner)
    expect((await odile.get(`/api/messages/${body.message.id}`)).status).toBe(404)
    const after = await readBy(odile, id)
    expect(after.body.extract.content).toEqual(before.body.extract.content)
    const copied = after.parts.flatMap((part) => ('fileId' in part ? [String(part.fileId)] : []))
    expect((await odile.get(`/api/extracts/${id}/files/${String(copied[0])}`)).status).toBe(200)
  })
})

describe('what cannot be kept', () => {
  it('is answered plainly, and nothing is stored', async () => {
    const talk = await makeTalk(house)
    const { alix, odile, channel, teachersChannel } = talk
    const message = await said(alix, channel, 'A heron')
    await alix.delete(`/api/messages/${message}`)
    expect(reasonOf(await take(odile, { message }))).toBe('message_removed')
    const secret = await said(odile, teachersChannel, 'Not for pupils')
    expect(reasonOf(await take(alix, { message: secret }))).toBe('not_found')
    const page = await makePage(house.db, { projectId: talk.projectId, authorId: talk.owner.id, title: 'The river' })
    const nowhere = { from: { client: 12_345, clock: 7 }, to: { client: 12_345, clock: 8 } }
    expect(reasonOf(await take(odile, { document: page.id, ...nowhere }))).toBe('passage_gone')
    const empty = await makePage(house.db, { kind: 'board', projectId: talk.projectId, authorId: talk.owner.id })
    expect((await take(odile, { document: empty.id })).status).toBe(201)
    const file = await upload(house, alix, `/api/channels/${channel}`, { kind: 'file', bytes: 'a,b\n', name: 'a.csv' })
    await say(alix, channel, 'Look', { attachments: [{ id: file.body.file.id, alt: '' }] })
    expect(reasonOf(await take(odile, { file: file.body.file.id }))).toBe('extract_no_recording')
    for (const wrong of [
      {},
      { document: page.id, from: nowhere.from },
      { document: 'x' },
      { message, document: page.id },
      { object: '../x', document: empty.id },
      { document: page.id, ...nowhere, all: true },
    ])
      expect((await take(odile, wrong)).status).toBe(400)
    expect((await take(odile, { document: randomUUID() })).status).toBe(404)
    expect((await odile.get(`/api/projects/${talk.projectId}/extracts?before=${randomUUID()}`)).status).toBe(404)
  })

  it('is what one cannot read: its passage, its version and its things are not there, and stay unstored', async () => {
    const { projectId, owner } = base
    const asOwner = await house.as(owner)
    const secret = await makePage(house.db, { projectId, authorId: owner.id, access: 'teachers', title: 'Ours' })
    const writer = await house.join(secret.id, asOwner).synced()
    writeParagraph(writer.ydoc, 'Not for pupils')
    await writer.saved()
    await keepVersion(house.db, secret.id, house.clock.now())
    const versionId: string = (await asOwner.get(`/api/documents/${secret.id}/versions`)).body.versions[0].id
    const board = await makePage(house.db, { kind: 'board', projectId, authorId: owner.id, access: 'teachers' })
    const drawer = await house.join(board.id, asOwner).synced()
    const object = await putThing(drawer, authorOf(board.id, owner.id), { type: 'note', text: 'Not for pupils' })
    for (const reader of [await house.as(base.pupil), await house.as(await makeStaff(house.db))])
      for (const source of [
        { document: secret.id },
        { document: secret.id, ...ends(writer, blocksOf(writer).length - 1, 0, 2) },
        { version: versionId },
        { object, document: board.id },
        { figures: secret.id },
      ])
        expect([source, (await take(reader, source)).status]).toEqual([source, 404])
    expect(await house.db.select().from(extracts).where(eq(extracts.projectId, projectId))).toEqual([])
  })

  it('is what was erased since: of words that are out of their page for good nothing is left to take', async () => {
    const { page, one, teacher, alix } = await written()
    const heron = ends(one, 1, 4, 8)
    expect((await teacher.post(`/api/documents/${page.id}/removals`, heron)).status).toBe(201)
    await until(() => !textOf(one, 1).toJSON().includes('heron'))
    expect(reasonOf(await take(teacher, { document: page.id, ...heron }))).toBe('passage_gone')
    const whole = await readBy(teacher, await idOf(teacher, { document: page.id }))
    expect(JSON.stringify(whole.body)).not.toContain('heron')
    await teacher.patch(`/api/documents/${page.id}`, { state: 'removed' })
    expect((await take(alix, { document: page.id })).status).toBe(404)
  })
})
