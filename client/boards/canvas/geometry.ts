import { type Box as Attachable, connectorRoute, outlineOf, type Route } from '#collab/documents/board-connector.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { canvasBoxes, naturalSize } from '#collab/documents/board-layout.ts'
import { type BoardObject, type Point } from '#collab/documents/board-model.ts'
import { isColumn, isContainer, isLine, thingOf } from '#collab/documents/things/register.ts'
import type { BoardStore } from '../board-store.ts'
import { type Box, boxAround, containsPoint, isTouching, union, upright } from './box.ts'

type Listener = () => void
/** Boxes by id while a gesture is under way; null where it has ended. */
export type Moves = ReadonlyMap<string, Box>

export const looks = { measure: measureByTable }

const naturalSizes = new WeakMap<BoardObject, Point>()

/** How large an object is drawn; notes and texts grow with their words. The same value for the same object. */
function sizeOfObject(object: BoardObject): Point {
  const size = naturalSizes.get(object) ?? naturalSize(object, looks)
  naturalSizes.set(object, size)
  return size
}

/** Made on a wall: it stands in its row or column and has no place of its own. */
const isUnplaced = (object: BoardObject) =>
  isColumn(object) || (thingOf(object).flowsAtFirst === true && object.size[0] === 0)

/**
 * Where everything is on the board: as the document has it, and as gestures under way (one's own, and those of others) show
 * it. Whoever draws a thing hears of that one alone; connectors hear of what they hang on.
 */
export class Geometry {
  readonly #store: BoardStore
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #watchers = new Set<(ids: ReadonlySet<string>) => void>()
  /** By who is moving: oneself is `me`, others by their awareness id. */
  readonly #previews = new Map<string, Moves>()
  readonly #connectors = new Map<string, Set<string>>()
  readonly #children = new Map<string, Set<string>>()
  readonly #known = new Map<string, BoardObject>()
  readonly #rest = new Map<string, Box>()
  readonly #routes = new Map<string, Route | null>()
  /** Where things stand that have no place of their own; made when it is first asked for. */
  #flow: ReadonlyMap<string, Box> | null = null
  readonly #unplaced = new Set<string>()
  readonly #holders = new Set<string>()
  #drawn: { of: readonly string[]; ids: readonly string[] } | null = null
  /** Boxes of all gestures under way together. */
  #previewed: ReadonlyMap<string, Box> = new Map()
  readonly #stops: (() => void)[]

  constructor(store: BoardStore) {
    this.#store = store
    for (const id of store.getIds()) this.#index(id)
    this.#stops = [
      store.watch(({ ids }) => {
        for (const id of ids) this.#index(id)
        this.#touch(this.#withFlow(ids))
      }),
    ]
  }

  destroy(): void {
    for (const stop of this.#stops) stop()
  }

  /** Hears when this object's box or route is another. */
  subscribe = (id: string, listener: Listener) => {
    const listeners = this.#listeners.get(id) ?? new Set()
    this.#listeners.set(id, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.#listeners.get(id) === listeners) this.#listeners.delete(id)
    }
  }

  /** Hears of every change of boxes, with the ids. */
  watch = (watcher: (ids: ReadonlySet<string>) => void) => {
    this.#watchers.add(watcher)
    return () => void this.#watchers.delete(watcher)
  }

  /** Ids of what is there, from the back to the front: frames and columns lie behind everything else. */
  inDrawingOrder(): readonly string[] {
    const of = this.#store.getIds()
    if (this.#drawn?.of === of) return this.#drawn.ids
    const behind: string[] = []
    const before: string[] = []
    for (const id of of) (this.#holders.has(id) ? behind : before).push(id)
    const ids = behind.length === 0 ? of : [...behind, ...before]
    this.#drawn = { of, ids }
    return ids
  }

  /** Shows boxes that are not written yet. The same mover's earlier ones go. */
  preview(mover: string, moves: Moves | null): void {
    const before = this.#previews.get(mover)
    if (moves === null) this.#previews.delete(mover)
    else this.#previews.set(mover, moves)
    // Who was first to move a thing has it.
    this.#previewed = new Map([...this.#previews.values()].toReversed().flatMap((one) => [...one]))
    this.#touch([...(before?.keys() ?? []), ...(moves?.keys() ?? [])], { isPreview: true })
  }

  /** As the document has it, on the board; the same value until it changes. Connectors and what is gone have none. */
  restOf = (id: string): Box | null => {
    const kept = this.#rest.get(id)
    if (kept !== undefined) return kept
    const object = this.#known.get(id)
    if (object === undefined || isLine(object)) return null
    const box = this.#isFlowing(object) ? this.#flowOf(id) : this.#placed(object)
    if (box !== null) this.#rest.set(id, box)
    return box
  }

  /** As it is shown now. */
  boxOf = (id: string): Box | null => {
    const object = this.#known.get(id)
    if (object === undefined) return null
    if (isLine(object)) {
      const route = this.routeOf(id)
      return route === null ? null : boxAround(route.points)
    }
    return this.#previewOf(id) ?? this.#carried(object) ?? this.restOf(id)
  }

  /** Where the document has it, as large as it is shown now; the same value while neither changes. */
  drawnOf = (id: string): Box | null => {
    const [rest, moved] = [this.restOf(id), this.#previewOf(id)]
    if (rest === null || moved === undefined) return rest
    if (moved.width === rest.width && moved.height === rest.height) return rest
    const kept = resizedBoxes.get(moved) ?? { ...rest, width: moved.width, height: moved.height }
    resizedBoxes.set(moved, kept)
    return kept
  }

  routeOf = (id: string): Route | null => {
    const kept = this.#routes.get(id)
    if (kept !== undefined) return kept
    const connector = this.#known.get(id)
    const route = connector === undefined ? null : connectorRoute(connector, this.attachable)
    this.#routes.set(id, route)
    return route
  }

  attachable = (id: string): Attachable | null => {
    const object = this.#known.get(id)
    const box = object === undefined || isLine(object) ? null : this.boxOf(id)
    return object === undefined || box === null ? null : { ...box, outline: outlineOf(object) }
  }

  /** What lies in a frame or column. */
  childrenOf = (id: string): readonly string[] => [...(this.#children.get(id) ?? [])]

  /** The frame or column that an object lies in, if that is there. */
  holderOf = (id: string): string | null => {
    const parent = this.#known.get(id)?.parent ?? null
    const holder = parent === null ? undefined : this.#known.get(parent)
    return holder !== undefined && isContainer(holder) ? holder.id : null
  }

  /** Connectors that hang on one of these. */
  connectorsOf(ids: Iterable<string>): Set<string> {
    const found = new Set<string>()
    for (const id of ids) for (const connector of this.#connectors.get(id) ?? []) found.add(connector)
    return found
  }

  /** Everything there whose box touches this one. */
  touching(area: Box): string[] {
    return this.inDrawingOrder().filter((id) => {
      const box = this.boxOf(id)
      return box !== null && isTouching(upright(box), area)
    })
  }

  /** The box around all there is. */
  everything(): Box | null {
    return union(this.inDrawingOrder().flatMap((id) => this.boxOf(id) ?? []))
  }

  /** The uppermost frame or column at a place. */
  holderAt(point: Point, except: ReadonlySet<string>): string | null {
    const found = [...this.#holders].filter((id) => {
      const box = except.has(id) ? null : this.boxOf(id)
      return box !== null && containsPoint(box, point)
    })
    if (found.length < 2) return found[0] ?? null
    return this.inDrawingOrder().findLast((id) => found.includes(id)) ?? null
  }

  #previewOf = (id: string): Box | undefined => this.#previewed.get(id)

  /** Taken along by the frame or column that is being moved. */
  #carried({ id }: BoardObject): Box | null {
    const holder = this.holderOf(id)
    const moved = holder === null ? undefined : this.#previewOf(holder)
    const [rest, from] = [this.restOf(id), holder === null ? null : this.restOf(holder)]
    if (moved === undefined || rest === null || from === null) return null
    // A frame that is made larger leaves what is in it where it is.
    if (moved.width !== from.width || moved.height !== from.height) return rest
    return { ...rest, x: rest.x + moved.x - from.x, y: rest.y + moved.y - from.y }
  }

  #placed(object: BoardObject): Box {
    const holder = this.holderOf(object.id)
    const at = holder === null ? null : this.restOf(holder)
    const [width, height] = sizeOfObject(object)
    const [x, y] = [object.place[0] + (at?.x ?? 0), object.place[1] + (at?.y ?? 0)]
    return { x, y, width, height, rotation: object.rotation }
  }

  #isFlowing(object: BoardObject): boolean {
    if (isUnplaced(object)) return true
    const id = this.holderOf(object.id)
    const holder = id === null ? undefined : this.#known.get(id)
    return holder !== undefined && isColumn(holder)
  }

  #flowOf(id: string): Box | null {
    this.#flow ??= canvasBoxes([...this.#known.values()], looks)
    return this.#flow.get(id) ?? null
  }

  /** Where things flow, one that changes moves the others. */
  #withFlow(ids: readonly string[]): Iterable<string> {
    this.#flow = null
    if (this.#unplaced.size === 0) return ids
    const flowing = [...this.#known.values()].filter((object) => this.#isFlowing(object)).map(({ id }) => id)
    return [...ids, ...flowing]
  }

  /** Keeps who hangs on whom and who lies in what. */
  #index(id: string) {
    const before = this.#known.get(id)
    const object = this.#store.getObject(id)
    const isThere = object !== undefined && !object.isRemoved
    if (before !== undefined) this.#link(before, (set) => set.delete(id))
    this.#unplaced.delete(id)
    this.#holders.delete(id)
    if (isThere) {
      this.#known.set(id, object)
      this.#link(object, (set) => set.add(id))
      if (isUnplaced(object)) this.#unplaced.add(id)
      if (isContainer(object)) this.#holders.add(id)
    } else this.#known.delete(id)
  }

  #link({ from, to, parent }: BoardObject, change: (set: Set<string>) => void) {
    for (const end of [from?.[0], to?.[0]]) if (end != null) change(setIn(this.#connectors, end))
    if (parent !== null) change(setIn(this.#children, parent))
  }

  /** These changed, and with them what lies in them and what hangs on them. */
  #touch(ids: Iterable<string>, { isPreview = false } = {}) {
    const touched = new Set(ids)
    for (const id of [...touched]) for (const child of this.#children.get(id) ?? []) touched.add(child)
    for (const connector of this.connectorsOf([...touched])) touched.add(connector)
    for (const id of touched) {
      this.#routes.delete(id)
      if (!isPreview) this.#rest.delete(id)
    }
    for (const watcher of this.#watchers) watcher(touched)
    for (const id of touched) this.#listeners.get(id)?.forEach((listener) => listener())
  }
}

/** One value for one box of a gesture, so that React sees the same twice. */
const resizedBoxes = new WeakMap<Box, Box>()

function setIn(sets: Map<string, Set<string>>, key: string): Set<string> {
  const found = sets.get(key) ?? new Set()
  sets.set(key, found)
  return found
}
