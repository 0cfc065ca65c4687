import type { InkPoint } from '#collab/documents/board-ink.ts'
import { inkPathOf, type InkStyle } from '#collab/documents/board-ink-path.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import styles from './ink.module.css'

const svg = 'http://www.w3.org/2000/svg'
/** After so many points the path so far is left as it is: a long stroke costs no more than a short one. */
const pathPoints = 160

/**
 * Draws a stroke that is not finished straight into the page, past React: one path, which is begun anew now and then. The
 * stored stroke is drawn from the same points by the same rules, so that nothing jumps when it takes over.
 */
export class InkPainter {
  readonly #group: SVGGElement
  readonly #style: InkStyle
  #path: SVGPathElement
  #points: InkPoint[] = []
  #isStale = false

  constructor(parent: Element, { colour, ...style }: InkStyle & { colour: number }) {
    this.#style = style
    this.#group = document.createElementNS(svg, 'g')
    this.#group.setAttribute('class', styles['stroke'] ?? '')
    const { opacity } = inkPathOf([], style)
    this.#group.dataset['boardColour'] = String(colourIndex(colour))
    this.#group.toggleAttribute('data-mark', opacity < 1)
    this.#group.setAttribute('opacity', String(opacity))
    this.#path = this.#begin()
    parent.append(this.#group)
  }

  add(points: readonly InkPoint[]): void {
    for (const point of points) {
      this.#points.push(point)
      if (this.#points.length < pathPoints) continue
      this.#draw()
      this.#path = this.#begin()
      this.#points = [point]
    }
    this.#isStale = true
  }

  /** Once a frame, where anything was added. */
  paint(): void {
    if (!this.#isStale) return
    this.#isStale = false
    this.#draw()
  }

  remove(): void {
    this.#group.remove()
  }

  #begin(): SVGPathElement {
    const path = document.createElementNS(svg, 'path')
    this.#group.append(path)
    return path
  }

  #draw(): void {
    const { d, width } = inkPathOf(this.#points, this.#style)
    this.#path.setAttribute('d', d)
    if (width === null) this.#path.setAttribute('data-outline', '')
    else this.#path.setAttribute('stroke-width', String(width))
  }
}
