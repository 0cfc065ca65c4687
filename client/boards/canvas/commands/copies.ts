import { type BoardObject, type End, type Point } from '#collab/documents/board-model.ts'
import type { NewObject } from '#collab/documents/board-write.ts'
import { hasText, isContainer, isLine } from '#collab/documents/things/register.ts'
import { create, whyNotCreate } from '../create.ts'
import type { Canvas } from '../canvas.ts'
import { union } from '../box.ts'
import { whole } from '../gestures/gesture.ts'

/** A thing to be put somewhere again: its place is of the board, ends and frames are by ids of this copy alone. */
export interface Copy extends NewObject {
  readonly id: string
  readonly place: Point
}

/** Things with what lies in them, as a copy holds them: places on the board. */
export function copiesOf(canvas: Canvas, objects: readonly BoardObject[]): Copy[] {
  const ids = new Set(objects.flatMap(({ id }) => [id, ...canvas.geometry.childrenOf(id)]))
  const ordered = canvas.store.getIds().filter((id) => ids.has(id))
  return ordered.flatMap((id) => {
    const object = canvas.objectOf(id)
    if (object === undefined) return []
    const { author: _author, at: _at, isRemoved: _removed, ...rest } = object
    const box = canvas.geometry.restOf(id)
    return [{ ...rest, place: box === null ? object.place : ([box.x, box.y] as const) }]
  })
}

const noSize: Point = [0, 0]

interface Putting {
  by: Point
  /** Where an end hangs on something outside of the copy: still there on this board, or to be let go. */
  isSameBoard: boolean
}

/** Puts copies on the board, as one gesture, and chooses them. Gives the ids of the outer ones. */
export function putCopies(canvas: Canvas, copies: readonly Copy[], { by, isSameBoard }: Putting): string[] {
  if (whyNotCreate(canvas) !== null) return []
  const fresh = new Map<string, string>()
  const made: string[] = []
  canvas.session.gestures.gesture(() => {
    for (const { id, parent, from, to, place, size = noSize, ...object } of inMakingOrder(copies)) {
      const [start, end] = [from, to].map((one) => movedEnd(one ?? null, { fresh, by, isSameBoard }))
      if (isLine(object) && (start == null || end == null)) continue
      const text = hasText(object) ? { text: object.text ?? '' } : {}
      const ends = { from: start ?? null, to: end ?? null }
      const holder = parent == null ? undefined : copies.find((one) => one.id === parent)
      const home = holder === undefined ? undefined : fresh.get(holder.id)
      if (holder !== undefined && home !== undefined) {
        const inside = whole([place[0] - holder.place[0], place[1] - holder.place[1]])
        fresh.set(
          id,
          canvas.session.gestures.create({ ...object, ...text, ...ends, size, parent: home, place: inside }),
        )
        continue
      }
      const box = { x: place[0] + by[0], y: place[1] + by[1], width: size[0], height: size[1], rotation: 0 }
      const madeId = create(canvas, { ...object, ...text, ...ends }, box)
      if (madeId === null) continue
      fresh.set(id, madeId)
      made.push(madeId)
    }
  })
  canvas.selection.choose(made)
  return made
}

/** Frames before what lies in them, connectors after what they hang on. */
const inMakingOrder = (copies: readonly Copy[]): Copy[] => {
  const rank = (copy: Copy) => (isContainer(copy) ? 0 : isLine(copy) ? 2 : 1)
  return copies.toSorted((a, b) => rank(a) - rank(b))
}

function movedEnd(end: End | null, { fresh, by, isSameBoard }: Putting & { fresh: ReadonlyMap<string, string> }) {
  if (end === null) return null
  if (end[0] === null) return [null, end[1] + by[0], end[2] + by[1]] as const
  const id = fresh.get(end[0])
  if (id !== undefined) return [id, end[1], end[2]] as const
  return isSameBoard ? end : null
}

const besideBy: Point = [24, 24]

/** The chosen things once more, a little aside. */
export const duplicateChosen = (canvas: Canvas): string[] =>
  putCopies(canvas, copiesOf(canvas, canvas.chosen()), { by: besideBy, isSameBoard: true })

/** How far copies go so that their middle is at a place. */
export function byTo(copies: readonly Copy[], [x, y]: Point): Point {
  const around = union(
    copies.flatMap(({ type, place, size, rotation }) =>
      isLine({ type })
        ? []
        : [{ x: place[0], y: place[1], width: size?.[0] ?? 0, height: size?.[1] ?? 0, rotation: rotation ?? 0 }],
    ),
  )
  return around === null ? [0, 0] : [x - around.x - around.width / 2, y - around.y - around.height / 2]
}
