import { contentHash } from '#collab/relay/content-hash.ts'
import { calmAccess } from './access.ts'
import { calmDisk } from './database.ts'
import { Dice } from './dice.ts'
import { checkDocument } from './oracle.ts'
import { optionsOf, type Plan, planOf } from './plan.ts'
import { Trouble } from './trouble.ts'
import { type Violation, World } from './world.ts'
import type { Style } from './deeds.ts'
import { Writer } from './writer.ts'

export interface RunReport {
  seed: number
  violations: Violation[]
  hash: string
  last: string[]
  virtualMs: number
  events: number
  tokens: number
  acks: number
  refusals: number
}

const quietLimitMs = 180_000
/** How long the relay asks again before it refuses (SPEC 20), over the slowest of lines. */
const patienceMs = 15_000
/** Ping, expiry and recheck: what a relay without people keeps. */
const periodicTimers = 3

/** One seed, one run. */
export async function runSeed(seed: number, keptLines = 60): Promise<RunReport> {
  const dice = new Dice(seed)
  const plan = planOf(dice, seed)
  const world = new World(dice, { options: optionsOf(dice), keptLines, hasRules: plan.rules !== null })
  const onRejection = (reason: unknown) => world.violate('threw', `a promise nobody waits for: ${String(reason)}`)
  process.on('unhandledRejection', onRejection)
  try {
    await new Scenario(world, plan).play()
  } catch (error) {
    world.violate('threw', error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    process.off('unhandledRejection', onRejection)
  }
  const { violations, clock, trace, tokens, acks, refusals } = world
  return {
    ...{ seed, violations, hash: trace.hash, last: trace.last, acks, refusals },
    ...{ virtualMs: Math.round(clock.now), events: clock.events, tokens: tokens.size },
  }
}

class Scenario {
  readonly #world: World
  readonly #plan: Plan
  readonly #dice: Dice
  readonly #rooms: string[]
  #writers: { writer: Writer; room: string }[] = []
  readonly #trouble: Trouble
  #isActive = true

  constructor(world: World, plan: Plan) {
    this.#world = world
    this.#plan = plan
    this.#dice = world.dice
    this.#rooms = Array.from({ length: plan.rooms }, () => world.dice.uuid())
    this.#trouble = new Trouble(world, plan, this.#rooms)
  }

  async play(): Promise<void> {
    const { clock, database } = this.#world
    for (const room of this.#rooms) database.create(room)
    this.#world.start()
    this.#gather()
    this.#makeTrouble()
    await clock.pass(this.#plan.activeMs)
    this.#calm()
    await this.#becomeQuiet()
    if (this.#plan.rules !== null) await this.#decideAll(this.#plan.rules.pupils)
    await this.#compare()
    await this.#leave()
  }

  #gather(): void {
    const { people, rules } = this.#plan
    for (let number = 0; number < people; number++) this.#arrive(`u${number}`)
    if (rules === null) return
    this.#arrive('u0', [], this.#writers[0]?.room)
    const stock = [...(this.#writers.slice(0, 1) ?? []), ...this.#writers.slice(-2, -1)].slice(0, rules.stock)
    for (const { writer, room } of stock) this.#arrive(writer.user, [], room, true)
  }

  #arrive(
    user: string,
    kept: ReturnType<Writer['close']> = [],
    room = this.#dice.pick(this.#rooms) ?? '',
    isStock = false,
  ): void {
    const { access } = this.#world
    if (!access.people.has(user)) {
      const isShort = this.#isActive && this.#plan.sessionsEnd && this.#dice.chance(0.6)
      access.people.set(user, {
        access: 'write',
        until: isShort ? this.#dice.between(1_000, 6_000) : Number.POSITIVE_INFINITY,
      })
      this.#world.expire(user)
      const { rules } = this.#plan
      if (rules?.isOnAtFirst === true && rules.pupils.includes(user)) this.#world.change(user, 'pending', true)
    }
    const style: Style = this.#dice.pick(['end', 'own', 'anywhere'] as const) ?? 'end'
    const writer = new Writer(this.#world, { user, style, room, isStock, kept })
    this.#writers.push({ writer, room })
    this.#world.clock.after(this.#dice.between(0, 300), () => writer.connect())
    this.#type(writer)
  }

  #type(writer: Writer): void {
    this.#world.clock.after(this.#plan.gapMs * this.#dice.between(0.1, 2), () => {
      if (!this.#isActive || writer.status === 'away') return
      writer.act()
      this.#type(writer)
    })
  }

  #makeTrouble(): void {
    const { clock, dice } = this.#world
    this.#trouble.start()
    const { crashes, activeMs } = this.#plan
    for (let count = 0; count < crashes; count++) clock.after(dice.between(300, activeMs), () => this.#crash())
    this.#trouble.often(2_500, () => this.#comeAndGo())
    this.#trouble.often(1_000, () => this.#startAgain())
  }

  /** People close a tab, lose a device, come back with or without what it kept, or lose the line for a while. */
  #comeAndGo(): void {
    const dice = this.#dice
    const found = dice.pick(this.#writers.filter(({ writer }) => writer.status !== 'away'))
    if (found === undefined) return
    if (dice.chance(0.4)) return found.writer.goOffline()
    const kept = dice.chance(0.5) ? found.writer.close() : found.writer.vanish(dice.chance(0.5))
    const isKept = dice.chance(0.5)
    this.#arrive(found.writer.user, isKept ? kept : [], found.room, found.writer.isStock)
  }

  /** Half of the people who are there go down with the server, with all that their machines held. */
  #crash(): void {
    const { server, clock } = this.#world
    if (server === null || !this.#isActive) return
    const dice = this.#dice
    const doomed = dice.chance(0.5) ? this.#writers.filter(() => dice.chance(0.5)) : []
    for (const { writer } of doomed) if (writer.status !== 'away') writer.vanish(true)
    this.#world.kill()
    clock.after(dice.between(20, 2_000), () => {
      this.#world.start()
      for (const { writer, room } of doomed) this.#arrive(writer.user, [], room, writer.isStock)
    })
  }

  /** Whoever was refused opens the page again; whoever was sent away for good tries again. */
  #startAgain(): void {
    for (const { writer } of this.#writers) {
      if (writer.status === 'refused') writer.reset()
      if (writer.status === 'ended') this.#signIn(writer.user)
      if (writer.status === 'gone' || writer.status === 'ended') writer.reconnect()
    }
  }

  #signIn(user: string): void {
    const person = this.#world.access.of(user)
    if (person.until > this.#world.clock.now) return
    person.until = this.#isActive ? this.#world.clock.now + this.#dice.between(1_000, 6_000) : Number.POSITIVE_INFINITY
    this.#world.expire(user)
  }

  #calm(): void {
    const { database, access, server } = this.#world
    this.#world.trace.note('calm')
    this.#isActive = false
    this.#trouble.stop()
    database.weather = calmDisk
    access.weather = calmAccess
    if (server === null) this.#world.start()
    this.#reopenStock()
  }

  /** What a stock client holds may have been given back, and it is told nothing: its person opens the page again. */
  #reopenStock(): void {
    const stock = this.#writers.filter(({ writer }) => writer.isStock && writer.status !== 'away')
    for (const { writer, room } of stock) {
      writer.close()
      this.#arrive(writer.user, [], room, true)
    }
  }

  /** All they wrote is stored, and whoever hangs on words that nobody has has been told. */
  async #becomeQuiet(): Promise<void> {
    const { clock } = this.#world
    const isQuiet = () =>
      this.#present().every(({ writer }) => writer.status === 'live' && writer.isQuiet && writer.link?.isDeaf === false)
    const settle = async () => {
      for (let passed = 0; passed < quietLimitMs && !isQuiet(); passed += 500) {
        this.#startAgain()
        await clock.pass(500)
      }
    }
    await settle()
    await clock.pass(patienceMs)
    await settle()
    // A room learns that somebody else wrote its log when it writes itself.
    if ([...this.#world.database.documents.values()].some((stored) => stored.strangeRows > 0)) {
      for (const { writer } of this.#present()) if (!writer.isStock) writer.speak()
      // What is written beside a page is no row of its log.
      if (this.#plan.rules !== null) for (const room of this.#rooms) void this.#world.edit(room)
      await clock.pass(patienceMs)
      await settle()
    }
    for (const { writer } of this.#present())
      if (writer.status !== 'live' || !writer.isQuiet)
        this.#world.violate('stuck', `${writer.author} is ${writer.status} with ${writer.entries.length} unsent`)
    await clock.pass(1_000)
  }

  /** Of what waits some is let out, some given back, and some left. */
  async #decideAll(pupils: readonly string[]): Promise<void> {
    let isOver = false
    void this.#trouble.decisions.finish([...pupils, ...this.#world.hostileUsers]).finally(() => (isOver = true))
    const { clock } = this.#world
    for (let passed = 0; passed < quietLimitMs && !isOver; passed += 500) await clock.pass(500)
    if (!isOver) this.#world.violate('stuck', 'a decision')
    this.#reopenStock()
    await this.#becomeQuiet()
  }

  /** Who is there, in a room that is there. */
  #present() {
    const { database } = this.#world
    return this.#writers.filter(({ writer, room }) => writer.status !== 'away' && !database.get(room).isGone)
  }

  /** Everybody, and somebody who comes now, holds what the log holds: text, marks, clocks and deletes (I2, SPEC 72). */
  async #compare(): Promise<void> {
    const rooms = this.#rooms.filter((room) => !this.#world.database.get(room).isGone)
    for (const [at, room] of rooms.entries()) this.#arrive(`u${this.#plan.people + at}`, [], room)
    await this.#world.clock.pass(5_000)
    for (const { writer, room } of this.#present()) {
      const { ydoc, beside } = this.#world.database.get(room)
      // A stock client is not shown what waits, nor is the hand of its own before the page was opened again.
      const seen = writer.isStock ? ydoc : (beside.seenBy(writer.user) ?? ydoc)
      if (contentHash(writer.ydoc) !== contentHash(seen) && !this.#world.mayDiffer)
        this.#world.violate('I2', `${writer.author} holds something else`)
    }
    for (const room of rooms) checkDocument(this.#world, room)
  }

  /** When all have left, the relay lets go of everything. */
  async #leave(): Promise<void> {
    for (const { writer } of this.#writers) if (writer.status !== 'away') writer.close()
    await this.#world.clock.pass(40_000)
    const waiting = this.#world.server?.waiting ?? 0
    if (waiting !== periodicTimers) this.#world.violate('idle', `${waiting} timers are left`)
  }
}
