import type { Deps, SessionUser } from '../kit/context.ts'

/*
 * Logins that were looked up a moment ago. What is recalled decides nothing: it only says whom to ask about, in the very
 * statement that writes (`isSignedIn`) or before anything else is done.
 */

/** Shorter than the step in which use moves the idle limit: a login in use is looked up twice in each. */
const recalledMs = 30_000
const mostRecalled = 10_000

interface Recalled {
  sessionId: string
  user: SessionUser
  lookedUpAt: number
}

const recalledBy = new WeakMap<object, Map<string, Recalled>>()

export function rememberLogin({ db, now }: Pick<Deps, 'db' | 'now'>, sessionId: string, user: SessionUser): void {
  const known = recalledBy.get(db) ?? new Map<string, Recalled>()
  if (known.size >= mostRecalled) known.clear()
  recalledBy.set(db, known.set(sessionId, { sessionId, user, lookedUpAt: now().getTime() }))
}

export function recallLogin({ db, now }: Pick<Deps, 'db' | 'now'>, sessionId: string): Recalled | null {
  const found = recalledBy.get(db)?.get(sessionId)
  const isFresh = found !== undefined && Math.abs(now().getTime() - found.lookedUpAt) < recalledMs
  return isFresh ? found : null
}
