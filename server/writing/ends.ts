import { deleteEndedRules, findNextRuleEnd } from '#db/queries/writing-rules.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { obey } from './writing.ts'

/** Some rules last for seconds. */
const longestWaitMs = 1_000

/** Takes away the rules that are over, and lets open connections be judged again. */
export async function endDueRules(deps: Deps): Promise<void> {
  for (const ended of await deleteEndedRules(deps.db, deps.now())) await obey(deps, ended)
}

export const startRuleEnds = (deps: Deps) =>
  watchEnds(deps, {
    what: 'ends of rules',
    longestWaitMs,
    look: async () => {
      await endDueRules(deps)
      return findNextRuleEnd(deps.db)
    },
  })
