import { type BoardObject, boardLimits, type Point } from '#collab/documents/board-model.ts'
import { isFrame, isLine } from '#collab/documents/things/register.ts'
import { type Box, middleOf, turned, union } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { guidesOf, snapEdge } from '../snapping.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'
import { snapReachOf, snapTargets, whole } from './gesture.ts'
import { placeAt } from './move.ts'
import { factsOf } from '../../things/register.ts'

export const resizeHandles = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const
export type ResizeHandle = (typeof resizeHandles)[number]

const least = 24
/** A flat stroke is less, and does not jump when it is pulled. */
export const leastOf = (length: number) => Math.min(least, length)

export const canResize = (object: BoardObject): boolean => factsOf(object).canResize !== undefined

/** Pictures and drawings keep their form. */
const keepsForm = (object: BoardObject): boolean => factsOf(object).canResize === 'in-form'

interface Pulling {
  handle: ResizeHandle
  point: Point
  keepsForm: boolean
  fromMiddle: boolean
}

/** The box once a handle of it is pulled to a place. What lies opposite stays, also where the box is turned. */
export function resized(box: Box, { handle, point, keepsForm: isKept, fromMiddle }: Pulling): Box {
  const centre = middleOf(box)
  const [px, py] = turned(point, centre, -box.rotation)
  const edges = { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height }
  const [narrow, low] = [leastOf(box.width), leastOf(box.height)]
  if (handle.includes('w')) edges.left = Math.min(px, edges.right - narrow)
  if (handle.includes('e')) edges.right = Math.max(px, edges.left + narrow)
  if (handle.includes('n')) edges.top = Math.min(py, edges.bottom - low)
  if (handle.includes('s')) edges.bottom = Math.max(py, edges.top + low)
  if (fromMiddle) mirror(edges, box, handle)
  if (isKept) keepForm(edges, box, handle)
  const [width, height] = [edges.right - edges.left, edges.bottom - edges.top]
  // The middle has moved in the turned frame of the box: turned back, it says where the box is.
  const middle = turned([edges.left + width / 2, edges.top + height / 2], centre, box.rotation)
  return { x: middle[0] - width / 2, y: middle[1] - height / 2, width, height, rotation: box.rotation }
}

interface Edges {
  left: number
  right: number
  top: number
  bottom: number
}

/** The opposite edge goes as far the other way. */
function mirror(edges: Edges, box: Box, handle: ResizeHandle) {
  const [x, y] = middleOf(box)
  if (/[ew]/.test(handle)) {
    const half = Math.max(leastOf(box.width) / 2, handle.includes('w') ? x - edges.left : edges.right - x)
    edges.left = x - half
    edges.right = x + half
  }
  if (/[ns]/.test(handle)) {
    const half = Math.max(leastOf(box.height) / 2, handle.includes('n') ? y - edges.top : edges.bottom - y)
    edges.top = y - half
    edges.bottom = y + half
  }
}

function keepForm(edges: Edges, box: Box, handle: ResizeHandle) {
  const ratio = box.width / Math.max(1, box.height)
  const [width, height] = [edges.right - edges.left, edges.bottom - edges.top]
  const byWidth = handle === 'e' || handle === 'w' || (handle.length === 2 && width / ratio >= height)
  const [wide, tall] = byWidth ? [width, width / ratio] : [height * ratio, height]
  if (handle.includes('w')) edges.left = edges.right - wide
  else if (handle.includes('e')) edges.right = edges.left + wide
  else [edges.left, edges.right] = around(edges.left, edges.right, wide)
  if (handle.includes('n')) edges.top = edges.bottom - tall
  else if (handle.includes('s')) edges.bottom = edges.top + tall
  else [edges.top, edges.bottom] = around(edges.top, edges.bottom, tall)
}

const around = (start: number, end: number, length: number): [number, number] => {
  const middle = (start + end) / 2
  return [middle - length / 2, middle + length / 2]
}

/** How a thing in a group goes when the box around all becomes another. */
export function scaled(box: Box, from: Box, to: Box, isSized: boolean): Box {
  const [across, down] = [to.width / Math.max(1, from.width), to.height / Math.max(1, from.height)]
  const [cx, cy] = middleOf(box)
  const [x, y] = [to.x + (cx - from.x) * across, to.y + (cy - from.y) * down]
  // What is turned would be skewed: it grows evenly.
  const even = box.rotation % 90 !== 0
  const by = even ? [Math.min(across, down), Math.min(across, down)] : turnedScale(box.rotation, across, down)
  const width = isSized ? Math.max(leastOf(box.width), box.width * (by[0] ?? 1)) : box.width
  const height = isSized ? Math.max(leastOf(box.height), box.height * (by[1] ?? 1)) : box.height
  return { x: x - width / 2, y: y - height / 2, width, height, rotation: box.rotation }
}

const turnedScale = (rotation: number, across: number, down: number) =>
  rotation % 180 === 0 ? [across, down] : [down, across]

/** Writes the boxes of things: where they stand and how large they are, as one gesture. */
export function writeBoxes(canvas: Canvas, boxes: ReadonlyMap<string, Box>, label = ''): void {
  const { gestures } = canvas.session
  gestures.gesture(() => {
    for (const [id, box] of boxes) {
      const object = canvas.objectOf(id)
      if (object === undefined) continue
      const most = (length: number) => Math.min(boardLimits.size, Math.round(length))
      gestures.set(id, { size: [most(box.width), most(box.height)] })
      if (isFrame(object)) resizeFrame(canvas, object, box)
      else placeAt(canvas, object, box)
    }
  }, label)
}

/** What lies in a frame stays where it is when the frame's top or left edge moves. */
function resizeFrame(canvas: Canvas, frame: BoardObject, box: Box) {
  const place = whole([box.x, box.y])
  const [dx, dy] = [frame.place[0] - place[0], frame.place[1] - place[1]]
  canvas.session.gestures.set(frame.id, { place })
  if (dx === 0 && dy === 0) return
  for (const id of canvas.geometry.childrenOf(frame.id)) {
    const child = canvas.objectOf(id)
    if (child !== undefined) canvas.session.gestures.set(id, { place: [child.place[0] + dx, child.place[1] + dy] })
  }
}

/** Pulls a handle of what is chosen. */
export function resizeGesture(canvas: Canvas, start: ToolPointer, handle: ResizeHandle): ToolGesture | null {
  const objects = canvas.changeable().filter((object) => !isLine(object))
  const [single] = objects.length === 1 ? objects : []
  const boxes = new Map(
    objects.flatMap(({ id }): [string, Box][] => {
      const box = canvas.geometry.restOf(id)
      return box === null ? [] : [[id, box]]
    }),
  )
  const from = single === undefined ? union([...boxes.values()]) : (boxes.get(single.id) ?? null)
  if (from === null) return null
  const targets = snapTargets(canvas, new Set(boxes.keys()), from)
  const isFormKept = objects.some(keepsForm)
  let result: ReadonlyMap<string, Box> = boxes
  const show = (pointer: ToolPointer) => {
    const to = pulled(canvas, { from, start, pointer, handle, targets, isFormKept })
    result = new Map(
      [...boxes].map(([id, box]) => {
        const object = canvas.objectOf(id)
        const isSized = object !== undefined && canResize(object)
        return [id, single === undefined ? scaled(box, from, to, isSized) : to]
      }),
    )
    canvas.showOwnMoves(result)
  }
  const end = () => {
    canvas.guides.set([])
    canvas.showOwnMoves(null)
  }
  return {
    move: show,
    up(pointer) {
      show(pointer)
      writeBoxes(canvas, result)
      end()
    },
    cancel: end,
  }
}

interface Pull {
  from: Box
  start: ToolPointer
  pointer: ToolPointer
  handle: ResizeHandle
  targets: readonly Box[]
  isFormKept: boolean
}

function pulled(canvas: Canvas, { from, start, pointer, handle, targets, isFormKept }: Pull): Box {
  const grip = gripOf(from, handle)
  const to: Point = [grip[0] + pointer.point[0] - start.point[0], grip[1] + pointer.point[1] - start.point[1]]
  const keepsIt = isFormKept !== pointer.isShift
  const canSnap = from.rotation === 0 && !keepsIt && !pointer.isControl
  const reach = snapReachOf(canvas)
  const point: Point = canSnap ? [snapEdge(to[0], 'x', targets, reach), snapEdge(to[1], 'y', targets, reach)] : to
  const box = resized(from, { handle, point, keepsForm: keepsIt, fromMiddle: pointer.isAlt })
  canvas.guides.set(canSnap ? guidesOf(box, targets) : [])
  return box
}

/** Where a handle is on the board. */
export function gripOf(box: Box, handle: ResizeHandle): Point {
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5
  const down = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5
  return turned([box.x + box.width * across, box.y + box.height * down], middleOf(box), box.rotation)
}
