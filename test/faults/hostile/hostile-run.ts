import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { messageType, syncType } from '#collab/protocol.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { makeVisible } from '#collab/relay/make-visible.ts'
import { deflateHere } from '#collab/relay/packing.ts'
import type { RelayPorts } from '#collab/relay/ports.ts'
import { createRelay } from '#collab/relay/relay.ts'
import { MemoryStore } from '#test/helpers/memory-store.ts'
import { seeded } from '#test/helpers/relay.ts'
import { type FrameKind, frameKinds, type HostileFrame, hostileFrame, type Material } from './frames.ts'
import { LinePeer, StillClock } from './line-peer.ts'
import { unsoundness } from './sound-page.ts'

interface HostileSettings {
  /** Of each kind. */
  frames: number
  seed: number
  kinds?: readonly FrameKind[]
  say?: (line: string) => void
}

interface HostileReport {
  seed: number
  frames: number
  /** Sockets that the relay closed on the sender, and updates it answered with a refusal. */
  closed: number
  refused: number
  /** Mutants that happen to be valid: under an id of the sender's own, of the page's schema, taken whole by Yjs. */
  valid: number
  /** Step 2 with words under ids of others: the rest of it was taken, as SPEC 20 has it. */
  partly: number
  /**
   * Letters that name neighbours between which they cannot have been written: Yjs puts them where it finds them, at each
   * person elsewhere. Only who holds the whole text could tell. The room is left after one.
   */
  displaced: number
  /** What must not be: each with the bytes of the frame, to be replayed. */
  violations: { kind: FrameKind; what: string; hex: string }[]
  /** Frames that held the event loop for over 50 ms, three times out of three. */
  blocks: { kind: FrameKind; ms: number; hex: string }[]
  longestMs: number
  heapGrowthBytes: number
}

const framesPerRoom = 200
const blockMs = 50
const people = ['anna', 'ben', 'eve'] as const

/**
 * Hostile bytes from an editor into a room where two others write (reliability.md T10). The relay must live, the room must
 * change only by what Yjs and the page's check take as the sender's own, and the two must not notice.
 */
export async function hostileRun(settings: HostileSettings): Promise<HostileReport> {
  const { frames, seed, kinds = frameKinds, say = () => {} } = settings
  const report = emptyReport(seed)
  const world = createWorld(seed)
  // What is made once for the whole process is there before memory is weighed.
  await new HostileRoom(world, emptyReport(seed)).run('update', Math.min(frames, 20), seed)
  const heapBefore = heapBytes()
  for (const [at, kind] of kinds.entries()) {
    for (let done = 0; done < frames;) {
      const room = new HostileRoom(world, report)
      done += await room.run(kind, Math.min(framesPerRoom, frames - done), seed * 1_000_003 + at * 100_003 + done)
    }
    say(`${kind}: ${frames} frames, ${report.valid} valid so far, ${report.violations.length} violations`)
  }
  report.heapGrowthBytes = heapBytes() - heapBefore
  const closing = world.relay.rooms.close()
  await world.clock.pass(30_000)
  await closing
  return report
}

const emptyReport = (seed: number): HostileReport => ({
  seed,
  frames: 0,
  closed: 0,
  refused: 0,
  valid: 0,
  partly: 0,
  displaced: 0,
  violations: [],
  blocks: [],
  longestMs: 0,
  heapGrowthBytes: 0,
})

type World = ReturnType<typeof createWorld>

function createWorld(seed: number) {
  const store = new MemoryStore()
  const clock = new StillClock()
  const random = seeded(seed + 5)
  const ports: RelayPorts = {
    authorize({ cookie }) {
      const userId = people.find((one) => one === cookie) ?? 'nobody'
      const grant = { userId, sessionId: userId, access: 'write', role: 'pupil', paletteIndex: 1, shape: 1 } as const
      return Promise.resolve({ granted: true, grant })
    },
    load: (documentId) => store.load(documentId),
    append: (rows) => store.append(rows),
    rewrite: () => Promise.reject(new Error('nothing is hidden here')),
    saveSnapshot: () => Promise.resolve(),
    fold: (updates) => Promise.resolve(foldHere(updates)),
    visible: (updates) => Promise.resolve(makeVisible(updates)),
    letOut: async (before, waiting, here) => here(before, waiting),
    deflate: (bytes) => Promise.resolve(deflateHere(bytes)),
    onQuiet: () => {},
    clock,
    random: () => random(2 ** 32) / 2 ** 32,
    log: { info: () => {}, warn: () => {}, error: () => {} },
  }
  return { store, clock, relay: createRelay(ports, { isAllowedOrigin: () => true, lingerMs: 0, ...unpaced }) }
}

/** The clock stands still between frames: a pace would end the run. */
const unpaced = { joinsAtOnce: 1e9, asksAtOnce: 1e9 }

class HostileRoom {
  readonly #world: World
  readonly #report: HostileReport
  readonly #page: string
  #honest: LinePeer[] = []
  #eve: LinePeer | null = null
  #before: Uint8Array = new Uint8Array()
  #material: Material | null = null
  #isDisplaced = false

  constructor(world: World, report: HostileReport) {
    this.#world = world
    this.#report = report
    this.#page = world.store.add({ check: documentKinds.page.check, schemaVersion: documentKinds.page.schemaVersion })
  }

  async run(kind: FrameKind, frames: number, seed: number): Promise<number> {
    try {
      return await this.#run(kind, frames, seed)
    } finally {
      await this.#leave()
    }
  }

  async #run(kind: FrameKind, frames: number, seed: number): Promise<number> {
    const { relay, clock } = this.#world
    const random = seeded(seed)
    const seeding = relay.rooms.edit(this.#page, null, (ydoc) => documentKinds.page.seed(ydoc, firstPage))
    await clock.pass(100)
    await seeding
    this.#honest = [await this.#join('anna', true), await this.#join('ben', true)]
    for (let at = 0; at < frames; at++) {
      if (at % 20 === 0) await this.#neighboursWrite(at)
      const eve = await this.#present()
      const frame = hostileFrame(kind, random, this.#materialFor(eve))
      const heard = this.#honest.map((peer) => peer.updatesHeard)
      this.#report.frames++
      await this.#send(kind, eve, frame)
      await this.#judge(kind, frame, heard)
      // The rest goes on in a room of its own.
      if (this.#isDisplaced) return at + 1
    }
    await this.#neighboursWrite(frames)
    return frames
  }

  async #leave(): Promise<void> {
    const { clock, store } = this.#world
    for (const peer of [...this.#honest, ...(this.#eve === null ? [] : [this.#eve])]) peer.line.cut()
    await clock.pass(5_000)
    store.documents.delete(this.#page)
  }

  async #join(who: (typeof people)[number], isHonest: boolean): Promise<LinePeer> {
    const { relay, clock } = this.#world
    const peer = new LinePeer(clock, isHonest)
    const admission = await relay.door.admit({ url: `/collab/${this.#page}`, origin: undefined, cookie: who })
    if (admission.kind !== 'admitted') throw new Error(`not admitted: ${admission.kind}`)
    relay.door.join(peer.line, admission)
    await clock.pass(10)
    peer.hello()
    if (isHonest) peer.greet()
    await clock.pass(100)
    return peer
  }

  async #present(): Promise<LinePeer> {
    if (this.#eve === null || this.#eve.line.closed !== null) {
      this.#eve = await this.#join('eve', false)
      this.#material = null
    }
    return this.#eve
  }

  /** The two write, and hear each other: the room is alive and they hold what it holds. */
  async #neighboursWrite(round: number): Promise<void> {
    for (const [index, peer] of this.#honest.entries()) {
      const block = peer.ydoc.getXmlFragment(pageRoot).get(0)
      const text = block instanceof Y.XmlElement ? block.get(0) : null
      if (text instanceof Y.XmlText) text.insert(Math.min(text.length, index), `${round % 10}`)
      await this.#world.clock.pass(100)
    }
    await this.#remember()
    const room = openYdoc(this.#before)
    for (const peer of this.#honest) {
      if (peer.line.closed !== null || peer.refusals > 0) this.#violate('update', 'a neighbour was disturbed')
      if (lettersOf(peer.ydoc) !== lettersOf(room)) this.#violate('update', 'a neighbour holds something else')
      else if (contentHash(peer.ydoc) !== contentHash(room)) this.#displace()
      if (peer.people.get(this.#honest[0]?.ydoc.clientID ?? 0) !== 'anna') this.#violate('awareness', 'anna is gone')
    }
  }

  async #send(kind: FrameKind, eve: LinePeer, { data, isBinary }: HostileFrame): Promise<void> {
    const { refusals } = eve
    let ms = timed(() => eve.line.deliver(data, isBinary))
    await this.#world.clock.pass(100)
    if (eve.line.closed !== null) this.#report.closed++
    this.#report.refused += eve.refusals - refusals
    // The machine may have been busy with something else: only what is slow each time is slow.
    for (let tries = 0; ms > blockMs && tries < 2; tries++) {
      const again = await this.#present()
      ms = Math.min(
        ms,
        timed(() => again.line.deliver(data, isBinary)),
      )
      await this.#world.clock.pass(100)
    }
    this.#report.longestMs = Math.max(this.#report.longestMs, ms)
    if (ms > blockMs) this.#report.blocks.push({ kind, ms, hex: hexOf(data) })
  }

  async #judge(kind: FrameKind, { data }: HostileFrame, heard: number[]): Promise<void> {
    const before = this.#before
    const after = await this.#remember()
    if (Buffer.compare(before, after) === 0) {
      if (this.#honest.some((peer, at) => peer.updatesHeard !== heard[at]))
        this.#violate(kind, 'heard by a neighbour', data)
      return
    }
    const verdict = this.#verdict(before, after, data)
    if (verdict === 'displaced') this.#displace()
    else if (verdict === 'valid' || verdict === 'partly') this.#report[verdict]++
    else this.#violate(kind, verdict, data)
  }

  /** Judged by Yjs alone: what was taken is under the sender's own ids, is all of the update, and leaves a sound page. */
  #verdict(before: Uint8Array, after: Uint8Array, data: Uint8Array): string {
    const update = updateIn(data)
    if (update === null) return 'changed by what is no update'
    const known = openYdoc(before)
    const room = openYdoc(after)
    if (room.store.pendingStructs !== null || room.store.pendingDs !== null) return 'something stays pending'
    const clocks = clocksOf(known)
    const owners = this.#world.store.get(this.#page).contributors
    for (const [client, clock] of clocksOf(room))
      if (clock > (clocks.get(client) ?? 0) && owners.get(client) !== 'eve') return 'written under a foreign id'
    const unsound = unsoundness(room)
    if (unsound !== null) return unsound
    const isForeign = reachOf(update).some(
      ([client, clock]) => clock > (clocks.get(client) ?? 0) && owners.get(client) !== 'eve',
    )
    if (isForeign) return data[1] === syncType.stepTwo ? 'partly' : 'taken in part'
    try {
      Y.applyUpdate(known, update)
    } catch {
      return 'Yjs cannot read it'
    }
    if (contentHash(known) === contentHash(room)) return 'valid'
    if (unsplit(contentHash(known)) === unsplit(contentHash(room))) return 'valid'
    return unsplit(lettersOf(known)) === unsplit(lettersOf(room))
      ? 'displaced'
      : 'the room holds something else than Yjs makes of it'
  }

  async #remember(): Promise<Uint8Array> {
    const { update } = await this.#world.relay.rooms.read(this.#page)
    if (Buffer.compare(update, this.#before) !== 0) this.#material = null
    this.#before = update
    return update
  }

  #materialFor(eve: LinePeer): Material {
    if (this.#material !== null) return this.#material
    const ydoc = openYdoc(this.#before)
    const clocks = [...clocksOf(ydoc)]
    const stateVector = Y.encodeStateVector(ydoc)
    ydoc.clientID = eve.clientId
    const updates: Uint8Array[] = []
    ydoc.on('update', (update: Uint8Array) => updates.push(update))
    const paragraph = new Y.XmlElement('paragraph')
    ydoc.transact(() => {
      ydoc.getXmlFragment(pageRoot).push([paragraph])
      const text = new Y.XmlText()
      paragraph.insert(0, [text])
      text.insert(0, 'eve 👋', { bold: {} })
      text.delete(1, 1)
    })
    this.#material = {
      ownId: eve.clientId,
      ownClock: clocks.find(([client]) => client === eve.clientId)?.[1] ?? 0,
      clocks,
      whole: this.#before,
      stateVector,
      honest: Y.mergeUpdates(updates),
      awarenessId: this.#honest[0]?.ydoc.clientID ?? 0,
    }
    return this.#material
  }

  #displace(): void {
    if (!this.#isDisplaced) this.#report.displaced++
    this.#isDisplaced = true
  }

  #violate(kind: FrameKind, what: string, data: Uint8Array = new Uint8Array()): void {
    this.#report.violations.push({ kind, what, hex: hexOf(data) })
  }
}

/** How far an update goes under each id; endlessly under nobody's where Yjs cannot read it: the relay took what is sound of it. */
function reachOf(update: Uint8Array): [number, number][] {
  try {
    return [...Y.parseUpdateMeta(update).to]
  } catch {
    return [[0, Number.POSITIVE_INFINITY]]
  }
}

const firstPage = {
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'été 👋 together' }] },
    { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Bold', marks: [{ type: 'bold' }] }] },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'quoted' }] }] },
  ],
}

/** Runs it and says how long it held the loop. */
function timed(run: () => void): number {
  const from = performance.now()
  run()
  return performance.now() - from
}

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, 20_000)).toString('hex')

function openYdoc(update: Uint8Array): Y.Doc {
  const ydoc = new Y.Doc({ gc: false })
  Y.applyUpdate(ydoc, update)
  return ydoc
}

const clocksOf = (ydoc: Y.Doc) => Y.decodeStateVector(Y.encodeStateVector(ydoc))

const contentHash = (ydoc: Y.Doc): string => `${textOf(ydoc)}|${historyOf(ydoc)}`

/**
 * Something that Yjs drops may begin in the middle of an emoji, which Yjs then splits into two signs for what cannot be
 * read; the room takes it without what it holds and where it stands (SPEC 66), and the emoji stays whole.
 */
const unsplit = (text: string): string => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '\ufffd\ufffd')

/** The same letters and the same history, in whatever order. */
const lettersOf = (ydoc: Y.Doc): string => `${[...textOf(ydoc)].toSorted().join('')}|${historyOf(ydoc)}`

const historyOf = (ydoc: Y.Doc): string => Buffer.from(Y.encodeSnapshot(Y.snapshot(ydoc))).toString('hex')

function textOf(ydoc: Y.Doc): string {
  try {
    return ydoc.getXmlFragment(pageRoot).toString()
  } catch {
    // Yjs prints sound pages only; unsoundness() says what is wrong with this one.
    return 'cannot be printed'
  }
}

/** The update inside a sync message; null where the frame is something else. */
function updateIn(data: Uint8Array): Uint8Array | null {
  try {
    const decoder = decoding.createDecoder(data)
    if (decoding.readVarUint(decoder) !== messageType.sync) return null
    return decoding.readVarUint(decoder) === syncType.stepOne ? null : decoding.readVarUint8Array(decoder)
  } catch {
    return null
  }
}

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function heapBytes(): number {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().heapUsed
}
