import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import type { Ctx, Settings } from '../kit/context.ts'
import type { Puzzle, PuzzleCost } from '../kit/errors.ts'
import { Turns } from '../paces/turns.ts'
import type { Attempt, PuzzleDoor } from './guessing.ts'

/*
 * A sum that costs a browser's processor some seconds, asked where a guesser has used up the tries of an address or of an
 * account: who brings it solved has one try of another kind, which the guesser cannot take by being there first. Scrypt,
 * since it wants memory, which a fast machine has little more of; several small sums, since one large one takes three times
 * as long for one browser in twenty. Made without work and without memory; checking stops at the first sum that is wrong.
 */

/** 240 scrypts of 8 MiB on average; what that is in seconds, for a browser and for a script, is in RELIABILITY.md. */
const usualCost: PuzzleCost = { sums: 8, odds: 30, cost: 2 ** 13, blockSize: 8 }
/** A slow device that is unlucky takes a minute, and one that was put down takes another. */
const lifetimeMs = 5 * 60_000
/** Used ones are known until they are too old. Beyond, the oldest are forgotten. */
const mostKnown = 50_000
const mostSums = 32
const highest = 2 ** 32
const shape = /^([A-Za-z0-9_-]{22})\.(\d{13})\.([A-Za-z0-9_-]{43})$/

/** What a sum is done for. */
type Asked = Omit<Attempt, 'way'> & { way: Attempt['way'] | 'registration' }

export const solutionInput = z.strictObject({
  challenge: z.string().max(120),
  /** One for each sum, in their order. */
  numbers: z
    .array(
      z
        .int()
        .min(0)
        .max(highest - 1),
    )
    .max(mostSums),
})
export type Solution = z.infer<typeof solutionInput>

/** One after another, and a thread of those that zlib, files and passwords use too. */
const checkingTurns = new Turns({
  atOnce: 1,
  mostWaiting: 400,
  mostWaitingEach: 100,
  reason: 'too_many',
  retryAfterMs: 2_000,
})

/** Of one try, by its way and its account: solved, it opens that and nothing else. */
export const puzzleFor = (ctx: Ctx, asked: Asked, solution: Solution | undefined): PuzzleDoor => ({
  isBrought: solution !== undefined,
  ask: () => newPuzzle(ctx, asked),
  isSolved: async () => solution !== undefined && isSolved(ctx, asked, solution),
})

const costIn = ({ puzzleCost }: Settings) => puzzleCost ?? usualCost

const seal = ({ secretKey }: Settings, id: string, until: string, { way, account }: Asked) =>
  createHmac('sha256', secretKey).update(`puzzle:${id}:${until}:${way}:${account}`).digest('base64url')

function newPuzzle({ now, settings }: Ctx, asked: Asked): Puzzle {
  const id = randomBytes(16).toString('base64url')
  const until = String(now().getTime() + lifetimeMs)
  return { challenge: `${id}.${until}.${seal(settings, id, until, asked)}`, ...costIn(settings) }
}

const usedIn = new WeakMap<object, Map<string, number>>()

async function isSolved({ db, now, settings }: Ctx, asked: Asked, brought: Solution) {
  const [, id = '', until = '', given = ''] = shape.exec(brought.challenge) ?? []
  if (id === '' || Number(until) <= now().getTime()) return false
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(seal(settings, id, until, asked)))) return false
  const used = usedIn.get(db) ?? new Map<string, number>()
  usedIn.set(db, used)
  return checkingTurns.run(asked.source.id, async () => {
    // Right or wrong, it is used: what is wrong was found out by who must ask anew.
    if (used.has(id)) return false
    forgetOld(used, now().getTime())
    used.set(id, Number(until))
    return areRight(brought, costIn(settings))
  })
}

function forgetOld(used: Map<string, number>, at: number): void {
  for (const [id, until] of used) {
    if (until > at && used.size < mostKnown) return
    used.delete(id)
  }
}

async function areRight({ challenge, numbers }: Solution, cost: PuzzleCost): Promise<boolean> {
  if (numbers.length !== cost.sums) return false
  for (const [at, number] of numbers.entries()) if (!(await isRight(`${challenge} ${at}`, number, cost))) return false
  return true
}

/** As `client/auth/puzzle-worker.ts` looks for it. */
function isRight(sum: string, number: number, { odds, cost, blockSize }: PuzzleCost): Promise<boolean> {
  const options = { N: cost, r: blockSize, p: 1, maxmem: 256 * blockSize * cost }
  return new Promise((resolve, reject) =>
    scrypt(sum, String(number), 4, options, (error, key) =>
      error === null ? resolve(key.readUInt32BE() < highest / odds) : reject(error),
    ),
  )
}
