import { InkPainter } from '../ink/painter.ts'
import { laserGlowMs, type LiveStroke, type Others } from './others.ts'
import styles from './fleeting.module.css'

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
  readonly #glows = new Map<number, SVGPathElement>()
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

  #draw = (now: number): void => {
    this.#frame = 0
    for (const [client, stroke] of this.#others.getStrokes()) this.#drawStroke(client, stroke)
    if (this.#drawGlows(now)) this.#expect()
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
  #drawGlows(_frame: number): boolean {
    const now = Date.now()
    const glowing = new Set<number>()
    for (const [client, { isLaser, trail, user }] of this.#others.getCursors()) {
      const recent = trail.filter(({ time }) => now - time < laserGlowMs)
      if (!isLaser || recent.length === 0) continue
      glowing.add(client)
      const glow = this.#glows.get(client) ?? this.#glow(client, user.paletteIndex)
      glow.setAttribute('d', `M${recent.map(({ at }) => at.join(' ')).join('L')}${recent.length === 1 ? 'h0' : ''}`)
    }
    for (const [client, glow] of this.#glows) {
      if (glowing.has(client)) continue
      glow.remove()
      this.#glows.delete(client)
    }
    return glowing.size > 0
  }

  #glow(client: number, author: number): SVGPathElement {
    const glow = document.createElementNS(svg, 'path')
    glow.setAttribute('class', styles['glow'] ?? '')
    glow.dataset['author'] = String(author)
    this.#group.append(glow)
    this.#glows.set(client, glow)
    return glow
  }
}
