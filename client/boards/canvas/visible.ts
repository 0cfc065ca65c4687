import type { BoardStore } from '../board-store.ts'
import { type Box, isInside, isTouching, upright } from './box.ts'
import type { Camera } from './camera.ts'
import type { Geometry } from './geometry.ts'
import type { Selection } from './selection.ts'

interface Sources {
  store: BoardStore
  camera: Camera
  geometry: Geometry
  selection: Selection
}

/** Parts of the view that are drawn beyond each of its sides, so that panning does not draw at each step. */
const beyond = 0.5
/** Zoomed in by more than this, what is drawn around the view is too much. */
const wasteMost = 5

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, at) => id === b[at])

/** What is drawn: things in and near the view, and whatever is chosen. The list keeps its identity while it stays the same. */
export class Visible {
  readonly #sources: Sources
  readonly #listeners = new Set<() => void>()
  #area: Box | null = null
  #ids: readonly string[] = []
  #shown: ReadonlySet<string> = new Set()
  readonly #stops: (() => void)[]

  constructor(sources: Sources) {
    this.#sources = sources
    const { store, camera, geometry, selection } = sources
    this.#stops = [
      store.subscribe(() => this.#renew()),
      camera.subscribe(() => this.#look()),
      selection.subscribe(() => this.#renewIfOther([...selection.get()])),
      geometry.watch((ids) => this.#renewIfOther(ids)),
    ]
    this.#renew()
  }

  destroy(): void {
    for (const stop of this.#stops) stop()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Ids in drawing order. */
  get = (): readonly string[] => this.#ids

  #look() {
    const seen = this.#sources.camera.visible()
    const area = this.#area
    const isFine = area !== null && isInside(seen, area) && area.width < seen.width * wasteMost
    if (!isFine) this.#renew()
  }

  #renewIfOther(ids: Iterable<string>) {
    for (const id of ids)
      if (this.#isWanted(id) !== this.#shown.has(id)) {
        this.#renew()
        return
      }
  }

  #isWanted(id: string): boolean {
    const { geometry, selection } = this.#sources
    const box = geometry.boxOf(id)
    if (box === null) return false
    if (selection.has(id) || selection.getCurrent() === id) return true
    return this.#area !== null && isTouching(upright(box), this.#area)
  }

  #renew() {
    const seen = this.#sources.camera.visible()
    const [dx, dy] = [seen.width * beyond, seen.height * beyond]
    this.#area = { ...seen, x: seen.x - dx, y: seen.y - dy, width: seen.width + 2 * dx, height: seen.height + 2 * dy }
    const ids = this.#sources.geometry.inDrawingOrder().filter((id) => this.#isWanted(id))
    if (isSame(ids, this.#ids)) return
    this.#ids = ids
    this.#shown = new Set(ids)
    this.#listeners.forEach((listener) => listener())
  }
}
