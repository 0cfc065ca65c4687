import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { objectsOf, readBoard } from '#collab/documents/board-read.ts'
import { type NewObject, putComment, putObject, setReaction, setValues } from '#collab/documents/board-write.ts'
import { listAudit } from '#db/queries/audit.ts'
import { listHidden } from '#db/queries/boards-hidden.ts'
import { listRedactions } from '#db/queries/boards-redactions.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { purgeBin } from '#server/boards/bin.ts'
import { forgetLeft } from '#server/boards/forgetting.ts'
import { hideObject } from '#server/boards/hiding.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'
import { recording } from '#test/helpers/recordings.ts'
import { download, upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const secret = 'OPENSESAME'

/** A board of a class, with a teacher and two pupils who have it open. */
async function openBoard() {
  const people = await makeClassProject(house.db)
  const board = await makePage(house.db, { kind: 'board', projectId: people.projectId, authorId: people.teacher.id })
  const path = `/api/documents/${board.id}`
  const [teacher, pupil, friend] = await Promise.all(
    [people.teacher, people.pupil, people.friend].map((person) => house.as(person)),
  )
  if (!teacher || !pupil || !friend) throw new Error('nobody is there')
  return { people, id: board.id, path, teacher, pupil, friend, author: authorOf(board.id, people.pupil.id) }
}

type Opened = Awaited<ReturnType<typeof openBoard>>

const join = (board: Opened, browser: Browser) => house.join(board.id, browser).synced()

async function put(peer: Peer, author: string, object: Partial<NewObject> & Pick<NewObject, 'type'>) {
  const id = objectId(author)
  putObject(peer.ydoc, id, { at: 1, order: 'a1', place: [10, 20], size: [100, 50], ...object })
  await peer.saved()
  return id
}

async function live({ id }: Opened) {
  const { update } = await house.rooms.read(id)
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  return readBoard(ydoc)
}

/** Every byte that the store or the relay could give to anybody. */
async function everything({ id }: Opened): Promise<Buffer> {
  const rows = await listLogRows(house.db, id, { after: 0 })
  const snapshot = await findSnapshot(house.db, id)
  const { update } = await house.rooms.read(id)
  return Buffer.concat([...rows.map((row) => row.bytes), ...(snapshot === null ? [] : [snapshot.bytes]), update])
}

const actionsOf = async ({ people }: Opened) =>
  (await listAudit(house.db, people.school.id, null)).lines.map((line) => line.action)

/** A teacher's request, whose rooms fail as they are told. */
const failing = (board: Opened, name: 'edit' | 'redact') => {
  const teacher = { ...board.people.teacher, isSchoolAdmin: false, isWaiting: false }
  const user = { ...teacher, locale: null, shape: null, theme: 'system' as const }
  return { ...house.deps, rooms: roomsThatEndAt(name), user, sessionId: null, requestId: 'x' }
}

const anHourLater = () => ({ ...house.deps, now: () => new Date(house.deps.now().getTime() + 3_600_000) })

/** As if the process ended there. */
const roomsThatEndAt = (name: 'edit' | 'redact') =>
  new Proxy(house.rooms, {
    get(target, key) {
      if (key === name) return () => Promise.reject(new Error(name))
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })

describe('a thing that a teacher hides', () => {
  it('leaves room, log and browsers with its words and comments, and comes back as it was', async () => {
    const board = await openBoard()
    const [anna, ben] = [await join(board, board.pupil), await join(board, board.friend)]
    const id = await put(anna, board.author, { type: 'note', text: `${secret} is written here`, colour: 3 })
    putComment(ben.ydoc, objectId(authorOf(board.id, board.people.friend.id)), { objectId: id, at: 5, text: secret })
    setReaction(ben.ydoc, id, authorOf(board.id, board.people.friend.id), 2)
    await ben.saved()
    const before = await live(board)
    expect((await everything(board)).includes(secret)).toBe(true)

    const picture = () => board.friend.get(`${board.path}/thumbnail`)
    const shown = (await picture()).headers.get('ETag')
    const { status, body } = await board.teacher.post(`${board.path}/objects/${id}/hide`)
    expect((await picture()).headers.get('ETag')).not.toBe(shown)
    expect([status, body.hidden.text]).toEqual([200, `${secret} is written here`])
    await until(() => !objectsOf(anna.ydoc).has(id) && !objectsOf(ben.ydoc).has(id), 'the end of it')
    expect((await everything(board)).includes(secret)).toBe(false)
    const late = await join(board, await house.as(board.people.guest))
    expect(Buffer.from(Y.encodeStateAsUpdate(late.ydoc)).includes(secret)).toBe(false)
    expect((await live(board)).moderation.hidden).toEqual(new Set([id]))

    const { body: list } = await board.teacher.get(`${board.path}/hidden`)
    expect(list.hidden).toMatchObject([{ objectId: id, type: 'note', comments: [{ text: secret }] }])
    expect((await board.pupil.get(`${board.path}/hidden`)).status).toBe(403)

    expect((await board.teacher.post(`${board.path}/objects/${id}/restore`)).status).toBe(204)
    await until(() => objectsOf(ben.ydoc).has(id), 'its return')
    const after = await live(board)
    expect(after.objects).toEqual(before.objects)
    expect(after.comments).toEqual(before.comments)
    expect(after.reactions).toEqual(before.reactions)
    expect(after.moderation.hidden).toEqual(new Set())
    expect((await board.teacher.get(`${board.path}/hidden`)).body.hidden).toEqual([])
    expect((await actionsOf(board)).slice(0, 2)).toEqual(['board.restored', 'board.hidden'])
  })

  it('cannot be made anew by its author, who writes on', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const id = await put(anna, board.author, { type: 'note', text: 'mine' })
    await board.teacher.post(`${board.path}/objects/${id}/hide`)
    await until(() => !objectsOf(anna.ydoc).has(id), 'the end of it')
    putObject(anna.ydoc, id, { type: 'note', at: 2, order: 'a1', text: 'again' })
    await until(() => anna.refusals.length > 0, 'a refusal')
    expect((await live(board)).objects).toEqual([])
    const again = await join(board, board.pupil)
    const next = await put(again, board.author, { type: 'note', text: 'another' })
    expect((await live(board)).objects.map((object) => object.id)).toEqual([next])
  })

  it('is a frame: what lies in it stays where it is seen, and goes back with it', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const frame = await put(anna, board.author, { type: 'frame', place: [100, 100], size: [400, 300], text: 'Ours' })
    const inside = await put(anna, board.author, { type: 'note', parent: frame, place: [10, 20] })
    const moved = await put(anna, board.author, { type: 'note', parent: frame, place: [30, 40] })
    await board.teacher.post(`${board.path}/objects/${frame}/hide`)
    const find = async (id: string) => (await live(board)).objects.find((object) => object.id === id)
    expect(await find(inside)).toMatchObject({ parent: null, place: [110, 120] })
    await until(() => !objectsOf(anna.ydoc).has(frame), 'the end of the frame')
    setValues(anna.ydoc, moved, { isRemoved: true })
    await anna.saved()
    await board.teacher.post(`${board.path}/objects/${frame}/restore`)
    expect(await find(frame)).toMatchObject({ text: 'Ours', place: [100, 100] })
    expect(await find(inside)).toMatchObject({ parent: frame, place: [10, 20] })
    expect(await find(moved)).toMatchObject({ parent: null })
  })

  it('takes its picture or voice along', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const { body } = await upload(house, board.pupil, board.path, { kind: 'voice', bytes: recording('words.webm') })
    const asset = body.file.id
    const id = await put(anna, board.author, { type: 'voice', asset, durationMs: 2_940 })
    const statusFor = async (browser: Browser) => (await download(house, browser, asset)).status
    await board.teacher.post(`${board.path}/objects/${id}/hide`)
    expect([await statusFor(board.friend), await statusFor(board.teacher)]).toEqual([404, 200])
    await board.teacher.post(`${board.path}/objects/${id}/restore`)
    expect(await statusFor(board.friend)).toBe(200)
  })

  it('is finished later, where the process or the store went away in between', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const id = await put(anna, board.author, { type: 'note', text: secret })
    const kept = await put(anna, board.author, { type: 'note', text: 'kept' })
    await hideObject(failing(board, 'redact'), board.id, id)
    await expect(hideObject(failing(board, 'edit'), board.id, kept)).rejects.toThrow('edit')
    expect((await everything(board)).includes(secret)).toBe(true)
    await forgetLeft(house.deps)
    // It may still be going on.
    expect((await everything(board)).includes(secret)).toBe(true)
    await forgetLeft(anHourLater())
    expect((await everything(board)).includes(secret)).toBe(false)
    const rows = await listHidden(house.db, board.id)
    expect(rows.map((row) => [row.objectId, row.forgottenAt !== null])).toEqual([[id, true]])
    expect((await live(board)).objects.map((object) => object.id)).toEqual([kept])
  })

  it('is of a board, and there', async () => {
    const board = await openBoard()
    const unknown = objectId(board.author)
    expect((await board.teacher.post(`${board.path}/objects/${unknown}/hide`)).status).toBe(404)
    expect((await board.teacher.post(`${board.path}/objects/${unknown}/restore`)).status).toBe(404)
    expect((await board.teacher.post(`${board.path}/objects/..%2Fx/hide`)).status).toBe(404)
  })
})

describe('cards that a teacher approves first', () => {
  const card = { text: 'A heron stood there' }

  it('wait outside of the board, for their author and the teachers alone', async () => {
    const board = await openBoard()
    const { status, body } = await board.pupil.post(`${board.path}/pending`, card)
    expect([status, body.card.state]).toEqual([201, 'waiting'])
    expect((await everything(board)).includes('heron')).toBe(false)
    const seenBy = async (browser: Browser) => (await browser.get(`${board.path}/pending`)).body.cards.length
    expect([await seenBy(board.pupil), await seenBy(board.teacher), await seenBy(board.friend)]).toEqual([1, 1, 0])
  })

  it('stand on the board as their author’s once approved, once however often', async () => {
    const board = await openBoard()
    const ben = await join(board, board.friend)
    const { body } = await board.pupil.post(`${board.path}/pending`, { ...card, colour: 4 })
    const path = `${board.path}/pending/${body.card.id}/approve`
    const read = { changedAt: body.card.changedAt }
    const answers = await Promise.all([board.teacher.post(path, read), board.teacher.post(path, read)])
    expect(answers.map((answer) => answer.status)).toContain(200)
    await until(() => objectsOf(ben.ydoc).size === 1, 'the card')
    const { objects } = await live(board)
    expect(objects).toMatchObject([{ type: 'card', text: card.text, colour: 4, author: board.author }])
    expect((await board.teacher.get(`${board.path}/pending`)).body.cards).toEqual([])
    const anna = await join(board, board.pupil)
    setValues(anna.ydoc, objects[0]?.id ?? '', { colour: 5 })
    await anna.saved()
    expect((await live(board)).objects[0]?.colour).toBe(5)
  })

  it('go into their column, and under everything where they have none', async () => {
    const board = await openBoard()
    const peer = await join(board, board.teacher)
    const author = authorOf(board.id, board.people.teacher.id)
    const column = await put(peer, author, { type: 'column', place: [40, 30], size: [200, 400] })
    for (const parent of [column, null, objectId(author)]) {
      const { body } = await board.pupil.post(`${board.path}/pending`, { ...card, parent })
      const { id, changedAt } = body.card
      await board.teacher.post(`${board.path}/pending/${id}/approve`, { changedAt })
    }
    const { objects } = await live(board)
    const cards = objects.filter((object) => object.type === 'card')
    expect(cards.map((object) => object.parent)).toEqual([column, null, null])
    expect(cards[1]?.place).toEqual([40, 454])
  })

  it('come back with a reason, and are sent in anew or taken back by their author', async () => {
    const board = await openBoard()
    const { body } = await board.pupil.post(`${board.path}/pending`, card)
    const path = `${board.path}/pending/${body.card.id}`
    expect((await board.teacher.post(`${path}/return`, { reason: '' })).status).toBe(400)
    await board.teacher.post(`${path}/return`, { reason: 'Where was that?' })
    const [own] = (await board.pupil.get(`${board.path}/pending`)).body.cards
    expect(own).toMatchObject({ state: 'returned', reason: 'Where was that?', can: { edit: true, decide: false } })
    expect((await board.friend.send('PUT', path, card)).status).toBe(404)
    const again = await board.pupil.send('PUT', path, { text: 'A heron stood at the Isère' })
    expect(again.body.card).toMatchObject({ state: 'waiting', reason: null })
    expect((await board.friend.delete(path)).status).toBe(404)
    expect((await board.pupil.delete(path)).status).toBe(204)
    expect((await board.pupil.get(`${board.path}/pending`)).body.cards).toEqual([])
  })

  it('keep their file to their author and the teachers until then', async () => {
    const board = await openBoard()
    const { body } = await upload(house, board.pupil, board.path, { kind: 'voice', bytes: recording('words.webm') })
    const asset = body.file.id
    const sent = await board.pupil.post(`${board.path}/pending`, { asset })
    expect(sent.body.card.card).toMatchObject({ assetKind: 'voice', durationMs: body.file.durationMs })
    const statuses = async () =>
      Promise.all(
        [board.pupil, board.teacher, board.friend].map(async (one) => (await download(house, one, asset)).status),
      )
    expect(await statuses()).toEqual([200, 200, 404])
    const { id, changedAt } = sent.body.card
    await board.teacher.post(`${board.path}/pending/${id}/approve`, { changedAt })
    expect(await statuses()).toEqual([200, 200, 200])
  })

  it('are refused where they hold nothing, a script, or the file of another', async () => {
    const board = await openBoard()
    const refusal = async (draft: object) => {
      const { status, body } = await board.pupil.post(`${board.path}/pending`, draft)
      return [status, body.error?.fields?.[0]?.path]
    }
    expect(await refusal({ text: '  ' })).toEqual([400, 'text'])
    expect(await refusal({ href: 'javascript:alert(1)' })).toEqual([400, 'href'])
    expect(await refusal({ text: 'x'.repeat(5_001) })).toEqual([400, 'text'])
    const other = await upload(house, board.friend, board.path, { kind: 'file', bytes: 'words', name: 'a.txt' })
    expect(await refusal({ asset: other.body.file.id })).toEqual([400, 'asset'])
    expect((await board.pupil.post(`${board.path}/pending`, { ...card, author: 's' })).status).toBe(400)
  })

  it('are at most thirty of one pupil, and none of a pupil who is paused', async () => {
    const board = await openBoard()
    for (let count = 0; count < 30; count++) await board.pupil.post(`${board.path}/pending`, card)
    expect((await board.pupil.post(`${board.path}/pending`, card)).body.error.reason).toBe('cards_waiting')
    const peer = await join(board, board.teacher)
    peer.ydoc.getMap('mod').set(`ro:${authorOf(board.id, board.people.friend.id)}`, 1)
    await peer.saved()
    expect((await board.friend.post(`${board.path}/pending`, card)).body.error.reason).toBe('board_paused')
  })
})

describe('a vote', () => {
  async function openedVote(marks = 2) {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const ids = []
    for (const text of ['Isère', 'Drac', 'Rhône']) ids.push(await put(anna, board.author, { type: 'card', text }))
    const { body } = await board.teacher.post(`${board.path}/votes`, { marks })
    const vote = body.vote.id
    const choose = (browser: Browser, objectIds: string[]) =>
      browser.send('PUT', `${board.path}/votes/${vote}/marks`, { objectIds })
    return { ...board, board, anna, ids, vote, choose }
  }
  const end = (browser: Browser, path: string, vote: string, count = true) =>
    browser.post(`${path}/votes/${vote}/end`, { count })

  it('is said on the board while it is open, and its result once it is counted', async () => {
    const { board, path, vote, ids, choose, teacher, pupil, friend, people, anna } = await openedVote()
    await until(() => readBoard(anna.ydoc).meta.poll?.id === vote, 'the vote')
    expect((await live(board)).meta.poll).toEqual({ id: vote, marks: 2 })
    const colleague = await house.as(people.colleague)
    await choose(pupil, [ids[0] ?? '', ids[1] ?? ''])
    await choose(friend, [ids[0] ?? ''])
    await choose(colleague, [ids[0] ?? ''])
    expect((await teacher.get(`${path}/vote`)).body.vote.voterCount).toBe(3)
    expect((await end(teacher, path, vote)).status).toBe(204)
    const { meta } = await live(board)
    expect(meta.poll).toBeNull()
    expect(Object.fromEntries(meta.tally)).toEqual({ [ids[0] ?? '']: 3, [ids[1] ?? '']: 1 })
    expect((await actionsOf(board)).slice(0, 2)).toEqual(['vote.counted', 'vote.opened'])
    expect((await end(teacher, path, vote)).status).toBe(204)
    expect((await teacher.delete(`${path}/tally`)).status).toBe(204)
    expect((await live(board)).meta.tally.size).toBe(0)
  })

  it('shows each their own choice and nobody another’s', async () => {
    const { path, ids, choose, pupil, friend, teacher, board } = await openedVote()
    await choose(pupil, [ids[2] ?? ''])
    const ownOf = async (browser: Browser) => (await browser.get(`${path}/vote`)).body.vote
    expect(await ownOf(pupil)).toMatchObject({ own: [ids[2]], voterCount: null })
    expect((await ownOf(friend)).own).toEqual([])
    expect(await ownOf(teacher)).toMatchObject({ own: [], voterCount: 1 })
    expect((await live(board)).meta.tally.size).toBe(0)
  })

  it('takes no more marks than it gives, one for each thing, and may be changed until the end', async () => {
    const { path, ids, vote, choose, pupil, friend, teacher, people, board } = await openedVote(1)
    expect((await choose(pupil, ids)).body.error.fields[0].reason).toBe('too_many_marks')
    await choose(pupil, [ids[0] ?? '', ids[0] ?? ''])
    await choose(pupil, [ids[1] ?? ''])
    await choose(friend, [objectId('nobodynobody')])
    await choose(await house.as(people.owner), [ids[1] ?? ''])
    // Who chooses what is not there is no third voter who would hide the other two.
    expect((await end(teacher, path, vote)).body.error.reason).toBe('too_few_votes')
    await choose(friend, [ids[2] ?? ''])
    await end(teacher, path, vote)
    expect(Object.fromEntries((await live(board)).meta.tally)).toEqual({ [ids[1] ?? '']: 2, [ids[2] ?? '']: 1 })
    expect((await choose(pupil, [])).body.error.reason).toBe('vote_over')
  })

  it('is not counted where each would know what the others chose; it can be called off', async () => {
    const { path, ids, vote, choose, pupil, friend, teacher, board } = await openedVote()
    await choose(pupil, [ids[0] ?? ''])
    await choose(friend, [ids[0] ?? ''])
    expect((await end(teacher, path, vote)).body.error.reason).toBe('too_few_votes')
    expect((await end(teacher, path, vote, false)).status).toBe(204)
    expect((await live(board)).meta).toMatchObject({ poll: null, tally: new Map() })
    expect((await pupil.get(`${path}/vote`)).body.vote).toBeNull()
  })

  it('is one at a time, and opened to its end', async () => {
    const { path, teacher, vote, board, id, people } = await openedVote()
    expect((await teacher.post(`${path}/votes`, { marks: 3 })).body.error.reason).toBe('vote_open')
    await house.rooms.edit(id, people.teacher.id, (ydoc) => ydoc.getMap('meta').delete('poll'))
    expect((await teacher.post(`${path}/votes`, { marks: 3 })).body.vote.id).toBe(vote)
    expect((await live(board)).meta.poll).toEqual({ id: vote, marks: 2 })
  })

  it('is not written by anybody on the board itself', async () => {
    const { anna, board } = await openedVote()
    anna.ydoc.getMap('meta').set('tally', { x: 9 })
    await until(() => !anna.ydoc.getMap('meta').has('tally'), 'it is put right')
    expect((await live(board)).meta.tally.size).toBe(0)
  })
})

describe('the bin', () => {
  it('is emptied by teachers, and then nobody and no log has what was in it', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const { body } = await upload(house, board.pupil, board.path, { kind: 'voice', bytes: recording('words.webm') })
    const gone = await put(anna, board.author, { type: 'voice', asset: body.file.id, alt: secret })
    const binned = await put(anna, board.author, { type: 'note', text: secret })
    const kept = await put(anna, board.author, { type: 'note', text: 'kept' })
    for (const id of [gone, binned]) setValues(anna.ydoc, id, { isRemoved: true })
    await anna.saved()
    expect((await board.pupil.delete(`${board.path}/bin`)).status).toBe(403)
    expect((await board.teacher.delete(`${board.path}/bin/${kept}`)).status).toBe(404)
    expect((await board.teacher.delete(`${board.path}/bin/${gone}`)).body).toEqual({ count: 1 })
    expect((await download(house, board.teacher, body.file.id)).status).toBe(404)
    expect((await board.teacher.delete(`${board.path}/bin`)).body).toEqual({ count: 1 })
    expect((await board.teacher.delete(`${board.path}/bin`)).body).toEqual({ count: 0 })
    expect((await everything(board)).includes(secret)).toBe(false)
    expect((await live(board)).objects.map((object) => object.id)).toEqual([kept])
    await until(() => objectsOf(anna.ydoc).size === 1, 'the end of them')
    const still = await put(anna, board.author, { type: 'note', text: 'writes on' })
    expect((await live(board)).objects.map((object) => object.id).toSorted()).toEqual([kept, still].toSorted())
  })
  it('is forgotten later, where the store went away in between, and what lives on stays', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const [gone, kept] = [
      await put(anna, board.author, { type: 'note', text: secret }),
      await put(anna, board.author, { type: 'note', text: 'kept' }),
    ]
    for (const id of [gone, kept]) setValues(anna.ydoc, id, { isRemoved: true })
    await anna.saved()
    await expect(purgeBin(failing(board, 'edit'), board.id, kept)).rejects.toThrow('edit')
    expect(await purgeBin(failing(board, 'redact'), board.id, gone)).toEqual({ count: 1 })
    expect((await everything(board)).includes(secret)).toBe(true)
    await forgetLeft(anHourLater())
    expect((await everything(board)).includes(secret)).toBe(false)
    expect(await listRedactions(house.db, anHourLater().now(), 10)).toEqual([])
    expect((await live(board)).objects.map((object) => [object.id, object.text])).toEqual([[kept, 'kept']])
  })
})
