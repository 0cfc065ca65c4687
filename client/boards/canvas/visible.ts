import type { BoardStore } from '../board-store.ts'
import { type Box, isInside, isTouching, upright } from './box.ts'
import type { Camera } from './camera.ts'
import { isSeenFromFar } from './far/when-far.ts'
import type { Geometry } from './geometry.ts'
import type { Selection } from './selection.ts'
import type { Signal } from './signal.ts'

interface Sources {
  store: BoardStore
  camera: Camera
  geometry: Geometry
  selection: Selection
  editing: Signal<string | null>
}

/** Parts of the view that are drawn beyond each of its sides, so that panning does not draw at each step. */
const beyond = 0.5
/** Zoomed in by more than this, what is drawn around the view is too much. */
const wasteMost = 5
/** Coming near, one sees the picture until the view has been still for so long: elements on the way would hold it up. */
const restMs = 150

const isSame = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((id, at) => id === b[at])

/**
 * What is drawn: things in and near the view, and whatever is chosen. Seen from far, all is painted together, and only what
 * the keyboard stands on or is written in is an element too. Lists keep their identity while they stay the same.
 */
export class Visible {
  readonly #sources: Sources
  readonly #listeners = new Set<() => void>()
  #area: Box | null = null
  #isFar = false
  /** While the view moves over the picture. */
  #rest: ReturnType<typeof setTimeout> | undefined
  #near: readonly string[] = []
  #ids: readonly string[] = []
  #listed: readonly string[] = []
  /** All there was, in drawing order. */
  #all: readonly string[] = []
  #known: { near: ReadonlySet<string>; shown: ReadonlySet<string> } = { near: new Set(), shown: new Set() }
  readonly #stops: (() => void)[]

  constructor(sources: Sources) {
    this.#sources = sources
    const { store, camera, geometry, selection, editing } = sources
    this.#stops = [
      store.subscribe(() => this.#renewIfListed()),
      camera.subscribe(() => this.#look()),
      selection.subscribe(() => this.#renewIfOther([...selection.get(), ...(this.#isFar ? this.#ids : [])])),
      editing.subscribe(() => this.#renewIfOther([editing.get() ?? '', ...(this.#isFar ? this.#ids : [])])),
      geometry.watch((ids) => this.#renewIfOther(ids)),
    ]
    this.#renew()
  }

  destroy(): void {
    clearTimeout(this.#rest)
    for (const stop of this.#stops) stop()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Ids of what is an element, in drawing order. */
  get = (): readonly string[] => this.#ids

  /** Ids of all that is in or near the view, in drawing order. */
  getNear = (): readonly string[] => this.#near

  /** Whether all is painted together, instead of each thing being an element. */
  getIsFar = (): boolean => this.#isFar

  /** Locks, comments and votes are told of too, and move nothing. */
  #renewIfListed() {
    if (this.#sources.store.getIds() !== this.#listed) this.#renewSome([])
  }

  #look() {
    if (this.#isFar) this.#awaitRest()
    const seen = this.#sources.camera.visible()
    const area = this.#area
    const isFine = area !== null && isInside(seen, area) && area.width < seen.width * wasteMost
    if (!isFine || this.#isFarWith(this.#near.length) !== this.#isFar) this.#renew()
  }

  #awaitRest() {
    clearTimeout(this.#rest)
    this.#rest = setTimeout(() => {
      this.#rest = undefined
      if (!this.#isFarWith(this.#near.length)) this.#renew()
    }, restMs)
  }

  #renewIfOther(ids: Iterable<string>) {
    const { near, shown } = this.#known
    const others = [...ids].filter((id) => this.#isNear(id) !== near.has(id) || this.#isWanted(id) !== shown.has(id))
    if (others.length > 0) this.#renewSome(others)
  }

  /** Of thousands these alone are looked at again: the others are where they were. */
  #renewSome(ids: readonly string[]) {
    const { near, shown } = this.#known
    const others = new Set(ids)
    this.#listed = this.#sources.store.getIds()
    const all = this.#sources.geometry.inDrawingOrder()
    const isNewOnTop = this.#isNewOnTop(others, all)
    this.#all = all
    if (isNewOnTop) return this.#showOnTop(all.slice(-others.size))
    const nearNow = all.filter((id) => (others.has(id) ? this.#isNear(id) : near.has(id)))
    if (this.#isFarWith(nearNow.length) !== this.#isFar) return this.#renew()
    return this.#show(
      nearNow,
      all.filter((id) => (others.has(id) ? this.#isWanted(id) : shown.has(id))),
    )
  }

  /** Where they lie over all that was there, as what a class draws does, none of the others is gone through. */
  #isNewOnTop(ids: ReadonlySet<string>, all: readonly string[]): boolean {
    const { near, shown } = this.#known
    const isNew = (id: string) => ids.has(id) && !near.has(id) && !shown.has(id)
    return ids.size > 0 && isSame(all.slice(0, -ids.size), this.#all) && all.slice(-ids.size).every(isNew)
  }

  #showOnTop(ids: readonly string[]) {
    const near = ids.filter((id) => this.#isNear(id))
    if (this.#isFarWith(this.#near.length + near.length) !== this.#isFar) return this.#renew()
    return this.#show([...this.#near, ...near], [...this.#ids, ...ids.filter((id) => this.#isWanted(id))])
  }

  #isFarWith(count: number): boolean {
    if (this.#isFar && this.#rest !== undefined) return true
    return isSeenFromFar(count, this.#sources.camera.getView().zoom, this.#isFar)
  }

  #isNear(id: string): boolean {
    const box = this.#sources.geometry.boxOf(id)
    return box !== null && this.#area !== null && isTouching(upright(box), this.#area)
  }

  #isWanted(id: string): boolean {
    const { geometry, selection, editing } = this.#sources
    if (geometry.boxOf(id) === null) return false
    if (selection.getCurrent() === id || editing.get() === id) return true
    return !this.#isFar && (selection.has(id) || this.#isNear(id))
  }

  #renew() {
    const seen = this.#sources.camera.visible()
    const [dx, dy] = [seen.width * beyond, seen.height * beyond]
    this.#area = { ...seen, x: seen.x - dx, y: seen.y - dy, width: seen.width + 2 * dx, height: seen.height + 2 * dy }
    this.#listed = this.#sources.store.getIds()
    const all = this.#sources.geometry.inDrawingOrder()
    this.#all = all
    const near = all.filter((id) => this.#isNear(id))
    const [wasFar, isFar] = [this.#isFar, this.#isFarWith(near.length)]
    this.#isFar = isFar
    this.#show(
      near,
      all.filter((id) => this.#isWanted(id)),
      wasFar,
    )
  }

  #show(near: readonly string[], ids: readonly string[], wasFar = this.#isFar) {
    if (this.#isFar === wasFar && isSame(near, this.#near) && isSame(ids, this.#ids)) return
    this.#near = isSame(near, this.#near) ? this.#near : near
    this.#ids = isSame(ids, this.#ids) ? this.#ids : ids
    this.#known = { near: new Set(near), shown: new Set(ids) }
    this.#listeners.forEach((listener) => listener())
  }
}
