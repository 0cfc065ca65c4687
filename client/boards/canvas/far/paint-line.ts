import type { Route } from '#collab/documents/board-connector.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { type InkPoint, isPressed } from '#collab/documents/board-ink.ts'
import { inkPath, inkPathOf, inkPointsOf, inkWidth } from '#collab/documents/board-ink-path.ts'
import { type BoardObject, inkNames } from '#collab/documents/board-model.ts'
import { lineWidth } from '#collab/documents/board-shapes.ts'
import { textLook } from '#collab/documents/things/register.ts'
import { wrapText } from '#collab/documents/board-text.ts'
import type { Box } from '../box.ts'
import { colourOf, type Painting, paintLines, seen } from './pen.ts'

/* Ink and connectors from afar. */

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

export function inkPainting(object: BoardObject, { width: across, height: down }: Box): Painting {
  const sized: BoardObject = { ...object, size: [across, down] }
  const points = inkPointsOf(sized)
  const isMark = inkNames[object.shape] === 'highlighter'
  if (!isMark && isPressed(points)) return pressedInk(sized)
  const { opacity } = inkPathOf([], object)
  let drawn: { path: Path2D; zoom: number } | null = null
  return (pen) => {
    const { context, zoom } = pen
    const { line, mark } = colourOf(pen, object)
    if (drawn === null || zoom > drawn.zoom * coarsest) drawn = { path: thinned(points, 1 / zoom), zoom }
    const before = context.globalAlpha
    context.globalAlpha = before * opacity
    context.strokeStyle = isMark ? mark : line
    context.lineWidth = seen(pen, inkWidth(object))
    context.stroke(drawn.path)
    context.globalAlpha = before
  }
}

/** Its breadth is the pressure. */
function pressedInk(object: BoardObject): Painting {
  const { d } = inkPath(object)
  const path = new Path2D(d)
  return (pen) => {
    const { context } = pen
    context.fillStyle = colourOf(pen, object).line
    context.fill(path)
  }
}

const labelLook = textLook({ type: 'connector', stroke: 2 })
const labelWidth = 208

/** A connector lies where its route goes: in the coordinates of the board. */
export function connectorPainting(object: BoardObject, route: Route): Painting {
  const path = new Path2D(route.path + route.heads)
  const lines = object.text === '' ? [] : wrapText(object.text, labelWidth, labelLook, measureByTable)
  const widths = lines.map((line) => measureByTable(line, labelLook))
  const [width, height] = [Math.max(0, ...widths), lines.length * labelLook.size * labelLook.lineHeight]
  const [x, y] = route.middle
  return (pen, hasWords) => {
    const { context, colours } = pen
    context.strokeStyle = colourOf(pen, object).line
    context.lineWidth = seen(pen, lineWidth(object.stroke))
    context.stroke(path)
    if (lines.length === 0 || !hasWords) return
    context.fillStyle = colours.canvas
    context.fillRect(x - width / 2 - 6, y - height / 2 - 2, width + 12, height + 4)
    paintLines(pen, { lines, widths, look: labelLook, x, y: y - height / 2, colour: colours.text })
  }
}
