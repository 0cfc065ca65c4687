import * as encoding from 'lib0/encoding'
import type { DeleteRange } from './preflight.ts'

const manyAtOnce = 32

/** What is deleted in a document: per client sorted, disjoint ranges as flat pairs start, end. */
export class Deletes {
  readonly #clients: Map<number, number[]>

  /** `clients`: what `state` gave, which is its own from then on. */
  constructor(clients = new Map<number, number[]>()) {
    this.#clients = clients
  }

  /** For another thread. */
  state(): Map<number, number[]> {
    return this.#clients
  }

  get isEmpty(): boolean {
    return this.#clients.size === 0
  }

  /** Sorted, disjoint pairs start, end of one client. */
  of(client: number): readonly number[] {
    return this.#clients.get(client) ?? []
  }

  has(client: number, clock: number): boolean {
    return this.touches(client, clock, clock + 1)
  }

  /** Is anything deleted from one clock to another? */
  touches(client: number, clock: number, end: number): boolean {
    const pairs = this.#clients.get(client)
    return pairs !== undefined && (pairs[firstEndingAfter(pairs, clock)] ?? end) < end
  }

  /** How many clocks are deleted from one to another. */
  lengthIn(client: number, clock: number, end: number): number {
    const pairs = this.#clients.get(client)
    if (pairs === undefined) return 0
    let length = 0
    for (let index = firstEndingAfter(pairs, clock); index < pairs.length && (pairs[index] ?? 0) < end; index += 2)
      length += Math.min(pairs[index + 1] ?? 0, end) - Math.max(pairs[index] ?? 0, clock)
    return length
  }

  /** The parts of `range` that are not deleted yet. */
  missing(range: DeleteRange): DeleteRange[] {
    const pairs = this.#clients.get(range.client)
    if (pairs === undefined) return [range]
    const found: DeleteRange[] = []
    const end = range.clock + range.length
    let at = range.clock
    for (let index = firstEndingAfter(pairs, at); index < pairs.length && at < end; index += 2) {
      const start = pairs[index] ?? 0
      if (start > at) found.push({ client: range.client, clock: at, length: Math.min(start, end) - at })
      at = Math.max(at, pairs[index + 1] ?? 0)
    }
    if (at < end) found.push({ client: range.client, clock: at, length: end - at })
    return found
  }

  /** The parts of `range` that are deleted. */
  within(range: DeleteRange): DeleteRange[] {
    return deletesOf(this.missing(range)).missing(range)
  }

  missingOf(ranges: readonly DeleteRange[]): DeleteRange[] {
    const found: DeleteRange[] = []
    for (const range of ranges)
      if (this.#clients.has(range.client)) for (const part of this.missing(range)) found.push(part)
      else found.push(range)
    return found
  }

  /** Many at once cost no more than their sum: one by one, each moves all that lie behind it. */
  addAll(ranges: readonly DeleteRange[]): void {
    if (ranges.length < manyAtOnce) {
      for (const range of ranges) this.#add(range)
      return
    }
    const clients = new Map<number, DeleteRange[]>()
    for (const range of ranges) {
      const list = clients.get(range.client)
      if (list === undefined) clients.set(range.client, [range])
      else list.push(range)
    }
    for (const [client, list] of clients) this.#clients.set(client, union(this.#clients.get(client) ?? [], list))
  }

  #add(range: DeleteRange): void {
    const pairs = this.#clients.get(range.client)
    if (pairs === undefined) {
      this.#clients.set(range.client, [range.clock, range.clock + range.length])
      return
    }
    let start = range.clock
    let end = range.clock + range.length
    // Touching neighbours become one range, as Yjs writes them.
    const from = firstEndingAfter(pairs, start - 1)
    let to = from
    while (to < pairs.length && (pairs[to] ?? 0) <= end) {
      start = Math.min(start, pairs[to] ?? start)
      end = Math.max(end, pairs[to + 1] ?? end)
      to += 2
    }
    pairs.splice(from, to - from, start, end)
  }

  /** As the delete set of a V1 update. */
  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#clients.size)
    for (const [client, pairs] of [...this.#clients].sort((a, b) => b[0] - a[0])) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, pairs.length / 2)
      for (let index = 0; index < pairs.length; index += 2) {
        const start = pairs[index] ?? 0
        encoding.writeVarUint(encoder, start)
        encoding.writeVarUint(encoder, (pairs[index + 1] ?? start) - start)
      }
    }
    return encoding.toUint8Array(encoder)
  }
}

export function deletesOf(ranges: readonly DeleteRange[]): Deletes {
  const deletes = new Deletes()
  deletes.addAll(ranges)
  return deletes
}

/** Pairs and ranges of one client as pairs: sorted, disjoint, touching neighbours joined. */
function union(pairs: readonly number[], ranges: DeleteRange[]): number[] {
  const isSorted = ranges.every((range, index) => index === 0 || (ranges[index - 1]?.clock ?? 0) <= range.clock)
  const sorted = isSorted ? ranges : ranges.toSorted((a, b) => a.clock - b.clock)
  const joined: number[] = []
  let last = -1
  const push = (start: number, end: number) => {
    if (last < 0 || start > (joined[last] ?? 0)) last = joined.push(start, end) - 1
    else if (end > (joined[last] ?? 0)) joined[last] = end
  }
  let at = 0
  for (const { clock, length } of sorted) {
    for (; at < pairs.length && (pairs[at] ?? 0) <= clock; at += 2) push(pairs[at] ?? 0, pairs[at + 1] ?? 0)
    push(clock, clock + length)
  }
  for (; at < pairs.length; at += 2) push(pairs[at] ?? 0, pairs[at + 1] ?? 0)
  return joined
}

/** Index of the first pair whose end lies after `clock`. */
function firstEndingAfter(pairs: number[], clock: number): number {
  let low = 0
  let high = pairs.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pairs[middle * 2 + 1] ?? 0) > clock) high = middle
    else low = middle + 1
  }
  return low * 2
}
