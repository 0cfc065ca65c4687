import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pageRoot, readPage } from '#collab/documents/page.ts'
import { openDocument } from '#collab/relay/update.ts'
import { listAudit } from '#db/queries/audit.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { documents } from '#db/schema/documents.ts'
import { removals } from '#db/schema/removals.ts'
import { projects } from '#db/schema/projects.ts'
import { files } from '#db/schema/files.ts'
import type { Deps } from '#server/kit/context.ts'
import { forgetRemoval, tendRemovals } from '#server/removals/forget.ts'
import { keepVersion } from '#server/versions/automatic.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeFile, makePage } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import type { Peer } from '#test/helpers/relay.ts'

// What a teacher takes out of a page for good is nowhere a client could get it, and for thirty days with the teachers.

let house: LiveApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openLiveApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

const secret = 'zero six twelve thirty-four'
const day = 24 * 60 * 60 * 1_000

async function written(...paragraphs: string[]) {
  const { projectId, owner } = base
  const page = await makePage(house.db, { projectId, authorId: owner.id, title: 'The river', groupId: base.herons.id })
  const [pupil, teacher] = [await house.as(base.pupil), await house.as(base.teacher)]
  const peer = await house.join(page.id, pupil).synced()
  deleteBlock(peer.ydoc, 1)
  for (const text of paragraphs) writeParagraph(peer.ydoc, text)
  await peer.saved()
  const path = `/api/documents/${page.id}/removals`
  const remove = (ends: object) => teacher.post(path, ends)
  return { page, pupil, teacher, peer, path, remove }
}

const fragmentOf = ({ ydoc }: Pick<Peer, 'ydoc'>) => ydoc.getXmlFragment(pageRoot)

function textOf(peer: Pick<Peer, 'ydoc'>, block: number): Y.XmlText {
  const element = fragmentOf(peer).get(block)
  const text = element instanceof Y.XmlElement ? element.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('no such paragraph')
  return text
}

/** The id of the letter at this place of a text. */
function idAt(text: Y.XmlText, index: number) {
  const { item } = Y.createRelativePositionFromTypeIndex(text, index)
  if (item === null) throw new Error('no such letter')
  return { client: item.client, clock: item.clock }
}

const lettersOf = (text: Y.XmlText): string =>
  text
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('')

/** From the first letter of these words to their last. */
function endsOf(peer: Pick<Peer, 'ydoc'>, block: number, words: string) {
  const text = textOf(peer, block)
  const at = lettersOf(text).indexOf(words)
  return { from: idAt(text, at), to: idAt(text, at + words.length - 1) }
}

const holds = (bytes: Uint8Array, words: string) => Buffer.from(bytes).includes(words)

/** Everything that the server could give to anybody: rows, snapshot, the open room, versions, and what a fresh client hears. */
async function everything(documentId: string): Promise<Uint8Array[]> {
  const rows = await listLogRows(house.db, documentId)
  const snapshot = await findSnapshot(house.db, documentId)
  const reader = await house.as(base.owner)
  const fresh = await house.join(documentId, reader).synced()
  const heard = fresh.heard.map(({ bytes }) => bytes)
  fresh.destroy()
  const { body } = await reader.get(`/api/documents/${documentId}/versions`)
  const asked = ['content', ...body.versions.map(({ id }: { id: string }) => id)]
  const answers = await Promise.all(
    asked.map(async (id) => {
      const path = id === 'content' ? `/api/documents/${documentId}/content` : `/api/versions/${id}/content`
      const answer = await reader.get(path)
      expect(answer.status).toBe(200)
      return [answer.body.update, answer.body.previous ?? ''].map((part: string) => Buffer.from(part, 'base64'))
    }),
  )
  const { update } = await house.rooms.read(documentId)
  return [...rows.map(({ bytes }) => bytes), ...(snapshot ? [snapshot.bytes] : []), update, ...heard, ...answers.flat()]
}

async function expectNowhere(documentId: string, ...words: string[]) {
  const all = await everything(documentId)
  for (const word of words) expect(all.filter((bytes) => holds(bytes, word))).toHaveLength(0)
}

async function wordsOf(documentId: string) {
  const ydoc = openDocument([(await house.rooms.read(documentId)).update])
  const { text } = readPage(ydoc)
  ydoc.destroy()
  return text.split('\n').filter(Boolean)
}

describe('a passage taken out of a page for good', () => {
  it('is gone for everybody at once, from rows, versions and what a fresh client hears; teachers have it for thirty days', async () => {
    const { page, peer, path, teacher, pupil, remove } = await written(
      `Call me: ${secret}, at noon`,
      'Our river is long',
    )
    // What stood in the middle of it once goes with it.
    textOf(peer, 1).insert(13, 'BLUNDER')
    await peer.saved()
    textOf(peer, 1).delete(13, 7)
    await peer.saved()
    await keepVersion(house.db, page.id, house.clock.now())
    expect((await everything(page.id)).filter((bytes) => holds(bytes, secret)).length).toBeGreaterThan(3)
    const answer = await remove({ ...endsOf(peer, 1, secret), reason: 'A telephone number' })
    expect(answer.status).toBe(201)
    await expect.poll(() => textOf(peer, 1).toString()).toBe('Call me: , at noon')
    await expectNowhere(page.id, secret, 'thirty-four', 'BLUNDER')
    expect(await wordsOf(page.id)).toEqual(['The river', 'Call me: , at noon', 'Our river is long'])
    const list = await teacher.get(path)
    expect(list.body.removals).toEqual([
      {
        id: answer.body.removal.id,
        parts: [{ kind: 'text', text: secret }],
        authors: [base.pupil.id],
        reason: 'A telephone number',
        by: 'Theo Teacher',
        removedAt: answer.body.removal.removedAt,
        until: new Date(Date.parse(answer.body.removal.removedAt) + 30 * day).toISOString(),
      },
    ])
    expect((await pupil.get(path)).status).toBe(403)
    const { lines } = await listAudit(house.db, base.school.id, null)
    expect(lines.find(({ action }) => action === 'page.passage_removed')).toMatchObject({ targetId: page.id })
    // They write on, where it was too.
    textOf(peer, 1).insert(9, 'later')
    await peer.saved()
    expect(await wordsOf(page.id)).toContain('Call me: later, at noon')
  })

  it('takes whole blocks between its ends, and a block that it empties', async () => {
    const { page, peer, remove } = await written(`one ${secret}`, 'two', 'three', 'four and five')
    const ends = { from: endsOf(peer, 1, secret).from, to: endsOf(peer, 4, 'four').to }
    expect((await remove(ends)).body.removal.parts).toEqual(
      [secret, 'two', 'three', 'four'].map((text) => ({ kind: 'text', text })),
    )
    expect(await wordsOf(page.id)).toEqual(['The river', 'one ', ' and five'])
    await expectNowhere(page.id, secret, 'three')
  })

  it('takes what says the same in the past of the page: a block that was split, a typing error in between, what was deleted', async () => {
    const { page, peer, remove } = await written(`Split ${secret} here`, 'Other words')
    // As the editor splits a block: what follows is written anew, under the ids of whoever pressed the key.
    const first = textOf(peer, 1)
    first.delete(6, first.length - 6)
    writeParagraph(peer.ydoc, 'zero sixx twelve thirty-four here')
    await peer.saved()
    textOf(peer, 3).delete('zero six'.length, 1)
    await peer.saved()
    await keepVersion(house.db, page.id, house.clock.now())
    const again = textOf(peer, 3).toString()
    fragmentOf(peer).delete(3, 1)
    writeParagraph(peer.ydoc, again)
    await peer.saved()
    const ends = endsOf(peer, 3, secret)
    expect((await remove(ends)).status).toBe(201)
    await expectNowhere(page.id, secret, 'twelve', 'zero six', 'thirty-four')
    expect(await wordsOf(page.id)).toEqual(['The river', 'Split ', 'Other words', ' here'])
  })

  it('leaves what stands elsewhere, and what else was deleted', async () => {
    const { page, peer, remove } = await written(`One ${secret}`, `Two ${secret}`, 'Vandalised words')
    await keepVersion(house.db, page.id, house.clock.now())
    fragmentOf(peer).delete(3, 1)
    await peer.saved()
    await remove(endsOf(peer, 1, secret))
    expect(await wordsOf(page.id)).toEqual(['The river', 'One ', `Two ${secret}`])
    expect((await everything(page.id)).some((bytes) => holds(bytes, 'Vandalised words'))).toBe(true)
  })

  it('takes a link’s address along', async () => {
    const { page, peer, remove } = await written('See there, now')
    textOf(peer, 1).format(4, 5, { link: { href: 'https://evil.example/me' } })
    await peer.saved()
    expect((await remove(endsOf(peer, 1, 'there'))).status).toBe(201)
    await expectNowhere(page.id, 'evil.example')
  })

  it('takes a picture: its words and its file, which nobody but teachers opens, and nobody after thirty days', async () => {
    const { page, peer, pupil, teacher, path, remove } = await written('Before', 'After')
    const fileId = await makeFile(house.db, {
      projectId: base.projectId,
      documentId: page.id,
      bytes: new Uint8Array([1, 2, 3]),
      uploadedBy: base.pupil.id,
    })
    const image = new Y.XmlElement('image')
    fragmentOf(peer).insert(2, [image])
    image.setAttribute('fileId', fileId)
    image.setAttribute('alt', `My number ${secret}`)
    await peer.saved()
    expect((await pupil.get(`/api/files/${fileId}`)).status).toBe(200)
    const { id } = image._item ?? {}
    if (id === undefined) throw new Error('the picture is not there')
    const end = { client: id.client, clock: id.clock }
    const answer = await remove({ from: end, to: end })
    expect(answer.body.removal.parts).toEqual([{ kind: 'picture', fileId, alt: `My number ${secret}` }])
    await expectNowhere(page.id, secret, fileId)
    expect(await wordsOf(page.id)).toEqual(['The river', 'Before', 'After'])
    expect((await pupil.get(`/api/files/${fileId}`)).status).toBe(404)
    expect((await teacher.get(`/api/files/${fileId}`)).status).toBe(200)
    const later = { ...house.deps, now: () => new Date(house.clock.now().getTime() + 31 * day) }
    await tendRemovals(later)
    expect((await teacher.get(path)).body.removals).toEqual([])
    expect((await teacher.get(`/api/files/${fileId}`)).status).toBe(404)
    expect(await house.db.select().from(files).where(eq(files.id, fileId))).toEqual([])
  })

  it('is finished by a later turn where the store failed, and is not kept where it never left the page', async () => {
    const { page, peer, remove, teacher, path } = await written(`Call me: ${secret}`, 'Our river is long')
    const answer = await remove(endsOf(peer, 1, secret))
    const [row] = await house.db.select().from(removals).where(eq(removals.documentId, page.id))
    if (row === undefined) throw new Error('nothing was kept')
    const unforgotten = { forgottenAt: null, removedAt: new Date(house.clock.now().getTime() - 5 * 60_000) }
    await house.db.update(removals).set(unforgotten).where(eq(removals.id, row.id))
    const broken: Deps = {
      ...house.deps,
      rooms: { ...house.rooms, redact: () => Promise.reject(new Error('disk full')) },
    }
    await forgetRemoval(broken, row)
    const never = { ...row, id: undefined, taken: { ...row.taken, from: endsOf(peer, 2, 'Our').from } }
    await house.db.insert(removals).values({ ...never, ...unforgotten })
    expect((await teacher.get(path)).body.removals).toHaveLength(2)
    await tendRemovals(house.deps)
    expect((await teacher.get(path)).body.removals).toMatchObject([{ id: answer.body.removal.id }])
    const [after] = await house.db.select().from(removals).where(eq(removals.id, row.id))
    expect(after?.forgottenAt).not.toBeNull()
    expect(await wordsOf(page.id)).toEqual(['The river', 'Call me: ', 'Our river is long'])
  })
})

describe('what cannot be taken out', () => {
  const reasonOf = (answer: { body: { error?: { reason: string } } }) => answer.body.error?.reason

  it('is answered plainly, and nothing is changed', async () => {
    const { page, peer, pupil, remove, path, teacher } = await written(`Call me: ${secret}`, 'Our river is long')
    const ends = endsOf(peer, 1, secret)
    const gone = endsOf(peer, 2, 'long')
    const whole = { from: endsOf(peer, 0, 'The').from, to: endsOf(peer, 2, 'long').to }
    const before = await wordsOf(page.id)
    expect(reasonOf(await remove({ from: ends.to, to: ends.from }))).toBe('passage_reversed')
    expect(reasonOf(await remove(whole))).toBe('passage_whole')
    const foreign = { client: 12_345, clock: 7 }
    expect(reasonOf(await remove({ from: ends.from, to: foreign }))).toBe('passage_gone')
    expect(reasonOf(await remove({ from: { ...ends.from, clock: 1_000_000 }, to: ends.to }))).toBe('passage_gone')
    // So many at once are not one teacher's to ask.
    const owner = await house.as(base.owner)
    for (const wrong of [
      {},
      { from: ends.from },
      { ...ends, reason: 'x'.repeat(201) },
      { from: { client: -1, clock: 0 }, to: ends.to },
      { from: { client: 2 ** 40, clock: 0 }, to: ends.to },
      { from: { client: 1.5, clock: 0 }, to: ends.to },
      { ...ends, all: true },
    ])
      expect((await owner.post(path, wrong)).status).toBe(400)
    expect((await pupil.post(path, ends)).status).toBe(403)
    expect((await (await house.as(base.friend)).post(path, ends)).status).toBe(403)
    expect(await wordsOf(page.id)).toEqual(before)
    textOf(peer, 2).delete(13, 4)
    await peer.saved()
    expect(reasonOf(await remove(gone))).toBe('passage_gone')
    expect((await teacher.get(path)).body.removals).toEqual([])
  })

  it('a frozen page is the teacher’s to mend; one off the shelf, archived or damaged is not', async () => {
    const { page, peer, remove, teacher } = await written(`Call me: ${secret}`, 'Our river is long')
    await teacher.patch(`/api/documents/${page.id}`, { state: 'frozen' })
    expect((await remove(endsOf(peer, 1, 'Call'))).status).toBe(201)
    const ends = endsOf(peer, 1, secret)
    await house.db.update(documents).set({ damagedAt: house.clock.now() }).where(eq(documents.id, page.id))
    expect(reasonOf(await remove(ends))).toBe('document_damaged')
    await house.db.update(documents).set({ damagedAt: null }).where(eq(documents.id, page.id))
    await teacher.patch(`/api/documents/${page.id}`, { state: 'removed' })
    expect(reasonOf(await remove(ends))).toBe('document_removed')
    await teacher.patch(`/api/documents/${page.id}`, { state: 'open' })
    await house.db.update(projects).set({ state: 'archived' }).where(eq(projects.id, base.projectId))
    expect((await remove(ends)).status).toBe(403)
  })

  it('of a board nothing: it has a bin', async () => {
    const board = await makePage(house.db, { kind: 'board', projectId: base.projectId, authorId: base.owner.id })
    const end = { client: 1, clock: 0 }
    const teacher = await house.as(base.teacher)
    expect((await teacher.post(`/api/documents/${board.id}/removals`, { from: end, to: end })).status).toBe(404)
  })

  it('of two teachers who take the same, one does', async () => {
    const { page, peer, remove, path, teacher } = await written(`Call me: ${secret}`, 'Our river is long')
    const ends = endsOf(peer, 1, secret)
    const other = await house.as(base.owner)
    const answers = await Promise.all([remove(ends), other.post(path, ends)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect((await teacher.get(path)).body.removals).toHaveLength(1)
    await expectNowhere(page.id, secret)
  })
})
