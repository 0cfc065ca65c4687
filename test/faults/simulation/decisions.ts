import type { EndedBranch } from '#collab/relay/ports.ts'
import { Refused } from '#collab/relay/ports.ts'
import type { Server } from './server.ts'
import type { World } from './world.ts'

/** Letting out rather than giving back. */
const approves = 0.7
/** A teacher who read a while ago decides about what was there then. */
const decidesOld = 0.3

/** Teachers who look at what waits and decide, also two at once, and also about what they saw a while ago. */
export class Decisions {
  readonly #world: World
  readonly #rooms: string[]
  readonly #seen = new Map<string, number>()

  constructor(world: World, rooms: string[]) {
    this.#world = world
    this.#rooms = rooms
  }

  /** About what waits of somebody. */
  decide(users: readonly string[]): void {
    const { dice, server } = this.#world
    const [room, user] = [dice.pick(this.#rooms), dice.pick(users)]
    if (room === undefined || user === undefined || server === null) return
    const isApproved = dice.chance(approves)
    void (isApproved ? this.approve(server, room, user, dice.chance(decidesOld)) : this.giveBack(server, room, user))
  }

  /** All that is left, one after the other. */
  async finish(users: readonly string[]): Promise<void> {
    for (const room of this.#rooms)
      for (const user of users) {
        const { server, dice, database } = this.#world
        if (server === null || database.get(room).isGone || dice.chance(0.3)) continue
        await (dice.chance(0.7) ? this.approve(server, room, user, false) : this.giveBack(server, room, user))
      }
  }

  async approve(server: Server, room: string, user: string, isOld: boolean): Promise<void> {
    const { database, trace, violate } = this.#parts()
    const key = `${room} ${user}`
    try {
      const upTo = (isOld ? this.#seen.get(key) : undefined) ?? (await this.#look(server, room, user))
      if (upTo === null) return
      this.#seen.set(key, upTo)
      const isDone = await server.relay.rooms.approveBranch(room, user, upTo)
      trace.note(`${user} is let out up to ${upTo}: ${isDone}`)
      const waits = database.get(room).beside.rowsOf(user)
      const isLeft = waits.some(({ sequence }) => sequence <= upTo)
      if (isDone && isLeft) violate('let out', `of ${user} something up to ${upTo} waits though it was let out`)
    } catch (error) {
      trace.note(`letting out ${user} failed: ${String(error)}`)
      if (error instanceof Refused && !this.#world.isTorn)
        violate('let out', `what ${user} wrote was refused: ${error.message}`)
    }
  }

  async giveBack(server: Server, room: string, user: string): Promise<void> {
    const { database, trace, violate } = this.#parts()
    const end = (ended: EndedBranch) => {
      this.#world.overseer.givesBack(user, ended.clientIds)
      return database.endBranch(room, user, ended, server)
    }
    const { beside } = database.get(room)
    const before = beside.numberOf(user)
    try {
      const isDone = await server.relay.rooms.endBranch(room, user, end)
      trace.note(`${user} is given back what waits: ${isDone}`)
      if (isDone && beside.numberOf(user) === before) violate('given back', `nothing of ${user}, though it was said so`)
    } catch (error) {
      trace.note(`giving back ${user} failed: ${String(error)}`)
    }
  }

  /** What a teacher reads is what waits, on the page. */
  async #look(server: Server, room: string, user: string): Promise<number | null> {
    const read = await server.relay.rooms.readBranch(room, user)
    return read === null ? null : read.upTo
  }

  #parts() {
    const { database, trace } = this.#world
    return { database, trace, violate: (rule: string, what: string) => this.#world.violate(rule, what) }
  }
}
