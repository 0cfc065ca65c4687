import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putObject, setValues } from '#collab/documents/board-write.ts'
import type { Browser } from '#test/helpers/app.ts'
import { type ClassBoard, everyByteOf, liveBoard, openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { recording } from '#test/helpers/recordings.ts'
import { until } from '#test/helpers/relay.ts'
import { download, upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const openBoard = () => openClassBoard(house)
const join = (board: ClassBoard, browser: Browser) => house.join(board.id, browser).synced()
const live = ({ id }: ClassBoard) => liveBoard(house, id)

describe('cards that a teacher approves first', () => {
  const card = { text: 'A heron stood there' }

  it('wait outside of the board, for their author and the teachers alone', async () => {
    const board = await openBoard()
    const { status, body } = await board.pupil.post(`${board.path}/pending`, card)
    expect([status, body.card.state]).toEqual([201, 'waiting'])
    expect((await everyByteOf(house, board.id)).includes('heron')).toBe(false)
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
    const column = await putThing(peer, author, { type: 'column', place: [40, 30], size: [200, 400] })
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
    await board.teacher.send('PUT', `${board.path}/pauses/${board.people.friend.id}`, {})
    expect((await board.friend.post(`${board.path}/pending`, card)).body.error.reason).toBe('board_paused')
  })
})

describe('a pupil whose cards a teacher reads first, on a board that does not ask for it', () => {
  it('puts nothing on the board, sends it in, and is free at once when the rule is lifted', async () => {
    const board = await openBoard()
    const [anna, ben] = [await join(board, board.pupil), await join(board, board.friend)]
    const { people } = board
    const { projectId } = people
    const rule = (mode: 'approval' | 'free') =>
      board.teacher.send('PUT', `/api/projects/${projectId}/rules`, {
        target: { user: people.pupil.id },
        tool: 'board',
        mode,
      })
    expect((await rule('approval')).status).toBe(200)
    expect((await board.pupil.get(board.path)).body.document).toMatchObject({ reach: 'write', isReadFirst: true })
    putObject(anna.ydoc, objectId(board.author), { type: 'card', text: 'unread words', at: 1, order: 'a1' })
    await until(() => anna.refusals.length > 0, 'the refusal')
    expect(anna.closed).toBeNull()
    expect((await everyByteOf(house, board.id)).includes('unread')).toBe(false)
    await putThing(ben, authorOf(board.id, people.friend.id), { type: 'card', text: 'free words' })
    const { body } = await board.pupil.post(`${board.path}/pending`, { text: 'read first' })
    const desk = (await board.teacher.get(`/api/projects/${projectId}/desk`)).body.items
    expect(desk).toMatchObject([{ id: `card.${body.card.id}`, kind: 'card', text: 'read first' }])
    const decided = { decision: 'approve', version: desk[0].version }
    expect((await board.teacher.post(`/api/desk/${desk[0].id}`, decided)).status).toBe(204)
    await until(() => objectsOf(ben.ydoc).size === 2, 'the card')
    await rule('free')
    const again = await join(board, board.pupil)
    await putThing(again, board.author, { type: 'card', text: 'free again' })
    expect((await live(board)).objects.map(({ text }) => text).toSorted()).toEqual([
      'free again',
      'free words',
      'read first',
    ])
  })
})
