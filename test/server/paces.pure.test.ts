import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createPaces } from '#server/paces/paces.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const lina = { own: 'lina', isPupil: true, shared: 'moulin' }
const stranger = { own: null, isPupil: false, shared: '203.0.113.1' }

/** Asks so often, and gives how often that was refused. */
async function refusals(times: number, ask: () => Promise<void>): Promise<number> {
  let refused = 0
  for (let time = 0; time < times; time++) await ask().catch(() => refused++)
  return refused
}

describe('a pace', () => {
  it('says when to come again, and lets a person go on then', async () => {
    const paces = createPaces()
    expect(await refusals(20, () => paces.take('content', lina))).toBe(0)
    vi.advanceTimersByTime(4_000)
    await expect(paces.take('content', lina)).rejects.toMatchObject({
      code: 'too_many',
      reason: 'too_many_contents',
      detail: { retryAfterMs: 6_000 },
    })
    vi.advanceTimersByTime(6_000)
    expect(await refusals(20, () => paces.take('content', lina))).toBe(0)
  })

  it('is less for a pupil where what they make is before others', async () => {
    const paces = createPaces()
    expect(await refusals(60, () => paces.take('creating', lina))).toBe(40)
    const claire = { ...lina, own: 'claire', isPupil: false }
    expect(await refusals(61, () => paces.take('creating', claire))).toBe(1)
  })

  it('of a school is used up by its people together, and by nothing that one of them was refused', async () => {
    const paces = createPaces()
    expect(await refusals(500, () => paces.take('folding', lina))).toBe(490)
    for (let pupil = 1; pupil < 10; pupil++)
      expect(await refusals(10, () => paces.take('folding', { ...lina, own: `pupil ${pupil}` }))).toBe(0)
    expect(await refusals(1, () => paces.take('folding', { ...lina, own: 'one more' }))).toBe(1)
    expect(await refusals(1, () => paces.take('folding', { ...lina, own: 'jonas', shared: 'leipzig' }))).toBe(0)
  })

  it('is counted by the address where nobody is signed in, apart from those who are and from known devices', async () => {
    const paces = createPaces()
    expect(await refusals(40, () => paces.take('describing', stranger))).toBe(10)
    expect(await refusals(1, () => paces.take('describing', { ...stranger, shared: '203.0.113.2' }))).toBe(0)
    expect(await refusals(1, () => paces.take('describing', lina))).toBe(0)
    expect(await refusals(1, () => paces.take('describing', { own: 'device', isPupil: false, shared: null }))).toBe(0)
  })

  it('of one cost takes nothing from another', async () => {
    const paces = createPaces()
    expect(await refusals(11, () => paces.take('folding', lina))).toBe(1)
    expect(await refusals(1, () => paces.take('query', lina))).toBe(0)
  })
})
