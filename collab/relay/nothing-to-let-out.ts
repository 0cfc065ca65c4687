import type { FindLetOut } from './let-out.ts'
import { fold, walked } from './update.ts'

/** Of a kind beside which nothing is to wait. */
export const nothingToLetOut: FindLetOut = (before, waiting) => {
  const folded = (parts: readonly Uint8Array[]) => fold(parts.map(walked))
  return { update: folded([...before, ...waiting]), previous: folded(before), rescued: [], parts: [] }
}
