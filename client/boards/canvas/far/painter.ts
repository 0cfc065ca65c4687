import { type Box, isTouching } from '../box.ts'
import type { View } from '../camera.ts'
import { nowAndThen } from '#client/live/pacing.ts'
import { onOtherColours } from '#client/ui/theme-now.ts'
import { type Colours, coloursOf } from './colours.ts'
import { type Figure, figureOf, type Scene, type Stock, type TitleOf } from './figure.ts'
import type { Pen } from './pen.ts'
import { Pictures } from './pictures.ts'

/** More things than this that changed at once are painted anew in one piece. */
const piecesMost = 12
const faintness = 0.2
/** Of a pixel of the paper. */
const unseenShift = 0.02
const countMs = 500
/** Two who draw at once both draw on top of what they saw: the one who comes second may lie below a few. */
const aboveMost = 60

/** Pixels of the paper. */
interface Piece {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/**
 * Paints all things of the board on one paper, as they are seen from far, in the same frame in which one looks elsewhere.
 * Where things change, only the pieces of the paper are painted on which they were and are; where the board is moved, only
 * what comes into sight.
 */
export class FarPainter {
  readonly #scene: Scene
  readonly #paper: HTMLCanvasElement
  readonly #context: CanvasRenderingContext2D
  readonly #stock: Stock
  readonly #figures = new Map<string, Figure | null>()
  readonly #pictures: Pictures
  #colours: Colours
  /** Places on the board that are to be painted anew; null for all of it. */
  #stale: Box[] | null = null
  /** What was not there when the paper was painted. */
  #fresh = new Set<string>()
  #ratio = 1
  /** How one looked when the paper was painted. */
  #view: View | null = null
  #frame = 0
  #isAwaited = false
  #isGone = false
  readonly #countSoon = nowAndThen(() => this.#sayPainted(), countMs)
  readonly #stops: (() => void)[]

  constructor(scene: Scene, paper: HTMLCanvasElement, context: CanvasRenderingContext2D, title: TitleOf) {
    this.#scene = scene
    this.#paper = paper
    this.#context = context
    this.#stock = { paintings: new WeakMap(), title }
    this.#colours = coloursOf(paper)
    this.#pictures = new Pictures(() => this.#allSoon())
    const { camera, geometry, store, editing, draft, faint } = scene
    let { locked } = store.getModeration()
    this.#stops = [
      camera.subscribe(() => this.#now()),
      geometry.watch((ids) => this.#renew(ids)),
      store.subscribe(() => {
        if (locked === store.getModeration().locked) return
        ;({ locked } = store.getModeration())
        this.#figures.clear()
        this.#allSoon()
      }),
      ...[editing, draft, faint].map((signal) => signal.subscribe(() => this.#allSoon())),
      onOtherColours(() => {
        this.#colours = coloursOf(paper)
        this.#allSoon()
      }),
    ]
    if (document.fonts.status === 'loading') void document.fonts.ready.then(() => this.#allSoon())
    this.paint()
  }

  destroy(): void {
    this.#isGone = true
    cancelAnimationFrame(this.#frame)
    this.#countSoon.stop()
    for (const stop of this.#stops) stop()
  }

  /** What is waiting to be painted, now. */
  paint(): void {
    cancelAnimationFrame(this.#frame)
    this.#frame = 0
    if (this.#isGone) return
    const exposed = this.#isResized() ? null : this.#moveAlong()
    const stale = this.#stale
    this.#stale = []
    const fresh = this.#fresh
    this.#fresh = new Set()
    if (exposed?.length === 0 && stale?.length === 0 && this.#paintOnTop(fresh)) return
    if (stale !== null) for (const id of fresh) stale.push(...boundsOf(this.#figures.get(id)))
    const isAll = exposed === null || stale === null || stale.length > piecesMost
    if (isAll) this.#view = this.#scene.camera.getView()
    const pieces = isAll ? [this.#whole()] : [...exposed, ...stale.flatMap((box) => this.#pieceOf(box))]
    for (const piece of pieces) this.#paintPiece(piece)
    this.#sayPainted()
  }

  /**
   * What a class draws comes on top of what is painted: it is painted there, and nothing under it again. False where
   * something lies over one of them.
   */
  #paintOnTop(fresh: ReadonlySet<string>): boolean {
    const top = this.#onTop(fresh)
    if (top.length === 0) return false
    this.#context.save()
    this.#paintThings(top, this.#scene.camera.visible())
    this.#context.restore()
    this.#countSoon.ask()
    return true
  }

  /** These in drawing order; none where one lies under something, or far below the others, where much would be looked at. */
  #onTop(fresh: ReadonlySet<string>): string[] {
    const all = this.#scene.geometry.inDrawingOrder()
    const top: string[] = []
    const above: Box[] = []
    for (let at = all.length - 1; top.length < fresh.size; at--) {
      const id = all[at]
      if (id === undefined || above.length > aboveMost) return []
      const bounds = this.#figureOf(id)?.bounds
      const isFresh = fresh.has(id)
      if (isFresh && bounds !== undefined && above.some((box) => isTouching(bounds, box))) return []
      if (isFresh) top.unshift(id)
      else if (bounds !== undefined) above.push(bounds)
    }
    return top
  }

  /** What is drawn over the paper has moved already: it is painted before the next frame is shown. */
  #now() {
    if (this.#isAwaited) return
    this.#isAwaited = true
    queueMicrotask(() => {
      this.#isAwaited = false
      this.paint()
    })
  }

  #allSoon() {
    this.#stale = null
    this.#soon()
  }

  #soon() {
    this.#frame ||= requestAnimationFrame(() => this.paint())
  }

  #renew(ids: Iterable<string>) {
    for (const id of ids) {
      const before = this.#figures.get(id)
      this.#figures.delete(id)
      const after = this.#figureOf(id)
      if (before == null && after !== null) this.#fresh.add(id)
      else if (!this.#fresh.has(id)) this.#stale?.push(...boundsOf(before), ...boundsOf(after))
    }
    this.#soon()
  }

  #figureOf(id: string): Figure | null {
    const found = this.#figures.get(id)
    if (found !== undefined) return found
    const made = figureOf(this.#scene, id, this.#stock)
    this.#figures.set(id, made)
    return made
  }

  #isResized(): boolean {
    const { width, height } = this.#scene.camera.getSize()
    this.#ratio = globalThis.devicePixelRatio || 1
    const [across, down] = [Math.round(width * this.#ratio), Math.round(height * this.#ratio)]
    if (this.#paper.width === across && this.#paper.height === down) return false
    this.#paper.width = across
    this.#paper.height = down
    return true
  }

  /** Moves what is painted as far as the board was moved, and gives the pieces that have come into sight; null where that cannot be. */
  #moveAlong(): Piece[] | null {
    const [before, { x, y, zoom }] = [this.#view, this.#scene.camera.getView()]
    if (before?.zoom !== zoom) return null
    const scale = zoom * this.#ratio
    const [dx, dy] = [(before.x - x) * scale, (before.y - y) * scale]
    const [across, down] = [Math.round(dx), Math.round(dy)]
    const { width, height } = this.#paper
    // Between two pixels everything looks a little different.
    const isWhole = Math.abs(dx - across) < unseenShift && Math.abs(dy - down) < unseenShift
    if (!isWhole || Math.abs(across) >= width || Math.abs(down) >= height) return null
    // Not where one looks now: what is lost of a pixel would add up.
    this.#view = { x: before.x - across / scale, y: before.y - down / scale, zoom }
    if (across === 0 && down === 0) return []
    this.#context.globalCompositeOperation = 'copy'
    this.#context.drawImage(this.#paper, across, down)
    this.#context.globalCompositeOperation = 'source-over'
    const beside = { x: across > 0 ? 0 : width + across, y: 0, width: Math.abs(across), height }
    const above = { x: 0, y: down > 0 ? 0 : height + down, width, height: Math.abs(down) }
    return [beside, above].filter((piece) => piece.width > 0 && piece.height > 0)
  }

  #whole = (): Piece => ({ x: 0, y: 0, width: this.#paper.width, height: this.#paper.height })

  /** Whole pixels of the paper, so that nothing is left at the edges. None for what is out of sight. */
  #pieceOf({ x, y, width, height }: Box): Piece[] {
    const { camera } = this.#scene
    const [from, to] = [camera.toScreen([x, y]), camera.toScreen([x + width, y + height])]
    const left = Math.max(0, Math.floor(from[0] * this.#ratio) - 1)
    const top = Math.max(0, Math.floor(from[1] * this.#ratio) - 1)
    const right = Math.min(this.#paper.width, Math.ceil(to[0] * this.#ratio) + 1)
    const bottom = Math.min(this.#paper.height, Math.ceil(to[1] * this.#ratio) + 1)
    return left < right && top < bottom ? [{ x: left, y: top, width: right - left, height: bottom - top }] : []
  }

  #paintPiece(piece: Piece) {
    const { x, y, zoom } = this.#scene.camera.getView()
    const scale = zoom * this.#ratio
    const area = { x: piece.x / scale + x, y: piece.y / scale + y, rotation: 0 }
    const context = this.#context
    context.save()
    context.setTransform(1, 0, 0, 1, 0, 0)
    context.beginPath()
    context.rect(piece.x, piece.y, piece.width, piece.height)
    context.clip()
    context.clearRect(piece.x, piece.y, piece.width, piece.height)
    const all = this.#scene.geometry.inDrawingOrder()
    this.#paintThings(all, { ...area, width: piece.width / scale, height: piece.height / scale })
    context.restore()
  }

  #paintThings(ids: readonly string[], area: Box) {
    const { camera, editing, draft, faint } = this.#scene
    const { x, y, zoom } = camera.getView()
    const scale = zoom * this.#ratio
    this.#context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale)
    this.#context.lineCap = 'round'
    this.#context.lineJoin = 'round'
    const font = getComputedStyle(this.#paper).fontFamily
    const pen: Pen = { context: this.#context, colours: this.#colours, pictures: this.#pictures, zoom, font }
    const [written, moved, pale] = [editing.get(), draft.get()?.id, faint.get()]
    for (const id of ids) {
      const figure = this.#figureOf(id)
      if (figure === null || id === moved || !isTouching(figure.bounds, area)) continue
      this.#context.globalAlpha = pale.has(id) ? faintness : 1
      figure.paint(pen, id !== written)
    }
  }

  /** How many things there are on the paper. */
  #sayPainted() {
    const seen = this.#scene.camera.visible()
    let count = 0
    for (const figure of this.#figures.values()) if (figure !== null && isTouching(figure.bounds, seen)) count++
    this.#paper.dataset['painted'] = String(count)
  }
}

const boundsOf = (figure: Figure | null | undefined): Box[] => (figure == null ? [] : [figure.bounds])
