import { useEffect, useRef, useState } from 'react'
import { ApiError } from '#client/api.ts'
import type { Puzzle } from '#server/kit/errors.ts'

/** The sum that this device is doing. */
export interface Sum {
  found: number
  of: number
  cancel: () => void
}

type OnSum = (sum: Sum | null) => void

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

type Solution = NonNullable<Awaited<ReturnType<typeof solutionOf>>>

/** Where tries are used up, mostly by others behind the same address, this device does a sum and goes on with what was typed. */
export async function withSum<Answer>(
  ask: (solution: Solution | null) => Promise<Answer>,
  onSum: OnSum,
): Promise<Answer> {
  try {
    return await ask(null)
  } catch (error) {
    const solution = error instanceof ApiError && error.puzzle !== null ? await solutionOf(error.puzzle, onSum) : null
    if (solution === null) throw error
    return ask(solution)
  }
}

/** `sum` is there while this device is at one. */
export function useSum() {
  const [sum, setSum] = useState<Sum | null>(null)
  const latest = useRef<Sum | null>(null)
  const onSum = (now: Sum | null) => {
    latest.current = now
    setSum(now)
  }
  // Who goes elsewhere meanwhile is not to be let in there.
  useEffect(() => () => latest.current?.cancel(), [])
  return { sum, onSum }
}
