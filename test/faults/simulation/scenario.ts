import type { RelayOptions } from '#collab/relay/options.ts'
import { calmAccess } from './access.ts'
import { calmDisk } from './database.ts'
import { Dice } from './dice.ts'
import { checkDocument } from './oracle.ts'
import { contentOf } from './reading.ts'
import { type Violation, World } from './world.ts'
import { type Style, Writer } from './writer.ts'

/** What goes wrong in one run. Each seed has its own mixture, so that each fault is also met alone. */
interface Plan {
  rooms: number
  people: number
  activeMs: number
  gapMs: number
  crashes: number
  diskIsBad: boolean
  netIsBad: boolean
}

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
/** Ping, expiry and recheck: what a relay without people keeps. */
const periodicTimers = 3

/** One seed, one run. */
export async function runSeed(seed: number, keptLines = 60): Promise<RunReport> {
  const dice = new Dice(seed)
  const plan = planOf(dice)
  const world = new World(dice, optionsOf(dice), keptLines)
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

function planOf(dice: Dice): Plan {
  return {
    rooms: dice.chance(0.3) ? 2 : 1,
    people: 2 + dice.below(4),
    activeMs: dice.between(2_000, 12_000),
    gapMs: dice.pick([60, 150, 300, 600]) ?? 200,
    crashes: dice.chance(0.6) ? 1 + dice.below(3) : 0,
    diskIsBad: dice.chance(0.4),
    netIsBad: dice.chance(0.4),
  }
}

/** Small numbers, so that every limit is met within seconds. */
function optionsOf(dice: Dice): Partial<RelayOptions> {
  const common = { recheckMs: 8_000, pingMs: 6_000, stallMs: 4_000 }
  return {
    ...common,
    lagBytes: dice.pick([2_000, 6_000, 100_000]) ?? 2_000,
    unflushedBytes: dice.pick([5_000, 8_000_000]) ?? 5_000,
    snapshotRows: 4 + dice.below(40),
    snapshotEveryMs: dice.between(200, 4_000),
    snapshotRowsAtUnload: 2 + dice.below(20),
    lingerMs: dice.pick([0, 50, 2_000]) ?? 0,
    quietMs: dice.pick([500, 30_000]) ?? 500,
    updatesPerSecond: dice.pick([5, 30, 1_000]) ?? 30,
    busyFrames: dice.pick([10, 8_000]) ?? 10,
    busyEntries: dice.pick([10, 1_800]) ?? 10,
  }
}

class Scenario {
  readonly #world: World
  readonly #plan: Plan
  readonly #dice: Dice
  readonly #rooms: string[]
  #writers: { writer: Writer; room: string }[] = []
  #isActive = true

  constructor(world: World, plan: Plan) {
    this.#world = world
    this.#plan = plan
    this.#dice = world.dice
    this.#rooms = Array.from({ length: plan.rooms }, () => world.dice.uuid())
  }

  async play(): Promise<void> {
    const { clock, database } = this.#world
    for (const room of this.#rooms) database.create(room)
    this.#world.start()
    for (let number = 0; number < this.#plan.people; number++) this.#arrive(`u${number}`)
    this.#makeTrouble()
    await clock.pass(this.#plan.activeMs)
    this.#calm()
    await this.#becomeQuiet()
    await this.#compare()
    await this.#leave()
  }

  #arrive(user: string, kept: ReturnType<Writer['close']> = [], room = this.#dice.pick(this.#rooms) ?? ''): void {
    const { access } = this.#world
    if (!access.people.has(user)) access.people.set(user, { access: 'write', until: Number.POSITIVE_INFINITY })
    const style: Style = this.#dice.pick(['end', 'own', 'anywhere'] as const) ?? 'end'
    const writer = new Writer(this.#world, { user, style, room, kept })
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

  /** Again and again, after a random while. */
  #often(everyMs: number, run: () => void): void {
    this.#world.clock.after(everyMs * this.#dice.between(0.2, 1.8), () => {
      if (!this.#isActive) return
      run()
      this.#often(everyMs, run)
    })
  }

  #makeTrouble(): void {
    const { clock, database } = this.#world
    const { crashes, activeMs, diskIsBad, netIsBad } = this.#plan
    const dice = this.#dice
    for (let count = 0; count < crashes; count++) clock.after(dice.between(300, activeMs), () => this.#crash())
    if (diskIsBad)
      database.weather = {
        ...{ latencyMs: dice.pick([1, 10, 60]) ?? 1, hangs: dice.pick([0, 0.02]) ?? 0 },
        ...{ fails: dice.pick([0, 0.1, 0.5]) ?? 0, losesAnswer: dice.pick([0, 0.1, 0.4]) ?? 0 },
        ...{ commitsLate: dice.pick([0, 0, 0.05]) ?? 0, snapshotFails: dice.pick([0, 0.4]) ?? 0 },
        ...{ loadFails: dice.pick([0, 0.2]) ?? 0, loadIsSlow: dice.pick([0, 0.2]) ?? 0 },
      }
    if (netIsBad) this.#often(dice.between(300, 2_000), () => this.#disturb())
    this.#often(2_500, () => this.#comeAndGo())
    this.#often(1_000, () => this.#startAgain())
  }

  #disturb(): void {
    const dice = this.#dice
    const link = dice.pick(this.#world.openLinks())
    if (link === undefined) return
    if (dice.chance(0.4)) link.stall(dice.between(100, 12_000))
    else link.cut(dice.chance(0.7), dice.chance(0.7))
  }

  /** People close a tab, lose a device, come back with or without what it kept, or lose the line for a while. */
  #comeAndGo(): void {
    const dice = this.#dice
    const found = dice.pick(this.#writers.filter(({ writer }) => writer.status !== 'away'))
    if (found === undefined) return
    if (dice.chance(0.4)) return found.writer.goOffline()
    const kept = dice.chance(0.5) ? found.writer.close() : found.writer.vanish(dice.chance(0.5))
    const isKept = dice.chance(0.5)
    this.#arrive(found.writer.user, isKept ? kept : [], found.room)
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
      for (const { writer, room } of doomed) this.#arrive(writer.user, [], room)
    })
  }

  /** Whoever was refused opens the page again; whoever was sent away for good tries again. */
  #startAgain(): void {
    for (const { writer } of this.#writers) {
      if (writer.status === 'refused') writer.reset()
      if (writer.status === 'gone' || writer.status === 'ended') writer.reconnect()
    }
  }

  #calm(): void {
    const { database, access, server } = this.#world
    this.#world.trace.note('calm')
    this.#isActive = false
    database.weather = calmDisk
    access.weather = calmAccess
    if (server === null) this.#world.start()
  }

  async #becomeQuiet(): Promise<void> {
    const { clock } = this.#world
    const isQuiet = () =>
      this.#present().every(({ writer }) => writer.status === 'live' && writer.isQuiet && writer.link?.isDeaf === false)
    for (let passed = 0; passed < quietLimitMs && !isQuiet(); passed += 500) {
      this.#startAgain()
      await clock.pass(500)
    }
    for (const { writer } of this.#present())
      if (writer.status !== 'live' || !writer.isQuiet)
        this.#world.violate('stuck', `${writer.author} is ${writer.status} with ${writer.entries.length} unsent`)
    await clock.pass(3_000)
  }

  #present() {
    return this.#writers.filter(({ writer }) => writer.status !== 'away')
  }

  /** Everybody, and somebody who comes now, holds what the log holds (I2). */
  async #compare(): Promise<void> {
    for (const room of this.#rooms) this.#arrive('u0', [], room)
    await this.#world.clock.pass(3_000)
    for (const { writer, room } of this.#present()) {
      const { ydoc } = this.#world.database.get(room)
      if (contentOf(writer.ydoc) !== contentOf(ydoc)) this.#world.violate('I2', `${writer.author} holds something else`)
    }
    for (const room of this.#rooms) checkDocument(this.#world, room)
  }

  /** When all have left, the relay lets go of everything. */
  async #leave(): Promise<void> {
    for (const { writer } of this.#present()) writer.close()
    await this.#world.clock.pass(40_000)
    const waiting = this.#world.server?.waiting ?? 0
    if (waiting !== periodicTimers) this.#world.violate('idle', `${waiting} timers are left`)
  }
}
