import { findNextThaw, updateThawed } from '#db/queries/documents.ts'
import type { Deps } from '../kit/context.ts'

/** A freeze set meanwhile is noticed this late at most. */
const longestWaitMs = 5_000
const shortestWaitMs = 100

/** Opens the documents whose freeze is over, and lets their open connections be judged again. */
export async function thawDue(deps: Deps): Promise<void> {
  const thawed = await updateThawed(deps.db, deps.now())
  if (thawed.length === 0) return
  await deps.rooms.recheck({ documentIds: thawed.map((document) => document.id) })
  for (const { id, projectId } of thawed) {
    deps.rooms.notice({ documentId: id }, { topic: 'document', id })
    deps.rooms.notice({ projectId }, { topic: 'documents', id })
  }
}

/** Watches the ends of freezes until `stop` is called. A store that does not answer is asked again. */
export function startThaw(deps: Deps): { stop(): void } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const look = async () => {
    await thawDue(deps)
    const next = await findNextThaw(deps.db)
    return next === null ? longestWaitMs : next.getTime() - deps.now().getTime()
  }
  const turn = async () => {
    const waitMs = await look().catch((error: unknown) => {
      deps.log.error({ err: error }, 'freezes could not be looked at')
      return longestWaitMs
    })
    if (isStopped) return
    timer = setTimeout(() => void turn(), Math.min(longestWaitMs, Math.max(shortestWaitMs, waitMs)))
    timer.unref()
  }
  void turn()
  return {
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
