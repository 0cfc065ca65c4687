import { type InkPoint, strokeOf } from '#collab/documents/board-ink.ts'
import { boardLimits, type End, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { isLinkTarget } from '#collab/documents/board-values.ts'
import type { NewObject } from '#collab/documents/board-write.ts'
import { nearestColour } from './excalidraw-colours.ts'
import type { ExcalidrawElement, ExcalidrawFile } from './excalidraw-file.ts'

/** Why something of a file stays behind. */
type LeftBehind = 'unreadable' | 'picture' | 'drawing' | 'cutText' | 'embedded'

type Imported = Omit<NewObject, 'from' | 'to' | 'parent' | 'order' | 'at'> & {
  /** Its id in the file. */
  key: string
  place: Point
  parentKey: string | null
  from: End | null
  to: End | null
}

export interface ImportPlan {
  objects: Imported[]
  /** Bytes of pictures by the key of their object. */
  pictures: ReadonlyMap<string, string>
  left: ReadonlyMap<LeftBehind, number>
}

type Of<Type extends ExcalidrawElement['type']> = Extract<ExcalidrawElement, { type: Type }>
type Shape = Of<'rectangle' | 'diamond' | 'ellipse'>

const isText = (one: ExcalidrawElement): one is Of<'text'> => one.type === 'text'
const degrees = (angle: number) => Math.round((((angle * 180) / Math.PI) % 360) * 10) / 10
const strokeFor = (width: number) => (width <= 1 ? 1 : width <= 2 ? 2 : width <= 4 ? 3 : 4)
const shape = (name: (typeof shapeNames)[number]) => shapeNames.indexOf(name)
const hasFill = (colour: string) => colour !== 'transparent' && colour !== ''

/** A file of Excalidraw as objects of ours, with what had to stay behind. */
export function planImport({ elements, files, unreadable }: ExcalidrawFile): ImportPlan {
  const left = new Map<LeftBehind, number>()
  const leave = (why: LeftBehind, count = 1) => void (count > 0 && left.set(why, (left.get(why) ?? 0) + count))
  leave('unreadable', unreadable)
  const byId = new Map(elements.map((one) => [one.id, one]))
  const labels = new Map<string, string>()
  for (const one of elements.filter(isText)) if (one.containerId) labels.set(one.containerId, one.text)
  const pictures = new Map<string, string>()
  const planning: Planning = { byId, labels, leave, files, pictures }
  const objects = elements.flatMap((one) => {
    const made = objectFor(one, planning)
    return made === null ? [] : [withFrame(one, made, byId)]
  })
  return { objects, pictures, left }
}

interface Planning {
  byId: ReadonlyMap<string, ExcalidrawElement>
  /** Words that belong to a shape or an arrow, by its id. */
  labels: ReadonlyMap<string, string>
  leave: (why: LeftBehind) => void
  files: ExcalidrawFile['files']
  pictures: Map<string, string>
}

type Made = Omit<Imported, 'key' | 'parentKey'>

function objectFor(one: ExcalidrawElement, planning: Planning): Made | null {
  switch (one.type) {
    case 'rectangle':
    case 'diamond':
    case 'ellipse':
      return shapeFor(one, planning)
    case 'text':
      return textFor(one, planning)
    case 'arrow':
    case 'line':
      return linearFor(one, planning)
    case 'freedraw':
      return inkFor(one, pressedPoints(one), planning)
    case 'image':
      return imageFor(one, planning)
    case 'frame':
    case 'magicframe':
      return { ...boxed(one), type: 'frame', text: cut(one.name ?? '', planning) }
    case 'embeddable':
    case 'iframe':
      return linkFor(one, planning)
  }
}

const none = { from: null, to: null } as const

function boxed(one: ExcalidrawElement) {
  const { x, y, width, height } = one
  return {
    ...none,
    place: [Math.min(x, x + width), Math.min(y, y + height)] as const,
    size: [Math.abs(width), Math.abs(height)] as const,
    rotation: degrees(one.angle),
  }
}

function cut(text: string, { leave }: Planning): string {
  if (text.length <= boardLimits.textLetters) return text
  leave('cutText')
  return text.slice(0, boardLimits.textLetters)
}

function shapeFor(one: Shape, planning: Planning): Made {
  const isFilled = hasFill(one.backgroundColor)
  const rectangle = one.roundness == null ? shape('rectangle') : shape('rounded')
  return {
    ...boxed(one),
    type: 'shape',
    shape: one.type === 'diamond' ? shape('diamond') : one.type === 'ellipse' ? shape('ellipse') : rectangle,
    colour: nearestColour(isFilled ? one.backgroundColor : one.strokeColor),
    fill: isFilled ? 1 : 0,
    stroke: strokeFor(one.strokeWidth),
    text: cut(planning.labels.get(one.id) ?? '', planning),
  }
}

/** Words of a shape or an arrow are written in it; others stand by themselves. */
function textFor(one: Of<'text'>, planning: Planning): Made | null {
  if (one.containerId && planning.byId.has(one.containerId)) return null
  const stroke = one.fontSize < 18 ? 1 : one.fontSize < 24 ? 2 : one.fontSize < 34 ? 3 : 4
  const colour = nearestColour(one.strokeColor)
  // Our letters are wider than theirs: a little room keeps their lines whole.
  const { size, ...box } = boxed(one)
  return {
    ...box,
    type: 'text',
    size: [Math.ceil(size[0] * 1.15) + 8, size[1]],
    colour,
    stroke,
    text: cut(one.text, planning),
  }
}

function linearFor(one: Of<'arrow'> | Of<'line'>, planning: Planning): Made | null {
  const points = one.points.map(([x, y]): Point => [one.x + x, one.y + y])
  // A line with bends that is joined with nothing is a drawing.
  if (one.type === 'line' && points.length > 2)
    return inkFor(
      one,
      points.map(([x, y]) => ({ x, y, pressure: 0.5 })),
      planning,
    )
  const start: Point = [one.x, one.y]
  const [first, last] = [points[0] ?? start, points.at(-1) ?? start]
  const endAt = (bound: { elementId: string } | null | undefined, [x, y]: Point): End => {
    const target = bound ? planning.byId.get(bound.elementId) : undefined
    const isThere = target !== undefined && target.type !== 'arrow' && target.type !== 'line'
    return isThere ? [target.id, 0.5, 0.5] : [null, x, y]
  }
  const isArrow = one.type === 'arrow'
  const heads =
    !isArrow || (!one.startArrowhead && !one.endArrowhead) ? 1 : one.startArrowhead && one.endArrowhead ? 2 : 0
  const isBackwards = isArrow && heads === 0 && Boolean(one.startArrowhead)
  const [from, to] = [endAt(one.startBinding, first), endAt(one.endBinding, last)]
  return {
    type: 'connector',
    place: [0, 0],
    from: isBackwards ? to : from,
    to: isBackwards ? from : to,
    colour: nearestColour(one.strokeColor),
    shape: heads,
    fill: points.length > 2 ? 1 : 0,
    stroke: strokeFor(one.strokeWidth),
    text: cut(planning.labels.get(one.id) ?? '', planning),
  }
}

function pressedPoints({ x, y, points, pressures, simulatePressure }: Of<'freedraw'>): InkPoint[] {
  return points.map(([dx, dy], at) => ({
    x: x + dx,
    y: y + dy,
    pressure: simulatePressure ? 0.5 : Math.min(1, Math.max(0, pressures[at] ?? 0.5)),
  }))
}

function inkFor(one: ExcalidrawElement, points: InkPoint[], { leave }: Planning): Made | null {
  const stroke = strokeOf(points)
  if (stroke === null || stroke.points.length > boardLimits.inkBytes) {
    leave('drawing')
    return null
  }
  const look = { colour: nearestColour(one.strokeColor), stroke: strokeFor(one.strokeWidth) }
  return { ...none, type: 'ink', ...stroke, ...look, shape: 0, rotation: degrees(one.angle) }
}

function imageFor(one: Of<'image'>, { files, leave, pictures }: Planning): Made | null {
  const file = one.fileId ? files.get(one.fileId) : undefined
  const isKnown = /^data:image\/(png|jpeg|webp);base64,/.test(file?.dataURL ?? '')
  if (file === undefined || !isKnown) {
    leave('picture')
    return null
  }
  pictures.set(one.id, file.dataURL)
  return { ...boxed(one), type: 'image' }
}

function linkFor(one: Of<'embeddable' | 'iframe'>, { leave }: Planning): Made | null {
  const href = one.link ?? ''
  if (href === '' || !isLinkTarget(href)) {
    leave('embedded')
    return null
  }
  return { ...boxed(one), size: [280, 0], type: 'link', href }
}

/** What lies in a frame has its place from there. */
function withFrame(one: ExcalidrawElement, made: Made, byId: ReadonlyMap<string, ExcalidrawElement>): Imported {
  const frame = one.frameId ? byId.get(one.frameId) : undefined
  const isIn = frame?.type === 'frame' || frame?.type === 'magicframe'
  if (!isIn || made.type === 'connector' || made.type === 'frame') return { ...made, key: one.id, parentKey: null }
  const [x, y] = boxed(frame).place
  return { ...made, key: one.id, parentKey: frame.id, place: [made.place[0] - x, made.place[1] - y] }
}
