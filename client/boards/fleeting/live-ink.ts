import { InkPainter } from '../ink/painter.ts'
import { Glow } from './glow.ts'
import type { LiveStroke, Others } from './others.ts'

const svg = 'http://www.w3.org/2000/svg'

interface Shown {
  stroke: LiveStroke
  painter: InkPainter
  /** Points that are drawn. */
  count: number
}

/** Draws the strokes that others are drawing, and the glow of their lasers, in coordinates of the board and past React. */
export class LiveInk {
  readonly #group: SVGGElement
  readonly #others: Others
  readonly #strokes = new Map<number, Shown>()
  readonly #glows = new Map<number, Glow>()
  #frame = 0
  readonly #stops: (() => void)[]

  constructor(overlay: Element, others: Others) {
    this.#group = document.createElementNS(svg, 'g')
    overlay.append(this.#group)
    this.#others = others
    this.#stops = [others.subscribe('ink', this.#takeStrokes), others.subscribe('cursors', this.#expect)]
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    for (const stop of this.#stops) stop()
    this.#group.remove()
  }

  /** Strokes that are stored go at once: they are drawn from there in the same frame. */
  #takeStrokes = (): void => {
    const strokes = this.#others.getStrokes()
    for (const [client, { stroke, painter }] of this.#strokes) {
      if (strokes.get(client) === stroke) continue
      painter.remove()
      this.#strokes.delete(client)
    }
    this.#expect()
  }

  #expect = (): void => {
    this.#frame ||= requestAnimationFrame(this.#draw)
  }

  #draw = (): void => {
    this.#frame = 0
    for (const [client, stroke] of this.#others.getStrokes()) this.#drawStroke(client, stroke)
    if (this.#drawGlows()) this.#expect()
  }

  #drawStroke(client: number, stroke: LiveStroke): void {
    const shown = this.#strokes.get(client) ?? {
      stroke,
      painter: new InkPainter(this.#group, stroke.style),
      count: 0,
    }
    this.#strokes.set(client, shown)
    shown.painter.add(stroke.points.slice(shown.count))
    shown.count = stroke.points.length
    shown.painter.paint()
  }

  /** True while something glows. */
  #drawGlows(): boolean {
    const cursors = this.#others.getCursors()
    for (const [client, { isLaser }] of cursors)
      if (isLaser && !this.#glows.has(client)) this.#glows.set(client, new Glow(this.#group))
    for (const [client, glow] of this.#glows) {
      if (glow.show(cursors.get(client)?.trail ?? [])) continue
      glow.remove()
      this.#glows.delete(client)
    }
    return this.#glows.size > 0
  }
}
