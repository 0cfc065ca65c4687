import { expect, test, vi } from 'vitest'
import { solve } from '#client/auth/puzzle.ts'

/* How this device looks for the numbers of a sum, with helpers in the place of its workers. */

const puzzle = { challenge: 'x', sums: 3, odds: 4, cost: 2, blockSize: 1 }
/** Of each sum the number that is right, and none other. */
const right = new Map([
  ['x 0', 5],
  ['x 1', 0],
  ['x 2', 9],
])
const low = 2 ** 32 / puzzle.odds - 1

const helper = () => ({
  ask: vi.fn(async ({ sum, number }: { sum: string; number: number }) => (right.get(sum) === number ? low : low + 1)),
  end: vi.fn(),
})

test('several helpers look at the same sum, each at other numbers, and end with the last one', async () => {
  const helpers = [helper(), helper(), helper()]
  const found: number[] = []
  const { signal } = new AbortController()
  const solution = await solve(puzzle, { signal, onFound: (count) => found.push(count), helpers })
  expect(solution).toEqual({ challenge: 'x', numbers: [5, 0, 9] })
  expect(found).toEqual([1, 2, 3])
  const asked = helpers.flatMap(({ ask }) => ask.mock.calls.map(([{ sum, number }]) => `${sum} ${number}`))
  expect(new Set(asked).size).toBe(asked.length)
  for (const { end } of helpers) expect(end).toHaveBeenCalledOnce()
})

test('given up, it ends its helpers whatever they are at', async () => {
  const helpers = [{ ask: () => new Promise<number>(() => {}), end: vi.fn() }]
  const given = new AbortController()
  const solving = solve(puzzle, { signal: given.signal, onFound: () => {}, helpers })
  given.abort()
  await expect(solving).rejects.toThrow('given up')
  expect(helpers[0]?.end).toHaveBeenCalledOnce()
})

test('where a helper falls, it says so and ends the others', async () => {
  const fallen = { ask: () => Promise.reject(new Error('no workers here')), end: vi.fn() }
  const helpers = [helper(), fallen]
  const { signal } = new AbortController()
  await expect(solve(puzzle, { signal, onFound: () => {}, helpers })).rejects.toThrow('no workers here')
  for (const { end } of helpers) expect(end).toHaveBeenCalledOnce()
})
