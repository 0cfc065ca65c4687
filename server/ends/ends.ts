import { findNextPauseEnd } from '#db/queries/chat-pauses.ts'
import { findNextThaw } from '#db/queries/documents.ts'
import { findNextRuleEnd } from '#db/queries/writing-rules.ts'
import { endDuePauses } from '../chat/pauses.ts'
import { thawDue } from '../documents/thaw.ts'
import { findNextPlacementEnd } from '#db/queries/placements.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { endDuePlacements } from '../placements/ends.ts'
import { endDueRules } from '../writing/ends.ts'

/** Some rules last for seconds: what was set meanwhile is noticed this late at most. */
const longestWaitMs = 1_000

/** All that has an end by itself, of writing and of being here: what ends it, and when the next of it does. */
const endings = [
  { what: 'rules', end: endDueRules, next: findNextRuleEnd },
  { what: 'freezes', end: thawDue, next: findNextThaw },
  { what: 'pauses of channels', end: endDuePauses, next: findNextPauseEnd },
  { what: 'placements', end: endDuePlacements, next: findNextPlacementEnd },
] as const

/** Ends what is over; gives when something is over next. One that fails keeps no other. */
export async function endWhatIsOver(deps: Deps): Promise<Date | null> {
  const next: Date[] = []
  for (const { what, end, next: find } of endings)
    try {
      await end(deps)
      const at = await find(deps.db)
      if (at !== null) next.push(at)
    } catch (error) {
      deps.log.error({ err: error }, `ends of ${what} could not be looked at`)
    }
  return next.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null
}

export const startEnds = (deps: Deps) =>
  watchEnds(deps, { what: 'ends', longestWaitMs, look: () => endWhatIsOver(deps) })
