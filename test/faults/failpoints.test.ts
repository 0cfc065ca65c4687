import { expect, test } from 'vitest'
import { failpointsRun } from './failpoints.ts'

const seed = Math.floor(Math.random() * 1e9)
const sound = { lost: [], doubled: [], outOfOrder: [], unequal: 0, pending: 0 }

test(`a server that dies just before a commit and just after an acknowledgement loses nothing it called saved (seed ${seed})`, async () => {
  const points = ['before-write', 'after-ack'] as const
  const report = await failpointsRun({ points, times: 1, writers: 6, seed, say: () => undefined }, { name: 'embedded' })
  for (const point of points) {
    expect(report.points[point]).toMatchObject({ deaths: 1, ...sound })
    expect(report.points[point]?.acked).toBeGreaterThan(10)
  }
}, 120_000)
