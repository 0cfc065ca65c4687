import type { RelayOptions } from '#collab/relay/options.ts'
import { deflateHere } from '#collab/relay/packing.ts'
import type { RelayPorts } from '#collab/relay/ports.ts'
import { createRelay, type Relay } from '#collab/relay/relay.ts'
import type { AccessFacts } from './access.ts'
import type { Owner, Trace, VirtualClock } from './clock.ts'
import type { Database } from './database.ts'
import type { Dice } from './dice.ts'
import { type ClientEnd, Link, type LinkWatcher } from './link.ts'

export interface Surroundings {
  clock: VirtualClock
  dice: Dice
  trace: Trace
  access: AccessFacts
  database: Database
  violate: (rule: string, what: string) => void
  watcher: LinkWatcher
}

/** One life of the server's process: the relay itself, with ports into the simulated world. */
export class Server implements Owner {
  isDead = false
  readonly links = new Set<Link>()
  readonly relay: Relay
  readonly #surroundings: Surroundings

  constructor(surroundings: Surroundings, options: Partial<RelayOptions>) {
    this.#surroundings = surroundings
    this.relay = createRelay(this.#ports(), { isAllowedOrigin: () => true, ...options })
  }

  /** Timers and answers that still wait. */
  get waiting(): number {
    return this.#surroundings.clock.waitingFor(this)
  }

  dial(user: string, room: string, client: ClientEnd): Link {
    const { clock, dice, watcher, violate } = this.#surroundings
    const link = new Link({ clock, dice, watcher, owner: this }, user, client)
    this.links.add(link)
    const knock = { url: `/collab/${room}`, origin: 'https://school.example', cookie: user }
    clock.after(
      dice.between(1, 20),
      async () => {
        const admission = await this.relay.door.admit(knock)
        if (this.isDead) return
        if (admission.kind === 'barred') return link.refuse(1006, dice.between(1, 20))
        if (admission.kind === 'turnedAway') return link.refuse(admission.code, dice.between(1, 20))
        // ws does not hand on a socket that has ended while access was asked.
        if (!link.isServerOpen) return
        link.grantedAccess = admission.grant.access === 'read' ? 'read' : 'write'
        const { name } = admission.address
        if (name !== room) violate('door', `${room} became ${name}`)
        watcher.joined(link)
        this.relay.door.join(link.line, admission)
        clock.after(dice.between(1, 20), () => link.open())
      },
      this,
    )
    return link
  }

  /** kill -9. Half of the time the machine goes with it, and nobody is told. */
  kill(): void {
    this.isDead = true
    for (const link of this.links) link.serverDies(this.#surroundings.dice.chance(0.8))
  }

  #ports(): RelayPorts {
    const { clock, dice, trace, database, access, violate } = this.#surroundings
    const note = (fields: object, text: string) => trace.note(`relay says: ${text}`)
    return {
      authorize: access.authorize(this),
      fold: (updates) => database.fold(updates, this),
      visible: (updates) => database.visible(updates, this),
      letOut: (before, waiting, here) => database.letOut(() => here(before, waiting), this),
      deflate: (bytes) => Promise.resolve(deflateHere(bytes)),
      ...database.ports(this),
      onQuiet: (documentId, sequence) => {
        const { length } = database.get(documentId).rows
        if (sequence > length) violate('quiet', `row ${sequence} of ${length}`)
      },
      clock: {
        now: () => Math.floor(clock.now),
        setTimeout: (run, ms) => clock.after(ms, run, this),
        clearTimeout: (handle) => {
          if (typeof handle === 'object' && handle !== null && 'isCancelled' in handle) handle.isCancelled = true
        },
        soon: (run) => void clock.after(dice.between(0.01, 0.3), run, this),
      },
      random: () => dice.next(),
      log: {
        info: note,
        warn: note,
        error: (fields, text) => {
          note(fields, text)
          if (text === 'room lost') this.#lost(fields)
        },
      },
    }
  }

  /** Only where somebody else did write may a room be given up (SPEC 40, 41). */
  #lost(fields: object): void {
    const { database, violate } = this.#surroundings
    const documentId = 'documentId' in fields && typeof fields.documentId === 'string' ? fields.documentId : ''
    const stored = database.documents.get(documentId)
    const mayBe = stored === undefined || stored.strangeRows > 0 || stored.isGone || stored.mayBeginAnew
    if (!mayBe) violate('lost', 'a room was given up though nobody else wrote')
  }
}
