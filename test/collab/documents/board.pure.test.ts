import { generateKeyBetween } from 'fractional-indexing'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { authorOf, authorOfId, isObjectId, objectId } from '#collab/documents/board-author.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { type InkPoint, packInk, strokeOf, thinOut, unpackInk } from '#collab/documents/board-ink.ts'
import { absolutePlace, outlineOf } from '#collab/documents/board-outline.ts'
import { objectsOf, readBoard, readObject } from '#collab/documents/board-read.ts'
import { orderBetween, textOfObject, topOrder } from '#collab/documents/board-write.ts'
import { documentKinds } from '#collab/documents/kinds.ts'

/** Numbers from 0 to below 1, the same for a seed (mulberry32). */
function randomOf(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

describe('authors', () => {
  test('are the same person’s on one board and nobody’s on another', () => {
    const user = '7d1a1f5e-0000-4000-8000-000000000001'
    expect(authorOf('a', user)).toBe(authorOf('a', user))
    expect(authorOf('a', user)).not.toBe(authorOf('b', user))
    const id = objectId(authorOf('a', user))
    expect(isObjectId(id)).toBe(true)
    expect(authorOfId(id)).toBe(authorOf('a', user))
  })
})

describe('ink', () => {
  const wave = (count: number, pressure = 0.5): InkPoint[] =>
    Array.from({ length: count }, (_, at) => ({ x: 100 + at * 3, y: 200 + 40 * Math.sin(at / 9), pressure }))

  test('keeps places to a quarter of a pixel and pressure to a fifteenth', () => {
    for (const pressure of [0.5, 0.81]) {
      const drawn = wave(200, pressure)
      const read = unpackInk(packInk(drawn)) ?? []
      expect(read).toHaveLength(200)
      for (const [at, point] of read.entries()) {
        expect(Math.abs(point.x - (drawn[at]?.x ?? 0))).toBeLessThanOrEqual(0.125)
        expect(Math.abs(point.y - (drawn[at]?.y ?? 0))).toBeLessThanOrEqual(0.125)
        expect(Math.abs(point.pressure - pressure)).toBeLessThan(1 / 30)
      }
    }
  })

  test('a stroke of 200 points is some hundred bytes, in a box of its own', () => {
    const stroke = strokeOf(wave(200))
    expect(stroke?.points.length).toBeLessThan(350)
    expect(stroke?.place).toEqual([100, 160])
    expect(stroke?.size[0]).toBe(597)
  })

  test('what lies on a line is left out, its ends never', () => {
    const line = Array.from({ length: 50 }, (_, at) => ({ x: at, y: 2 * at, pressure: 0.5 }))
    expect(thinOut(line)).toEqual([line[0], line[49]])
  })

  test('bytes that are no stroke are nothing', () => {
    const random = randomOf(7)
    for (let round = 0; round < 2_000; round++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 256))
      const points = unpackInk(bytes)
      if (points !== null) expect(points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true)
    }
  })
})

describe('order and outline', () => {
  test('a place between two ties is after the first', () => {
    expect(orderBetween('a1', 'a1') > 'a1').toBe(true)
    const between = orderBetween('a1', 'a2')
    expect(between > 'a1' && between < 'a2').toBe(true)
    expect(topOrder([{ order: 'a1' }, { order: 'a9' }]) > 'a9').toBe(true)
    expect(topOrder([{ order: '!' }])).toBe(generateKeyBetween(null, null))
  })

  test('lists frames with what they hold, rows from left to right, without the bin', () => {
    const ydoc = new Y.Doc()
    const gestures = new Gestures(ydoc, 'annaannaanna', { now: () => 5, random: randomOf(3) })
    const note = (text: string, place: [number, number], parent: string | null = null) =>
      gestures.create({ type: 'note', order: 'a1', place, size: [100, 100], parent, text })
    const frame = gestures.create({ type: 'frame', order: 'a0', place: [0, 500], size: [400, 300], text: 'frame' })
    note('right', [300, 20])
    note('left', [0, 0])
    note('below', [0, 200])
    const inside = note('inside', [10, 10], frame)
    gestures.remove([note('gone', [0, 0])])
    const outline = outlineOf(readBoard(ydoc).objects)
    expect(outline.map((node) => node.object.text)).toEqual(['left', 'right', 'below', 'frame'])
    expect(outline.at(-1)?.children.map((node) => node.object.text)).toEqual(['inside'])
    const byId = new Map(readBoard(ydoc).objects.map((object) => [object.id, object]))
    const object = byId.get(inside)
    expect(object && absolutePlace(object, byId)).toEqual([10, 510])
  })
})

describe('undo', () => {
  test('takes back one’s own gestures, and nothing that somebody changed since', () => {
    const ydoc = new Y.Doc()
    const anna = new Gestures(ydoc, 'annaannaanna')
    const ben = new Gestures(ydoc, 'benbenbenben')
    const id = anna.create({ type: 'note', order: 'a1', place: [0, 0], text: 'one' })
    anna.set(id, { place: [5, 5] })
    ben.set(id, { colour: 3 })
    anna.undo()
    expect(readObject(id, objectsOf(ydoc).get(id))).toMatchObject({ place: [0, 0], colour: 3 })
    anna.redo()
    ben.set(id, { place: [9, 9] })
    anna.undo()
    expect(readObject(id, objectsOf(ydoc).get(id))?.place).toEqual([9, 9])
    anna.undo()
    expect(readObject(id, objectsOf(ydoc).get(id))?.isRemoved).toBe(true)
    textOfObject(ydoc, id)?.insert(0, 'kept ')
    anna.redo()
    expect(readObject(id, objectsOf(ydoc).get(id))).toMatchObject({ isRemoved: false, text: 'kept one' })
  })

  test('arrow keys one after the other are one gesture', () => {
    let now = 0
    const ydoc = new Y.Doc()
    const anna = new Gestures(ydoc, 'annaannaanna', { now: () => now })
    const id = anna.create({ type: 'note', order: 'a1', place: [0, 0] })
    for (const x of [1, 2, 3]) {
      now += 100
      anna.set(id, { place: [x, 0] }, 'nudge')
    }
    anna.undo()
    expect(readObject(id, objectsOf(ydoc).get(id))?.place).toEqual([0, 0])
  })

  // 600 seeds, 3 people, 60 steps: everybody ends with the same, and no object without what it needs (boards.md section 3).
  test('never breaks an object, whoever undoes what at once', () => {
    for (let seed = 1; seed <= 600; seed++) {
      const random = randomOf(seed)
      const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
      const people = ['annaannaanna', 'benbenbenben', 'claireclaire'].map((author, at) => {
        const ydoc = new Y.Doc()
        ydoc.clientID = at + 1
        return { ydoc, gestures: new Gestures(ydoc, author, { now: () => 0, random }) }
      })
      const sync = () => {
        for (const from of people)
          for (const to of people)
            Y.applyUpdate(to.ydoc, Y.encodeStateAsUpdate(from.ydoc, Y.encodeStateVector(to.ydoc)))
      }
      for (let step = 0; step < 60; step++) {
        const person = pick(people)
        if (person === undefined) continue
        const { ydoc, gestures } = person
        const id = pick([...objectsOf(ydoc).keys()])
        const kind = random()
        if (id === undefined || kind < 0.2)
          gestures.create({ type: 'note', order: 'a1', place: [0, 0], colour: 1, text: 'x' })
        else if (kind < 0.4) gestures.set(id, { place: [Math.floor(random() * 99), 1] })
        else if (kind < 0.55) gestures.set(id, { colour: Math.floor(random() * 8) })
        else if (kind < 0.65) gestures.remove([id])
        else if (kind < 0.85) gestures.undo()
        else gestures.redo()
        if (random() < 0.2) sync()
      }
      sync()
      sync()
      const boards = people.map(({ ydoc }) => JSON.stringify(readBoard(ydoc).objects))
      expect(new Set(boards).size, `seed ${seed}`).toBe(1)
      const [first] = people
      for (const map of objectsOf(first?.ydoc ?? new Y.Doc()).values()) {
        const isWhole = map instanceof Y.Map && map.has('t') && map.get('txt') instanceof Y.Text
        expect(isWhole, `seed ${seed}`).toBe(true)
      }
    }
  }, 60_000)
})

describe('a board as JSON', () => {
  test('is the same after a seed, with new ids that point to one another', () => {
    const ydoc = new Y.Doc()
    const content = {
      type: 'board' as const,
      layout: 'columns' as const,
      objects: [
        { id: 'c1', type: 'column' as const, order: 'a1', text: 'To do', isLocked: true },
        { id: 'n1', type: 'card' as const, order: 'a1', parent: 'c1', text: 'first' },
        { id: 'k1', type: 'connector' as const, order: 'a2', from: ['n1', 0, 0] as const, to: [null, 5, 5] as const },
      ],
    }
    documentKinds.wall.seed(ydoc, content)
    const board = readBoard(ydoc)
    const column = board.objects.find((object) => object.type === 'column')
    const card = board.objects.find((object) => object.type === 'card')
    expect(card?.parent).toBe(column?.id)
    expect(board.objects.find((object) => object.type === 'connector')?.from?.[0]).toBe(card?.id)
    expect(board.moderation.locked.has(column?.id ?? '')).toBe(true)
    expect(board.meta.layout).toBe('columns')
    const again = new Y.Doc()
    documentKinds.wall.seed(again, documentKinds.wall.read(ydoc).json)
    const texts = (ydoc: Y.Doc) => readBoard(ydoc).objects.map((object) => object.text)
    expect(texts(again).toSorted()).toEqual(texts(ydoc).toSorted())
    expect(documentKinds.wall.read(again).wordCount).toBe(3)
  })

  test.each([
    { type: 'doc' },
    { type: 'board', layout: 'circle', objects: [] },
    { type: 'board', layout: 'grid', objects: [{ id: 'a', type: 'bomb' }] },
    { type: 'board', layout: 'grid', objects: [{ id: 'a', type: 'link', href: 'javascript:alert(1)' }] },
    { type: 'board', layout: 'grid', objects: [{ id: 'a', type: 'note', text: 'x'.repeat(5_001) }] },
  ])('%j is none', (json) => {
    expect(() => documentKinds.board.seed(new Y.Doc(), json)).toThrow(RangeError)
  })
})
