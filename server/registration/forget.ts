import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { forgetRegistrations } from './register.ts'

const everyMs = 60 * 60_000

/** Lets go of who did not follow their link, until `stop` is called. */
export function startForgettingNewcomers(deps: Deps): { stop(): void } {
  const look = async () => {
    await forgetRegistrations(deps)
    return null
  }
  return watchEnds(deps, { what: 'registrations', longestWaitMs: everyMs, look })
}
