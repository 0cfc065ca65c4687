import { type InkPoint, isPressed } from '#collab/documents/board-ink.ts'
import { inkPath, inkPathOf, inkPointsOf, inkWidth } from '#collab/documents/board-ink-path.ts'
import type { InkItem } from '#collab/documents/things/display.ts'
import { inkNames } from '#collab/documents/board-model.ts'
import { colourOf, type Painting, seen } from './pen.ts'

/** Seen nearer than this many times, a line needs more of its points. */
const coarsest = 1.5

/** The way of a pen in as many points as can be told apart from there. */
function thinned(points: readonly InkPoint[], apart: number): Path2D {
  const path = new Path2D()
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return path
  path.moveTo(first.x, first.y)
  let before = first
  for (const point of points) {
    if (Math.abs(point.x - before.x) + Math.abs(point.y - before.y) < apart) continue
    path.lineTo(point.x, point.y)
    before = point
  }
  path.lineTo(last.x, last.y)
  return path
}

export function inkPainting({ ink, paint }: InkItem, colour: number): Painting {
  const points = inkPointsOf(ink)
  if (inkNames[ink.shape] !== 'highlighter' && isPressed(points)) return pressedInk({ kind: 'ink', ink, paint }, colour)
  const { opacity } = inkPathOf([], ink)
  let drawn: { path: Path2D; zoom: number } | null = null
  return (pen) => {
    const { context, zoom } = pen
    if (drawn === null || zoom > drawn.zoom * coarsest) drawn = { path: thinned(points, 1 / zoom), zoom }
    const before = context.globalAlpha
    context.globalAlpha = before * opacity
    context.strokeStyle = colourOf(pen, paint, colour) ?? 'transparent'
    context.lineWidth = seen(pen, inkWidth(ink))
    context.stroke(drawn.path)
    context.globalAlpha = before
  }
}

/** Its breadth is the pressure. */
function pressedInk({ ink, paint }: InkItem, colour: number): Painting {
  const path = new Path2D(inkPath(ink).d)
  return (pen) => {
    pen.context.fillStyle = colourOf(pen, paint, colour) ?? 'transparent'
    pen.context.fill(path)
  }
}
