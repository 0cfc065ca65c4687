import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from '#client/boards/board-store.ts'
import { type Box, containsPoint, partsAt, union } from '#client/boards/canvas/box.ts'
import { Camera } from '#client/boards/canvas/camera.ts'
import { aligned, distributed } from '#client/boards/parts/lining-up.ts'
import { reordered } from '#client/boards/canvas/commands/order.ts'
import { Geometry } from '#client/boards/canvas/geometry.ts'
import { isInPolygon } from '#client/boards/canvas/gestures/lasso.ts'
import { gripOf, resized, scaled } from '#client/boards/canvas/gestures/resize.ts'
import { restingAngle, turnedBox } from '#client/boards/canvas/gestures/rotate.ts'
import { neighbour } from '#client/boards/canvas/navigate.ts'
import { Selection } from '#client/boards/canvas/selection.ts'
import { snapMove } from '#client/boards/canvas/snapping.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'

const box = (x: number, y: number, width = 100, height = 100, rotation = 0): Box => ({ x, y, width, height, rotation })

describe('a box', () => {
  test('that is turned holds the places that it covers, and no others', () => {
    const turned = box(0, 0, 200, 20, 90)
    expect(containsPoint(turned, [100, 100])).toBe(true)
    expect(containsPoint(turned, [10, 10])).toBe(false)
    expect(partsAt(turned, [100, 110])[0]).toBeCloseTo(1)
  })

  test('around several reaches over all of them, turned ones too', () => {
    expect(union([box(0, 0), box(200, 50)])).toMatchObject({ x: 0, y: 0, width: 300, height: 150 })
    const around = union([box(0, 0, 100, 100, 45)])
    expect(around?.width).toBeCloseTo(Math.SQRT2 * 100)
    expect(union([])).toBeNull()
  })
})

describe('the camera', () => {
  test('keeps the place under the pointer where it is while it zooms', () => {
    const camera = new Camera()
    camera.resize(800, 600)
    camera.show({ x: 50, y: 60, zoom: 1 })
    const before = camera.toBoard([200, 300])
    camera.zoomAt([200, 300], 2.5)
    const after = camera.toBoard([200, 300])
    expect(after[0]).toBeCloseTo(before[0])
    expect(after[1]).toBeCloseTo(before[1])
    expect(camera.toScreen(after)[0]).toBeCloseTo(200)
  })

  test('fits a box into the view and shows nothing larger than life', () => {
    const camera = new Camera()
    camera.resize(800, 600)
    expect(camera.fitting(box(0, 0, 100, 100)).zoom).toBe(1)
    const far = camera.fitting(box(0, 0, 7040, 1000))
    expect(far.zoom).toBeCloseTo(0.1)
    expect(far.x).toBeCloseTo(-480)
    // Above the tools, which lie over the lower edge.
    expect(far.y + 600 / far.zoom).toBeGreaterThan(1_000 + 1_500)
  })
})

describe('snapping', () => {
  test('pulls a thing to the edge of another and shows the line they share', () => {
    const snap = snapMove(box(203, 40), [box(200, 300)], 6)
    expect(snap).toMatchObject({ dx: -3, dy: 0 })
    expect(snap.guides).toContainEqual({ axis: 'x', at: 200, from: 40, to: 400 })
  })

  test('leaves a thing alone where nothing is near', () => {
    expect(snapMove(box(220, 40), [box(200, 300)], 6)).toEqual({ dx: 0, dy: 0, guides: [] })
  })

  test('makes gaps equal in a row', () => {
    const snap = snapMove(box(304, 0, 100, 90), [box(0, 5), box(150, 5)], 6)
    expect(snap.dx).toBe(-4)
    expect(snap.guides.filter(({ axis }) => axis === 'y').length).toBeGreaterThanOrEqual(2)
  })
})

describe('a handle', () => {
  const pull = { keepsForm: false, fromMiddle: false }

  test('leaves what lies opposite where it is, also where the thing is turned', () => {
    for (const rotation of [0, 30, 90, -135]) {
      const before = box(10, 20, 200, 120, rotation)
      const [x, y] = gripOf(before, 'se')
      const after = resized(before, { ...pull, handle: 'se', point: [x + 30, y + 40] })
      const [stays, stayed] = [gripOf(after, 'nw'), gripOf(before, 'nw')]
      expect(stays[0]).toBeCloseTo(stayed[0])
      expect(stays[1]).toBeCloseTo(stayed[1])
      expect(gripOf(after, 'se')[0]).toBeCloseTo(x + 30)
    }
  })

  test('never turns a thing inside out', () => {
    const after = resized(box(0, 0), { ...pull, handle: 'w', point: [500, 0] })
    expect(after.width).toBe(24)
    expect(after.x + after.width).toBe(100)
  })

  test('has a flat stroke grow evenly, without a jump', () => {
    const flat = { ...pull, keepsForm: true }
    expect(resized(box(0, 0, 200, 4), { ...flat, handle: 'se', point: [210, 4] })).toMatchObject({ width: 210 })
    expect(resized(box(0, 0, 200, 0), { ...flat, handle: 'e', point: [300, 0] }).width).toBe(300)
  })

  test('keeps the form of a picture, and the middle where that is asked', () => {
    const kept = resized(box(0, 0, 200, 100), { ...pull, keepsForm: true, handle: 'se', point: [400, 120] })
    expect(kept).toMatchObject({ x: 0, y: 0, width: 400, height: 200 })
    const centred = resized(box(0, 0, 200, 100), { ...pull, fromMiddle: true, handle: 'e', point: [240, 50] })
    expect(centred).toMatchObject({ x: -40, width: 280, y: 0, height: 100 })
  })

  test('of several scales their places with their sizes', () => {
    const after = scaled(box(100, 0, 50, 50), box(0, 0, 200, 100), box(0, 0, 400, 100), true)
    expect(after).toMatchObject({ x: 200, y: 0, width: 100, height: 50 })
  })
})

describe('turning', () => {
  test('rests at eighths, and at steps of fifteen with Shift', () => {
    expect(restingAngle(43, false)).toBe(45)
    expect(restingAngle(38.4, false)).toBe(38)
    expect(restingAngle(38.4, true)).toBe(45)
    expect(restingAngle(359, false)).toBe(0)
  })

  test('of a group moves each thing about the middle', () => {
    expect(turnedBox(box(100, 0), [0, 50], 180)).toMatchObject({ x: -200, rotation: -180 })
  })
})

test('a loop takes what lies in it', () => {
  const loop = [
    [0, 0],
    [100, 0],
    [50, 100],
  ] as const
  expect(isInPolygon([50, 40], loop)).toBe(true)
  expect(isInPolygon([5, 80], loop)).toBe(false)
})

test('things line up at an edge and spread with equal gaps', () => {
  const things = [
    { id: 'a', box: box(0, 0) },
    { id: 'b', box: box(130, 40) },
    { id: 'c', box: box(400, 10) },
  ]
  expect(aligned(things, 'top').map(({ dy }) => dy)).toEqual([0, -40, -10])
  expect(distributed(things, 'across')).toMatchObject([{ dx: 0 }, { id: 'b', dx: 70 }, { dx: 0 }])
})

describe('order', () => {
  const all = ['a', 'b', 'c', 'd'].map((id, at) => ({ id, order: `a${at}` }))
  const after = (step: Parameters<typeof reordered>[2], ...ids: string[]) => {
    const fresh = reordered(all, new Set(ids), step)
    const orderOf = (one: { id: string; order: string }) => fresh.get(one.id) ?? one.order
    return all.toSorted((x, y) => (orderOf(x) < orderOf(y) ? -1 : 1)).map(({ id }) => id)
  }

  test('goes to the front, to the back and one step', () => {
    expect(after('front', 'a')).toEqual(['b', 'c', 'd', 'a'])
    expect(after('back', 'c', 'd')).toEqual(['c', 'd', 'a', 'b'])
    expect(after('forward', 'b')).toEqual(['a', 'c', 'b', 'd'])
    expect(after('backward', 'c')).toEqual(['a', 'c', 'b', 'd'])
    expect(after('forward', 'd')).toEqual(['a', 'b', 'c', 'd'])
  })

  test('goes between two that share one order', () => {
    const tied = ['a', 'b', 'c'].map((id) => ({ id, order: 'a1' }))
    const fresh = reordered(tied, new Set(['c']), 'backward')
    const orders = ['a', 'c', 'b'].map((id) => fresh.get(id) ?? 'a1')
    expect(new Set(orders).size).toBe(3)
    expect(orders).toEqual(orders.toSorted())
  })
})

test('the next thing in a direction is near and not far aside', () => {
  const spots = [
    { id: 'far', box: box(900, 0) },
    { id: 'aside', box: box(200, 500) },
    { id: 'near', box: box(300, 20) },
  ]
  expect(neighbour(box(0, 0), spots, 'right')).toBe('near')
  expect(neighbour(box(0, 0), spots, 'down')).toBe('aside')
  expect(neighbour(box(0, 0), spots, 'left')).toBeNull()
})

test('a thing that is chosen hears so alone', () => {
  const selection = new Selection()
  const heard: string[] = []
  for (const id of ['a', 'b', 'c']) selection.subscribeTo(id, () => heard.push(id))
  selection.choose(['a'])
  selection.choose(['a', 'b'])
  expect(heard).toEqual(['a', 'b', 'a'])
  selection.keep((id) => id !== 'b')
  expect([...selection.get()]).toEqual(['a'])
  expect(selection.getCurrent()).toBeNull()
})

describe('geometry', () => {
  function board() {
    const ydoc = new Y.Doc()
    const gestures = new Gestures(ydoc, 'annaannaanna')
    const store = new BoardStore(ydoc)
    return { gestures, store, geometry: new Geometry(store) }
  }

  test('carries what lies in a frame, and connectors, while the frame is dragged', () => {
    const { gestures, geometry } = board()
    const frame = gestures.create({ type: 'frame', place: [100, 100], size: [400, 300] })
    const note = gestures.create({ type: 'note', parent: frame, place: [20, 20], size: [200, 200] })
    const arrow = gestures.create({ type: 'connector', from: [note, 1, 0.5], to: [null, 900, 220] })
    expect(geometry.boxOf(note)).toMatchObject({ x: 120, y: 120 })
    const heard: string[] = []
    for (const id of [note, arrow]) geometry.subscribe(id, () => heard.push(id))
    geometry.preview('me', new Map([[frame, { x: 150, y: 100, width: 400, height: 300, rotation: 0 }]]))
    expect(geometry.boxOf(note)).toMatchObject({ x: 170, y: 120 })
    expect(geometry.restOf(note)).toMatchObject({ x: 120 })
    expect(geometry.routeOf(arrow)?.from[0]).toBe(370)
    expect(heard.toSorted()).toEqual([note, arrow].toSorted())
    geometry.preview('me', null)
    expect(geometry.routeOf(arrow)?.from[0]).toBe(320)
  })

  test('keeps the box of a thing until that changes', () => {
    const { gestures, geometry } = board()
    const [one, two] = [0, 300].map((x) => gestures.create({ type: 'shape', place: [x, 0], size: [100, 100] }))
    if (one === undefined || two === undefined) throw new Error('two shapes were made')
    const [before, drawn] = [geometry.restOf(one), geometry.drawnOf(one)]
    gestures.set(two, { place: [350, 0] })
    expect(geometry.restOf(one)).toBe(before)
    expect(geometry.drawnOf(one)).toBe(drawn)
    gestures.set(one, { size: [120, 100] })
    expect(geometry.drawnOf(one)).toMatchObject({ width: 120, height: 100 })
    const wide = { x: 0, y: 0, width: 200, height: 100, rotation: 0 }
    geometry.preview('me', new Map([[one, wide]]))
    expect(geometry.drawnOf(one)).toMatchObject({ x: 0, width: 200 })
    expect(geometry.drawnOf(one)).toBe(geometry.drawnOf(one))
  })

  test('lets a note grow with its words, and cards stand in their column', () => {
    const { gestures, geometry } = board()
    const note = gestures.create({ type: 'note', size: [200, 200], text: 'long words '.repeat(60) })
    expect(geometry.boxOf(note)?.height).toBeGreaterThan(250)
    const column = gestures.create({ type: 'column', text: 'To do' })
    const [first, second] = ['a1', 'a2'].map((order) =>
      gestures.create({ type: 'card', parent: column, order, text: 'Measure the river' }),
    )
    const boxes = [first, second].map((id) => geometry.boxOf(id ?? ''))
    expect(boxes[1]?.y).toBeGreaterThan(boxes[0]?.y ?? Infinity)
    expect(boxes[0]?.x).toBe(boxes[1]?.x)
  })
})
