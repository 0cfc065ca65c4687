import * as encoding from 'lib0/encoding'

export type Random = (below: number) => number

/** What a hostile writer knows of the room: who wrote how much, and the id it may write under. */
export interface Knowledge {
  ownId: number
  ownClock: number
  /** Client ids of the room with their clocks. */
  clocks: [client: number, clock: number][]
}

export const pick = <T>(random: Random, list: readonly [T, ...T[]]): T => list[random(list.length)] ?? list[0]

const huge = [0x7fffffff, 0xffffffff, 2 ** 40, 2 ** 53 - 1, 300_000, 65_536] as const
const nastyKeys = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'href',
  '',
  '\u0000',
  'k'.repeat(9_000),
] as const
const words = ['a', 'été', '👋', '€', 'some words', '\u0000', '\ufeff', '\u202e', '', '__proto__'] as const
/** Halves of pairs, overlong forms, a byte beyond Unicode, a start without its end. */
const badBytes: readonly [number[], ...number[][]] = [
  [0xed, 0xa0, 0x80],
  [0xed, 0xb0, 0x80],
  [0xc0, 0xaf],
  [0xf5, 0x80, 0x80, 0x80],
  [0xe2, 0x82],
]
const jsonWords = [
  '{}',
  'null',
  '{"href":"https://a.eu"}',
  '{"href":"javascript:1"}',
  '{"__proto__":{"a":1}}',
  '{',
  'undefined',
  '"x"',
  '{"constructor":1}',
  '['.repeat(200),
  '[1,2,3]',
] as const
const names = ['paragraph', 'heading', 'script', 'doc', 'text', '__proto__', 'tableCell', 'blockquote'] as const
const attributes = ['level', 'language', 'colspan', 'onclick', '__proto__', 'constructor', 'start', 'alt'] as const
const marks = ['bold', 'link', 'italic', 'blink', '__proto__', 'colour--AbCdEfGh', 'constructor'] as const

/**
 * Writes Yjs updates (V1) that are right in shape and wrong in something: every kind of content, and for each number,
 * reference and name a chance of `wrong` in a thousand that it is not what it should be. `test/faults/hostile`.
 */
export class HostileWriter {
  readonly #encoder = encoding.createEncoder()
  readonly #random: Random
  readonly #knowledge: Knowledge
  readonly #wrong: number

  constructor(random: Random, knowledge: Knowledge, wrong: number) {
    this.#random = random
    this.#knowledge = knowledge
    this.#wrong = wrong
  }

  update(): Uint8Array {
    const random = this.#random
    const clients = this.#clients()
    this.#number(clients.length)
    for (const client of clients) this.#block(client)
    const sections = random(3)
    this.#number(sections)
    for (let index = 0; index < sections; index++) this.#deletes()
    return encoding.toUint8Array(this.#encoder)
  }

  get #isWrong(): boolean {
    return this.#random(1_000) < this.#wrong
  }

  #clients(): number[] {
    const random = this.#random
    const { ownId, clocks } = this.#knowledge
    const clients = [ownId]
    if (this.#isWrong) clients.push(pick(random, [ownId, 0, 0xffffffff, 2 ** 32, random(2 ** 32), clocks[0]?.[0] ?? 1]))
    if (this.#isWrong) for (let index = 0; index < 300; index++) clients.push(random(2 ** 32))
    return this.#isWrong ? clients : clients.toSorted((a, b) => b - a)
  }

  #block(client: number): void {
    const random = this.#random
    const { ownId, ownClock, clocks } = this.#knowledge
    const known = client === ownId ? ownClock : (clocks.find(([id]) => id === client)?.[1] ?? 0)
    const structs = this.#isWrong ? random(40) : 1 + random(4)
    this.#number(structs)
    this.#plain(client)
    let clock = this.#isWrong ? pick(random, [known + 1, Math.max(0, known - 1), 2 ** 40 - 1, 2 ** 53 - 1, 0]) : known
    this.#plain(clock)
    for (let index = 0; index < structs; index++) clock += this.#struct(client, clock)
  }

  /** Returns the length it meant. */
  #struct(client: number, clock: number): number {
    const random = this.#random
    const kind = this.#isWrong ? random(32) : pick(random, [4, 4, 4, 6, 7, 7, 8, 1, 0])
    if (kind === 0 || kind === 10) {
      encoding.writeUint8(this.#encoder, kind | (this.#isWrong ? 128 : 0))
      const length = 1 + random(3)
      this.#number(length)
      return length
    }
    const isFirst = random(3) === 0
    const hasKey = isFirst && (kind === 8 ? random(3) > 0 : this.#isWrong)
    const flags = isFirst ? (hasKey ? 32 : 0) : pick(random, [128, 64, 192])
    encoding.writeUint8(this.#encoder, kind | flags | (this.#isWrong ? 32 : 0))
    if ((flags & 128) !== 0) this.#reference(client, clock)
    if ((flags & 64) !== 0) this.#reference(client, clock)
    if (isFirst) this.#parent(client, clock)
    if (hasKey) this.#string(pick(random, this.#isWrong ? nastyKeys : attributes))
    return this.#content(kind)
  }

  #parent(client: number, clock: number): void {
    const random = this.#random
    if (random(3) > 0) {
      this.#plain(0)
      return this.#reference(client, clock)
    }
    this.#plain(this.#isWrong ? random(300) : 1)
    this.#string(this.#isWrong ? pick(random, ['t', '__proto__', '', 'content ', 'x'.repeat(3_000)]) : 'content')
  }

  #reference(client: number, clock: number): void {
    const random = this.#random
    const { clocks } = this.#knowledge
    const [known, end] = clocks[random(Math.max(1, clocks.length))] ?? [client, clock]
    if (this.#isWrong) {
      this.#plain(pick(random, [client, known, 0, random(2 ** 32), 2 ** 33]))
      return this.#plain(pick(random, [clock, clock + 1, end, end + 50, 2 ** 53 - 1]))
    }
    const isOwn = clock > 0 && random(2) === 0
    this.#plain(isOwn ? client : known)
    this.#plain(isOwn ? random(clock) : random(Math.max(1, end)))
  }

  #content(kind: number): number {
    const random = this.#random
    const length = 1 + random(3)
    if (kind === 1) this.#number(length)
    else if (kind === 2) {
      this.#number(length)
      for (let index = 0; index < length; index++) this.#string(pick(random, jsonWords))
    } else if (kind === 3) this.#string('bytes')
    else if (kind === 4) return this.#string(pick(random, words))
    else if (kind === 5) this.#string(pick(random, jsonWords))
    else if (kind === 6) {
      this.#string(pick(random, this.#isWrong ? marks : (['bold', 'italic', 'link'] as const)))
      this.#string(pick(random, this.#isWrong ? jsonWords : (['{}', 'null'] as const)))
    } else if (kind === 7) this.#type()
    else if (kind === 8) {
      this.#number(length)
      for (let index = 0; index < length; index++) this.#any(this.#isWrong ? 70 + random(30) : 0)
    } else if (kind === 9) {
      this.#string('guid')
      this.#any(0)
    } else for (let index = random(8); index > 0; index--) encoding.writeUint8(this.#encoder, random(256))
    return kind === 1 || kind === 2 || kind === 8 ? length : 1
  }

  #type(): void {
    const random = this.#random
    const type = this.#isWrong ? random(9) : pick(random, [3, 3, 6])
    this.#plain(type)
    if (type === 3 || type === 5)
      this.#string(pick(random, this.#isWrong ? names : (['paragraph', 'blockquote'] as const)))
  }

  #any(deep: number): void {
    const random = this.#random
    const encoder = this.#encoder
    for (let level = 0; level < deep; level++) encoding.writeUint8Array(encoder, new Uint8Array([117, 1]))
    const kind = this.#isWrong ? random(256) : pick(random, [127, 126, 125, 121, 120, 119, 123])
    encoding.writeUint8(encoder, kind)
    if (kind === 125) encoding.writeVarInt(encoder, random(3))
    else if (kind === 124) encoding.writeFloat32(encoder, Number.NaN)
    else if (kind === 123) encoding.writeFloat64(encoder, pick(random, [1.5, Number.NaN, Number.POSITIVE_INFINITY]))
    else if (kind === 122) encoding.writeBigInt64(encoder, 5n)
    else if (kind === 119 || kind === 116) this.#string(pick(random, words))
    else if (kind === 118) {
      this.#number(2)
      for (let index = 0; index < 2; index++) {
        this.#string(pick(random, nastyKeys))
        this.#any(0)
      }
    } else if (kind === 117) {
      this.#number(2)
      this.#any(0)
      this.#any(0)
    }
  }

  #deletes(): void {
    const random = this.#random
    const { ownId, ownClock, clocks } = this.#knowledge
    const [known, end] = clocks[random(Math.max(1, clocks.length))] ?? [ownId, ownClock]
    this.#plain(this.#isWrong ? random(2 ** 32) : known)
    const ranges = this.#isWrong ? random(60) : 1 + random(2)
    this.#number(ranges)
    for (let index = 0; index < ranges; index++) {
      this.#plain(this.#isWrong ? pick(random, [0, end, 2 ** 53 - 1]) : random(Math.max(1, end)))
      this.#plain(this.#isWrong ? pick(random, [0, end + 1, 2 ** 53 - 1]) : 1)
    }
  }

  /** A count or length, which is sometimes not that of what follows. */
  #number(value: number): void {
    const random = this.#random
    if (!this.#isWrong) return this.#plain(value)
    if (random(6) === 0) encoding.writeUint8Array(this.#encoder, new Uint8Array(9 + random(4)).fill(0xff))
    else this.#plain(pick(random, [0, value + 1, Math.max(0, value - 1), pick(random, huge)]))
  }

  #plain(value: number): void {
    encoding.writeVarUint(this.#encoder, value)
  }

  #string(text: string): number {
    const bytes = this.#isWrong ? new Uint8Array(pick(this.#random, badBytes)) : new TextEncoder().encode(text)
    this.#number(bytes.length)
    encoding.writeUint8Array(this.#encoder, bytes)
    return text.length
  }
}
