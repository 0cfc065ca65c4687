/** Of stretches in order that do not overlap the one that holds a clock. */
export function findIn<T extends { clock: number; end: number }>(list: T[] | undefined, clock: number): T | undefined {
  if (list === undefined) return undefined
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.end ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  const one = list[low]
  return one !== undefined && one.clock <= clock ? one : undefined
}
