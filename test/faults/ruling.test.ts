import { expect, it } from 'vitest'
import { rulingRun } from './ruling.ts'

it('a pen taken away in mid-typing rests, cuts no line, and writes again', async () => {
  const report = await rulingRun({ seed: 20261201, times: 8, say: () => undefined }, { name: 'embedded' })
  expect(report).toMatchObject({ cut: 0, notFreed: 0, notTold: 0, broken: 0, gaps: 0 })
  expect(report.toldMs.count).toBe(24)
}, 120_000)
