import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPatience, savedNow } from '#client/live/saved.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it.each([2_998, 2_999, 3_000])(
  'tells that the disk is late where the clock turns while it is asked, from %i ms',
  (from) => {
    let waited = 0
    // Each look at the clock is a millisecond after the one before.
    const unsent = { changes: () => 1, waitedMs: () => waited++ } as Parameters<typeof createPatience>[0]
    const line = { silentMs: 0, abandon: () => {} } as Parameters<typeof createPatience>[1]
    const told: string[] = []
    const patience = createPatience(unsent, line, () => {
      told.push(savedNow(unsent, { kind: 'live' }, null).kind)
    })
    patience.begin()
    vi.advanceTimersByTime(2_999)
    expect(told).toEqual([])
    waited = from
    vi.advanceTimersByTime(10)
    expect(told.at(-1)).toBe('late')
    patience.end()
  },
)
