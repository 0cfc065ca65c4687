import { expect, it } from 'vitest'
import { gather } from '#server/gather.ts'

it('asks at once what came together, and what came meanwhile in the next query', async () => {
  const queries: string[][] = []
  const release: (() => void)[] = []
  const ask = gather(async (keys: string[]) => {
    queries.push(keys)
    await new Promise<void>((done) => release.push(done))
    return keys.map((key) => key.toUpperCase())
  })
  const first = [ask('a'), ask('b')]
  await expect.poll(() => release.length).toBe(1)
  const second = [ask('c'), ask('d'), ask('c')]
  release[0]?.()
  expect(await Promise.all(first)).toEqual(['A', 'B'])
  await expect.poll(() => release.length).toBe(2)
  release[1]?.()
  expect(await Promise.all(second)).toEqual(['C', 'D', 'C'])
  expect(queries).toEqual([
    ['a', 'b'],
    ['c', 'd', 'c'],
  ])
})

it('fails everybody of a query that fails, and asks again after it', async () => {
  let isAway = true
  const ask = gather(async (keys: number[]) => {
    if (isAway) throw new Error('the database is away')
    return keys
  })
  const results = await Promise.allSettled([ask(1), ask(2)])
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected'])
  isAway = false
  expect(await ask(3)).toBe(3)
})
