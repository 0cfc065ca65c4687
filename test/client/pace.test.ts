import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '#client/api.ts'
import { queryClient } from '#client/app/query-client.ts'

/* What the browser does where the server says that it was asked too fast. */

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  queryClient.clear()
  vi.useRealTimers()
})

const tooMany = (retryAfterMs: number) => new ApiError(429, { code: 'too_many', retryAfterMs })

/** A query that is refused once, and how often it was asked. */
function refusedOnce(error: Error) {
  let asked = 0
  const answer = queryClient.fetchQuery({
    queryKey: ['pace'],
    queryFn: () => {
      asked++
      return asked === 1 ? Promise.reject(error) : 'here'
    },
  })
  return { answer, asked: () => asked }
}

describe('a screen that was told to wait', () => {
  it('asks again after that time, and not before', async () => {
    const { answer, asked } = refusedOnce(tooMany(5_000))
    await vi.advanceTimersByTimeAsync(4_999)
    expect(asked()).toBe(1)
    await vi.advanceTimersByTimeAsync(1_001)
    expect(asked()).toBe(2)
    expect(await answer).toBe('here')
  })

  it('says so at once where that is longer than anybody looks at it', async () => {
    const { answer, asked } = refusedOnce(tooMany(60_000))
    await expect(answer).rejects.toThrow(ApiError)
    expect(asked()).toBe(1)
  })
})
