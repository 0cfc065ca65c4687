import { connectorHeads, connectorRoute, connectorWays } from '#collab/documents/board-connector.ts'
import type { Looks } from '#collab/documents/board-card.ts'
import type { Placed } from '#collab/documents/board-layout.ts'
import { unpackInk } from '#collab/documents/board-ink.ts'
import {
  type BoardObject,
  type End,
  inkNames,
  type ObjectType,
  type Point,
  shapeNames,
} from '#collab/documents/board-model.ts'
import { boardThemes, colourOf } from '#collab/documents/board-palette.ts'
import type { Board } from '#collab/documents/board-read.ts'
import { cornersOf } from '#collab/documents/board-shapes.ts'
import { textHeight, wrapText } from '#collab/documents/board-text.ts'
import { layoutOf } from '#collab/documents/board-wall-layout.ts'
import { isFrame, isLine, textLook } from '#collab/documents/things/register.ts'

/*
 * A board as a file of Excalidraw. What they have no word for leaves as what comes nearest: a note is a filled rectangle with
 * its words, a card one with all it says and its link, a column one with its name.
 */

type Element = Record<string, unknown> & { id: string; type: string }

/** Bytes of a picture, as a `data:` address. */
type ImageOf = (asset: string) => string | null

interface Writing {
  readonly looks: Looks
  readonly imageOf: ImageOf
  /** Whom a thing is by, where that is wanted. */
  readonly sayOf: (object: BoardObject) => string
}

interface Out {
  readonly writing: Writing
  readonly boxes: ReadonlyMap<string, Placed>
  readonly elements: Element[]
  readonly files: Record<string, object>
  /** Ids of arrows and words by what they hang on: both ends know of each other. */
  readonly bound: Map<string, { id: string; type: string }[]>
}

/** The same number for the same thing: the file of an unchanged board does not change. */
function seedOf(id: string): number {
  let seed = 7
  for (const letter of id) seed = (seed * 31 + (letter.codePointAt(0) ?? 0)) % 2_147_483_647
  return seed
}

function common(id: string, type: string, [x, y, width, height]: readonly [number, number, number, number]): Element {
  return {
    ...{ id, type, x, y, width, height, angle: 0, strokeColor: '#1e1e1e', backgroundColor: 'transparent' },
    ...{ fillStyle: 'solid', strokeWidth: 2, strokeStyle: 'solid', roughness: 0, opacity: 100, groupIds: [] },
    ...{ frameId: null, roundness: null, seed: seedOf(id), version: 1, versionNonce: seedOf(id), isDeleted: false },
    ...{ boundElements: [], updated: 1, link: null, locked: false },
  }
}

const boxedAs = ({ object, box }: Placed, type: string) => ({
  ...common(object.id, type, [box.x, box.y, box.width, box.height]),
  angle: (box.rotation * Math.PI) / 180,
})

/** Theirs are 1, 2 and 4; what is thicker is as thick as they draw it. */
const widths = [1, 2, 4, 6] as const
const widthOf = ({ stroke }: BoardObject) => widths[Math.min(widths.length, Math.max(1, stroke)) - 1] ?? 2

const paint = ({ colour }: BoardObject) => colourOf(boardThemes.light, colour)

/** Words as an element of their own; in a thing, in its middle or from its top. */
function wordsElement(
  out: Out,
  object: BoardObject,
  of: { text: string; area: Placed['box']; in: string | null },
): Element {
  const look = textLook(object)
  const { area } = of
  const lines = wrapText(of.text, Math.max(1, area.width), look, out.writing.looks.measure)
  const height = textHeight(lines.length, look)
  const isMiddle = of.in !== null && look.valign === 'middle'
  const y = isMiddle ? area.y + (area.height - height) / 2 : area.y
  return {
    ...common(of.in === null ? object.id : `${object.id}-words`, 'text', [area.x, y, area.width, height]),
    ...{ text: of.in === null ? of.text : lines.join('\n'), originalText: of.text, fontSize: look.size, fontFamily: 2 },
    ...{ textAlign: look.align === 'middle' ? 'center' : 'left', verticalAlign: isMiddle ? 'middle' : 'top' },
    ...{ containerId: of.in, lineHeight: look.lineHeight, autoResize: false, strokeColor: boardThemes.light.text },
  }
}

function putWithWords(out: Out, element: Element, { object, box }: Placed, text: string): void {
  out.elements.push(element)
  if (text.trim() === '') return
  const { padding } = textLook(object)
  const area = {
    ...box,
    x: box.x + padding,
    y: box.y + padding,
    width: box.width - 2 * padding,
    height: box.height - 2 * padding,
  }
  const words = wordsElement(out, object, { text, area, in: element.id })
  out.elements.push({ ...words, angle: element['angle'] })
  bind(out, element.id, { id: words.id, type: 'text' })
}

function bind({ bound }: Out, id: string, other: { id: string; type: string }) {
  const known = bound.get(id)
  if (known === undefined) bound.set(id, [other])
  else known.push(other)
}

const plainShapes: Readonly<Record<string, string>> = {
  rectangle: 'rectangle',
  rounded: 'rectangle',
  ellipse: 'ellipse',
  diamond: 'diamond',
}

function shapeElements(out: Out, placed: Placed): void {
  const { object, box } = placed
  const name = shapeNames[object.shape] ?? 'rectangle'
  const { line, tint } = paint(object)
  const background = ['transparent', tint, line][object.fill] ?? 'transparent'
  const look = { strokeColor: line, strokeWidth: widthOf(object), backgroundColor: background }
  const type = plainShapes[name]
  if (type !== undefined) {
    const roundness = name === 'rounded' ? { type: 3 } : null
    return putWithWords(out, { ...boxedAs(placed, type), ...look, roundness }, placed, object.text)
  }
  if (name === 'line' || name === 'arrow') {
    const points = [
      [0, 0],
      [box.width, 0],
    ]
    const head = name === 'arrow' ? 'arrow' : null
    out.elements.push({
      ...boxedAs(placed, name),
      ...{ y: box.y + box.height / 2, height: 0, ...look, points, startArrowhead: null, endArrowhead: head },
      ...{ startBinding: null, endBinding: null, lastCommittedPoint: null },
    })
    return undefined
  }
  // Three corners or ten: a line that ends where it began.
  const corners = cornersOf(object.shape, [box.width, box.height])
  const points =
    corners.length === 0
      ? [
          [0, 0],
          [box.width, box.height],
        ]
      : [...corners, corners[0]]
  const [first] = corners
  const [fx, fy] = first ?? [0, 0]
  out.elements.push({
    ...boxedAs(placed, 'line'),
    ...{ x: box.x + fx, y: box.y + fy, ...look, startBinding: null, endBinding: null, lastCommittedPoint: null },
    points: points.map((point) => [(point?.[0] ?? 0) - fx, (point?.[1] ?? 0) - fy]),
  })
  if (object.text.trim() !== '')
    out.elements.push({
      ...wordsElement(out, object, { text: object.text, area: box, in: null }),
      id: `${object.id}-words`,
    })
  return undefined
}

function inkElement({ object, box }: Placed): Element[] {
  const points = object.points === null ? null : unpackInk(object.points)
  if (points === null) return []
  const [width, height] = object.size
  const scale: Point = [width > 0 ? box.width / width : 1, height > 0 ? box.height / height : 1]
  const isMarker = inkNames[object.shape] === 'highlighter'
  const { line, mark } = paint(object)
  return [
    {
      ...boxedAs({ object, box, isCard: false }, 'freedraw'),
      ...{ strokeColor: isMarker ? mark : line, opacity: isMarker ? 60 : 100 },
      strokeWidth: widthOf(object) * (isMarker ? 4 : 1),
      points: points.map(({ x, y }) => [x * scale[0], y * scale[1]]),
      pressures: points.map(({ pressure }) => pressure),
      ...{ simulatePressure: points.every(({ pressure }) => pressure === 0.5), lastCommittedPoint: null },
    },
  ]
}

/** A fixed end is a place; one on a thing holds on to it. */
function bindingOf(out: Out, connector: string, end: End | null) {
  const id = end?.[0] ?? null
  if (id === null || !out.boxes.has(id)) return null
  bind(out, id, { id: connector, type: 'arrow' })
  return { elementId: id, focus: 0, gap: 4 }
}

function connectorElements(out: Out, object: BoardObject): void {
  const route = connectorRoute(object, (id) => out.boxes.get(id)?.box ?? null)
  if (route === null) return
  const [x, y] = route.from
  const way = connectorWays[object.fill] ?? 'straight'
  const through = way === 'elbow' ? route.points : [route.from, ...(way === 'curved' ? [route.middle] : []), route.to]
  const points = through.map(([px, py]) => [px - x, py - y] as const)
  const [width, height] = [
    Math.max(...points.map(([px]) => Math.abs(px))),
    Math.max(...points.map(([, py]) => Math.abs(py))),
  ]
  const heads = connectorHeads[object.shape] ?? 'arrow'
  const arrow: Element = {
    ...common(object.id, 'arrow', [x, y, width, height]),
    ...{ strokeColor: paint(object).line, strokeWidth: widthOf(object), points, elbowed: false },
    roundness: way === 'curved' ? { type: 2 } : null,
    startBinding: bindingOf(out, object.id, object.from),
    endBinding: bindingOf(out, object.id, object.to),
    startArrowhead: heads === 'both' ? 'arrow' : null,
    endArrowhead: heads === 'none' ? null : 'arrow',
    lastCommittedPoint: null,
  }
  const [mx, my] = route.middle
  const box = { x: mx - 80, y: my - 12, width: 160, height: 24, rotation: 0, outline: 'box' as const }
  putWithWords(out, arrow, { object, box, isCard: false }, object.text)
}

function imageElement(out: Out, placed: Placed): boolean {
  const { asset } = placed.object
  const address = asset === null ? null : out.writing.imageOf(asset)
  if (asset === null || address === null) return false
  const mimeType = /^data:([^;,]+)/.exec(address)?.[1] ?? 'image/png'
  out.files[asset] = { id: asset, mimeType, dataURL: address, created: 1 }
  out.elements.push({ ...boxedAs(placed, 'image'), fileId: asset, status: 'saved', scale: [1, 1] })
  return true
}

/** A paper with all that a thing says: notes, cards, links, files, timers. */
function paperElements(out: Out, placed: Placed): void {
  const { object } = placed
  const { tint, line } = paint(object)
  const background = object.type === 'note' || placed.isCard ? tint : boardThemes.light.surface
  const paper = { ...boxedAs(placed, 'rectangle'), backgroundColor: background, strokeColor: line, strokeWidth: 1 }
  putWithWords(out, { ...paper, link: object.href || null }, placed, out.writing.sayOf(object))
}

/** Those that are no paper with words. */
const writers: Partial<Record<ObjectType, (out: Out, placed: Placed) => void>> = {
  frame: ({ elements }, placed) => void elements.push({ ...boxedAs(placed, 'frame'), name: placed.object.text }),
  ink: ({ elements }, placed) => void elements.push(...inkElement(placed)),
  shape: shapeElements,
  text(out, { object, box }) {
    const words = wordsElement(out, object, { text: object.text, area: box, in: null })
    out.elements.push({ ...words, strokeColor: paint(object).line, angle: (box.rotation * Math.PI) / 180 })
  },
  image(out, placed) {
    if (!imageElement(out, placed)) paperElements(out, placed)
  },
}

/** The file: `.excalidraw` is JSON. Connectors come last, once all they hang on has its place. */
export function excalidrawOf(board: Board, writing: Writing): string {
  const { placed } = layoutOf(board, writing.looks)
  const boxes = new Map(placed.map((one) => [one.object.id, one]))
  const out: Out = { writing, boxes, elements: [], files: {}, bound: new Map() }
  const there = board.objects.filter((object) => !object.isRemoved)
  for (const one of placed) if (!isLine(one.object)) (writers[one.object.type] ?? paperElements)(out, one)
  for (const line of there.filter(isLine)) connectorElements(out, line)
  const frames = new Set(there.filter(isFrame).map(({ id }) => id))
  const frameOf = new Map(there.map(({ id, parent }) => [id, parent !== null && frames.has(parent) ? parent : null]))
  const elements = out.elements.map((element) => ({
    ...element,
    frameId: frameOf.get(element.id.replace(/-words$/, '')) ?? null,
    boundElements: out.bound.get(element.id) ?? [],
  }))
  const appState = { viewBackgroundColor: '#ffffff', gridSize: null }
  const file = { type: 'excalidraw', version: 2, source: 'preau', elements, appState, files: out.files }
  return JSON.stringify(file)
}
