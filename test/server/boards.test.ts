import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putComment, putObject, setReaction, setValues } from '#collab/documents/board-write.ts'
import { listHidden } from '#db/queries/boards-hidden.ts'
import { listRedactions } from '#db/queries/boards-redactions.ts'
import { purgeBin } from '#server/boards/bin.ts'
import { forgetLeft } from '#server/boards/forgetting.ts'
import { hideObject } from '#server/boards/hiding.ts'
import type { Browser } from '#test/helpers/app.ts'
import {
  auditedIn,
  type ClassBoard,
  everyByteOf,
  liveBoard,
  openClassBoard,
  putThing,
} from '#test/helpers/class-board.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { recording } from '#test/helpers/recordings.ts'
import { download, upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const secret = 'OPENSESAME'

const openBoard = () => openClassBoard(house)
const join = (board: ClassBoard, browser: Browser) => house.join(board.id, browser).synced()
const live = ({ id }: ClassBoard) => liveBoard(house, id)
const everything = ({ id }: ClassBoard) => everyByteOf(house, id)

/** A teacher's request, whose rooms fail as they are told. */
const failing = (board: ClassBoard, name: 'edit' | 'redact') => {
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
    const id = await putThing(anna, board.author, { type: 'note', text: `${secret} is written here`, colour: 3 })
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
    expect((await auditedIn(house, board.people.school.id)).slice(0, 3)).toEqual([
      'board.restored',
      'board.hidden_opened',
      'board.hidden',
    ])
  })

  it('cannot be made anew by its author, who writes on', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const id = await putThing(anna, board.author, { type: 'note', text: 'mine' })
    await board.teacher.post(`${board.path}/objects/${id}/hide`)
    await until(() => !objectsOf(anna.ydoc).has(id), 'the end of it')
    putObject(anna.ydoc, id, { type: 'note', at: 2, order: 'a1', text: 'again' })
    await until(() => anna.refusals.length > 0, 'a refusal')
    expect((await live(board)).objects).toEqual([])
    const again = await join(board, board.pupil)
    const next = await putThing(again, board.author, { type: 'note', text: 'another' })
    expect((await live(board)).objects.map((object) => object.id)).toEqual([next])
  })

  it('is a frame: what lies in it stays where it is seen, and goes back with it', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const frame = await putThing(anna, board.author, {
      type: 'frame',
      place: [100, 100],
      size: [400, 300],
      text: 'Ours',
    })
    const inside = await putThing(anna, board.author, { type: 'note', parent: frame, place: [10, 20] })
    const moved = await putThing(anna, board.author, { type: 'note', parent: frame, place: [30, 40] })
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
    const id = await putThing(anna, board.author, { type: 'voice', asset, durationMs: 2_940 })
    const statusFor = async (browser: Browser) => (await download(house, browser, asset)).status
    await board.teacher.post(`${board.path}/objects/${id}/hide`)
    expect([await statusFor(board.friend), await statusFor(board.teacher)]).toEqual([404, 200])
    await board.teacher.post(`${board.path}/objects/${id}/restore`)
    expect(await statusFor(board.friend)).toBe(200)
  })

  it('is finished later, where the process or the store went away in between', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const id = await putThing(anna, board.author, { type: 'note', text: secret })
    const kept = await putThing(anna, board.author, { type: 'note', text: 'kept' })
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

describe('the bin', () => {
  it('is emptied by teachers, and then nobody and no log has what was in it', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const { body } = await upload(house, board.pupil, board.path, { kind: 'voice', bytes: recording('words.webm') })
    const gone = await putThing(anna, board.author, { type: 'voice', asset: body.file.id, alt: secret })
    const binned = await putThing(anna, board.author, { type: 'note', text: secret })
    const kept = await putThing(anna, board.author, { type: 'note', text: 'kept' })
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
    const still = await putThing(anna, board.author, { type: 'note', text: 'writes on' })
    expect((await live(board)).objects.map((object) => object.id).toSorted()).toEqual([kept, still].toSorted())
  })

  it('is forgotten later, where the store went away in between, and what lives on stays', async () => {
    const board = await openBoard()
    const anna = await join(board, board.pupil)
    const [gone, kept] = [
      await putThing(anna, board.author, { type: 'note', text: secret }),
      await putThing(anna, board.author, { type: 'note', text: 'kept' }),
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
