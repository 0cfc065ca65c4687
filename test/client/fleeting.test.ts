import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { authorOf } from '#collab/documents/board-author.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { BoardStore } from '#client/boards/board-store.ts'
import type { Moves } from '#client/boards/fleeting/drags.ts'
import { Others } from '#client/boards/fleeting/others.ts'
import { Telling } from '#client/boards/fleeting/telling.ts'

const documentId = '11111111-1111-4111-8111-111111111111'
const people = {
  anna: { client: 11, user: { id: 'anna', role: 'pupil', paletteIndex: 1, shape: 0 } },
  claire: { client: 22, user: { id: 'claire', role: 'teacher', paletteIndex: 2, shape: 1 } },
} as const
type Name = keyof typeof people

/** Ben's window on a board, and what Anna and Claire send him. */
function classroom() {
  const ydoc = new Y.Doc()
  const awareness = new Awareness(new Y.Doc())
  const store = new BoardStore(ydoc)
  const shown: (Moves | null)[] = []
  const restOf = (id: string) => {
    const object = store.getObject(id)
    if (object === undefined) return null
    const { place, size, rotation } = object
    return { x: place[0], y: place[1], width: size[0], height: size[1], rotation }
  }
  const others = new Others({
    ...{ documentId, awareness, source: store },
    stage: {
      getObject: store.getObject,
      subscribeObject: store.subscribeObject,
      restOf,
      show: (client, moves, before) => {
        expect(client).toBe(people.anna.client)
        expect(before).toBe(shown.at(-1) ?? null)
        shown.push(moves)
      },
    },
  })
  const sent: Uint8Array[] = []
  let isQuiet = false
  for (const { client, user } of Object.values(people)) {
    awareness.states.set(client, { user })
    awareness.meta.set(client, { clock: 1, lastUpdated: Date.now() })
  }
  const telling = (name: Name) =>
    new Telling({
      send: (bytes) => {
        sent.push(bytes)
        others.take([{ client: people[name].client, bytes }])
      },
      isQuiet: () => isQuiet,
    })
  const gestures = new Gestures(ydoc, authorOf(documentId, 'anna'))
  return {
    ...{ ydoc, awareness, store, others, sent, telling, gestures, restOf, shown },
    /** Where something is shown that Anna drags. */
    movedTo: (id: string) => shown.at(-1)?.get(id),
    setQuiet: (value: boolean) => void (isQuiet = value),
  }
}

let room: ReturnType<typeof classroom>
let anna: Telling
beforeEach(() => {
  vi.useFakeTimers()
  room = classroom()
  anna = room.telling('anna')
})
afterEach(() => {
  anna.stop()
  room.others.destroy()
  vi.useRealTimers()
})

const pass = (ms: number) => vi.advanceTimersByTime(ms)
const start = (idLetters = 'abcdefgh') => ({ idLetters, colour: 3, shape: 0, stroke: 2 })
const point = (x: number, y = 0) => ({ x, y, pressure: 0.5 })
const strokes = () => [...room.others.getStrokes().values()]
const cursor = (name: Name = 'anna') => room.others.getCursors().get(people[name].client)

test('a stroke is seen while it is drawn, and gathered', () => {
  anna.beginInk(start(), 1)
  for (let at = 0; at < 60; at++) {
    anna.addInk([point(at * 5, Math.sin(at) * 20)])
    pass(16)
  }
  pass(100)
  const [stroke] = strokes()
  expect(stroke?.user.id).toBe('anna')
  expect(stroke?.style).toEqual(start())
  expect(stroke?.points.at(-1)?.x).toBe(295)
  expect(cursor()?.at[0]).toBe(295)
  expect(room.sent.length).toBeLessThanOrEqual(17)
  expect(Math.max(...room.sent.map((bytes) => bytes.length))).toBeLessThan(60)
})

test('a live stroke goes when the stored one comes', () => {
  const id = room.gestures.freshId()
  anna.beginInk(start(id.split('.')[1]), 1)
  anna.addInk([point(0), point(50)])
  pass(100)
  expect(strokes()[0]?.id).toBe(id)
  let heard = 0
  room.others.subscribe('ink', () => heard++)
  room.gestures.create({ type: 'ink', points: new Uint8Array([1, 0]), order: 'a1' }, id)
  expect(strokes()).toEqual([])
  expect(heard).toBe(1)
  // The last words of it may come after.
  anna.addInk([point(60)])
  pass(1_200)
  expect(strokes()).toEqual([])
})

test('a stroke that was given up goes at once, one whose pen rests stays, one that is never heard of again is forgotten', () => {
  anna.beginInk(start(), 1)
  anna.addInk([point(0)])
  pass(100)
  pass(6_000)
  expect(strokes()).toHaveLength(1)
  anna.endInk(true)
  expect(strokes()).toHaveLength(0)
  anna.beginInk(start(), 1)
  anna.addInk([point(0)])
  pass(100)
  anna.stop()
  expect(strokes()).toHaveLength(1)
  pass(4_500)
  expect(strokes()).toHaveLength(0)
})

test('who comes in the middle of a stroke sees it within a second', () => {
  room.setQuiet(true)
  anna.beginInk(start(), 1)
  anna.addInk([point(0), point(10)])
  pass(100)
  room.setQuiet(false)
  anna.addInk([point(20)])
  pass(100)
  expect(strokes()).toHaveLength(0)
  pass(1_100)
  anna.addInk([point(30)])
  pass(100)
  expect(strokes()[0]?.points.at(-1)?.x).toBe(30)
})

const note = (x: number) => room.gestures.create({ type: 'note', order: 'a1', place: [x, 0], size: [50, 50] })
/** Anna has dragged these so far. */
const dragBy = (ids: string[], dx: number, dy: number) => {
  const moves = new Map(
    ids.flatMap((id) => {
      const rest = rests.get(id)
      return rest ? [[id, { ...rest, x: rest.x + dx, y: rest.y + dy }] as const] : []
    }),
  )
  anna.drag(moves, (id) => rests.get(id) ?? null)
  pass(70)
}
/** Where they were when she took them. */
const rests = new Map<string, NonNullable<ReturnType<typeof room.restOf>>>()
const take = (ids: string[]) => {
  for (const id of ids) {
    const rest = room.restOf(id)
    if (rest) rests.set(id, rest)
  }
}

test('dragged things are where they are dragged until what is stored changes', () => {
  const [one, two] = [note(0), note(100)]
  const ids = [one, two]
  take(ids)
  dragBy(ids, 10, 5)
  dragBy(ids, 20, 5)
  expect(room.movedTo(one)).toEqual({ x: 20, y: 5, width: 50, height: 50, rotation: 0 })
  expect(room.movedTo(two)?.x).toBe(120)
  expect(room.shown).toHaveLength(2)
  room.gestures.set(one, { colour: 4 })
  expect(room.movedTo(one)).toBeDefined()
  room.gestures.set(one, { place: [20, 5] })
  expect(room.movedTo(one)).toBeUndefined()
  // Her last message may come after it is stored.
  dragBy(ids, 20, 6)
  expect(room.movedTo(one)).toBeUndefined()
  expect(room.movedTo(two)?.y).toBe(6)
  anna.endDrag(false)
  pass(3_000)
  expect(room.shown.at(-1)).toBeNull()
})

test('what is made larger or turned is seen so; given up, or put into the bin meanwhile, it is let go', () => {
  const id = note(0)
  const box = { x: 5, y: 5, width: 80, height: 90, rotation: 15 }
  anna.drag(new Map([[id, box]]), room.restOf)
  pass(70)
  expect(room.movedTo(id)).toEqual(box)
  anna.endDrag(true)
  expect(room.shown.at(-1)).toBeNull()
  anna.drag(new Map([[id, box]]), room.restOf)
  pass(70)
  expect(room.movedTo(id)).toEqual(box)
  room.gestures.remove([id])
  expect(room.shown.at(-1)).toBeNull()
})

test('sixty things dragged at once all move, in messages of a kilobyte at most', () => {
  const ids = Array.from({ length: 60 }, (_, at) => note(at))
  take(ids)
  dragBy(ids, 7, 7)
  ids.forEach((id, at) => expect(room.movedTo(id)).toMatchObject({ x: at + 7, y: 7 }))
  const moves = new Map(ids.map((id, at) => [id, { x: at, y: 2 * at, width: 20, height: 20, rotation: 0 }]))
  anna.drag(moves, room.restOf)
  pass(70)
  ids.forEach((id, at) => expect(room.movedTo(id)).toMatchObject({ y: 2 * at, width: 20 }))
  expect(Math.max(...room.sent.map((bytes) => bytes.length))).toBeLessThanOrEqual(1_024)
})

test('a cursor is seen until it leaves, its person goes, or it rests long enough', () => {
  anna.point([10, 20])
  pass(70)
  expect(cursor()).toMatchObject({ at: [10, 20], isLaser: false, user: { id: 'anna' } })
  anna.leave()
  pass(70)
  expect(cursor()).toBeUndefined()
  anna.point([11, 20], true)
  pass(70)
  anna.point([12, 20], true)
  pass(70)
  expect(cursor()?.trail.map(({ at }) => at[0])).toEqual([11, 12])
  pass(8_500)
  expect(cursor()).toBeUndefined()
  anna.point([11, 20])
  pass(70)
  room.awareness.states.delete(people.anna.client)
  room.awareness.emit('change', [{ added: [], updated: [], removed: [people.anna.client] }, 'test'])
  expect(cursor()).toBeUndefined()
})

test('where somebody looks is said when it changes, and again for who comes later', () => {
  const view = { x: 0, y: 0, width: 800, height: 600 }
  anna.see(view)
  anna.see({ ...view })
  pass(70)
  expect(room.others.getViewOf('anna')).toEqual(view)
  expect(room.sent).toHaveLength(1)
  pass(7_000)
  expect(room.sent.length).toBeGreaterThanOrEqual(2)
  expect(room.others.getViewOf('claire')).toBeNull()
})

test('only a teacher can make everybody look, for ten seconds', () => {
  const box = { x: 5, y: 5, width: 100, height: 100 }
  anna.lookHere(box)
  pass(70)
  expect(room.others.getLook()).toBeNull()
  const claire = room.telling('claire')
  claire.lookHere(box)
  pass(70)
  expect(room.others.getLook()).toMatchObject({ area: box, user: { id: 'claire' } })
  pass(9_000)
  expect(room.others.getLook()).not.toBeNull()
  pass(1_500)
  expect(room.others.getLook()).toBeNull()
  claire.stop()
})

test('nobody to see it: nothing is sent', () => {
  room.setQuiet(true)
  anna.point([1, 2])
  anna.see({ x: 0, y: 0, width: 10, height: 10 })
  pass(10_000)
  expect(room.sent).toEqual([])
})

test('junk, and what comes from nobody, changes nothing', () => {
  const { others } = room
  others.take([{ client: people.anna.client, bytes: new Uint8Array([1, 255, 255, 255]) }])
  others.take([{ client: 99, bytes: new Uint8Array([1, 1, 2, 2]) }])
  expect(others.getCursors().size).toBe(0)
})
