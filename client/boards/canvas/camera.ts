import type { Point } from '#collab/documents/board-model.ts'
import type { Box } from './box.ts'

/** What of the board is seen: the place at the top left of the surface, and screen pixels per board pixel. */
export interface View {
  readonly x: number
  readonly y: number
  readonly zoom: number
}

const zoomLeast = 0.05
const zoomMost = 4
const glideMs = 220
const padding = 48
/** The tools lie over the lower edge. */
const toolsHeight = 60

const clampZoom = (zoom: number) => Math.min(zoomMost, Math.max(zoomLeast, zoom))
const isCalm = () => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches

export class Camera {
  #view: View = { x: 0, y: 0, zoom: 1 }
  #size = { width: 0, height: 0 }
  #glide = 0
  readonly #listeners = new Set<() => void>()

  getView = (): View => this.#view
  getSize = () => this.#size

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Shows exactly this, and ends any movement that is under way. */
  show(view: View): void {
    cancelAnimationFrame(this.#glide)
    this.#set(view)
  }

  resize(width: number, height: number): void {
    this.#size = { width, height }
    this.#tell()
  }

  /** Places of the surface in pixels, its top left being 0, 0, to places of the board. */
  toBoard = ([x, y]: Point): Point => [x / this.#view.zoom + this.#view.x, y / this.#view.zoom + this.#view.y]

  toScreen = ([x, y]: Point): Point => [(x - this.#view.x) * this.#view.zoom, (y - this.#view.y) * this.#view.zoom]

  /** The part of the board that is seen. */
  visible(): Box {
    const { x, y, zoom } = this.#view
    return { x, y, width: this.#size.width / zoom, height: this.#size.height / zoom, rotation: 0 }
  }

  /** Moves the board under the surface by screen pixels. */
  panBy(dx: number, dy: number): void {
    const { x, y, zoom } = this.#view
    this.show({ x: x - dx / zoom, y: y - dy / zoom, zoom })
  }

  /** Zooms by a factor and keeps what is under this place of the surface there. */
  zoomAt(screen: Point, factor: number): void {
    this.show(this.#zoomed(screen, clampZoom(this.#view.zoom * factor)))
  }

  /** The same with a calm movement, about the middle. */
  zoomTo(zoom: number): void {
    const middle: Point = [this.#size.width / 2, this.#size.height / 2]
    this.glideTo(this.#zoomed(middle, clampZoom(zoom)))
  }

  /** Brings a box into the middle of what no tool lies over, no larger than life. */
  fit(box: Box, { most = 1 }: { most?: number } = {}): void {
    this.glideTo(this.fitting(box, most))
  }

  fitting({ x, y, width, height }: Box, most = 1): View {
    const { width: across, height: down } = this.#size
    const free = down - toolsHeight
    const room = [Math.max(1, across - 2 * padding), Math.max(1, free - 2 * padding)] as const
    const zoom = clampZoom(Math.min(most, room[0] / Math.max(width, 1), room[1] / Math.max(height, 1)))
    return { x: x + width / 2 - across / zoom / 2, y: y + height / 2 - free / zoom / 2, zoom }
  }

  /** Moves just as far as is needed to have a box in sight. */
  reveal(box: Box): void {
    const seen = this.visible()
    const edge = padding / this.#view.zoom
    const shift = (from: number, length: number, start: number, room: number) => {
      if (from - edge < start || length + 2 * edge > room) return from - edge - start
      return Math.max(0, from + length + edge - (start + room))
    }
    const dx = shift(box.x, box.width, seen.x, seen.width)
    const dy = shift(box.y, box.height, seen.y, seen.height)
    if (dx !== 0 || dy !== 0) this.glideTo({ ...this.#view, x: this.#view.x + dx, y: this.#view.y + dy })
  }

  glideTo(wanted: View): void {
    cancelAnimationFrame(this.#glide)
    if (isCalm()) return this.#set(wanted)
    const from = this.#view
    const started = performance.now()
    const step = (now: number) => {
      // A frame is dated when it began, which may be before the glide did.
      const part = Math.min(1, Math.max(0, (now - started) / glideMs))
      const eased = 1 - (1 - part) ** 3
      const between = (a: number, b: number) => a + (b - a) * eased
      const zoom = between(from.zoom, wanted.zoom)
      this.#set({ x: between(from.x, wanted.x), y: between(from.y, wanted.y), zoom })
      if (part < 1) this.#glide = requestAnimationFrame(step)
    }
    this.#glide = requestAnimationFrame(step)
    return undefined
  }

  destroy(): void {
    cancelAnimationFrame(this.#glide)
  }

  #zoomed([sx, sy]: Point, zoom: number): View {
    const [x, y] = this.toBoard([sx, sy])
    return { x: x - sx / zoom, y: y - sy / zoom, zoom }
  }

  #set(view: View) {
    this.#view = view
    this.#tell()
  }

  #tell() {
    this.#listeners.forEach((listener) => listener())
  }
}
