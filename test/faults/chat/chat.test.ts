import { expect, test } from 'vitest'
import { chatRun, countWrongTalk } from './chat.ts'

const seed = Math.floor(Math.random() * 1e9)

test(`the server killed twice while eight people talk, four of them gone with it: each message once and in order (seed ${seed})`, async () => {
  const report = await chatRun({ kills: 2, writers: 8, seed, say: () => undefined }, {})
  expect(report).toMatchObject({ kills: 2, lost: [], doubled: [], outOfOrder: [], gaps: 0, unequal: 0 })
  expect(countWrongTalk(report)).toBe(0)
  expect(report.acked).toBeGreaterThan(20)
}, 120_000)
