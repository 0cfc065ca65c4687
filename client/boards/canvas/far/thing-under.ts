import type { Canvas } from '../canvas.ts'
import { thingAt } from './thing-at.ts'

interface Aim {
  readonly target: EventTarget | null
  readonly clientX: number
  readonly clientY: number
}

/** The thing that a pointer means: near, the element under it; from far, what is painted there. */
export function thingUnder(canvas: Canvas, { target, clientX, clientY }: Aim): string | null {
  if (!(target instanceof Element)) return null
  if (!canvas.visible.getIsFar()) return target.closest<HTMLElement>('[data-object]')?.dataset['object'] ?? null
  if (target.closest('[data-handle]') !== null) return null
  return thingAt(canvas, canvas.camera.toBoard(canvas.screenOf(clientX, clientY)))
}
