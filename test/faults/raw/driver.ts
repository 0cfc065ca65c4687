import { sendRaw } from './peer.ts'
import { brokenCases, type RawCase, randomCase, type Target } from './requests.ts'

export interface Drive extends Target {
  seed: number
  /** All requests together: each broken one first, as often as they fit, and then whatever comes. */
  requests: number
  /** Broken off at each of so many bytes. */
  step: number
}

export interface Driven {
  sent: number
  answered: number
}

const atOnce = 24
/** About what one classroom's address could send; beyond, two cores measure the sender and not the server. */
const mostInSecond = 400

/** Sends them, some at once, at a pace. */
export async function drive({ seed, requests, step, ...target }: Drive): Promise<Driven> {
  const broken = brokenCases(target, step)
  const caseOf = (at: number): RawCase => broken[at] ?? randomCase(seed * 1_000_003 + at, target)
  const began = performance.now()
  let next = 0
  let answered = 0
  const work = async () => {
    while (next < requests) {
      const at = next++
      const earlyMs = began + (at * 1_000) / mostInSecond - performance.now()
      if (earlyMs > 1) await new Promise((done) => void setTimeout(done, earlyMs))
      if (await sendRaw(caseOf(at), target)) answered++
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { sent: requests, answered }
}
