import { describe, expect, it } from 'vitest'
import { clockText, type Moment, secondsLeft, spokenAt } from '#client/timer/countdown.ts'

describe('the clock of a timer', () => {
  it('counts from what the server said, whatever this device’s clock says', () => {
    const timer = { leftMs: 90_000, isPaused: false }
    for (const heardAt of [0, Date.parse('2031-01-01')]) {
      expect(secondsLeft(timer, heardAt, heardAt)).toBe(90)
      expect(secondsLeft(timer, heardAt, heardAt + 30_500)).toBe(60)
      expect(secondsLeft(timer, heardAt, heardAt + 600_000)).toBe(0)
      expect(secondsLeft({ ...timer, isPaused: true }, heardAt, heardAt + 600_000)).toBe(90)
    }
  })

  it('is read as clocks are', () => {
    expect([0, 9, 245, 3_845].map(clockText)).toEqual(['0:00', '0:09', '4:05', '1:04:05'])
  })

  it('is heard once at its start, at one minute and at its end, and when it stands still', () => {
    const at = (seconds: number, isPaused = false): Moment => ({ startedAt: 'now', seconds, isPaused })
    const heard = (moments: Moment[]) =>
      moments.map((moment, index) => spokenAt(moments[index - 1] ?? null, moment)).filter(Boolean)
    expect(heard([at(62), at(61), at(60), at(59), at(1), at(0), at(0)])).toEqual(['start', 'minute', 'up'])
    expect(heard([at(100), at(90, true), at(90, true), at(90), at(58), at(118), at(60)])).toEqual([
      'start',
      'paused',
      'minute',
      'minute',
    ])
    expect(heard([at(30), { ...at(600), startedAt: 'later' }])).toEqual(['start', 'start'])
    expect(heard([at(0), at(0)])).toEqual([])
  })
})
