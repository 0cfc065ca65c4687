import { expect, test } from 'vitest'
import { simulate } from './run.ts'
import { runSeed } from './scenario.ts'
import { pastSeeds } from './seeds.ts'

const patienceMs = 60_000

test(
  'one seed is one run: the same events in the same order',
  async () => {
    const hashes = new Set<string>()
    for (const seed of [1, 2, 3]) {
      const [first, second] = [await runSeed(seed), await runSeed(seed)]
      expect(second).toEqual(first)
      expect(first.events).toBeGreaterThan(100)
      hashes.add(first.hash)
    }
    expect(hashes.size).toBe(3)
  },
  patienceMs,
)

test.each(pastSeeds)(
  'seed $seed: $found',
  async ({ seed }) => {
    expect((await runSeed(seed)).violations).toEqual([])
  },
  patienceMs,
)

test(
  'a hundred seeds: what is called stored stays, once, and all see the same (SPEC 15, 16, 36, 37, 40)',
  async () => {
    const { failed, acks } = await simulate({ seeds: 100, from: 1 })
    expect(failed).toEqual([])
    expect(acks).toBeGreaterThan(5_000)
  },
  patienceMs,
)
