import type { Point } from '#collab/documents/board-model.ts'
import { Glow, type Glowing, laserGlowMs } from '../fleeting/glow.ts'

/** The glow of one's own laser. */
export class Laser {
  readonly #glow: Glow
  #trail: Glowing[] = []
  #frame = 0

  constructor(overlay: Element) {
    this.#glow = new Glow(overlay)
  }

  point(at: Point): void {
    const time = Date.now()
    this.#trail = [...this.#trail.filter((one) => time - one.time < laserGlowMs), { at, time }]
    this.#frame ||= requestAnimationFrame(this.#draw)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#glow.remove()
  }

  #draw = (): void => {
    this.#frame = this.#glow.show(this.#trail) ? requestAnimationFrame(this.#draw) : 0
  }
}
