import { expect, test } from 'vitest'
import { killRun, product } from './kill.ts'

const seed = Math.floor(Math.random() * 1e9)

test(`the server killed twice while ten people type, five of them gone with it, loses nothing it called saved (seed ${seed})`, async () => {
  const server = await product({ name: 'embedded' })
  const report = await killRun({ kills: 2, writers: 10, seed, say: () => undefined }, server)
  expect(report).toMatchObject({ kills: 2, lost: [], doubled: [], outOfOrder: [], unequal: 0, pending: 0 })
  expect(report.acked).toBeGreaterThan(100)
}, 120_000)
