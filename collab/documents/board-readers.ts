import { withoutControls } from './controls.ts'
import type { Point } from './board-model.ts'

/* How values come out of a ydoc: each reader gives what is stored, or undefined for junk. */

/** How a value is written and read: its short key in the ydoc, and its value there. */
export interface Value<T> {
  key: string
  read: (stored: unknown) => T | undefined
  /** Said at creation and never again. */
  isFixed?: true
}

export const number = (least: number, most: number) => (stored: unknown) =>
  typeof stored === 'number' && stored >= least && stored <= most ? stored : undefined
export const whole = (least: number, most: number) => (stored: unknown) =>
  Number.isInteger(stored) ? number(least, most)(stored) : undefined
export const moment = whole(0, 8.64e15)
export const letters =
  (most: number, isGood: (text: string) => boolean = () => true) =>
  (stored: unknown) => {
    if (typeof stored !== 'string' || stored.length > most) return undefined
    const text = withoutControls(stored)
    return isGood(text) ? text : undefined
  }
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (stored: unknown) =>
    words.find((word) => word === stored)

export function pair(least: number, most: number) {
  const read = number(least, most)
  return (stored: unknown): Point | undefined => {
    if (!Array.isArray(stored) || stored.length !== 2) return undefined
    const [x, y] = [read(stored[0]), read(stored[1])]
    return x === undefined || y === undefined ? undefined : [x, y]
  }
}
