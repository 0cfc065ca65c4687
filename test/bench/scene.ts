import * as Y from 'yjs'
import { packInk } from '#collab/documents/board-ink.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { randomOf } from './load/hand.ts'

/** What lies on the boards that are compared: the same things at the same places for everybody. */
interface SceneObject {
  kind: 'note' | 'ink' | 'ellipse' | 'curve'
  x: number
  y: number
  width: number
  height: number
  text: string
  /** Relative to x and y; of ink alone. */
  points: [number, number][]
}

const columns = 50
const cell = { width: 220, height: 170 } as const
const words = 'river bridge water class map stone fish boat spring valley mill bank flood rain delta'.split(' ')
const inkPoints = 60

/** Of twenty things twelve are notes with words, five strokes, two ellipses and one a curve. */
const kinds = [
  ...Array.from({ length: 12 }, () => 'note' as const),
  ...Array.from({ length: 5 }, () => 'ink' as const),
  ...(['ellipse', 'ellipse', 'curve'] as const),
]

export function sceneOf(count: number): SceneObject[] {
  const random = randomOf(11)
  return Array.from({ length: count }, (_, at) => {
    const kind = kinds[(at * 7) % kinds.length] ?? 'note'
    const [x, y] = [(at % columns) * cell.width, Math.floor(at / columns) * cell.height]
    const text = Array.from({ length: 5 }, () => words[Math.floor(random() * words.length)]).join(' ')
    const points = kind === 'ink' ? wave(random) : []
    return { kind, x, y, width: 160, height: 120, text: kind === 'note' ? text : '', points }
  })
}

function wave(random: () => number): [number, number][] {
  const [bend, tilt] = [3 + random() * 9, random() * 30]
  return Array.from({ length: inkPoints }, (_, at) => [
    (at * 160) / (inkPoints - 1),
    60 + Math.sin(at / bend) * 40 + (tilt * at) / inkPoints,
  ])
}

/** The part of the board that they take up. */
export const sceneSize = (count: number) => ({
  width: columns * cell.width,
  height: Math.ceil(count / columns) * cell.height,
})

const idOf = (at: number) => `annaannaanna.scene${String(at).padStart(5, '0')}`

/** The scene as a board of ours. */
export function boardOf(scene: readonly SceneObject[]): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.transact(() => {
    for (const [at, { kind, x, y, width, height, text, points }] of scene.entries()) {
      const base = { at: 1, order: `a${at % 10}`, place: [x, y], size: [width, height] } as const
      if (kind === 'note') putObject(ydoc, idOf(at), { ...base, type: 'note', text, colour: 1, fill: 1 })
      else if (kind === 'ellipse') putObject(ydoc, idOf(at), { ...base, type: 'shape', shape: 2, colour: 5 })
      else if (kind === 'curve') {
        const ends = { from: [null, x, y], to: [null, x + width, y + height] } as const
        putObject(ydoc, idOf(at), { at: 1, order: 'a5', type: 'connector', ...ends })
      } else {
        const ink = packInk(points.map(([px, py]) => ({ x: px, y: py, pressure: 0.5 })))
        const down = Math.ceil(Math.max(...points.map(([, py]) => py)))
        putObject(ydoc, idOf(at), { ...base, type: 'ink', size: [width, down], colour: 5, points: ink })
      }
    }
  })
  return Y.encodeStateAsUpdate(ydoc)
}
