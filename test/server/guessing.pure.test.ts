import { expect, it } from 'vitest'
import { attempt, type PuzzleDoor, type Source, type Way } from '#server/auth/guessing.ts'

/* What guessers use up together, with more of them than a test can hash passwords for. */

it('somebody on a device of their own gets in, whatever others on known devices have used up', async () => {
  // Guarantee: attempts are counted beside the database and never ask it.
  const deps = { db: {} as Parameters<typeof attempt>[0]['db'], now: () => new Date(0) }
  const tries = (account: string, source: Source, isRight: boolean) =>
    attempt(deps, { way: 'password', account, source }, async () => (isRight ? true : null)).catch(() => 'refused')
  for (let at = 0; at < 3_000; at++)
    await tries(`somebody ${at}`, { id: `device ${Math.floor(at / 30)}`, isDevice: true, isOwn: false }, false)
  for (let at = 0; at < 50; at++)
    await tries('the teacher', { id: `address ${at}`, isDevice: false, isOwn: false }, false)
  const device = { id: 'the device', isDevice: true }
  expect(await tries('the teacher', { ...device, isOwn: false }, true)).toBe('refused')
  expect(await tries('the teacher', { ...device, isOwn: true }, true)).toBe(true)
})

/** Somebody to whom a sum is nothing. */
const always: PuzzleDoor = {
  isBrought: true,
  ask: () => ({ challenge: '', sums: 0, odds: 1, cost: 2, blockSize: 1 }),
  isSolved: async () => true,
}

const address = (at: number) => ({ id: `address ${at}`, isDevice: false, isOwn: false })
const dayMs = 24 * 60 * 60_000

/** How many wrong guesses get through in a day and the next, of who takes every try there is. */
async function throughInTwoDays(nextAsked: () => { way: Way; account: string; source: Source }) {
  let now = 0
  // Guarantee: attempts are counted beside the database and never ask it.
  const deps = { db: {} as Parameters<typeof attempt>[0]['db'], now: () => new Date(now) }
  const days = [0, 0]
  // What comes back soonest comes every two seconds.
  for (; now < 2 * dayMs; now += 1_000) {
    let looked = true
    while (looked) {
      looked = false
      await attempt(deps, nextAsked(), async () => ((looked = true), null), always).catch(() => null)
      const day = Math.floor(now / dayMs)
      if (looked) days[day] = (days[day] ?? 0) + 1
    }
  }
  return days
}

it('a script that solves puzzles without end gets through no more than is written in RELIABILITY.md', async () => {
  let guesses = 0
  const codes = () => ({ way: 'card', account: `code ${++guesses}`, source: address(0) }) as const
  expect(await throughInTwoDays(codes)).toEqual([36_038, 25_920])
})

it('nor do all there are, for one account', async () => {
  let guesses = 0
  const half = () => ({ way: 'card', account: 'half a code', source: address(++guesses) }) as const
  expect(await throughInTwoDays(half)).toEqual([14_368, 4_320])
})

it('nor for all codes', async () => {
  let guesses = 0
  const codes = () => ({ way: 'card', account: `code ${++guesses}`, source: address(++guesses) }) as const
  expect(await throughInTwoDays(codes)).toEqual([104_998, 72_000])
})

it('who solves one puzzle gets in after an hour of eight processors that guess their account', async () => {
  let now = 0
  // Guarantee: attempts are counted beside the database and never ask it.
  const deps = { db: {} as Parameters<typeof attempt>[0]['db'], now: () => new Date(now) }
  const asked = { way: 'password', account: 'the teacher', source: address(0) } as const
  // RELIABILITY.md "Guessing": 2.1 a second.
  for (; now < 60 * 60_000; now += 480) await attempt(deps, asked, async () => null, always).catch(() => null)
  expect(await attempt(deps, asked, async () => true).catch(() => 'refused')).toBe('refused')
  expect(await attempt(deps, asked, async () => true, always)).toBe(true)
})
