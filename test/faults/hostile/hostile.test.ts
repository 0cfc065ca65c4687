import { expect, test } from 'vitest'
import { frameKinds } from './frames.ts'
import { hostileRun } from './hostile-run.ts'

test('hostile frames of every kind kill nothing, change nothing that is not theirs, and are not noticed by two who write', async () => {
  const report = await hostileRun({ frames: 150, seed: 20_261 })
  expect(report.violations).toEqual([])
  expect(report.blocks).toEqual([])
  expect(report.frames).toBe(150 * frameKinds.length)
  // A generator whose frames all end at the first byte would prove nothing.
  expect(report.valid).toBeGreaterThan(5)
  expect(report.refused).toBeGreaterThan(5)
  expect(report.closed).toBeLessThan(report.frames)
  expect(report.heapGrowthBytes).toBeLessThan(16_000_000)
}, 60_000)
