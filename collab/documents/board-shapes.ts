import { type Point, shapeNames } from './board-model.ts'

/*
 * How objects look, in plain numbers and SVG paths: canvas, export and thumbnails draw from here, so that they draw the same.
 * Connectors are in `board-connector.ts`, ink in `board-ink-path.ts`, what stands where in `board-layout.ts`.
 */

/** A place for people to see: two decimals. */
export const rounded = (value: number) => Math.round(value * 100) / 100

const lineWidths = [1.5, 2.5, 4, 7] as const
const pick = (from: readonly number[], stroke: number) => from[Math.min(from.length, Math.max(1, stroke)) - 1] ?? 2

/** Pixels of a line of shapes and connectors, for the stroke 1-4 that an object holds. */
export const lineWidth = (stroke: number) => pick(lineWidths, stroke)

/** Above a frame, outside of it, stands its title. */
export const frameTitleHeight = 30

const roundedCorner = 18
const arrowLength = 14

const polygon = (points: readonly Point[]) => `M${points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`).join('L')}Z`

/** Does the shape enclose anything that may be filled and written in? */
export const isOpenShape = (shape: number) => shapeNames[shape] === 'line' || shapeNames[shape] === 'arrow'

type ShapeName = (typeof shapeNames)[number]

/** Shapes of straight lines, by their corners. */
const shapeCorners: Partial<Record<ShapeName, (width: number, height: number) => readonly Point[]>> = {
  diamond: (width, height) => [
    [width / 2, 0],
    [width, height / 2],
    [width / 2, height],
    [0, height / 2],
  ],
  triangle: (width, height) => [
    [width / 2, 0],
    [width, height],
    [0, height],
  ],
  star: starPoints,
}

/** The corners of a shape in a box of this size; none of one that is round, a rectangle or a line. */
export const cornersOf = (shape: number, [width, height]: Point): readonly Point[] =>
  shapeCorners[shapeNames[shape] ?? 'rectangle']?.(width, height) ?? []

const shapePaths: Record<ShapeName, (width: number, height: number) => string> = {
  rectangle: (width, height) => roundedPath(width, height, 0),
  rounded: (width, height) => roundedPath(width, height, Math.min(roundedCorner, width / 3, height / 3)),
  ellipse: (width, height) => ellipsePath(width / 2, height / 2),
  diamond: (width, height) => polygon(shapeCorners.diamond?.(width, height) ?? []),
  triangle: (width, height) => polygon(shapeCorners.triangle?.(width, height) ?? []),
  star: (width, height) => polygon(starPoints(width, height)),
  line: (width, height) => linePath(width, height),
  arrow: (width, height) =>
    linePath(width, height) + arrowHead([width, height / 2], 0, Math.min(arrowLength, width / 2)),
}

/** The path of a shape in a box of this size whose corner is at 0,0. Lines lie across the middle; rotation turns them. */
export const shapePath = (shape: number, [width, height]: Point) =>
  shapePaths[shapeNames[shape] ?? 'rectangle'](width, height)

const linePath = (width: number, height: number) => `M0 ${rounded(height / 2)}L${rounded(width)} ${rounded(height / 2)}`

function roundedPath(width: number, height: number, radius: number): string {
  const [w, h, r] = [rounded(width), rounded(height), rounded(radius)]
  if (r === 0) return `M0 0H${w}V${h}H0Z`
  const corner = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`
  return `M${r} 0H${rounded(w - r)}${corner(r, r)}V${rounded(h - r)}${corner(-r, r)}H${r}${corner(-r, -r)}V${r}${corner(r, -r)}Z`
}

function ellipsePath(rx: number, ry: number): string {
  const [x, y] = [rounded(rx), rounded(ry)]
  return `M0 ${y}a${x} ${y} 0 1 1 ${rounded(2 * rx)} 0a${x} ${y} 0 1 1 ${rounded(-2 * rx)} 0Z`
}

const starTips = 5
const starInner = 0.45

function starPoints(width: number, height: number): Point[] {
  return Array.from({ length: starTips * 2 }, (_, at): Point => {
    const angle = (at * Math.PI) / starTips - Math.PI / 2
    const reach = at % 2 === 0 ? 1 : starInner
    return [(width / 2) * (1 + reach * Math.cos(angle)), (height / 2) * (1 + reach * Math.sin(angle))]
  })
}

const headSpread = 0.45

/** Two strokes that meet at the tip, for a line that arrives in this direction (radians). */
export function arrowHead([x, y]: Point, direction: number, length: number): string {
  const wing = (side: number): Point => [
    x - length * Math.cos(direction + side),
    y - length * Math.sin(direction + side),
  ]
  const [a, b] = [wing(headSpread), wing(-headSpread)]
  return `M${rounded(a[0])} ${rounded(a[1])}L${rounded(x)} ${rounded(y)}L${rounded(b[0])} ${rounded(b[1])}`
}

/** Part of the box of a shape in which text can be read without leaving the shape. */
export function textBox(
  shape: number,
  [width, height]: Point,
): { x: number; y: number; width: number; height: number } {
  const name = shapeNames[shape]
  const inset = name === 'ellipse' ? 0.146 : name === 'diamond' || name === 'star' ? 0.25 : 0
  if (name === 'triangle') return { x: width / 4, y: height / 2, width: width / 2, height: height / 2 }
  return { x: width * inset, y: height * inset, width: width * (1 - 2 * inset), height: height * (1 - 2 * inset) }
}
