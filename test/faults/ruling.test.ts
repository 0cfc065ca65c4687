import { expect, it } from 'vitest'
import { rulingRun } from './ruling.ts'

it('what a teacher does to some of a class reaches them at once, and the others go on', async () => {
  const report = await rulingRun({ seed: 20261201, times: 3, pupils: 6, say: () => undefined }, { name: 'embedded' })
  for (const [way, found] of Object.entries(report)) {
    expect(found, way).toMatchObject({ cut: 0, notFreed: 0, notTold: 0, said: 0, broken: 0, gaps: 0 })
    expect(found.toldMs.count, way).toBe(3)
  }
}, 120_000)
