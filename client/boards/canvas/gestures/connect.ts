import type { BoardObject, End, Point } from '#collab/documents/board-model.ts'
import { isFrame } from '#collab/documents/things/register.ts'
import { containsPoint, partsAt } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'
import { whole } from './gesture.ts'
import { factsOf } from '../../things/register.ts'

/** What a connector may hold on to at a place: the uppermost thing there that is no connector, nor the bare inside of a frame. */
function attachableAt(canvas: Canvas, point: Point, except: ReadonlySet<string>): string | null {
  const found = canvas.geometry.inDrawingOrder().filter((id) => {
    const object = canvas.objectOf(id)
    if (object === undefined || except.has(id) || factsOf(object).isSolid !== true) return false
    const box = canvas.geometry.boxOf(id)
    return box !== null && containsPoint(box, point)
  })
  // Whoever points into a frame means what lies in it.
  const things = found.filter((id) => {
    const object = canvas.objectOf(id)
    return object !== undefined && !isFrame(object)
  })
  return things.at(-1) ?? found.at(-1) ?? null
}

const middlePart = 0.5
/** In the middle part of a thing, the end finds its own side; near the edge, it stays where it was put. */
const edgePart = 0.22
const onGrid = (part: number) => Math.round(part * 20) / 20

function partsOf(canvas: Canvas, id: string, point: Point): Point {
  const box = canvas.geometry.boxOf(id)
  if (box === null) return [middlePart, middlePart]
  const [across, down] = partsAt(box, point)
  const isNearEdge = Math.min(across, 1 - across, down, 1 - down) < edgePart
  if (!isNearEdge) return [middlePart, middlePart]
  return toEdge([across, down])
}

/** The place on the nearest side. */
function toEdge([across, down]: Point): Point {
  const sides = [
    { far: across, at: [0, onGrid(down)] },
    { far: 1 - across, at: [1, onGrid(down)] },
    { far: down, at: [onGrid(across), 0] },
    { far: 1 - down, at: [onGrid(across), 1] },
  ] as const
  return sides.toSorted((a, b) => a.far - b.far)[0]?.at ?? [middlePart, middlePart]
}

/** The end of a connector that is let go at this place. */
export function endAt(canvas: Canvas, point: Point, except: ReadonlySet<string>): End {
  const id = attachableAt(canvas, point, except)
  if (id === null) return [null, ...whole(point)]
  return [id, ...partsOf(canvas, id, point)]
}

const idOf = (end: End | null): ReadonlySet<string> => new Set(end === null || end[0] === null ? [] : [end[0]])

/** Moves one end of a connector: shown as a draft, written when it is let go. */
export function endGesture(canvas: Canvas, connector: BoardObject, which: 'from' | 'to'): ToolGesture {
  const other = which === 'from' ? connector.to : connector.from
  const except = new Set([connector.id, ...idOf(other)])
  const ended = (pointer: ToolPointer) => {
    const end = endAt(canvas, pointer.point, except)
    return which === 'from' ? { from: end } : { to: end }
  }
  const clear = () => {
    canvas.draft.set(null)
    canvas.target.set(null)
  }
  return {
    move(pointer) {
      const end = ended(pointer)
      canvas.draft.set({ ...connector, ...end })
      canvas.target.set((end.from ?? end.to)?.[0] ?? null)
    },
    up(pointer) {
      canvas.session.gestures.set(connector.id, ended(pointer))
      clear()
    },
    cancel: clear,
  }
}
