import { expect, test } from 'vitest'
import { simulate } from './run.ts'

const seeds = 1_000

test(`${seeds} seeds of crashes, a bad disk, a bad network and people who come and go`, async () => {
  const { failed, acks } = await simulate({ seeds, from: 101 })
  expect(failed).toEqual([])
  expect(acks).toBeGreaterThan(50 * seeds)
}, 600_000)
