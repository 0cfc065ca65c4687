import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from '#client/boards/board-store.ts'
import { Camera } from '#client/boards/canvas/camera.ts'
import type { Draft } from '#client/boards/canvas/canvas.ts'
import type { Scene } from '#client/boards/canvas/far/figure.ts'
import { FarPainter } from '#client/boards/canvas/far/painter.ts'
import { thingAt } from '#client/boards/canvas/far/thing-at.ts'
import { isSeenFromFar } from '#client/boards/canvas/far/when-far.ts'
import { Geometry } from '#client/boards/canvas/geometry.ts'
import { Selection } from '#client/boards/canvas/selection.ts'
import { Signal } from '#client/boards/canvas/signal.ts'
import { Visible } from '#client/boards/canvas/visible.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { packInk } from '#collab/documents/board-ink.ts'
import type { NewObject } from '#collab/documents/board-write.ts'

const author = 'annaannaanna'
const note = { type: 'note', order: 'a1', place: [0, 0], size: [160, 120] } as const

/** A board with these things, and its ids. */
function boardOf(objects: readonly Omit<NewObject, 'at'>[]) {
  const store = new BoardStore(new Y.Doc())
  const gestures = new Gestures(store.ydoc, author)
  const ids = objects.map((object) => gestures.create(object))
  const camera = new Camera()
  camera.resize(800, 600)
  const scene: Scene = {
    store,
    camera,
    geometry: new Geometry(store),
    editing: new Signal<string | null>(null),
    draft: new Signal<Draft | null>(null),
    faint: new Signal<ReadonlySet<string>>(new Set()),
    objectOf: (id) => store.getObject(id),
  }
  return { ...scene, scene, gestures, ids }
}

const grid = (count: number) =>
  boardOf(Array.from({ length: count }, (_, at) => ({ ...note, place: [(at % 25) * 200, Math.floor(at / 25) * 160] })))

describe('a board is seen from far', () => {
  test('where many things are in sight and none can be read', () => {
    expect(isSeenFromFar(2_000, 0.1, false)).toBe(true)
    expect(isSeenFromFar(200, 0.1, false)).toBe(false)
    expect(isSeenFromFar(2_000, 0.5, false)).toBe(false)
  })

  test('and between the limits stays as it was, so that nothing flickers', () => {
    for (const wasFar of [true, false]) {
      expect(isSeenFromFar(2_000, 0.3, wasFar)).toBe(wasFar)
      expect(isSeenFromFar(270, 0.1, wasFar)).toBe(wasFar)
    }
  })
})

describe('what is an element', () => {
  test('near: what is in or near the view; far: what the keyboard stands on and what is written in', () => {
    const board = grid(400)
    const selection = new Selection()
    const visible = new Visible({ ...board, selection })
    board.camera.show({ x: 0, y: 0, zoom: 1 })
    expect(visible.getIsFar()).toBe(false)
    expect(visible.get().length).toBeGreaterThan(20)
    expect(visible.get().length).toBeLessThan(100)

    board.camera.show({ x: 0, y: 0, zoom: 0.1 })
    expect(visible.getIsFar()).toBe(true)
    expect(visible.get()).toEqual([])
    expect(visible.getNear()).toHaveLength(400)
    const [first = '', second = '', third = ''] = board.ids
    selection.choose([first, second])
    expect(visible.get()).toEqual([second])
    selection.choose([first])
    expect(visible.get()).toEqual([first])
    board.editing.set(third)
    expect(new Set(visible.get())).toEqual(new Set([first, third]))

    // On the way near it stays one picture, until the view is still.
    vi.useFakeTimers()
    board.camera.show({ x: 0, y: 0, zoom: 0.4 })
    expect(visible.getIsFar()).toBe(true)
    vi.advanceTimersByTime(100)
    board.camera.show({ x: 0, y: 0, zoom: 0.35 })
    vi.advanceTimersByTime(100)
    expect(visible.getIsFar()).toBe(true)
    vi.advanceTimersByTime(100)
    expect(visible.getIsFar()).toBe(false)
    expect(visible.get().length).toBeGreaterThan(100)
    vi.useRealTimers()
  })

  test('many things that come while one looks from far become one picture', () => {
    const board = grid(300)
    const visible = new Visible({ ...board, selection: new Selection() })
    board.camera.show({ x: 0, y: 0, zoom: 0.1 })
    expect(visible.getIsFar()).toBe(false)
    board.gestures.create(note)
    expect(visible.getIsFar()).toBe(true)
  })
})

test('what comes on top is told of without the others, and as if all had been looked at', () => {
  const board = grid(40)
  const visible = new Visible({ ...board, selection: new Selection() })
  board.camera.show({ x: 0, y: 0, zoom: 1 })
  const lookAnew = () => new Visible({ ...board, selection: new Selection() })
  const steps: (() => void)[] = [
    () => board.gestures.create({ ...note, order: 'a5' }),
    () => board.gestures.create({ ...note, order: 'a6', place: [9_000, 9_000] }),
    () => board.gestures.create({ ...note, order: 'a0' }),
    () => board.gestures.create({ type: 'frame', order: 'a7', place: [0, 0], size: [400, 300] }),
    () =>
      board.store.ydoc.transact(() => {
        board.gestures.set(board.ids[3] ?? '', { order: 'a4' })
        board.gestures.create({ ...note, order: 'a8' })
        board.gestures.create({ ...note, order: 'a9' })
      }),
    () => board.gestures.remove([board.ids[0] ?? '']),
  ]
  for (const step of steps) {
    step()
    expect(visible.get()).toEqual(lookAnew().get())
    expect(visible.getNear()).toEqual(lookAnew().getNear())
  }
})

describe('the thing at a place', () => {
  const wave = packInk([0, 50, 100].map((x) => ({ x, y: x / 2, pressure: 0.5 })))
  const board = boardOf([
    { type: 'frame', order: 'a0', place: [0, 0], size: [1_000, 800] },
    { ...note, order: 'a1', place: [100, 100] },
    { ...note, order: 'a2', place: [180, 100] },
    { type: 'shape', order: 'a3', shape: 2, place: [500, 100], size: [200, 100] },
    { type: 'ink', order: 'a4', place: [100, 400], size: [100, 50], points: wave },
    { type: 'connector', order: 'a5', from: [null, 500, 400], to: [null, 800, 400] },
    { ...note, order: 'a6', place: [500, 500], size: [200, 40], rotation: 90 },
  ])
  const [frame, back, front, ellipse, ink, connector, turned] = board.ids
  board.camera.show({ x: 0, y: 0, zoom: 1 })
  const at = (x: number, y: number) => thingAt(board, [x, y])

  test('is the uppermost one', () => {
    expect(at(120, 150)).toBe(back)
    expect(at(200, 150)).toBe(front)
  })

  test('is a frame at its edge and its title, and not within it', () => {
    expect(at(2, 300)).toBe(frame)
    expect(at(40, -15)).toBe(frame)
    expect(at(300, 300)).toBeNull()
  })

  test('is what is seen of a thing, and not its box', () => {
    expect(at(600, 150)).toBe(ellipse)
    expect(at(502, 102)).toBeNull()
    expect(at(150, 427)).toBe(ink)
    expect(at(190, 405)).toBeNull()
    expect(at(650, 405)).toBe(connector)
    expect(at(600, 590)).toBe(turned)
    expect(at(510, 520)).toBeNull()
  })

  test('from far, lines are taken from as many pixels of the screen', () => {
    expect(at(650, 440)).toBeNull()
    board.camera.show({ x: 0, y: 0, zoom: 0.1 })
    expect(at(650, 440)).toBe(connector)
    board.camera.show({ x: 0, y: 0, zoom: 1 })
  })
})

/** Notes what is painted, by the places of papers on the screen. */
function paperOf(width: number, height: number) {
  const element = document.createElement('canvas')
  const filled: string[] = []
  const cleared: number[][] = []
  let [x, y] = [0, 0]
  const context = {
    save: () => {},
    restore: () => {},
    setTransform: () => ([x, y] = [0, 0]),
    translate: (dx: number, dy: number) => ([x, y] = [x + dx, y + dy]),
    beginPath: () => {},
    rect: () => {},
    roundRect: () => {},
    clip: () => {},
    drawImage: () => {},
    stroke: () => {},
    fillText: () => {},
    fillRect: () => {},
    clearRect: (...area: number[]) => cleared.push(area),
    fill: () => filled.push(`${Math.round(x)} ${Math.round(y)}`),
  }
  Object.assign(element, { width, height })
  return { element, context, filled, cleared }
}

const frameOver = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))

/** Guarantee: of a context, notes need what `paperOf` has. */
const asContext = (context: object) => context as unknown as CanvasRenderingContext2D

describe('the painter', () => {
  beforeAll(() => {
    if (document.fonts === undefined) Object.defineProperty(document, 'fonts', { value: { status: 'loaded' } })
  })

  const paintedOf = (board: ReturnType<typeof boardOf>) => {
    const paper = paperOf(0, 0)
    board.camera.show({ x: 0, y: 0, zoom: 0.1 })
    const painter = new FarPainter(board.scene, paper.element, asContext(paper.context), () => 'Frame')
    const forget = () => [paper.filled, paper.cleared].forEach((list) => list.splice(0))
    return { ...paper, camera: board.camera, painter, forget }
  }

  test('paints all that is in sight, and says how many', () => {
    const { element, filled, painter } = paintedOf(grid(400))
    expect(element.dataset['painted']).toBe('400')
    expect(filled).toHaveLength(400)
    painter.destroy()
  })

  test('paints a piece of the paper where a thing has changed, with all that lies there', async () => {
    const board = grid(400)
    const { filled, cleared, painter, forget } = paintedOf(board)
    forget()
    const [first = ''] = board.ids
    board.geometry.preview('me', new Map([[first, { x: 1_000, y: 800, width: 160, height: 120, rotation: 0 }]]))
    await frameOver()
    expect(cleared).toHaveLength(2)
    expect(cleared.every(([, , width = 0]) => width < 40)).toBe(true)
    // Its neighbour where it was, and itself where it is.
    expect(filled).toContain('1000 800')
    expect(filled.length).toBeLessThan(30)
    expect(filled).toContain('200 0')
    painter.destroy()
  })

  test('paints all anew before the next frame where one looks elsewhere', async () => {
    const board = grid(400)
    const { element, filled, painter, forget } = paintedOf(board)
    forget()
    board.camera.show({ x: 0, y: 1_600, zoom: 0.1 })
    board.camera.panBy(0, -1)
    await Promise.resolve()
    expect(Number(element.dataset['painted'])).toBeLessThan(400)
    expect(new Set(filled).size).toBe(filled.length)
    painter.destroy()
  })

  test('moves what is painted along with the board, and paints what comes into sight', async () => {
    const { painter, cleared, camera, forget } = paintedOf(grid(400))
    forget()
    camera.panBy(-30, 0)
    camera.panBy(0, 20)
    await Promise.resolve()
    expect(cleared).toEqual([
      [770, 0, 30, 600],
      [0, 0, 800, 20],
    ])
    forget()
    camera.panBy(0.5, 0)
    await Promise.resolve()
    expect(cleared).toEqual([[0, 0, 800, 600]])
    painter.destroy()
  })

  test('paints what comes on top of all over what stands, and what comes under something with it', async () => {
    const board = grid(400)
    const { element, filled, cleared, painter, forget } = paintedOf(board)
    forget()
    board.gestures.create({ ...note, order: 'a5', place: [1_000, 800] })
    board.gestures.create({ ...note, order: 'a4', place: [2_000, 800] })
    await frameOver()
    expect([filled, cleared]).toEqual([['2000 800', '1000 800'], []])
    forget()
    board.gestures.create({ ...note, order: 'a3', place: [1_020, 800] })
    await frameOver()
    expect(cleared).toHaveLength(1)
    expect(filled.lastIndexOf('1000 800')).toBeGreaterThan(filled.indexOf('1020 800'))
    await expect.poll(() => element.dataset['painted']).toBe('403')
    painter.destroy()
  })

  test('has forgotten what was taken away', async () => {
    const board = grid(301)
    const { element, painter } = paintedOf(board)
    board.gestures.remove([board.ids[0] ?? ''])
    await frameOver()
    expect(element.dataset['painted']).toBe('300')
    painter.destroy()
  })
})
