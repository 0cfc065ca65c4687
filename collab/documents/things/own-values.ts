import type { Value } from '../board-readers.ts'
import { planAtRest, planValues } from './plan-values.ts'
import { timerAtRest, timerValues } from './timer-values.ts'

/* What things of one type hold and no others: each says it in its own module, and it is in the one table from here. */

/** Of a thing of which nothing has been said. */
export const ownAtRest = { ...timerAtRest, ...planAtRest }

export type OwnValues = typeof ownAtRest

export const ownValues: { readonly [Name in keyof OwnValues]: Value<OwnValues[Name]> } = {
  ...timerValues,
  ...planValues,
}
