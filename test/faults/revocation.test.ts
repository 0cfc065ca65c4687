import { expect, test } from 'vitest'
import { revocationRun } from './revocation.ts'

const seed = Math.floor(Math.random() * 1e9)

test(`who is removed, given another role or signed out while typing is cut off within a second, and nobody else notices (seed ${seed})`, async () => {
  const report = await revocationRun({ seed, times: 6, say: () => undefined }, { name: 'embedded' })
  expect(report).toMatchObject({ stayed: 0, broken: 0, gaps: 0 })
  expect(report.revocations).toEqual({ removed: 2, roleChanged: 2, signedOut: 2 })
  expect(report.deliveredMs.most).toBeLessThan(1_000)
  expect(report.appliedMs.most).toBeLessThan(1_000)
  expect(report.words).toBeGreaterThan(20)
}, 120_000)
