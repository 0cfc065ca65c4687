import type { RelayOptions } from '#collab/relay/options.ts'
import { type AccessWeather, calmAccess } from './access.ts'
import { calmDisk, type DiskWeather } from './database.ts'
import { Dice } from './dice.ts'

/** What goes wrong in one run. Each seed has its own mixture, so that each fault is also met alone. */
export interface Plan {
  rooms: number
  people: number
  activeMs: number
  gapMs: number
  crashes: number
  /** The server is told to stop, and another one started. */
  restarts: number
  disk: DiskWeather | null
  access: AccessWeather
  netIsBad: boolean
  /** Rights are taken and given back; logins end. */
  accessChanges: boolean
  sessionsEnd: boolean
  hostiles: number
  /** Another process appends to a log. */
  besides: number
  edits: boolean
  /** One of several documents is removed. */
  isRemoved: boolean
  /** Pupils write beside the page. */
  rules: Rules | null
}

export interface Rules {
  /** Who is put under the rule, and let go. The first is there on two devices. */
  pupils: string[]
  /** Under it from the beginning. */
  isOnAtFirst: boolean
  changeMs: number
  decideMs: number
  /** Whoever means harm is under it, too. */
  isOnHostiles: boolean
  /** Stock clients, of the first and of the last who come. */
  stock: number
}

export const recheckMs = 8_000

const ruled = 0.4
/** From dice of their own: runs without rules are what they were before there were any. */
const salt = 0x5eed

export function planOf(dice: Dice, seed: number): Plan {
  const rooms = dice.chance(0.3) ? 2 : 1
  const people = 2 + dice.below(4)
  return {
    rooms,
    people,
    activeMs: dice.between(2_000, 12_000),
    gapMs: dice.pick([60, 150, 300, 600]) ?? 200,
    crashes: dice.chance(0.5) ? 1 + dice.below(3) : 0,
    restarts: dice.chance(0.15) ? 1 : 0,
    disk: dice.chance(0.4) ? badDisk(dice) : null,
    access: dice.chance(0.25) ? badAccess(dice) : calmAccess,
    netIsBad: dice.chance(0.4),
    accessChanges: dice.chance(0.25),
    sessionsEnd: dice.chance(0.15),
    hostiles: dice.chance(0.3) ? 1 + dice.below(2) : 0,
    besides: dice.chance(0.1) ? 1 + dice.below(2) : 0,
    edits: dice.chance(0.2),
    isRemoved: rooms > 1 && dice.chance(0.2),
    rules: rulesOf(new Dice(seed ^ salt), people),
  }
}

function rulesOf(dice: Dice, people: number): Rules | null {
  if (!dice.chance(ruled)) return null
  return {
    pupils: Array.from({ length: 1 + dice.below(people) }, (_, at) => `u${at}`),
    isOnAtFirst: dice.chance(0.6),
    changeMs: dice.pick([700, 2_000, 100_000]) ?? 2_000,
    decideMs: dice.pick([300, 1_000, 3_000]) ?? 1_000,
    isOnHostiles: dice.chance(0.5),
    stock: dice.chance(0.3) ? 1 + dice.below(2) : 0,
  }
}

const badDisk = (dice: Dice): DiskWeather => ({
  ...calmDisk,
  latencyMs: dice.pick([1, 10, 60]) ?? 1,
  hangs: dice.pick([0, 0.02]) ?? 0,
  fails: dice.pick([0, 0.1, 0.5]) ?? 0,
  losesAnswer: dice.pick([0, 0.1, 0.4]) ?? 0,
  commitsLate: dice.pick([0, 0, 0.05]) ?? 0,
  snapshotFails: dice.pick([0, 0.4]) ?? 0,
  loadFails: dice.pick([0, 0.2]) ?? 0,
  loadIsSlow: dice.pick([0, 0.2]) ?? 0,
})

const badAccess = (dice: Dice): AccessWeather => ({
  fails: dice.pick([0, 0.2]) ?? 0,
  isSlow: dice.pick([0, 0.3]) ?? 0,
  hangs: dice.pick([0, 0.1]) ?? 0,
})

/** Small numbers, so that every limit is met within seconds. */
export function optionsOf(dice: Dice): Partial<RelayOptions> {
  return {
    // People leave sockets behind that nobody has noticed yet.
    ...{ recheckMs, pingMs: 6_000, stallMs: 4_000, closeMs: 3_000, socketsPerUserAndRoom: 1_000 },
    ...{ packedFromBytes: 256, packedAtOnceBytes: 1_024, preparedFromBytes: 300 },
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
