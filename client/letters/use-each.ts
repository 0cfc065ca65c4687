import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isLater, spread } from '#client/api.ts'
import type { LetterInList } from '#client/data/letters.ts'

interface Failure {
  letter: LetterInList
  error: unknown
}
interface Run {
  done: number
  of: number
  failed: Failure[]
  isRunning: boolean
}

const rest = (ms: number) =>
  new Promise<void>((done) => {
    setTimeout(done, ms)
  })

/** Asked too fast is asked again, in its time. */
async function patiently(deed: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await deed()
      return
    } catch (error) {
      if (!isLater(error)) throw error
      await rest(spread(error.retryAfterMs))
    }
  }
}

/** Does the same with many letters, one after the other; what is refused is named, and the rest goes on. */
export function useEach(officeId: string) {
  const queryClient = useQueryClient()
  const [run, setRun] = useState<Run | null>(null)
  async function each(letters: readonly LetterInList[], deed: (letter: LetterInList) => Promise<unknown>) {
    const failed: Failure[] = []
    const say = (done: number, isRunning: boolean) =>
      setRun({ done, of: letters.length, failed: [...failed], isRunning })
    say(0, true)
    for (const [at, letter] of letters.entries()) {
      await patiently(() => deed(letter)).catch((error: unknown) => failed.push({ letter, error }))
      say(at + 1, true)
    }
    await queryClient.invalidateQueries({ queryKey: ['letters', officeId] })
    say(letters.length, false)
  }
  return { run, each, forget: () => setRun(null) }
}
