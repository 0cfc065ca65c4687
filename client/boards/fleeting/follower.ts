import { isCalm } from '#client/document-screen/following/calm.ts'
import type { Camera, View } from '../canvas/camera.ts'
import type { Area } from './message.ts'
import type { Others } from './others.ts'

/** How much of the way is left after each frame. */
const glide = 0.72
/** Somebody of whom nothing is heard for so long at the beginning cannot be followed. */
const patienceMs = 5_000

/** The same part of the board on a screen of another size: all of it, and what is beside. */
export function viewOf({ x, y, width, height }: Area, size: { width: number; height: number }): View {
  const zoom = Math.min(4, Math.max(0.05, Math.min(size.width / width, size.height / height)))
  return { x: x + width / 2 - size.width / zoom / 2, y: y + height / 2 - size.height / zoom / 2, zoom }
}

/** Looks where another looks, until this person moves the board themselves or the other is gone. */
export class Follower {
  readonly #camera: Camera
  readonly #others: Others
  readonly #userId: string
  readonly #onEnd: (why: 'moved' | 'gone') => void
  readonly #stops: (() => void)[]
  #patience: ReturnType<typeof setTimeout> | undefined
  #wanted: Area | null = null
  #shown: View
  #isOwn = false
  #frame = 0

  constructor(what: { camera: Camera; others: Others; userId: string; onEnd: (why: 'moved' | 'gone') => void }) {
    this.#camera = what.camera
    this.#others = what.others
    this.#userId = what.userId
    this.#onEnd = what.onEnd
    this.#shown = what.camera.getView()
    this.#stops = [what.others.subscribe('views', this.#look), what.camera.subscribe(this.#onCamera)]
    this.#patience = setTimeout(() => this.#onEnd('gone'), patienceMs)
    this.#look()
  }

  stop(): void {
    clearTimeout(this.#patience)
    cancelAnimationFrame(this.#frame)
    for (const stop of this.#stops) stop()
  }

  #look = (): void => {
    const area = this.#others.getViewOf(this.#userId)
    if (area === null) {
      if (this.#wanted !== null) this.#onEnd('gone')
      return
    }
    clearTimeout(this.#patience)
    this.#wanted = area
    this.#frame ||= requestAnimationFrame(this.#step)
  }

  #step = (): void => {
    this.#frame = 0
    if (this.#wanted === null) return
    const wanted = viewOf(this.#wanted, this.#camera.getSize())
    const now = this.#camera.getView()
    const between = (a: number, b: number) => b + (a - b) * glide
    const isNear =
      Math.abs(now.x - wanted.x) * now.zoom < 1 &&
      Math.abs(now.y - wanted.y) * now.zoom < 1 &&
      Math.abs(now.zoom / wanted.zoom - 1) < 0.002
    const isThere = isNear || isCalm()
    this.#show(
      isThere
        ? wanted
        : { x: between(now.x, wanted.x), y: between(now.y, wanted.y), zoom: between(now.zoom, wanted.zoom) },
    )
    if (!isThere) this.#frame = requestAnimationFrame(this.#step)
  }

  #show(view: View): void {
    this.#isOwn = true
    this.#camera.show(view)
    this.#shown = this.#camera.getView()
    this.#isOwn = false
  }

  /** Whoever moves the board themselves goes their own way. A window of another size is no such thing. */
  #onCamera = (): void => {
    if (this.#isOwn || this.#camera.getView() === this.#shown) return
    this.#onEnd('moved')
  }
}
