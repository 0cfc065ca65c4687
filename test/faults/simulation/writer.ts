import { inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
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
import type { Deed, Style } from './deeds.ts'
import type { Dice } from './dice.ts'
import type { Link } from './link.ts'
import { awarenessUpdate } from './messages.ts'
import { idAt, textsOf, tokenPattern, tokenText, wordsOf } from './reading.ts'
import { Timers } from './timers.ts'
import type { World } from './world.ts'

/** Deeds the server has not called stored, as one update. */
interface Entry {
  update: Uint8Array
  deeds: Deed[]
  sentAs: number | null
}

type Status = 'connecting' | 'live' | 'readOnly' | 'offline' | 'refused' | 'ended' | 'gone' | 'away'

const batchMs = 30
const handshakeMs = 10_000
const deadMs = 30_000
const pingMs = 20_000
const silentMs = 45_000
const judgeAnewMs = 50
const fromServer = Symbol('server')

/** An honest client, after client/live/connection.ts: says hello, syncs, writes, and keeps what is not stored. */
export class Writer {
  readonly user: string
  readonly style: Style
  ydoc = new Y.Doc()
  status: Status = 'connecting'
  author = ''
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
  #sent = 0
  #tries = 0
  #isJudged = false
  #heardAt = 0
  #number = 0
  #ownText: Y.XmlText | null = null
  #awarenessClock = 0
  /** Entries of an earlier visit on this device, taken over at the first sync. */
  #kept: Entry[]

  constructor(world: World, who: { user: string; style: Style; room: string; kept?: Entry[] }) {
    this.#world = world
    this.#dice = world.dice
    this.#timers = new Timers(world.clock)
    this.user = who.user
    this.style = who.style
    this.#unpacks = who.style !== 'own'
    this.#room = who.room
    this.#kept = who.kept ?? []
    this.#begin()
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
    this.#begin()
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
    this.#do(() => (this.#dice.chance(0.15) ? this.#delete() : this.#insert()))
  }

  /** Writes something, where it may. */
  speak(): void {
    this.#do(() => this.#insert())
  }

  #do(deed: () => void): void {
    const canWrite = this.#isSynced && (this.identity?.access ?? 'write') === 'write'
    if (!canWrite || this.status === 'away' || this.status === 'refused') return
    this.ydoc.transact(deed)
    if (this.ydoc.clientID !== this.#clientId) this.#world.violate('I5', 'a ydoc lost its client id')
  }

  #clientId = 0

  #begin(): void {
    this.ydoc = new Y.Doc()
    this.#clientId = this.#world.newClientId(this.user)
    this.ydoc.clientID = this.#clientId
    this.author = this.#world.newAuthor(this.user, this.style)
    this.#number = 0
    this.#ownText = null
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
      this.#timers.once('batch', batchMs, () => this.#flush())
    })
  }

  #end(): Entry[] {
    this.status = 'away'
    this.link = null
    this.#timers.stopAll()
    return [...this.#kept, ...this.entries].map((entry) => ({ ...entry, sentAs: null }))
  }

  #insert(): void {
    const text = this.#text()
    const words = wordsOf(text)
    const token = tokenText(this.author, this.#number++)
    const filler = this.#dice.chance(0.03) ? 'z'.repeat(this.#dice.below(3_000)) : ''
    const at = this.style === 'anywhere' ? words.indexOf('<', this.#dice.below(words.length + 1)) : -1
    const clock = Y.getState(this.ydoc.store, this.ydoc.clientID)
    text.insert(at < 0 ? words.length : at, token + filler)
    const range = { client: this.ydoc.clientID, clock, length: token.length + filler.length }
    this.#deeds.push(this.#world.did({ kind: 'insert', token, range }, this.#room))
    this.#world.trace.note(`${this.author} writes ${token}${filler.length > 0 ? `+${filler.length}` : ''}`)
  }

  #text(): Y.XmlText {
    const texts = textsOf(this.ydoc)
    const [first] = texts
    if (this.style === 'end' && first !== undefined) return first
    if (this.#ownText?._item?.deleted === true) this.#ownText = null
    const found = this.style === 'anywhere' ? this.#dice.pick(texts) : this.#ownText
    if (found !== null && found !== undefined && !this.#dice.chance(0.03)) return found
    const paragraph = new Y.XmlElement('paragraph')
    const text = new Y.XmlText()
    paragraph.insert(0, [text])
    this.ydoc.getXmlFragment('content').push([paragraph])
    this.#ownText = text
    return text
  }

  #delete(): void {
    const text = this.#dice.pick(textsOf(this.ydoc))
    if (text === undefined) return
    const words = wordsOf(text)
    const found = this.#dice.pick([...words.matchAll(tokenPattern)])
    const range = found === undefined ? undefined : this.#world.rangeOf(found[0])
    if (found === undefined || range === undefined) return
    // Only true ones, and whole ones: somebody else may have copied or torn it.
    const id = idAt(text, found.index)
    if (id === null || id.client !== range.client || id.clock !== range.clock) return
    const rest = words.slice(found.index + found[0].length, found.index + range.length)
    if (!/^z*$/.test(rest)) return
    text.delete(found.index, range.length)
    this.#deeds.push(this.#world.did({ kind: 'delete', token: found[0], range }, this.#room))
    this.#world.trace.note(`${this.author} deletes ${found[0]}`)
  }

  #flush(): void {
    if (this.#gathered.length === 0) return
    const update = Y.mergeUpdates(this.#gathered.map((one) => one.update))
    const entry: Entry = { update, deeds: this.#gathered.flatMap((one) => one.deeds), sentAs: null }
    this.#gathered = []
    this.entries.push(entry)
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
    this.#timers.after('dead', deadMs, () => this.#abandon())
  }

  #onOpen(link: Link): void {
    this.#timers.stop('handshake')
    this.#heardAt = this.#world.clock.now
    const { schemaVersion } = documentKinds.page
    link.send(writeHello({ schemaVersion, epoch: this.identity?.epoch ?? null, unpacks: this.#unpacks }))
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
    else if (incoming.kind === 'stored') this.#onStored(incoming.count)
    else if (incoming.kind === 'identity') {
      this.identity = incoming.identity
      this.#isJudged = false
      this.#takeId(incoming.identity.clientId ?? 0)
      this.#obey(incoming.identity.taken)
      this.#answer()
    } else if (incoming.kind === 'refused') this.#refused(incoming.reason)
  }

  /** Access changed on this line (SPEC 84): what was not taken waits until this person may write again. */
  #obey(taken: number | undefined): void {
    if (taken === undefined || this.identity?.access !== 'read') return
    for (const entry of this.entries) if (entry.sentAs !== null && entry.sentAs > taken) entry.sentAs = null
    this.status = 'readOnly'
    if (this.entries.every((entry) => entry.sentAs === null)) this.#timers.stop('dead')
  }

  /** It writes under the id the server issued, as long as nothing is written under another. */
  #takeId(issued: number): void {
    if (issued === 0 || Y.getState(this.ydoc.store, this.ydoc.clientID) > 0) return
    this.#clientId = issued
    this.ydoc.clientID = issued
    this.#world.ownsId(issued, this.user)
  }

  #takeContent(update: Uint8Array): void {
    this.#apply(update, fromServer)
    if (!this.#isSynced) {
      for (const entry of this.#kept) this.#apply(entry.update, fromServer)
      this.entries.push(...this.#kept)
      this.#kept = []
    }
    this.#isSynced = true
    this.#hasContent = true
    this.#answer()
  }

  #apply(update: Uint8Array, origin: symbol): void {
    Y.applyUpdate(this.ydoc, update, origin)
    if (this.ydoc.clientID === this.#clientId) return
    this.#world.violate('I5', `${this.author} hears its own client id from somebody else`)
    this.ydoc.clientID = this.#clientId
  }

  #answer(): void {
    if (this.#asked === null || !this.#hasContent || this.identity === null || this.link === null) return
    this.#flush()
    const stateVector = this.#asked
    const canWrite = this.identity.access === 'write'
    this.#asked = null
    this.#tries = 0
    this.link.send(writeAwareness(awarenessUpdate(this.ydoc.clientID, ++this.#awarenessClock, {})))
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
    this.#world.acknowledged(done.flatMap((entry) => entry.deeds))
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
    this.#sent = 0
    for (const entry of this.entries) entry.sentAs = null
    this.#timers.stop('dead', 'ping', 'handshake')
  }

  #onClose(code: number, reason: string): void {
    this.#world.closed(this, code)
    this.#left()
    const next: AfterClose = afterClose(code, reason)
    if (next.do === 'stop') this.status = next.because === 'ended' ? 'ended' : 'gone'
    else if (next.do === 'refuse') {
      this.#world.refused(this, next.reason)
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
