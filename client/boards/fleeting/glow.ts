import type { Point } from '#collab/documents/board-model.ts'
import styles from './fleeting.module.css'

export interface Glowing {
  at: Point
  /** Milliseconds. */
  time: number
}

const svg = 'http://www.w3.org/2000/svg'
/** What a laser has passed glows for so long. */
export const laserGlowMs = 900

/** A laser's way of the last moments, in coordinates of the board. */
export class Glow {
  readonly #path: SVGPathElement

  constructor(parent: Element) {
    this.#path = document.createElementNS(svg, 'path')
    this.#path.setAttribute('class', styles['glow'] ?? '')
    parent.append(this.#path)
  }

  /** True while something of it glows. */
  show(trail: readonly Glowing[]): boolean {
    const now = Date.now()
    const recent = trail.filter(({ time }) => now - time < laserGlowMs)
    const line = recent.map(({ at }) => at.join(' ')).join('L')
    this.#path.setAttribute('d', recent.length === 0 ? '' : `M${line}${recent.length === 1 ? 'h0' : ''}`)
    return recent.length > 0
  }

  remove(): void {
    this.#path.remove()
  }
}
