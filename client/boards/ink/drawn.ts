import type { Canvas } from '../canvas/canvas.ts'
import { Signal } from '../canvas/signal.ts'

/** What this person has drawn and not described yet, and whether they want to be asked. */
class Drawn {
  readonly ids = new Signal<readonly string[]>([])
  #isAsked = true

  add(id: string): void {
    if (this.#isAsked) this.ids.set([...this.ids.get(), id])
  }

  clear(): void {
    this.ids.set([])
  }

  askNoMore(): void {
    this.#isAsked = false
    this.clear()
  }
}

const all = new WeakMap<Canvas, Drawn>()

export function drawnOf(canvas: Canvas): Drawn {
  const drawn = all.get(canvas) ?? new Drawn()
  all.set(canvas, drawn)
  return drawn
}
