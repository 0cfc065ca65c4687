import * as Y from 'yjs'
import type { RefusedReason } from './status.ts'
import { Taken } from './taken.ts'
import type { Identity } from './wire.ts'

/** Of each client id the clock from which on its words wait. */
export type WaitingFrom = readonly (readonly [client: number, clock: number])[]

/**
 * The branch of a ydoc: what its person writes while a teacher reads it before the others do. The server lists what waits;
 * what it has not heard of yet is added here. Client ids and clocks are counted, and no words are read.
 */
export class Branch {
  readonly #ydoc: Y.Doc
  readonly #taken: Taken
  /** In which is written now; null where words go straight into the page. */
  #number: number | null = null
  /** Of which the ydoc holds something. */
  #held: number | null = null
  #waits = false
  #from = new Map<number, number>()
  /** The same, for as long as it is so: whoever draws it looks at nothing else. */
  #list: WaitingFrom = []

  constructor(ydoc: Y.Doc) {
    this.#ydoc = ydoc
    this.#taken = new Taken(ydoc)
    // Before Yjs lets go of the letters.
    ydoc.on('afterTransaction', ({ local, deleteSet }: Y.Transaction) => {
      if (local && this.#number !== null) this.#taken.add(deleteSet.clients)
    })
  }

  get number() {
    return this.#number
  }

  get held() {
    return this.#held
  }

  /** What of it the screen shows. */
  get shown(): { waits: boolean; waitingFrom: WaitingFrom } {
    return { waits: this.#waits, waitingFrom: this.#list }
  }

  /** The ydoc holds words of a branch that is no more: neither the page nor another branch takes them. */
  isOver = ({ branch }: Identity) => branch !== undefined && this.#held !== null && branch !== this.#held

  /** Why the server ended the line. To who holds a branch that is over it says the same as of another epoch. */
  reasonOf = (reason: RefusedReason): RefusedReason =>
    reason === 'otherEpoch' && this.#held !== null ? 'returned' : reason

  /** From this word of the server on its words wait: they are written under an id that has written nothing else. */
  beginsWith = ({ branch }: Identity) => branch !== undefined && branch !== this.#number

  /** The server's list, and what was on its way to it. Called once the ydoc has the id under which it writes. */
  hear({ branch, pendingFrom = [] }: Identity, onTheirWay: readonly Uint8Array[]) {
    this.#number = branch ?? null
    this.#from = new Map(branch === undefined ? [] : pendingFrom)
    this.#waits = this.#from.size > 0
    if (branch === undefined) {
      this.#held = null
      this.#taken.clear()
    }
    onTheirWay.forEach((update) => this.#count(update))
    const { clientID, store } = this.#ydoc
    if (branch !== undefined) this.#note(clientID, Y.getState(store, clientID))
    this.#list = [...this.#from]
  }

  /** What was kept from an earlier visit goes where it was written, or to where one writes now if it was free. */
  mayTake = ({ branch = this.#number }: { branch?: number | null }) => branch === this.#number

  /** Words of one's own join the ydoc: kept from an earlier visit, or waiting. They may come before those that they hang on. */
  take(update: Uint8Array, origin: symbol) {
    if (this.#number !== null) this.#taken.add(Y.decodeUpdate(update).ds.clients)
    Y.applyUpdate(this.#ydoc, update, origin)
    this.#count(update)
  }

  /** What the page hands to everybody, before it joins the ydoc. */
  hearOfPage = (update: Uint8Array) => this.#taken.remove(update)

  /** Something is written under the id that was taken for it. */
  write() {
    this.#held = this.#number
    this.#waits = this.#number !== null
  }

  #count(update: Uint8Array) {
    if (this.#number === null) return
    this.write()
    Y.parseUpdateMeta(update).from.forEach((clock, client) => this.#note(client, clock))
    this.#list = [...this.#from]
  }

  #note(client: number, clock: number) {
    this.#from.set(client, Math.min(clock, this.#from.get(client) ?? clock))
  }
}
