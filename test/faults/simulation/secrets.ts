import { inflateRawSync } from 'node:zlib'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType } from '#collab/protocol.ts'
import { tokenPattern } from './reading.ts'

/** Of a shorter one the same bytes may stand anywhere. */
const leastId = 2 ** 24

interface Hidden {
  userId: string
  isGivenBack: boolean
  bytes: Buffer
  digits: string
}

interface Asked {
  violate(rule: string, what: string): void
  /** Words may have been heard that were lost, and wait now. */
  readonly hasLost: boolean
  writerOf(token: string): string | undefined
  /** Words that a crash took may be brought by somebody who saw them (SPEC 20). */
  ownerOf(client: number): string | undefined
}

/** What lies beside pages is its author's alone, open or given back: whoever else hears a word or an id of it is noticed. */
export class Secrets {
  readonly #world: Asked
  readonly #words = new Map<string, string>()
  readonly #ids = new Map<number, Hidden>()
  /** Whom each word was sent to. */
  readonly #heard = new Map<string, Set<string>>()
  /** All readers of a room are sent the same bytes. */
  #last: { data: Uint8Array; words: string[]; said: Buffer } = {
    data: new Uint8Array(),
    words: [],
    said: Buffer.alloc(0),
  }

  constructor(world: Asked) {
    this.#world = world
  }

  isKept(token: string): boolean {
    return this.#words.has(token)
  }

  /** Stored beside a page of which this is the content. */
  keep(userId: string, update: Uint8Array, page: Y.Doc): void {
    for (const token of wordsIn(Buffer.from(update))) {
      // Others' words that somebody copied are no secret.
      if (this.#world.writerOf(token) !== userId) continue
      this.#words.set(token, userId)
      const others = [...(this.#heard.get(token) ?? [])].filter((user) => user !== userId)
      if (others.length > 0 && !this.#world.hasLost)
        this.#world.violate('secret', `${token} waits, and ${others.join(', ')} heard it before`)
    }
    for (const client of Y.parseUpdateMeta(update).to.keys())
      if (client >= leastId && !page.store.clients.has(client) && (this.#world.ownerOf(client) ?? userId) === userId)
        this.#ids.set(client, { userId, isGivenBack: false, bytes: varUint(client), digits: String(client) })
  }

  /** The page’s now. */
  letOut(userId: string, update: Uint8Array): void {
    for (const token of wordsIn(Buffer.from(update))) if (this.#words.get(token) === userId) this.#words.delete(token)
    for (const client of Y.parseUpdateMeta(update).to.keys()) this.#ids.delete(client)
  }

  giveBack(clients: readonly number[]): void {
    for (const client of clients) {
      const hidden = this.#ids.get(client)
      if (hidden !== undefined) hidden.isGivenBack = true
    }
  }

  hears(user: string, data: Uint8Array): void {
    if (Buffer.compare(data, this.#last.data) !== 0) {
      const said = Buffer.from(data[0] === messageType.packed ? inflateRawSync(data.subarray(1)) : data)
      this.#last = { data, said, words: wordsIn(said) }
    }
    const { words, said } = this.#last
    for (const token of words) {
      const author = this.#words.get(token)
      if (author !== undefined && author !== user) this.#world.violate('secret', `${user} hears ${token}, which waits`)
      const heard = this.#heard.get(token)
      if (heard === undefined) this.#heard.set(token, new Set([user]))
      else heard.add(user)
    }
    const isPresence = said[0] === messageType.awareness
    for (const [client, hidden] of this.#ids)
      if (hidden.userId !== user && (isPresence ? isShown(said, hidden) : said.includes(hidden.bytes)))
        this.#world.violate('secret', `${user} hears of ${client}, under which something waits`)
  }
}

/**
 * Whoever is under the rule from the beginning is seen by the id that they write under, and a stock client, which does not
 * know that its words were given back, goes on showing its caret in them.
 */
const isShown = (said: Buffer, { digits, isGivenBack }: Hidden) => !isGivenBack && said.includes(digits)

const wordsIn = (bytes: Buffer): string[] => bytes.toString('latin1').match(tokenPattern) ?? []

const varUint = (number: number) => Buffer.from(encoding.encode((encoder) => encoding.writeVarUint(encoder, number)))
