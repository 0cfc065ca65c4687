import { type BoardObject, type End, type Point } from '#collab/documents/board-model.ts'
import { orderBetween } from '#collab/documents/board-write.ts'
import { isColumn, isContainer, isLine, thingOf } from '#collab/documents/things/register.ts'
import { type Box, middleOf, union, upright } from '../box.ts'
import type { Canvas } from '../canvas.ts'
import { openHolderAt } from '../create.ts'
import { guidesOf, snapMove } from '../snapping.ts'
import type { ToolGesture, ToolPointer } from '../tool.ts'
import { between, isBeyondClick, snapReachOf, snapTargets, whole } from './gesture.ts'

/** What moves when these are moved: what lies in a chosen frame goes along by itself. */
export function movable(canvas: Canvas): BoardObject[] {
  const ids = new Set(canvas.changeable().map(({ id }) => id))
  return canvas.changeable().filter(({ parent }) => parent === null || !ids.has(parent))
}

const isFixed = (end: End | null) => end === null || end[0] !== null

/** Connectors go where their ends are; only ends that hang on nothing can be moved. */
const isRooted = (object: BoardObject) => isLine(object) && isFixed(object.from) && isFixed(object.to)

const shiftedEnd = (end: End | null, [dx, dy]: Point): End | null =>
  end === null || end[0] !== null ? end : [null, end[1] + dx, end[2] + dy]

/** Where a thing belongs that now stands here: the frame or column under its middle, or the bare board. */
function parentAt(canvas: Canvas, object: BoardObject, box: Box): string | null {
  if (isContainer(object) || isLine(object)) return null
  return openHolderAt(canvas, middleOf(box), new Set([object.id]))
}

/** Writes that these stand elsewhere: as one gesture, with the frames they come into and leave. */
export function moveBy(canvas: Canvas, objects: readonly BoardObject[], [dx, dy]: Point, label = ''): void {
  const { gestures } = canvas.session
  gestures.gesture(() => {
    for (const object of objects) {
      if (isLine(object)) {
        const by: Point = [dx, dy]
        gestures.set(object.id, { from: shiftedEnd(object.from, by), to: shiftedEnd(object.to, by) })
        continue
      }
      const rest = canvas.geometry.restOf(object.id)
      if (rest !== null) placeAt(canvas, object, { ...rest, x: rest.x + dx, y: rest.y + dy })
    }
  }, label)
}

/** Writes that a thing stands in this box of the board: in a column, that it stands in its row there. */
export function placeAt(canvas: Canvas, object: BoardObject, box: Box): void {
  const { gestures } = canvas.session
  const parent = parentAt(canvas, object, box)
  const holder = parent === null ? null : canvas.geometry.restOf(parent)
  const home = parent === null ? undefined : canvas.objectOf(parent)
  if (home !== undefined && isColumn(home))
    return gestures.set(object.id, { parent, order: orderInColumn(canvas, home.id, object, box) })
  // What was made on a wall gets a place of its own with its first size.
  const isFirst = object.size[0] === 0 && thingOf(object).flowsAtFirst === true
  return gestures.set(object.id, {
    parent,
    place: whole([box.x - (holder?.x ?? 0), box.y - (holder?.y ?? 0)]),
    ...(isFirst ? { size: whole([box.width, box.height]) } : {}),
  })
}

/** Before the first thing of the column whose middle is lower. */
function orderInColumn(canvas: Canvas, column: string, object: BoardObject, box: Box): string {
  const others = canvas.geometry
    .childrenOf(column)
    .filter((id) => id !== object.id)
    .flatMap((id) => {
      const [other, rest] = [canvas.objectOf(id), canvas.geometry.restOf(id)]
      return other === undefined || rest === null ? [] : [{ order: other.order, middle: rest.y + rest.height / 2 }]
    })
    .toSorted((a, b) => a.middle - b.middle)
  const at = others.findIndex(({ middle }) => middle > box.y + box.height / 2)
  const next = at < 0 ? others.length : at
  return orderBetween(others[next - 1]?.order ?? null, others[next]?.order ?? null)
}

/** Moves the chosen things with the pointer; `onClick` where it was none. */
export function moveGesture(canvas: Canvas, start: ToolPointer, onClick: () => void): ToolGesture {
  const objects = movable(canvas).filter((object) => !isRooted(object))
  const boxes = new Map(objects.flatMap(({ id }) => pairOf(id, canvas.geometry.restOf(id))))
  const around = union([...boxes.values()])
  const targets = snapTargets(canvas, new Set(boxes.keys()), around)
  let isMoving = false
  let by: Point = [0, 0]
  const end = () => {
    canvas.guides.set([])
    canvas.target.set(null)
    canvas.showOwnMoves(null)
  }
  const show = (pointer: ToolPointer) => {
    by = snapped(canvas, { around, targets, start, pointer })
    canvas.showOwnMoves(new Map([...boxes].map(([id, box]) => [id, { ...box, x: box.x + by[0], y: box.y + by[1] }])))
    canvas.target.set(frameFor(canvas, objects, by))
  }
  return {
    move(pointer) {
      isMoving ||= isBeyondClick(start, pointer)
      if (isMoving && objects.length > 0) show(pointer)
    },
    up(pointer) {
      if (isMoving && objects.length > 0) {
        show(pointer)
        moveBy(canvas, objects, by)
      }
      end()
      if (!isMoving) onClick()
    },
    cancel: end,
  }
}

const pairOf = (id: string, box: Box | null): [string, Box][] => (box === null ? [] : [[id, box]])

/** The frame that would take the first of them. */
function frameFor(canvas: Canvas, objects: readonly BoardObject[], [dx, dy]: Point): string | null {
  const [first] = objects
  const rest = first && canvas.geometry.restOf(first.id)
  if (first === undefined || rest == null) return null
  const parent = parentAt(canvas, first, { ...rest, x: rest.x + dx, y: rest.y + dy })
  return parent === first.parent ? null : parent
}

interface Snapping {
  around: Box | null
  targets: readonly Box[]
  start: ToolPointer
  pointer: ToolPointer
}

/** How far it goes: along one axis with Shift, snapped unless Ctrl is held. */
function snapped(canvas: Canvas, { around, targets, start, pointer }: Snapping): Point {
  let [dx, dy] = between(start.point, pointer.point)
  if (pointer.isShift) [dx, dy] = Math.abs(dx) > Math.abs(dy) ? [dx, 0] : [0, dy]
  canvas.guides.set([])
  if (around === null || pointer.isControl) return [dx, dy]
  const moved = { ...upright(around), x: around.x + dx, y: around.y + dy }
  const snap = snapMove(moved, targets, snapReachOf(canvas))
  const free = pointer.isShift ? [dx === 0 ? 0 : snap.dx, dy === 0 ? 0 : snap.dy] : [snap.dx, snap.dy]
  const by: Point = [dx + (free[0] ?? 0), dy + (free[1] ?? 0)]
  const final = { ...around, x: around.x + by[0], y: around.y + by[1] }
  canvas.guides.set(pointer.isShift ? guidesOf(final, targets) : snap.guides)
  return by
}
