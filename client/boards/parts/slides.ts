import { inReadingOrder } from '#collab/documents/board-outline.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isFrame } from '#collab/documents/things/register.ts'

/** The frames of a board as slides, in the order in which one reads them. */
export const slidesOf = (objects: readonly BoardObject[]): BoardObject[] =>
  inReadingOrder(objects.filter((object) => isFrame(object) && !object.isRemoved))

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  PageDown: 1,
  ' ': 1,
  Enter: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageUp: -1,
  Backspace: -1,
  Home: -Infinity,
  End: Infinity,
}

/** Which slide a key leads to, from one of so many; null where it leads nowhere. */
export function slideFor(key: string, at: number, count: number): number | null {
  const step = steps[key]
  return step === undefined ? null : Math.max(0, Math.min(count - 1, at + step))
}
