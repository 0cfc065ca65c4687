/** `ok`, `look`: works, and somebody should look at it; `broken`: people cannot work, or work can be lost. */
export type Verdict = 'ok' | 'look' | 'broken'

export interface Finding {
  /** What was looked at. */
  name: string
  verdict: Verdict
  /** What was seen, in plain words. */
  seen: string
  /** What to do about it; only where there is something. */
  advice?: string
}

export const ok = (name: string, seen: string): Finding => ({ name, verdict: 'ok', seen })
export const look = (name: string, seen: string, advice: string): Finding => ({ name, verdict: 'look', seen, advice })
export const broken = (name: string, seen: string, advice: string): Finding => ({
  name,
  verdict: 'broken',
  seen,
  advice,
})

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
