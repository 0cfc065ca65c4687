import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf } from '#collab/documents/board-author.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { setValues, textOfObject } from '#collab/documents/board-write.ts'
import { listAudit } from '#db/queries/audit.ts'
import { liveBoard, putThing } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makeMessage, makePage, makePupil } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'

// What somebody writes through the server is judged as what they write by hand (SPEC 78).

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** A board with a teacher, a pupil and a pupil who may restore, all of whom have it open. */
async function openBoard() {
  const people = await makeClassProject(house.db)
  const { projectId, school, teacher, pupil } = people
  const helper = await makePupil(house.db, { schoolId: school.id, displayName: 'Mina H.', pseudonym: 'Red Fox' })
  await makeMember(house.db, { projectId, user: helper, role: 'pupil_admin', groupId: people.herons.id })
  const board = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id })
  const path = `/api/documents/${board.id}`
  const join = async (user: Parameters<LiveApp['as']>[0]) => {
    const browser = await house.as(user)
    const peer = await house.join(board.id, browser).synced()
    return { browser, peer, author: authorOf(board.id, user.id) }
  }
  return {
    ...people,
    helper,
    id: board.id,
    path,
    theo: await join(teacher),
    anna: await join(pupil),
    mina: await join(helper),
  }
}

type Opened = Awaited<ReturnType<typeof openBoard>>
type Person = Opened['anna']

const put = ({ peer, author }: Person, object: Parameters<typeof putThing>[2]) => putThing(peer, author, object)

async function live({ id }: Opened) {
  const { objects, meta } = await liveBoard(house, id)
  return { meta, of: (objectIdAsked: string) => objects.find((object) => object.id === objectIdAsked) }
}

async function nameVersion({ path, theo }: Opened): Promise<string> {
  const { body } = await theo.browser.post(`${path}/versions`, { name: 'Before' })
  return body.version.id
}

const restore = ({ browser }: Person, versionId: string) => browser.post(`/api/versions/${versionId}/restore`)

async function rewrite(peer: Peer, id: string, text: string) {
  const there = textOfObject(peer.ydoc, id)
  there?.delete(0, there.length)
  there?.insert(0, text)
  await peer.saved()
}

const pause = ({ theo, path }: Opened, userId: string) => theo.browser.send('PUT', `${path}/pauses/${userId}`, {})
const endPause = ({ theo, path }: Opened, userId: string) => theo.browser.delete(`${path}/pauses/${userId}`)

const moderate = async ({ theo }: Opened, key: string) => {
  moderationOf(theo.peer.ydoc).set(key, 1)
  await theo.peer.saved()
}

const seenBy = (person: Person, id: string) => until(() => textOfObject(person.peer.ydoc, id) !== null, 'it is there')

describe('a version that a pupil brings back', () => {
  it('leaves what a teacher has locked since as it is, and says so', async () => {
    const board = await openBoard()
    const { mina, theo } = board
    const [locked, open] = [
      await put(mina, { type: 'note', text: 'first' }),
      await put(mina, { type: 'note', text: 'first' }),
    ]
    const version = await nameVersion(board)
    await seenBy(theo, open)
    await rewrite(theo.peer, locked, 'mended by the teacher')
    await rewrite(theo.peer, open, 'mended by the teacher')
    await moderate(board, moderationKey.locked(locked))
    const { status, body } = await restore(mina, version)
    expect([status, body.keptBack]).toEqual([200, { locked: 1 }])
    const now = await live(board)
    expect([now.of(locked)?.text, now.of(open)?.text]).toEqual(['mended by the teacher', 'first'])
    const { status: again, body: whole } = await restore(theo, version)
    expect([again, whole.keptBack]).toEqual([200, {}])
    expect((await live(board)).of(locked)?.text).toBe('first')
  })

  it('takes nothing of others into the bin, nor out of it, and leaves the layout to teachers', async () => {
    const board = await openBoard()
    const { anna, mina, theo } = board
    const [old, own] = [await put(anna, { type: 'note', text: 'old' }), await put(mina, { type: 'note', text: 'own' })]
    const version = await nameVersion(board)
    await seenBy(theo, old)
    await seenBy(theo, own)
    setValues(theo.peer.ydoc, old, { isRemoved: true })
    theo.peer.ydoc.getMap('meta').set('layout', 'grid')
    await theo.peer.saved()
    const fresh = await put(anna, { type: 'note', text: 'new' })
    const late = await put(mina, { type: 'note', text: 'late' })
    const { body } = await restore(mina, version)
    expect(body.keptBack).toMatchObject({ not_yours: 2 })
    const now = await live(board)
    expect(now.meta.layout).toBe('grid')
    expect([old, fresh, late].map((id) => now.of(id)?.isRemoved)).toEqual([true, false, true])
  })

  it('is not brought back by one who is paused, nor on a board that is frozen', async () => {
    const board = await openBoard()
    const { mina, theo } = board
    const note = await put(mina, { type: 'note', text: 'rude' })
    const version = await nameVersion(board)
    await seenBy(theo, note)
    setValues(theo.peer.ydoc, note, { isRemoved: true })
    await pause(board, board.helper.id)
    expect(await restore(mina, version)).toMatchObject({ status: 409, body: { error: { reason: 'board_paused' } } })
    expect((await live(board)).of(note)?.isRemoved).toBe(true)
    await endPause(board, board.helper.id)
    await theo.browser.patch(board.path, { state: 'frozen' })
    expect((await restore(mina, version)).status).toBe(409)
    expect((await live(board)).of(note)?.isRemoved).toBe(true)
  })

  it('does not change what says more than was approved', async () => {
    const board = await openBoard()
    const { mina, theo } = board
    const note = await put(mina, { type: 'card', text: 'something rude' })
    const version = await nameVersion(board)
    await seenBy(theo, note)
    await rewrite(theo.peer, note, 'something kind')
    theo.peer.ydoc.getMap('meta').set('approve', 1)
    await theo.peer.saved()
    expect((await restore(mina, version)).body.keptBack).toEqual({ needs_approval: 1 })
    expect((await live(board)).of(note)?.text).toBe('something kind')
  })
})

describe('a message that a pupil copies to a board', () => {
  it('is their card, and none while they are paused', async () => {
    const board = await openBoard()
    const { anna, projectId, pupil } = board
    const { body } = await anna.browser.get(`/api/projects/${projectId}/channels`)
    const channel = body.channels.find((one: { kind: string }) => one.kind === 'project')
    const message = await makeMessage(house.db, { channelId: channel.id, authorId: pupil.id, text: 'the heron flew' })
    const copy = () => anna.browser.post(`/api/messages/${message.id}/copy`, { documentId: board.id })
    await pause(board, pupil.id)
    expect((await copy()).status).toBe(409)
    await endPause(board, pupil.id)
    expect((await copy()).status).toBe(201)
    expect((await liveBoard(house, board.id)).objects).toMatchObject([{ author: anna.author, text: 'the heron flew' }])
  })
})

it('a version that came back stands in the audit with what was kept back', async () => {
  const board = await openBoard()
  const note = await put(board.mina, { type: 'note', text: 'first' })
  const version = await nameVersion(board)
  await seenBy(board.theo, note)
  await rewrite(board.theo.peer, note, 'second')
  await moderate(board, moderationKey.locked(note))
  await restore(board.mina, version)
  const { lines } = await listAudit(house.db, board.school.id, null)
  expect(lines.find((line) => line.action === 'version.restored')?.detail).toMatchObject({ keptBack: 1 })
})
