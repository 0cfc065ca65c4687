import { afterAll, beforeAll, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { putObject, setValues, textOfObject } from '#collab/documents/board-write.ts'
import type { Browser } from '#test/helpers/app.ts'
import { liveBoard } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

// What was approved is shown as it was approved: a change of it waits for a teacher like a new card.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const approve = (browser: Browser, path: string, { id, changedAt }: { id: string; changedAt: string }) =>
  browser.post(`${path}/pending/${id}/approve`, { changedAt })

/** A wall that asks for approval, with a card of a pupil that was approved. */
async function openWall() {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil, friend } = people
  const wall = await makePage(house.db, { kind: 'wall', projectId, authorId: teacher.id })
  const path = `/api/documents/${wall.id}`
  const [asTeacher, asPupil, asFriend] = [await house.as(teacher), await house.as(pupil), await house.as(friend)]
  const [theo, anna] = [await house.join(wall.id, asTeacher).synced(), await house.join(wall.id, asPupil).synced()]
  theo.ydoc.getMap('meta').set('approve', 1)
  await theo.saved()
  const sent = await asPupil.post(`${path}/pending`, { text: 'A heron stood here.' })
  const { body } = await approve(asTeacher, path, sent.body.card)
  const id: string = body.objectId
  await until(() => textOfObject(anna.ydoc, id) !== null, 'the card')
  const author = authorOf(wall.id, pupil.id)
  return { ...people, id: wall.id, path, asTeacher, asPupil, asFriend, theo, anna, card: id, author }
}

type Opened = Awaited<ReturnType<typeof openWall>>

const live = ({ id }: Opened) => liveBoard(house, id)

const textOf = async (wall: Opened) => (await live(wall)).objects.find(({ id }) => id === wall.card)?.text

it('an approved card that its author rewrites on the board stays as it was approved, for everybody', async () => {
  const wall = await openWall()
  textOfObject(wall.anna.ydoc, wall.card)?.insert(0, 'RUDE ')
  await wall.anna.saved()
  await until(() => wall.anna.notices.some(({ reason }) => reason === 'needs_approval'), 'a word to its author')
  expect(await textOf(wall)).toBe('A heron stood here.')
  setValues(wall.anna.ydoc, wall.card, { place: [300, 400] })
  await wall.anna.saved()
  expect((await live(wall)).objects[0]?.place).toEqual([300, 400])
})

it('a change that is sent in is seen by its author and the teachers, and by all once it is approved', async () => {
  const wall = await openWall()
  const { path, asPupil, asTeacher, asFriend, card } = wall
  const sent = await asPupil.post(`${path}/pending`, { text: 'Two herons stood here.', replaces: card })
  expect(sent.status).toBe(201)
  expect(sent.body.card).toMatchObject({ replaces: card, state: 'waiting' })
  expect(await textOf(wall)).toBe('A heron stood here.')
  const waiting = async (browser: typeof asPupil) => (await browser.get(`${path}/pending`)).body.cards.length
  expect([await waiting(asPupil), await waiting(asTeacher), await waiting(asFriend)]).toEqual([1, 1, 0])
  expect(await asPupil.post(`${path}/pending`, { text: 'Three.', replaces: card })).toMatchObject({
    status: 409,
    body: { error: { reason: 'change_waits' } },
  })
  const pendingPath = `${path}/pending/${sent.body.card.id}`
  const rewritten = await asPupil.send('PUT', pendingPath, { text: 'Three herons stood here.' })
  expect(await textOf(wall)).toBe('A heron stood here.')
  expect((await approve(asTeacher, path, rewritten.body.card)).body).toEqual({ objectId: card })
  const { objects } = await live(wall)
  expect(objects).toMatchObject([{ id: card, author: wall.author, text: 'Three herons stood here.' }])
  expect(await waiting(asPupil)).toBe(0)
})

it('what its author writes anew after a teacher has read it is not approved', async () => {
  const wall = await openWall()
  const { path, asPupil, asTeacher, card } = wall
  const { body: read } = await asPupil.post(`${path}/pending`, { text: 'Two herons.', replaces: card })
  house.clock.advance(1)
  const { body: rewritten } = await asPupil.send('PUT', `${path}/pending/${read.card.id}`, { text: 'RUDE' })
  expect(await approve(asTeacher, path, read.card)).toMatchObject({
    status: 409,
    body: { error: { reason: 'card_rewritten' } },
  })
  expect(await textOf(wall)).toBe('A heron stood here.')
  expect((await approve(asTeacher, path, rewritten.card)).status).toBe(200)
})

it('a change is of one’s own card, on the board and not locked', async () => {
  const wall = await openWall()
  const { path, asPupil, asFriend, theo, card } = wall
  const change = (browser: typeof asPupil, replaces: string) =>
    browser.post(`${path}/pending`, { text: 'Mine now.', replaces })
  expect((await change(asFriend, card)).status).toBe(403)
  expect((await change(asPupil, objectId(wall.author))).status).toBe(404)
  moderationOf(theo.ydoc).set(moderationKey.locked(card), 1)
  await theo.saved()
  expect(await change(asPupil, card)).toMatchObject({ status: 409, body: { error: { reason: 'object_locked' } } })
})

it('a change of what has gone since is not approved, and goes back to its author', async () => {
  const wall = await openWall()
  const { path, asPupil, asTeacher, theo, card } = wall
  const { body } = await asPupil.post(`${path}/pending`, { text: 'Two.', replaces: card })
  setValues(theo.ydoc, card, { isRemoved: true })
  await theo.saved()
  const pendingPath = `${path}/pending/${body.card.id}`
  expect(await approve(asTeacher, path, body.card)).toMatchObject({
    status: 409,
    body: { error: { reason: 'change_of_gone' } },
  })
  expect((await asTeacher.post(`${pendingPath}/return`, { reason: 'It is in the bin.' })).status).toBe(200)
})

it('a note that anybody writes on is changed by the same way, in its words alone', async () => {
  const wall = await openWall()
  const { path, asFriend, asTeacher, theo } = wall
  const note = objectId(authorOf(wall.id, wall.teacher.id))
  putObject(theo.ydoc, note, { type: 'note', at: 1, order: 'a1', place: [1, 2], size: [100, 50], text: 'Ideas:' })
  await theo.saved()
  const { body } = await asFriend.post(`${path}/pending`, { text: 'Ideas: a bridge', replaces: note })
  await approve(asTeacher, path, body.card)
  const found = (await live(wall)).objects.find(({ id }) => id === note)
  expect(found).toMatchObject({ type: 'note', text: 'Ideas: a bridge', place: [1, 2], href: '' })
})
