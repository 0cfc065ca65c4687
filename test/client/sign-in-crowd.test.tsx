import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useSignIn } from '#client/auth/use-sign-in.ts'

/* A class that signs in behind one address is told to wait as one, and comes back one after the other. */

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

test('who is sent away with a crowd asks again after that time and a part of a second of their own', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  const answers = [
    Response.json({ error: { code: 'too_many', reason: 'too_many', retryAfterMs: 2_000 } }, { status: 429 }),
    Response.json({ user: {} }),
  ]
  const fetched = vi.fn(async () => answers.shift() ?? Response.error())
  vi.stubGlobal('fetch', fetched)
  const onEntered = vi.fn(async () => {})
  function Door() {
    const signIn = useSignIn({ onEntered })
    return <button onClick={() => signIn.mutate({ card: 'ABCDEFGH' })}>In</button>
  }
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <Door />
      </QueryClientProvider>,
    ),
  )
  await act(async () => document.querySelector('button')?.click())
  await act(() => vi.advanceTimersByTimeAsync(2_499))
  expect(fetched).toHaveBeenCalledTimes(1)
  await act(() => vi.advanceTimersByTimeAsync(1))
  expect(fetched).toHaveBeenCalledTimes(2)
  expect(onEntered).toHaveBeenCalledOnce()
  await act(async () => root.unmount())
})
