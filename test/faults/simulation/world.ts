import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import { readMessage } from '#client/live/wire.ts'
import { closeCode, messageType, syncType } from '#collab/protocol.ts'
import type { RelayOptions } from '#collab/relay/options.ts'
import { type Access, AccessFacts } from './access.ts'
import { Trace, VirtualClock } from './clock.ts'
import { Database } from './database.ts'
import type { Deed, Style } from './deeds.ts'
import type { Dice } from './dice.ts'
import { type ClientEnd, Link, type LinkWatcher } from './link.ts'
import { Overseer } from './overseer.ts'
import { type Range, tokenText } from './reading.ts'
import { Server, type Surroundings } from './server.ts'
import type { Writer } from './writer.ts'

export interface Violation {
  rule: string
  what: string
}

/** What is known of a token. */
interface Token {
  room: string
  range: Range
  /** When it was written. */
  at: number
  isAcked: boolean
  isDeleteTried: boolean
  /** Who was told that its delete is stored. */
  deletedBy: Set<string>
}

interface Line {
  /** Deeds by the number of the sync message that carried them. */
  claims: Deed[][]
  handed: number
  stored: number
  /** While it reads: so many of its messages were heard before. None later is ever called stored (SPEC 84). */
  mayTake: number
  /** What lay in the store when a message with it was heard: it may have been stored without its writer being told. */
  wasThere: Set<string>
}

const nameOfDeed = ({ kind, token }: Deed) => `${kind} ${token}`

interface Settings {
  options: Partial<RelayOptions>
  keptLines: number
  hasRules: boolean
}

const revokedMs = 1_000
/** Looked for each 0.5 s, and asked for up to 0.9 s. */
const expiredMs = 1_500

/** Everything of one run: time, network, store, people and what they did. */
export class World implements LinkWatcher {
  readonly clock = new VirtualClock()
  readonly dice: Dice
  readonly trace: Trace
  readonly access: AccessFacts
  readonly database: Database
  readonly violations: Violation[] = []
  readonly tokens = new Map<string, Token>()
  readonly hostileUsers = new Set<string>()
  readonly overseer: Overseer
  /** Somebody may be under a rule: then what is on the lines is looked through. */
  readonly hasRules: boolean
  /** Words may have been lost that nobody had called stored, so that ids can change hands (SPEC 20). */
  mayRefuse = false
  /** Somebody sent structs that may lie at an impossible place. */
  isBent = false
  server: Server | null = null
  refusals = 0
  acks = 0
  readonly #options: Partial<RelayOptions>
  readonly #surroundings: Surroundings
  readonly #owners = new Map<number, string>()
  readonly #lines = new Map<Link, Line>()
  readonly #links = new Set<Link>()
  /** How soon lines must follow the last change of what a user may do. */
  readonly #limits = new Map<string, number>()
  #authors = 0

  constructor(dice: Dice, { options, keptLines, hasRules }: Settings) {
    this.dice = dice
    this.hasRules = hasRules
    this.trace = new Trace(this.clock, keptLines)
    this.#options = options
    const { clock, trace } = this
    const violate = (rule: string, what: string) => this.violate(rule, what)
    this.access = new AccessFacts({ clock, dice, trace })
    this.database = new Database({ clock, dice, trace }, violate)
    this.database.mayDiffer = () => this.mayDiffer
    this.overseer = new Overseer(this)
    if (hasRules) this.database.watcher = this.overseer
    const { access, database } = this
    this.#surroundings = { clock, dice, trace, access, database, violate, watcher: this }
  }

  violate(rule: string, what: string): void {
    this.trace.note(`VIOLATION ${rule}: ${what}`)
    this.violations.push({ rule, what })
  }

  start(): void {
    if (this.server !== null) return
    this.trace.note('the server starts')
    this.server = new Server(this.#surroundings, this.#options)
  }

  /** With `hasStored`, nothing was lost by it. */
  kill(hasStored = false): void {
    this.trace.note('the server is killed')
    if (!hasStored) this.mayRefuse = true
    this.server?.kill()
    this.server = null
  }

  dial(user: string, room: string, client: ClientEnd): Link {
    const { server, clock, dice } = this
    const owner = server ?? { isDead: true }
    const link = server?.dial(user, room, client) ?? new Link({ clock, dice, watcher: this, owner }, user, client)
    if (server === null) link.refuse(1006, dice.between(1, 30))
    this.#lines.set(link, { claims: [], handed: 0, stored: 0, mayTake: Number.POSITIVE_INFINITY, wasThere: new Set() })
    this.#links.add(link)
    return link
  }

  /** Links that somebody holds on either end. */
  openLinks(): Link[] {
    for (const link of this.#links) if (!link.isOpen && !link.isServerOpen) this.#links.delete(link)
    return [...this.#links]
  }

  newClientId(user: string): number {
    const id = this.dice.clientId()
    this.ownsId(id, user)
    return id
  }

  ownsId(id: number, user: string): void {
    this.#owners.set(id, user)
  }

  newAuthor(user: string, style: Style | 'server'): string {
    return `${style === 'anywhere' ? 'x' : 'c'}${user.slice(1)}-${this.#authors++}`
  }

  ownerOf = (client: number): string | undefined => this.#owners.get(client)

  writerOf = (token: string): string | undefined => this.ownerOf(this.tokens.get(token)?.range.client ?? 0)

  rangeOf = (token: string): Range | undefined => this.tokens.get(token)?.range

  /** `at` is long ago for what the server writes: it goes into the page whatever its person may do. */
  did(deed: Deed, room: string, at = this.clock.now): Deed {
    const known = this.tokens.get(deed.token)
    if (deed.kind === 'delete' && known !== undefined) known.isDeleteTried = true
    if (deed.kind === 'insert') {
      const unknown = { at, isAcked: false, isDeleteTried: false, deletedBy: new Set<string>() }
      this.tokens.set(deed.token, { room, range: deed.range, ...unknown })
    }
    return deed
  }

  claim(link: Link, deeds: Deed[]): void {
    this.#lines.get(link)?.claims.push(deeds)
  }

  acknowledged(user: string, deeds: Deed[]): void {
    for (const { kind, token } of deeds) {
      const known = this.tokens.get(token)
      if (known === undefined) continue
      this.acks++
      if (kind === 'insert') known.isAcked = true
      else known.deletedBy.add(user)
    }
  }

  refused(writer: Writer, reason: string): void {
    this.refusals++
    this.trace.note(`${writer.author} is refused: ${reason}`)
    // Who did not hear that their words waited, nor that they were given back, is refused as anybody with such words (SPEC 89).
    if (['returned', 'foreign'].includes(reason) && this.overseer.mayBeGiven(writer.user)) return
    if (!this.hasLost || reason !== 'foreign') this.violate('refused', `${writer.author}, who is honest: ${reason}`)
  }

  get hasLost(): boolean {
    return this.mayRefuse || [...this.database.documents.values()].some((stored) => stored.strangeRows > 0)
  }

  /**
   * Copies may be unequal for good: letters at an impossible place, or other letters under an id and clock whose first ones
   * a crash took while somebody still holds them.
   */
  get mayDiffer(): boolean {
    return this.isBent || (this.isTorn && this.hasLost)
  }

  /** Somebody who means harm deletes and copies letters, so that pieces of tokens may make up others. */
  get isTorn(): boolean {
    return this.hostileUsers.size > 0
  }

  closed(writer: Writer, code: number): void {
    this.trace.note(`${writer.author} loses the line: ${code}`)
    // A stock client cannot be told that its words were given back, and brings them again and again.
    if (writer.isStock && (this.hasLost || this.overseer.mayBeGiven(writer.user))) return
    if (code === closeCode.malformed) this.violate('refused', `${writer.author}, who is honest, is called malformed`)
  }

  /** Changes what somebody may do. Lines that no longer fit must be silent within a second of the word to the relay. */
  change(user: string, access: Access, isTold: boolean, limitMs = revokedMs): void {
    this.trace.note(`${user} may ${access}${isTold ? '' : ', and nobody says so'}`)
    this.access.of(user).access = access
    if (access === 'pending') this.overseer.rules(user, this.clock.now + limitMs)
    else this.overseer.lifts(user)
    this.#limits.set(user, limitMs)
    this.#judgeLines(user, limitMs)
    if (isTold) void this.server?.relay.rooms.recheck(this.#namesOf(user))
  }

  /** At the end of a login its lines must be silent within so long, if it was not used in between. */
  expire(user: string, limitMs = expiredMs): void {
    // A login that goes on is no reason to be late for what changed before.
    this.#judgeLines(user, Number.POSITIVE_INFINITY)
    const { until } = this.access.of(user)
    if (until === Number.POSITIVE_INFINITY) return
    this.clock.after(until - this.clock.now, () => {
      if (this.access.of(user).until > this.clock.now) return
      this.#limits.set(user, limitMs)
      this.#judgeLines(user, limitMs)
    })
  }

  /** A line is let in, by an answer that may be older than the last change. */
  joined(link: Link): void {
    if (link.grantedAccess !== this.access.lineOf(link.user))
      link.deadline = this.clock.now + (this.#limits.get(link.user) ?? revokedMs)
  }

  /** Sets or lifts the deadline of each line of a user by what they may do now. */
  #judgeLines(user: string, limitMs: number): void {
    const now = this.access.lineOf(user)
    for (const link of this.openLinks()) {
      if (link.user !== user) continue
      const isLate = link.grantedAccess !== null && link.grantedAccess !== now
      link.deadline = isLate ? Math.min(link.deadline, this.clock.now + limitMs) : Number.POSITIVE_INFINITY
    }
  }

  /** The server writes a token for somebody, as restoring a version does. */
  async edit(room: string): Promise<void> {
    const { server } = this
    const user = this.dice.pick([...this.access.people.keys()].filter((one) => !this.hostileUsers.has(one)))
    if (server === null || user === undefined) return
    const token = tokenText(this.newAuthor(user, 'server'), 0)
    let range: Range | null = null
    let isChanged = false
    try {
      await server.relay.rooms.edit(room, user, (ydoc) => {
        const text = new Y.XmlText()
        const paragraph = new Y.XmlElement('paragraph')
        paragraph.insert(0, [text])
        ydoc.getXmlFragment('content').push([paragraph])
        range = { client: ydoc.clientID, clock: Y.getState(ydoc.store, ydoc.clientID), length: token.length }
        this.#owners.set(ydoc.clientID, user)
        text.insert(0, token)
        this.did({ kind: 'insert', token, range }, room, 0)
      })
      isChanged = true
    } catch (error) {
      this.trace.note(`edit of ${token} failed: ${String(error)}`)
      const stored = this.database.get(room)
      // A room that ends cannot say what becomes of the commit under way.
      if (String(error).includes('the room ended')) return
      if (range !== null && stored.strangeRows === 0 && !server.isDead && this.database.has(room, range))
        this.violate('edit', `${token} is there though the edit threw`)
    }
    if (isChanged && range !== null && !this.database.has(room, range))
      this.violate('edit', `${token} is not there though the edit came back`)
    const known = this.tokens.get(token)
    if (isChanged && known !== undefined) known.isAcked = true
  }

  /** What the relay reads for the server holds all that is committed (SPEC 48). */
  async read(room: string): Promise<void> {
    const { server } = this
    if (server === null || this.database.get(room).isGone) return
    try {
      const { update, sequence } = await server.relay.rooms.read(room)
      const ydoc = new Y.Doc({ gc: false, guid: '' })
      Y.applyUpdate(ydoc, update)
      const { strangeRows, rows } = this.database.get(room)
      if (strangeRows > 0) return
      if (sequence > rows.length) this.violate('read', `row ${sequence} of ${rows.length}`)
      const committed = rows.slice(0, sequence).flatMap((row) => [...Y.parseUpdateMeta(row.bytes).to])
      const short = committed.find(([client, end]) => Y.getState(ydoc.store, client) < end)
      if (short !== undefined) this.violate('read', `${short[0]} is short of ${short[1]}`)
    } catch (error) {
      this.trace.note(`read failed: ${String(error)}`)
    }
  }

  wrote(link: Link, data: Uint8Array): void {
    this.trace.note(`relay to ${link.user}: ${nameOf(data)}`)
    if (this.hasRules) this.overseer.hears(link.user, data)
    if (data[0] === messageType.identity) this.#toldAccess(link, data)
    if (this.clock.now > link.deadline) this.violate('I6', `${link.user} is written to after their time`)
    if (data[0] !== messageType.stored) return
    const line = this.#lines.get(link)
    if (line === undefined) return
    const decoder = decoding.createDecoder(data)
    decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    if (count > line.handed) this.violate('stored', `${count} of ${line.handed} messages`)
    if (count > line.mayTake) this.#checkReader(line, count, link.user)
    if (count <= line.stored) this.violate('stored', `${count} again after ${line.stored}`)
    for (const deeds of line.claims.slice(line.stored, count)) for (const deed of deeds) this.#checkStored(deed, link)
    line.stored = count
  }

  /** A line may be told that its access is another, and goes on. */
  #toldAccess(link: Link, data: Uint8Array): void {
    const told = readMessage(data)
    const line = this.#lines.get(link)
    if (told.kind !== 'identity' || line === undefined) return
    const { access, taken } = told.identity
    if (taken === undefined) return
    link.grantedAccess = access
    if (access === this.access.lineOf(link.user)) link.deadline = Number.POSITIVE_INFINITY
    line.mayTake = access === 'write' ? Number.POSITIVE_INFINITY : line.handed
  }

  handed(link: Link, data: Uint8Array): void {
    this.trace.note(`relay hears ${link.user}: ${nameOf(data)}`)
    if (this.clock.now > link.deadline) this.violate('I6', `${link.user} is heard after their time`)
    const line = this.#lines.get(link)
    const isCounted = data[0] === messageType.sync && (data[1] === syncType.stepTwo || data[1] === syncType.update)
    if (line === undefined || !isCounted) return
    for (const deed of line.claims[line.handed] ?? [])
      if (this.#isThere(deed, link.user)) line.wasThere.add(nameOfDeed(deed))
    line.handed++
  }

  #checkStored(deed: Deed, { user }: Link): void {
    const { kind, token } = deed
    if (this.tokens.has(token) && !this.#isThere(deed, user))
      this.violate('stored', `${user} is told that the ${kind} of ${token} is stored, and it is not`)
  }

  #isThere({ kind, token, range }: Deed, user: string): boolean {
    const room = this.tokens.get(token)?.room
    if (room === undefined) return false
    const { beside } = this.database.get(room)
    return kind === 'insert'
      ? this.database.has(room, range) || beside.had(user, range)
      : this.database.hasDeleted(room, range) || beside.hadDeleted(user, range)
  }

  /** Of a reader nothing more is taken; what brings nothing new may be called stored. */
  #checkReader({ claims, mayTake, wasThere }: Line, count: number, user: string): void {
    const isKnown = (deed: Deed) => {
      if (wasThere.has(nameOfDeed(deed))) return true
      const { kind, token } = deed
      const known = this.tokens.get(token)
      const isAcked = kind === 'insert' ? known?.isAcked : (known?.deletedBy.size ?? 0) > 0
      return isAcked === true || claims.slice(0, mayTake).some((deeds) => deeds.some((deed) => deed.token === token))
    }
    const taken = claims
      .slice(mayTake, count)
      .flat()
      .find((deed) => !isKnown(deed))
    if (taken !== undefined) this.violate('I6', `${user} only reads, and the ${taken.kind} of ${taken.token} is taken`)
  }

  #namesOf(user: string) {
    return (
      this.dice.pick([{ userIds: [user] }, { sessionIds: [`session-${user}`] }, { projectIds: ['project'] }]) ?? {
        userIds: [user],
      }
    )
  }
}

const names = new Map<number, string>(Object.entries(messageType).map(([name, type]) => [type, name]))

/** A message in a few words. */
const nameOf = (data: Uint8Array) => {
  const name = names.get(data[0] ?? -1) ?? `type ${data[0]}`
  return `${name}${data[0] === messageType.sync ? ` ${data[1]}` : ''} ${data.length}${data[0] === messageType.stored ? ` (${data[1]})` : ''}`
}
