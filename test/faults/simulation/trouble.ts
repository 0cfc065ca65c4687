import * as Y from 'yjs'
import type { Access } from './access.ts'
import { Decisions } from './decisions.ts'
import { Hostile } from './hostile.ts'
import { type Plan, recheckMs, type Rules } from './plan.ts'
import { textsOf, tokenText } from './reading.ts'
import type { World } from './world.ts'

/** A second ask comes 5 s after the first, and each may take 0.9 s. */
const unspokenMs = recheckMs + 8_000
/** What `close` may take: its wait for the store, and the goodbyes. */
const closeLimitMs = 3_000 + 3_000

/** Everything that goes wrong and is not a person's doing: network, rights, other processes, and those who mean harm. */
export class Trouble {
  readonly #world: World
  readonly #plan: Plan
  readonly #rooms: string[]
  readonly #hostiles: Hostile[] = []
  readonly decisions: Decisions
  #isActive = true

  constructor(world: World, plan: Plan, rooms: string[]) {
    this.#world = world
    this.#plan = plan
    this.#rooms = rooms
    this.decisions = new Decisions(world, rooms)
  }

  start(): void {
    const { dice, database, access } = this.#world
    const plan = this.#plan
    if (plan.disk !== null) database.weather = plan.disk
    access.weather = plan.access
    if (plan.netIsBad) this.often(dice.between(300, 2_000), () => this.#disturb())
    if (plan.accessChanges) this.often(1_200, () => this.#changeAccess())
    if (plan.sessionsEnd) this.often(1_500, () => this.#useSession())
    if (plan.edits)
      this.often(900, () => {
        const room = dice.pick(this.#rooms)
        if (room !== undefined) void this.#world.edit(room)
        if (room !== undefined) void this.#world.read(room)
      })
    if (plan.rules !== null) this.#rule(plan.rules)
    for (let count = 0; count < plan.besides; count++) this.#once(() => this.#writeBeside())
    for (let count = 0; count < plan.restarts; count++) this.#once(() => void this.#restart())
    if (plan.isRemoved) this.#once(() => this.#remove())
    for (let count = 0; count < plan.hostiles; count++) this.#invite(`h${count}`)
  }

  /** From now on nothing more goes wrong, and everybody may write. */
  stop(): void {
    this.#isActive = false
    for (const hostile of this.#hostiles) hostile.end()
    for (const user of this.#world.access.people.keys()) {
      this.#world.access.of(user).until = Number.POSITIVE_INFINITY
      this.#world.change(user, 'write', true)
    }
  }

  /** Again and again, after a random while, until it is calm. */
  often(everyMs: number, run: () => void): void {
    this.#world.clock.after(everyMs * this.#world.dice.between(0.2, 1.8), () => {
      if (!this.#isActive) return
      run()
      this.often(everyMs, run)
    })
  }

  #once(run: () => void): void {
    this.#world.clock.after(this.#world.dice.between(500, this.#plan.activeMs), () => this.#isActive && run())
  }

  #disturb(): void {
    const { dice } = this.#world
    const link = dice.pick(this.#world.openLinks())
    if (link === undefined) return
    if (dice.chance(0.4)) link.stall(dice.between(100, 12_000))
    else link.cut(dice.chance(0.7), dice.chance(0.7))
  }

  #changeAccess(): void {
    const { dice, access } = this.#world
    const user = dice.pick([...access.people.keys()])
    const next = dice.pick<Access>(['write', 'write', 'read', 'none'])
    if (user === undefined || next === undefined) return
    const isTold = dice.chance(0.8)
    this.#world.change(user, next, isTold, isTold ? undefined : unspokenMs)
  }

  /** A login is used and goes on, or is not and ends. */
  #useSession(): void {
    const { dice, access, clock } = this.#world
    const user = dice.pick([...access.people.keys()])
    if (user === undefined) return
    const person = access.of(user)
    // Who is connected holds an answer with an older end: only a later one is no surprise to the relay.
    if (person.until === Number.POSITIVE_INFINITY || person.until <= clock.now) return
    person.until = Math.max(person.until, clock.now + dice.between(500, 4_000))
    this.#world.expire(user)
  }

  /** Teachers put pupils under the rule and lift it again, and decide about what waits. */
  #rule({ changeMs, decideMs, pupils }: Rules): void {
    const { dice, access } = this.#world
    this.often(changeMs, () => {
      const user = dice.pick(pupils)
      if (user === undefined || !access.people.has(user)) return
      const isTold = dice.chance(0.8)
      const next = access.of(user).access === 'pending' ? 'write' : 'pending'
      this.#world.change(user, next, isTold, isTold ? undefined : unspokenMs)
    })
    this.often(decideMs, () => this.decisions.decide([...pupils, ...this.#world.hostileUsers]))
  }

  #writeBeside(): void {
    const { dice, database } = this.#world
    const room = dice.pick(this.#rooms)
    if (room === undefined || database.get(room).isGone) return
    const user = 'u9'
    const copy = new Y.Doc({ gc: false, guid: '' })
    const { ydoc } = database.get(room)
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(ydoc))
    copy.clientID = this.#world.newClientId(user)
    const token = tokenText(this.#world.newAuthor(user, 'server'), 0)
    const text = textsOf(copy)[0]
    if (text === undefined) return
    text.insert(text.length, token)
    const range = { client: copy.clientID, clock: 0, length: token.length }
    this.#world.did({ kind: 'insert', token, range }, room)
    const update = Y.encodeStateAsUpdate(copy, Y.encodeStateVector(ydoc))
    database.writeBeside(room, user, update, copy.clientID)
    this.#world.acknowledged(user, [{ kind: 'insert', token, range }])
  }

  async #restart(): Promise<void> {
    const { server, clock } = this.#world
    if (server === null) return
    this.#world.trace.note('the server is asked to stop')
    // What the store did not take in time is lost, unless its authors bring it back.
    this.#world.mayRefuse ||= this.#plan.disk !== null
    const from = clock.now
    await server.relay.rooms.close()
    if (server.isDead) return
    if (clock.now - from > closeLimitMs) this.#world.violate('close', `took ${clock.now - from} ms`)
    this.#world.kill(server.links.size > 0)
    this.#world.start()
  }

  #remove(): void {
    const room = this.#rooms.at(-1)
    if (room === undefined) return
    this.#world.trace.note('a document is removed')
    this.#world.database.get(room).isGone = true
  }

  #invite(user: string): void {
    const { dice, access, clock } = this.#world
    const may = dice.chance(0.8) ? (this.#plan.rules?.isOnHostiles === true ? 'pending' : 'write') : 'read'
    access.people.set(user, { access: may, until: Number.POSITIVE_INFINITY })
    const hostile = new Hostile(this.#world, user, dice.pick(this.#rooms) ?? '')
    this.#hostiles.push(hostile)
    clock.after(dice.between(0, 2_000), () => hostile.connect())
    this.often(150, () => hostile.act())
  }
}
