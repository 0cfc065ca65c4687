import * as Y from 'yjs'
import { afterEach, expect, test } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import { type Peer, seeded, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

/*
 * One writes freely, two under a rule that comes and goes, one of them on two devices; teachers let out and give back, and the
 * server dies. A word is in the page, or waits, or was given back, and is never anywhere else (SPEC 86-89).
 */

let relay: TestRelay
afterEach(() => relay.stop())

const runs = Number(process.env['PENDING_RUNS'] ?? 25)
const firstSeed = Number(process.env['PENDING_SEED'] ?? 1)
const stepsOfRun = 40

type Writer = 'tom' | 'lina' | 'ben'
interface Word {
  author: Writer
  letters: string
  state: 'page' | 'waiting' | 'gone'
}

class Run {
  readonly page: string
  readonly words: Word[] = []
  readonly isRuled: Record<Writer, boolean> = { tom: false, lina: true, ben: true }
  readonly heardBy: Record<Writer, Peer[]> = { tom: [], lina: [], ben: [] }
  peers: { writer: Writer; peer: Peer }[] = []
  readonly #below: (most: number) => number

  constructor(seed: number) {
    this.#below = seeded(seed)
    this.page = relay.store.add()
  }

  async open(): Promise<void> {
    this.peers = []
    for (const writer of ['tom', 'lina', 'lina', 'ben'] as const) await this.#join(writer)
  }

  async #join(writer: Writer): Promise<void> {
    const peer = await relay.join(this.page, writer, { access: this.isRuled[writer] ? 'pending' : 'write' }).synced()
    this.peers.push({ writer, peer })
    this.heardBy[writer].push(peer)
    await this.settled()
  }

  /** Every open ydoc shows what its person may see, and no more. */
  async settled(): Promise<void> {
    for (const { writer, peer } of this.peers) {
      const shown = this.words.filter(
        ({ author, state }) => state === 'page' || (state === 'waiting' && author === writer),
      )
      const isThere = ({ letters }: Word) => letters.split('').every((letter) => peer.text.includes(letter))
      await until(() => shown.every(isThere), 'all that one may see')
      const others = this.words.filter((word) => !shown.includes(word))
      expect(others.filter(({ letters }) => peer.text.includes(letters.charAt(0)))).toEqual([])
    }
  }

  async step(): Promise<void> {
    const kind = this.#below(12)
    const writer = (['lina', 'ben'] as const)[this.#below(2)] ?? 'lina'
    if (kind < 6) await this.#type()
    else if (kind < 8) await this.#approve(writer)
    else if (kind === 8) await this.#giveBack(writer)
    else if (kind < 11) await this.#rule(writer)
    else await this.#restart()
    await this.settled()
  }

  #isPending(writer: Writer): boolean {
    const isWaiting = this.words.some(({ author, state }) => author === writer && state === 'waiting')
    return this.isRuled[writer] || isWaiting
  }

  async #type(): Promise<void> {
    const chosen = this.peers[this.#below(this.peers.length)]
    if (chosen === undefined) return
    const { writer, peer } = chosen
    // Letters that stand nowhere else, so that what others hear can be searched for them.
    const at = this.words.length * 2
    const letters = String.fromCodePoint(0x4e00 + at, 0x4e01 + at)
    const state = this.#isPending(writer) ? 'waiting' : 'page'
    peer.type(letters, this.#below(peer.text.length + 1))
    await peer.saved()
    this.words.push({ author: writer, letters, state })
  }

  async #approve(writer: Writer): Promise<void> {
    const read = await relay.rooms.readBranch(this.page, writer)
    if (read === null) return
    expect(await relay.rooms.approveBranch(this.page, writer, read.upTo)).toBe(true)
    this.#turn(writer, 'page')
  }

  async #giveBack(writer: Writer): Promise<void> {
    if (!(await relay.rooms.endBranch(this.page, writer, relay.store.endBranch(this.page, writer)))) return
    this.#turn(writer, 'gone')
    const theirs = this.peers.filter((one) => one.writer === writer)
    for (const { peer } of theirs) expect(await peer.isCut()).toBe(closeCode.otherEpoch)
    this.peers = this.peers.filter((one) => one.writer !== writer)
    for (const _ of theirs) await this.#join(writer)
  }

  #turn(writer: Writer, state: Word['state']): void {
    for (const word of this.words) if (word.author === writer && word.state === 'waiting') word.state = state
  }

  async #rule(writer: Writer): Promise<void> {
    this.isRuled[writer] = !this.isRuled[writer]
    relay.people.set(writer, { access: this.isRuled[writer] ? 'pending' : 'write' })
    await relay.rooms.recheck({ userIds: [writer] })
    for (const one of this.peers.filter((other) => other.writer === writer))
      await until(() => (one.peer.identities.at(-1)?.branch !== undefined) === this.#isPending(writer), 'the rule')
  }

  async #restart(): Promise<void> {
    const { store } = relay
    relay.crash()
    relay = await startRelay({}, store)
    await this.open()
  }

  /** What is stored is what there is, and nobody ever heard what was not for them. */
  check(seed: number): void {
    const stored = relay.store.text(this.page)
    for (const { letters, state, author } of this.words) {
      const isThere = letters.split('').every((letter) => stored.split(letter).length === 2)
      expect(isThere, `seed ${seed}: ${letters} is ${state}`).toBe(state === 'page')
      if (state === 'page') continue
      const needle = Buffer.from(letters.charAt(0))
      const others = (Object.keys(this.heardBy) as Writer[]).filter((writer) => writer !== author)
      for (const peer of others.flatMap((writer) => this.heardBy[writer]))
        expect(
          peer.heard.some(({ bytes }) => Buffer.from(bytes).includes(needle)),
          `seed ${seed}: heard`,
        ).toBe(false)
    }
    const ydoc = new Y.Doc()
    for (const { bytes } of relay.store.get(this.page).rows) Y.applyUpdate(ydoc, bytes)
    expect(ydoc.store.pendingStructs, `seed ${seed}: a row that needs what is not there`).toBe(null)
  }
}

test(
  `a word is in the page, or waits, or was given back, over ${runs} runs (SPEC 86, 87, 88, 89)`,
  {
    timeout: 240_000,
  },
  async () => {
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      relay = await startRelay()
      const run = new Run(seed)
      await run.open()
      for (let step = 0; step < stepsOfRun; step++) await run.step()
      run.check(seed)
      await relay.stop()
    }
  },
)
