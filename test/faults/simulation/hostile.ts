import * as Y from 'yjs'
import { readMessage, writeAwareness, writeHello, writeQueryAwareness, writeSync } from '#client/live/wire.ts'
import { messageType } from '#collab/protocol.ts'
import type { Link } from './link.ts'
import { awarenessUpdate } from './messages.ts'
import { textsOf } from './reading.ts'
import type { World } from './world.ts'

/** Somebody with a login and bad intentions: may read and write, and wants to be others, or to break the room. */
export class Hostile {
  readonly #world: World
  readonly #user: string
  readonly #room: string
  /** What it has heard, so that its forgeries fit. */
  #ydoc = new Y.Doc({ gc: false, guid: '' })
  /** What it writes under where it does not forge. */
  #id = 0
  #heard: Uint8Array[] = []
  #link: Link | null = null
  #awarenessClock = 0
  #isEnded = false
  readonly #bends: boolean

  constructor(world: World, user: string, room: string) {
    this.#world = world
    this.#user = user
    this.#room = room
    this.#bends = world.dice.chance(0.3)
    world.hostileUsers.add(user)
  }

  connect(): void {
    if (this.#isEnded || this.#link !== null) return
    const link = this.#world.dial(this.#user, this.#room, {
      onOpen: () => this.#onOpen(link),
      onMessage: (data) => this.#onMessage(data),
      onClose: () => {
        this.#link = null
        this.#world.clock.after(this.#world.dice.between(100, 1_000), () => this.connect())
      },
    })
    this.#link = link
  }

  end(): void {
    this.#isEnded = true
    this.#link?.leave()
    this.#link = null
  }

  act(): void {
    const { dice, trace } = this.#world
    const trick = dice.pick([
      ...[this.#forge, this.#forge, this.#gap, this.#noise, this.#bend, this.#bend, this.#repeat, this.#write],
      ...[this.#deleteSome, this.#pretend, this.#ask, this.#tear, this.#copy, this.#resend],
    ])
    if (this.#link === null || trick === undefined) return
    trace.note(`${this.#user} does something bad`)
    trick.call(this)
  }

  #onOpen(link: Link): void {
    this.#ydoc = new Y.Doc({ gc: false, guid: '' })
    this.#ydoc.clientID = this.#world.dice.clientId()
    this.#id = this.#world.dice.clientId()
    link.send(writeSync('step1', new Uint8Array([0])))
    if (this.#world.dice.chance(0.5)) link.send(writeAwareness(awarenessUpdate(this.#id, 1, {})))
  }

  #onMessage(data: Uint8Array): void {
    const incoming = readMessage(data)
    if (incoming.kind !== 'step2' && incoming.kind !== 'update') return
    this.#heard.push(data)
    if (this.#heard.length > 20) this.#heard.shift()
    Y.applyUpdate(this.#ydoc, incoming.update)
  }

  #send(kind: 'update' | 'step2', update: Uint8Array): void {
    this.#link?.send(writeSync(kind, update))
  }

  /** What `change` does to the document under its own id. It does not say two things under one clock: see `#bend`. */
  #changeAsOwn(change: (ydoc: Y.Doc) => void): Uint8Array {
    const update = this.#changeAs(this.#id, change)
    Y.applyUpdate(this.#ydoc, update)
    return update
  }

  /** What `change` would do to the document, under this id; its own copy stays as it was. */
  #changeAs(client: number, change: (ydoc: Y.Doc) => void): Uint8Array {
    const copy = new Y.Doc({ gc: false, guid: '' })
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.#ydoc))
    copy.clientID = client
    const stateVector = Y.encodeStateVector(copy)
    copy.transact(() => change(copy))
    return Y.encodeStateAsUpdate(copy, stateVector)
  }

  #insertJunk = (ydoc: Y.Doc) => {
    const text = this.#world.dice.pick(textsOf(ydoc))
    if (text !== undefined) text.insert(this.#world.dice.below(text.length + 1), 'junk')
  }

  #someId(): number {
    const others = [...this.#ydoc.store.clients.keys()]
    return this.#world.dice.pick(others) ?? this.#world.dice.clientId()
  }

  /** Goes on writing under somebody else's id. */
  #forge(): void {
    const kind = this.#world.dice.chance(0.5) ? 'update' : 'step2'
    const id = this.#someId()
    const update = this.#changeAs(id, this.#insertJunk)
    // Under its own id its next words would have the same clocks: see `#bend`.
    if (id !== this.#id) this.#send(kind, update)
  }

  /** Leaves out what it builds on. */
  #gap(): void {
    const { dice } = this.#world
    const stranger = new Y.Doc({ guid: '' })
    stranger.clientID = dice.chance(0.5) ? dice.clientId() : this.#someId()
    stranger.getXmlFragment('content').push([new Y.XmlElement('paragraph')])
    const stateVector = Y.encodeStateVector(stranger)
    stranger.getXmlFragment('content').push([new Y.XmlElement('paragraph')])
    this.#send(dice.chance(0.7) ? 'update' : 'step2', Y.encodeStateAsUpdate(stranger, stateVector))
  }

  #noise(): void {
    const { dice } = this.#world
    const bytes = dice.bytes(dice.below(40))
    if (dice.chance(0.3)) this.#link?.send(bytes, false)
    else this.#link?.send(dice.chance(0.5) ? writeSync('update', bytes) : bytes)
  }

  /** A true message with a few bytes changed. Letters may then lie where each copy puts them elsewhere. */
  #bend(): void {
    const { dice } = this.#world
    if (!this.#bends) return
    this.#world.isBent = true
    const heard = dice.pick(this.#heard)
    const own = writeSync('update', this.#changeAs(this.#id, this.#insertJunk))
    const bent = new Uint8Array(dice.chance(0.5) || heard === undefined ? own : heard)
    for (let count = 1 + dice.below(3); count > 0; count--) bent[2 + dice.below(bent.length)] = dice.below(256)
    this.#link?.send(bent)
  }

  #repeat(): void {
    const heard = this.#world.dice.pick(this.#heard)
    if (heard !== undefined) this.#link?.send(heard)
  }

  /** What anybody who may write can do. */
  #write(): void {
    this.#send('update', this.#changeAsOwn(this.#insertJunk))
  }

  #deleteSome(): void {
    const { dice } = this.#world
    const update = this.#changeAsOwn((ydoc) => {
      const text = dice.pick(textsOf(ydoc))
      if (text !== undefined && text.length > 0) text.delete(dice.below(text.length), 1)
    })
    this.#send('update', update)
  }

  /** A whole paragraph, with what is in it and what is on its way into it. */
  #tear(): void {
    const { dice } = this.#world
    if (dice.chance(0.8)) return
    const update = this.#changeAsOwn((ydoc) => {
      const page = ydoc.getXmlFragment('content')
      if (page.length > 3) page.delete(3 + dice.below(page.length - 3), 1)
    })
    this.#send('update', update)
  }

  /** Somebody else's cursor. */
  #pretend(): void {
    const state = { user: { id: 'u0', role: 'teacher' }, cursor: null }
    this.#link?.send(writeAwareness(awarenessUpdate(this.#someId(), ++this.#awarenessClock, state)))
  }

  #ask(): void {
    const { dice } = this.#world
    if (dice.chance(0.2)) this.#link?.send(writeHello({ schemaVersion: 99, epoch: dice.below(3) }))
    else if (dice.chance(0.5)) this.#link?.send(writeQueryAwareness())
    else this.#link?.send(writeSync('step1', dice.chance(0.5) ? new Uint8Array([0]) : dice.bytes(12)))
  }

  /** Others' words once more, under its own id. */
  #copy(): void {
    const words = textsOf(this.#ydoc)[0]?.toString() ?? ''
    const update = this.#changeAsOwn((ydoc) => textsOf(ydoc)[0]?.insert(0, words.slice(0, 60)))
    this.#send('update', update)
  }

  /** All it ever heard, as a step 2. */
  #resend(): void {
    this.#send('step2', Y.encodeStateAsUpdate(this.#ydoc))
    this.#link?.send(new Uint8Array([messageType.queryAwareness]))
  }
}
