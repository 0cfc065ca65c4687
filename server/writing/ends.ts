import { deleteEndedRules, findNextRuleEnd } from '#db/queries/writing-rules.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { obey } from './writing.ts'

/** Some rules last for seconds. */
const longestWaitMs = 1_000

/** Takes away the rules that are over, and lets open connections be judged again: a class that was bound at once, at once. */
export async function endDueRules(deps: Deps): Promise<void> {
  const ended = await deleteEndedRules(deps.db, deps.now())
  for (const id of new Set(ended.map(({ projectId }) => projectId)))
    await obey(
      deps,
      id,
      ended.filter(({ projectId }) => projectId === id),
    )
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
