import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiError, api, call, isLater, OfflineError, spread } from '#client/api.ts'
import type { SessionView } from '#client/session/session.ts'
import type { Puzzle } from '#server/kit/errors.ts'

type Credentials = Parameters<typeof api.api.session.$post>[0]['json']

/** The sum that this device is doing. */
export interface Sum {
  found: number
  of: number
  cancel: () => void
}

type OnSum = (sum: Sum | null) => void

/** Of a moment's crowd nobody has to hear; tries that are used up are another matter. */
async function ask(json: Credentials, patience = 3) {
  try {
    return await call(api.api.session.$post({ json }))
  } catch (error) {
    if (!isLater(error) || error.reason !== 'too_many' || patience === 0) throw error
    await new Promise((resolve) => setTimeout(resolve, spread(error.retryAfterMs)))
    return ask(json, patience - 1)
  }
}

/** Null where it was given up, or this browser cannot do it: then there is the wait. */
async function solutionOf(puzzle: Puzzle, onSum: OnSum) {
  const given = new AbortController()
  const tell = (found: number) => onSum({ found, of: puzzle.sums, cancel: () => given.abort() })
  tell(0)
  try {
    const { solve } = await import('./puzzle.ts')
    return await solve(puzzle, { signal: given.signal, onFound: tell })
  } catch {
    return null
  } finally {
    onSum(null)
  }
}

/** Where tries are used up, mostly by others behind the same address, this device does a sum and goes on with what was typed. */
async function enterWith(json: Credentials, onSum: OnSum) {
  try {
    return await ask(json)
  } catch (error) {
    const solution = error instanceof ApiError && error.puzzle !== null ? await solutionOf(error.puzzle, onSum) : null
    if (solution === null) throw error
    return ask({ ...json, solution })
  }
}

export type SecondStepKind = NonNullable<Awaited<ReturnType<typeof ask>>['secondStep']>[number]

interface Entering {
  before?: () => Promise<void>
  onEntered: (user: SessionView) => Promise<void>
  /** The password was right, and more is asked for. */
  onSecondStep?: (kinds: readonly SecondStepKind[]) => void
}

/** By password or card. `sum` is there while this device is at one. */
export function useSignIn({ before, onEntered, onSecondStep }: Entering) {
  const [sum, setSum] = useState<Sum | null>(null)
  const latest = useRef<Sum | null>(null)
  const onSum = (now: Sum | null) => {
    latest.current = now
    setSum(now)
  }
  // Who goes elsewhere meanwhile is not to be signed in there.
  useEffect(() => () => latest.current?.cancel(), [])
  const signIn = useMutation({
    mutationFn: async (json: Credentials) => {
      await before?.()
      return enterWith(json, onSum)
    },
    onSuccess: ({ user, secondStep }) => (user ? onEntered(user) : onSecondStep?.(secondStep ?? [])),
    // What was refused has been asked again where that is of use.
    retry: (failures, error) => error instanceof OfflineError && failures < 1,
  })
  return { ...signIn, sum }
}
