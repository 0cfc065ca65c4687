import { inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { Branch } from '#client/live/branch.ts'
import { type AfterClose, afterClose, retryDelay } from '#client/live/close-reason.ts'
import {
  type Identity,
  readMessage,
  writeAwareness,
  writeHello,
  writeQueryAwareness,
  writeSync,
} from '#client/live/wire.ts'
import { messageType } from '#collab/protocol.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import type { Deed, Entry, Style } from './deeds.ts'
import type { Dice } from './dice.ts'
import { Hand } from './hand.ts'
import type { Link } from './link.ts'
import { awarenessUpdate, caretAt } from './messages.ts'
import { clientPace, Timers } from './timers.ts'
import type { World } from './world.ts'

type Status = 'connecting' | 'live' | 'readOnly' | 'offline' | 'refused' | 'ended' | 'gone' | 'away'

const { batchMs, handshakeMs, deadMs, pingMs, silentMs, judgeAnewMs } = clientPace
const fromServer = Symbol('server')

/**
 * An honest client, after client/live/connection.ts: says hello, syncs, writes, and keeps what is not stored. A stock one says no
 * hello, so it is told nothing, and comes back whatever the relay closed with.
 */
export class Writer {
  readonly user: string
  readonly style: Style
  readonly isStock: boolean
  ydoc = new Y.Doc({ guid: '' })
  status: Status = 'connecting'
  entries: Entry[] = []
  identity: Identity | null = null
  link: Link | null = null
  /** Not every browser can. */
  readonly #unpacks: boolean
  /** How often its words were refused, so that it began anew. */
  resets = 0
  readonly #world: World
  readonly #dice: Dice
  readonly #room: string
  readonly #timers: Timers
  #gathered: { update: Uint8Array; deeds: Deed[] }[] = []
  #deeds: Deed[] = []
  #asked: Uint8Array | null = null
  #hasContent = false
  #isSynced = false
  #isGreeted = false
  #sent = 0
  #tries = 0
  #isJudged = false
  #heardAt = 0
  #hand: Hand
  #branch: Branch
  /** As whom others see it: where words wait they have an id of their own. */
  #shownAs = 0
  #awarenessClock = 0
  /** Entries of an earlier visit on this device, taken over at the first sync. */
  #kept: Entry[]

  constructor(world: World, who: { user: string; style: Style; room: string; isStock: boolean; kept?: Entry[] }) {
    this.#world = world
    this.#dice = world.dice
    this.#timers = new Timers(world.clock)
    this.user = who.user
    this.style = who.style
    this.isStock = who.isStock
    this.#unpacks = who.style !== 'own'
    this.#room = who.room
    this.#kept = who.kept ?? []
    this.#branch = new Branch(this.ydoc)
    this.#hand = this.#begin()
  }

  get author(): string {
    return this.#hand.author
  }

  /** All it wrote is stored and everything it knows is the server's. */
  get isQuiet(): boolean {
    return this.entries.length === 0 && this.#gathered.length === 0 && this.#kept.length === 0
  }

  get isSynced(): boolean {
    return this.#isSynced
  }

  connect(): void {
    if (this.link !== null || this.status === 'away') return
    const link = this.#world.dial(this.user, this.#room, {
      onOpen: () => this.link === link && this.#onOpen(link),
      onMessage: (data) => this.link === link && this.#onMessage(data),
      onClose: (code, reason) => this.link === link && this.#onClose(code, reason),
    })
    this.link = link
    this.#timers.after('handshake', handshakeMs, () => this.#abandon())
  }

  /** Presses the button, or has signed in again. */
  reconnect(): void {
    if (!['offline', 'ended', 'gone'].includes(this.status)) return
    this.#isJudged = false
    this.#tries = 0
    this.connect()
  }

  /** Its words were refused: they stay as a draft of its own, and the page is opened anew. */
  reset(): void {
    this.resets++
    this.#hand = this.#begin()
    this.connect()
  }

  /** The tab is closed, or the machine gone; what it kept for its next visit is the result. */
  vanish(isSeen: boolean): Entry[] {
    this.#flush()
    this.link?.vanish(isSeen)
    return this.#end()
  }

  close(): Entry[] {
    this.#flush()
    this.link?.leave()
    return this.#end()
  }

  /** Loses the line and notices. */
  goOffline(): void {
    const { link } = this
    if (link === null) return
    link.cut(false, this.#dice.chance(0.5))
    this.#onClose(1006, '')
  }

  /** Writes one token, or takes one away. */
  act(): void {
    this.#do(() => (this.#dice.chance(0.15) ? this.#hand.delete() : this.#hand.insert()))
  }

  /** Writes something, where it may. */
  speak(): void {
    this.#do(() => this.#hand.insert())
  }

  #do(act: () => Deed | null): void {
    const canWrite = this.#isSynced && (this.identity?.access ?? 'write') === 'write'
    if (!canWrite || this.status === 'away' || this.status === 'refused') return
    this.ydoc.transact(() => {
      const deed = act()
      if (deed !== null) this.#deeds.push(deed)
    })
    if (this.ydoc.clientID !== this.#clientId) this.#world.violate('I5', 'a ydoc lost its client id')
  }

  #clientId = 0

  #begin(): Hand {
    this.ydoc = new Y.Doc({ guid: '' })
    this.#branch = new Branch(this.ydoc)
    this.#clientId = this.#shownAs = this.#world.newClientId(this.user)
    this.ydoc.clientID = this.#clientId
    this.entries = []
    this.#gathered = []
    this.#isSynced = false
    this.identity = null
    this.status = 'connecting'
    const { ydoc } = this
    ydoc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromServer || ydoc !== this.ydoc) return
      this.#gathered.push({ update, deeds: this.#deeds })
      this.#deeds = []
      this.#branch.write()
      this.#timers.once('batch', batchMs, () => this.#flush())
    })
    return new Hand(this.#world, { ydoc, user: this.user, style: this.style, room: this.#room })
  }

  #end(): Entry[] {
    this.status = 'away'
    this.link = null
    this.#timers.stopAll()
    return [...this.#kept, ...this.entries].map((entry) => ({ ...entry, sentAs: null }))
  }

  #flush(): void {
    if (this.#gathered.length === 0) return
    const update = Y.mergeUpdates(this.#gathered.map((one) => one.update))
    const deeds = this.#gathered.flatMap((one) => one.deeds)
    const entry: Entry = { update, deeds, sentAs: null, branch: this.#branch.number }
    this.#gathered = []
    // Whoever is told nothing of what is stored keeps all of it in the ydoc.
    if (!this.isStock) this.entries.push(entry)
    if (this.status !== 'live' || this.link === null) return
    entry.sentAs = ++this.#sent
    this.#claim(entry.deeds)
    this.link.send(writeSync('update', update))
    this.#expectStored()
  }

  /** What the writer will believe stored once the server says the number of its last message. */
  #claim(deeds: Deed[]): void {
    if (this.link !== null) this.#world.claim(this.link, deeds)
  }

  #expectStored(): void {
    if (this.isStock) return
    this.#timers.after('dead', deadMs, () => this.#abandon())
  }

  #onOpen(link: Link): void {
    this.#timers.stop('handshake')
    this.#heardAt = this.#world.clock.now
    const { schemaVersion } = documentKinds.page
    const { held: branch } = this.#branch
    const epoch = this.identity?.epoch ?? null
    if (!this.isStock) link.send(writeHello({ schemaVersion, epoch, branch, unpacks: this.#unpacks }))
    link.send(writeSync('step1', Y.encodeStateVector(this.ydoc)))
    this.#timers.after('ping', pingMs, () => this.#ping())
  }

  #ping(): void {
    if (this.#world.clock.now - this.#heardAt > silentMs) return this.#abandon()
    this.link?.send(writeQueryAwareness())
    this.#timers.after('ping', pingMs, () => this.#ping())
  }

  #onMessage(data: Uint8Array): void {
    this.#heardAt = this.#world.clock.now
    const incoming = readMessage(data[0] === messageType.packed ? inflateRawSync(data.subarray(1)) : data)
    if (incoming.kind === 'step1') {
      this.#asked = incoming.stateVector
      this.#answer()
    } else if (incoming.kind === 'step2') this.#takeContent(incoming.update)
    else if (incoming.kind === 'update') this.#apply(incoming.update, fromServer)
    else if (incoming.kind === 'pending') this.#takeWaiting(incoming.update)
    else if (incoming.kind === 'stored') this.#onStored(incoming.count)
    else if (incoming.kind === 'identity') this.#meet(incoming.identity)
    else if (incoming.kind === 'refused') this.#refused(incoming.reason)
  }

  /** Access changed on this line (SPEC 84): what was not taken waits until this person may write again. */
  #obey(taken: number | undefined): void {
    if (taken === undefined || this.identity?.access !== 'read') return
    for (const entry of this.entries) if (entry.sentAs !== null && entry.sentAs > taken) entry.sentAs = null
    this.status = 'readOnly'
    if (this.entries.every((entry) => entry.sentAs === null)) this.#timers.stop('dead')
  }

  #meet(identity: Identity): void {
    if (this.#branch.isOver(identity)) return this.#refused('returned')
    // Worlds without rules play as ever, so that the seeds that found something do.
    if (this.#world.hasRules) this.#flush()
    this.#takeId(identity)
    const onTheirWay = this.entries.filter(({ sentAs }) => sentAs === null || sentAs > (identity.taken ?? 0))
    this.#branch.hear(
      identity,
      onTheirWay.map(({ update }) => update),
    )
    this.identity = identity
    this.#isJudged = false
    this.#isGreeted = true
    this.#obey(identity.taken)
    this.#answer()
  }

  /** The id the server issued, as long as nothing is written under another; and where words wait from now on, another in any case. */
  #takeId(identity: Identity): void {
    const { clientId } = identity
    const isFirst = !this.#isGreeted && clientId !== 0 && Y.getState(this.ydoc.store, this.#clientId) === 0
    if (!isFirst && !this.#branch.beginsWith(identity)) return
    if (isFirst) this.#shownAs = clientId
    this.#clientId = clientId
    this.ydoc.clientID = clientId
    this.#world.ownsId(clientId, this.user)
  }

  #takeWaiting(update: Uint8Array): void {
    this.#branch.take(update, fromServer)
    this.#keepId()
  }

  #takeContent(update: Uint8Array): void {
    this.#apply(update, fromServer)
    if (!this.#isSynced) {
      // Words of a branch that is no more become a draft.
      const own = this.#kept.filter(({ branch }) => this.#branch.mayTake(branch === null ? {} : { branch }))
      for (const { update: kept } of own) this.#takeWaiting(kept)
      this.entries.push(...own)
      this.#kept = []
    }
    this.#isSynced = true
    this.#hasContent = true
    this.#answer()
  }

  #apply(update: Uint8Array, origin: symbol): void {
    Y.applyUpdate(this.ydoc, update, origin)
    this.#keepId()
  }

  #keepId(): void {
    if (this.ydoc.clientID === this.#clientId) return
    this.#world.violate('I5', `${this.author} hears its own client id from somebody else`)
    this.ydoc.clientID = this.#clientId
  }

  #answer(): void {
    const isMet = this.isStock || this.#isGreeted
    if (this.#asked === null || !this.#hasContent || !isMet || this.link === null) return
    this.#flush()
    const stateVector = this.#asked
    const canWrite = this.identity?.access !== 'read'
    this.#asked = null
    this.#tries = 0
    const state = this.#world.hasRules ? caretAt(this.#clientId, Y.getState(this.ydoc.store, this.#clientId)) : {}
    this.link.send(writeAwareness(awarenessUpdate(this.#shownAs, ++this.#awarenessClock, state)))
    if (canWrite) {
      this.#sent++
      for (const entry of this.entries) entry.sentAs ??= this.#sent
      this.#claim(this.entries.flatMap((entry) => entry.deeds))
      this.link.send(writeSync('step2', Y.encodeStateAsUpdate(this.ydoc, stateVector)))
      if (!this.isQuiet) this.#expectStored()
    }
    this.status = canWrite ? 'live' : 'readOnly'
  }

  #onStored(count: number): void {
    const done = this.entries.filter((entry) => entry.sentAs !== null && entry.sentAs <= count)
    this.entries = this.entries.filter((entry) => !done.includes(entry))
    this.#world.acknowledged(
      this.user,
      done.flatMap((entry) => entry.deeds),
    )
    if (this.entries.length > 0) this.#expectStored()
    else this.#timers.stop('dead')
  }

  #refused(reason: string): void {
    this.#world.refused(this, reason)
    this.link?.leave()
    this.#left()
    this.#flush()
    this.status = 'refused'
  }

  #left(): void {
    this.link = null
    this.#asked = null
    this.#hasContent = false
    this.#isGreeted = false
    this.#sent = 0
    for (const entry of this.entries) entry.sentAs = null
    this.#timers.stop('dead', 'ping', 'handshake')
  }

  #onClose(code: number, reason: string): void {
    this.#world.closed(this, code)
    this.#left()
    if (this.isStock) {
      this.#tries++
      return this.#retry(retryDelay(this.#tries, this.#dice.next()))
    }
    const next: AfterClose = afterClose(code, reason)
    if (next.do === 'stop') this.status = next.because === 'ended' ? 'ended' : 'gone'
    else if (next.do === 'refuse') {
      this.#world.refused(this, next.reason === 'otherEpoch' ? 'returned' : next.reason)
      this.status = 'refused'
    } else if (next.do === 'retry') {
      this.#tries++
      this.#retry(next.delayMs ?? retryDelay(this.#tries, this.#dice.next()))
    } else if (this.#isJudged) this.status = 'gone'
    else {
      this.#isJudged = true
      this.identity = null
      this.#retry(judgeAnewMs)
    }
  }

  #retry(delayMs: number): void {
    this.status = 'offline'
    this.#flush()
    this.#timers.after('retry', delayMs, () => this.connect())
  }

  #abandon(): void {
    const { link } = this
    if (link === null) return
    this.#onClose(1006, '')
    link.leave()
  }
}
