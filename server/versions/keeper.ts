import type { RelayPorts } from '#collab/relay/ports.ts'
import { findLastVersion } from '#db/queries/versions.ts'
import type { Deps } from '../kit/context.ts'
import { keepVersion } from './automatic.ts'

/** Two automatic versions of a document are at least this far apart. */
export const versionEveryMs = 2 * 60_000

/**
 * Makes automatic versions behind the relay's back: a failure is logged and harms nobody, since the log holds all of it.
 * A document that goes quiet too early after its last version gets the next one when the time has come.
 */
export function createVersionKeeper(deps: Pick<Deps, 'db' | 'now' | 'log'>, clock: Omit<RelayPorts['clock'], 'soon'>) {
  const waiting = new Set<string>()

  async function keep(documentId: string) {
    const last = await findLastVersion(deps.db, documentId)
    const age = last ? deps.now().getTime() - last.createdAt.getTime() : versionEveryMs
    if (age >= versionEveryMs) await keepVersion(deps.db, documentId, deps.now())
    else wait(documentId, versionEveryMs - age)
  }

  function wait(documentId: string, ms: number) {
    if (waiting.has(documentId)) return
    waiting.add(documentId)
    const timer = clock.setTimeout(() => {
      waiting.delete(documentId)
      keepSoon(documentId)
    }, ms)
    unref(timer)
  }

  function keepSoon(documentId: string) {
    if (waiting.has(documentId)) return
    keep(documentId).catch((error: unknown) =>
      deps.log.error({ err: error, documentId }, 'an automatic version could not be kept'),
    )
  }

  return { keepSoon }
}

/** A version that waits keeps no process alive. */
function unref(timer: unknown) {
  if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref()
}
