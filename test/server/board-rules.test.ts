import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metaKeys, metaOf, moderationKey, moderationOf, readBoard } from '#collab/documents/board-read.ts'
import { setValues } from '#collab/documents/board-write.ts'
import { findBoardRules } from '#db/queries/writing-rules.ts'
import { settings } from '#db/schema/audit.ts'
import { documentLog } from '#db/schema/documents.ts'
import { writingRules } from '#db/schema/writing-rules.ts'
import { adoptBoardRules } from '#server/boards/adopt.ts'
import { endWhatIsOver } from '#server/ends/ends.ts'
import { minutes } from '#test/helpers/app.ts'
import { liveBoard, openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { type Peer, until } from '#test/helpers/relay.ts'

/** Who may write on a board is said by one table; the board repeats it, and nothing that is written on it says otherwise. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const board = await openClassBoard(house)
  const { id, teacher, pupil, people } = board
  const [theo, anna] = [await house.join(id, teacher).synced(), await house.join(id, pupil).synced()]
  const rule = (mode: string, more: object = {}) =>
    teacher.send('PUT', `/api/projects/${people.projectId}/rules`, {
      ...{ target: { document: id }, tool: 'board', mode, ...more },
    })
  const asks = (peer: Peer) => metaOf(peer.ydoc).get(metaKeys.needsApproval) === 1
  const table = () => findBoardRules(house.db, id)
  return { ...board, theo, anna, rule, asks, table, pauses: `${board.path}/pauses`, user: people.pupil.id }
}

describe('approval on a board', () => {
  it('is a rule however it is set: where rules are, by the switch on the board, or by its end', async () => {
    const { people, teacher, pupil, theo, anna, path, rule, asks, table } = await scene()
    const isReadFirst = async () => (await pupil.get(path)).body.document.isReadFirst
    expect((await rule('approval', { forSeconds: 60 })).status).toBe(200)
    await until(() => asks(anna) && asks(theo), 'the board says so')
    expect(await isReadFirst()).toBe(true)
    house.clock.advance(minutes(1))
    await endWhatIsOver(house.deps)
    await until(() => !asks(anna), 'its end')
    expect([await isReadFirst(), (await table()).needsApproval]).toEqual([false, false])

    metaOf(theo.ydoc).set(metaKeys.needsApproval, 1)
    await theo.saved()
    expect([await isReadFirst(), (await table()).needsApproval]).toEqual([true, true])
    const { rules } = (await teacher.get(`/api/projects/${people.projectId}/rules`)).body
    expect(rules).toMatchObject([{ target: { kind: 'document' }, tool: 'board', mode: 'approval', by: 'Theo Teacher' }])
    expect((await rule('free')).status).toBe(200)
    await until(() => !asks(anna), 'lifted where rules are')
    metaOf(theo.ydoc).set(metaKeys.needsApproval, 1)
    await theo.saved()
    metaOf(theo.ydoc).set(metaKeys.needsApproval, 0)
    await theo.saved()
    expect((await table()).needsApproval).toBe(false)
  })

  it('is no pupil’s to switch, and a stricter rule stays where it is', async () => {
    const { anna, theo, rule, asks, table } = await scene()
    metaOf(anna.ydoc).set(metaKeys.needsApproval, 1)
    await anna.saved()
    await until(() => !asks(anna), 'put back')
    expect((await table()).needsApproval).toBe(false)
    await rule('read')
    metaOf(theo.ydoc).set(metaKeys.needsApproval, 1)
    await theo.saved()
    await until(() => !asks(theo), 'the table goes on')
    const [row] = await house.db.select().from(writingRules).where(eq(writingRules.tool, 'board'))
    expect(row?.mode).toBe('read')
    await rule('free')
  })
})

describe('a pause on a board', () => {
  it('holds by the table alone: no key that somebody writes begins or ends it', async () => {
    const { teacher, theo, anna, author, user, pauses, table } = await scene()
    const note = await putThing(anna, author, { type: 'note', text: 'mine' })
    await until(() => theo.ydoc.getMap('els').size === 1, 'the note')
    const key = moderationKey.paused(author)
    const says = (peer: Peer) => moderationOf(peer.ydoc).has(key)
    // A teacher's browser that writes the key by itself, as one of before might.
    moderationOf(theo.ydoc).set(key, 1)
    await theo.saved()
    await until(() => !says(theo), 'put back')
    expect((await table()).pauses).toEqual([])

    expect((await teacher.send('PUT', `${pauses}/${user}`, { reason: 'Look first' })).status).toBe(204)
    await until(() => says(anna) && says(theo), 'the board says so')
    for (const peer of [theo, anna]) {
      moderationOf(peer.ydoc).delete(key)
      await peer.saved()
      await until(() => says(peer), 'put back')
    }
    setValues(anna.ydoc, note, { colour: 3 })
    await until(() => anna.notices.some(({ reason }) => reason === 'paused'), 'a word to the pupil')
    const isPutBack = () => readBoard(anna.ydoc).objects.find(({ id }) => id === note)?.colour === 0
    await until(isPutBack, 'the colour of before')
    // Even where the board says nothing of it.
    await house.rooms.edit(theoRoom(pauses), null, (ydoc) => moderationOf(ydoc).delete(key))
    setValues(anna.ydoc, note, { colour: 4 })
    await until(() => anna.notices.filter(({ reason }) => reason === 'paused').length > 1, 'another word')
    await until(isPutBack, 'the colour of before')
    const board = await liveBoard(house, theoRoom(pauses))
    expect(board.objects.find(({ id }) => id === note)?.colour).toBe(0)
    expect((await teacher.get(pauses)).body.pauses).toEqual([
      { userId: user, reason: 'Look first', by: 'Theo Teacher' },
    ])

    expect((await teacher.delete(`${pauses}/${user}`)).status).toBe(204)
    await until(() => !says(anna), 'its end')
    setValues(anna.ydoc, note, { colour: 5 })
    await anna.saved()
    expect((await liveBoard(house, theoRoom(pauses))).objects.find(({ id }) => id === note)?.colour).toBe(5)
    expect(anna.closed).toBeNull()
  })

  it('is not set where rules are, nor listed there', async () => {
    const { teacher, people, user, pauses, rule } = await scene()
    expect((await rule('read', { purpose: 'pause' })).status).toBe(400)
    await teacher.send('PUT', `${pauses}/${user}`, {})
    expect((await teacher.get(`/api/projects/${people.projectId}/rules`)).body.rules).toEqual([])
  })
})

const theoRoom = (pauses: string) => pauses.split('/')[3] ?? ''

it('what boards said before there were rows becomes rows, once, and what they had ended goes', async () => {
  const [one, other] = [await scene(), await scene()]
  const key = moderationKey.paused(one.author)
  await house.rooms.edit(one.id, null, (ydoc) => {
    metaOf(ydoc).set(metaKeys.needsApproval, 1)
    moderationOf(ydoc).set(key, 1)
  })
  await other.teacher.send('PUT', `${other.pauses}/${other.user}`, { reason: 'old' })
  await house.rooms.edit(other.id, null, (ydoc) => moderationOf(ydoc).delete(moderationKey.paused(other.author)))
  await house.db.delete(settings).where(eq(settings.key, 'boards.rules_adopted'))
  await adoptBoardRules(house.deps)
  const paused = async ({ table }: typeof one) => (await table()).pauses.map(({ userId }) => userId)
  expect([(await one.table()).needsApproval, await paused(one)]).toEqual([true, [one.user]])
  expect([(await other.table()).needsApproval, await paused(other)]).toEqual([false, []])
  await one.teacher.delete(`${one.pauses}/${one.user}`)
  await house.rooms.edit(one.id, null, (ydoc) => moderationOf(ydoc).set(key, 1))
  await adoptBoardRules(house.deps)
  expect(await paused(one)).toEqual([])
})

it('of a damaged board what can be believed becomes rows, and it keeps no house from its first start', async () => {
  const [half, whole] = [await scene(), await scene()]
  for (const { id } of [half, whole])
    await house.rooms.edit(id, null, (ydoc) => metaOf(ydoc).set(metaKeys.needsApproval, 1))
  await house.rooms.edit(half.id, null, (ydoc) => metaOf(ydoc).set(metaKeys.needsApproval, 0))
  const rowsOf = ({ id }: typeof half) => house.db.select().from(documentLog).where(eq(documentLog.documentId, id))
  const last = Math.max(...(await rowsOf(half)).map(({ sequence }) => sequence))
  const damage = { bytes: Buffer.from('approve') }
  await house.db
    .update(documentLog)
    .set(damage)
    .where(and(eq(documentLog.documentId, half.id), eq(documentLog.sequence, last)))
  await house.db.update(documentLog).set(damage).where(eq(documentLog.documentId, whole.id))
  await whole.teacher.send('PUT', `${whole.pauses}/${whole.user}`, { reason: 'old' })
  await house.db.delete(settings).where(eq(settings.key, 'boards.rules_adopted'))
  await adoptBoardRules(house.deps)
  expect((await half.table()).needsApproval).toBe(true)
  expect((await whole.table()).pauses).toHaveLength(1)
})

it('one watch ends whatever has an end, and says when the next of it is over', async () => {
  const { people, teacher, path, rule } = await scene()
  const space = house.join(`space-${people.projectId}`, teacher)
  await until(() => space.identities.length > 0, 'the space')
  const channel = (await teacher.get(`/api/projects/${people.projectId}/channels`)).body.channels[0]
  await rule('read', { forSeconds: 60 })
  await teacher.patch(path, { state: 'frozen', frozenForSeconds: 120 })
  await teacher.patch(`/api/channels/${channel.id}`, { isPaused: true, pausedForSeconds: 180 })
  const inMinutes = (count: number) => new Date(house.clock.now().getTime() + minutes(count))
  expect(await endWhatIsOver(house.deps)).toEqual(inMinutes(1))
  house.clock.advance(minutes(1))
  expect(await endWhatIsOver(house.deps)).toEqual(inMinutes(1))
  house.clock.advance(minutes(1))
  expect(await endWhatIsOver(house.deps)).toEqual(inMinutes(1))
  expect((await teacher.get(path)).body.document.state).toBe('open')
  house.clock.advance(minutes(1))
  expect(await endWhatIsOver(house.deps)).toBeNull()
  const again = (await teacher.get(`/api/projects/${people.projectId}/channels`)).body.channels
  expect(again.find(({ id }: { id: string }) => id === channel.id)).toMatchObject({ isPaused: false })
  await until(() => space.notices.some(({ topic }) => topic === 'channels'), 'a word of it')
})
