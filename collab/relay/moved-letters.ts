import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'

export interface Id {
  client: number
  clock: number
}

/** Letters one after the other that were first typed under `from` and what follows it: a block was split, joined or changed. */
export interface Moved extends Id {
  length: number
  from: Id
}

/** Under which id letters were first typed, where they stand under another. Of all others the id they stand under is that. */
export class MovedLetters {
  /** By client in order of clocks, none over another. */
  readonly #moved = new Map<number, Moved[]>()

  /** Letters of `from` stand under another id: who typed them there typed these. */
  add(to: Id & { length: number }, from: Id): void {
    for (const part of this.rootsOf({ ...from, length: to.length })) {
      const clock = to.clock + (part.clock - from.clock)
      this.#insert({ client: to.client, clock, length: part.length, from: part.from })
    }
  }

  /** A range in parts, each with the id it was first typed under. */
  rootsOf({ client, clock, length }: Id & { length: number }): Moved[] {
    const end = clock + length
    const parts: Moved[] = []
    let at = clock
    const own = (until: number) => {
      if (until > at) parts.push({ client, clock: at, length: until - at, from: { client, clock: at } })
    }
    const moved = this.#moved.get(client) ?? []
    for (let index = firstEndingAfter(moved, clock); index < moved.length; index++) {
      const one = moved[index]
      if (one === undefined || one.clock >= end) break
      own(one.clock)
      const from = Math.max(at, one.clock)
      const until = Math.min(end, one.clock + one.length)
      const root = { client: one.from.client, clock: one.from.clock + from - one.clock }
      parts.push({ client, clock: from, length: until - from, from: root })
      at = until
    }
    own(end)
    return parts
  }

  list(): Moved[] {
    return [...this.#moved.values()].flat()
  }

  #insert(one: Moved): void {
    const all = this.#moved.get(one.client)
    if (all === undefined) {
      this.#moved.set(one.client, [one])
      return
    }
    const at = firstEndingAfter(all, one.clock)
    const before = all[at - 1]
    if (before !== undefined && follows(before, one)) before.length += one.length
    else all.splice(at, 0, one)
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#moved.size)
    for (const [client, moved] of this.#moved) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, moved.length)
      let end = 0
      for (const { clock, length, from } of moved) {
        for (const number of [clock - end, length, from.client, from.clock]) encoding.writeVarUint(encoder, number)
        end = clock + length
      }
    }
    return encoding.toUint8Array(encoder)
  }

  /** Of what `encode` gave; empty bytes say nothing. */
  static decode(bytes: Uint8Array): MovedLetters {
    const letters = new MovedLetters()
    if (bytes.length === 0) return letters
    const decoder = decoding.createDecoder(bytes)
    const number = () => decoding.readVarUint(decoder)
    for (let clients = number(); clients > 0; clients--) {
      const client = number()
      const moved: Moved[] = []
      let end = 0
      for (let left = number(); left > 0; left--) {
        const [clock, length] = [end + number(), number()]
        moved.push({ client, clock, length, from: { client: number(), clock: number() } })
        end = clock + length
      }
      letters.#moved.set(client, moved)
    }
    return letters
  }
}

const follows = (one: Moved, next: Moved) =>
  one.clock + one.length === next.clock &&
  one.from.client === next.from.client &&
  one.from.clock + one.length === next.from.clock

/** The first of these, in order of clocks, that is not over before this one. */
export function firstEndingAfter(ranges: readonly { clock: number; length: number }[], clock: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const one = ranges[middle]
    if (one !== undefined && one.clock + one.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}
