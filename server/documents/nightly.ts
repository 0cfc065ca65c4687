import type { RelayPorts } from '#collab/relay/ports.ts'
import { countDocuments, listUnchecked } from '#db/queries/integrity.ts'
import type { Deps } from '../kit/context.ts'
import { dayMs, nightMs, untilNight } from '../kit/nights.ts'
import { dropUnseen } from '../versions/drop-unseen.ts'
import { checkDocument } from './check.ts'

type NightlyDeps = Pick<Deps, 'db' | 'folding' | 'rooms' | 'now' | 'log'>
type Clock = Pick<RelayPorts['clock'], 'setTimeout' | 'clearTimeout'>

const partOfAll = 0.01
const fewest = 20
/** Two checks of a night are at most this far apart, so that a small house is done soon. */
const longestPauseMs = 5 * 60_000

/** What is due this night: one document of each hundred, but no fewer than twenty; the oldest checks first. */
async function duty({ db, now }: NightlyDeps): Promise<string[]> {
  const count = Math.max(fewest, Math.ceil((await countDocuments(db)) * partOfAll))
  return listUnchecked(db, new Date(now().getTime() - dayMs / 2), count)
}

/** Of a document that is whole, what nobody can see any more goes. */
async function checkAndDrop(deps: NightlyDeps, documentId: string): Promise<void> {
  const { result } = await checkDocument(deps, documentId)
  if (result !== 'damaged') await dropUnseen(deps, documentId)
}

/** Checks some documents each night, one after the other and spread over it, until `stop` is called. */
export function startNightly(deps: NightlyDeps, clock: Clock): { stop(): void } {
  let timer: unknown
  let isStopped = false
  const after = (ms: number, work: () => Promise<void>) => {
    if (isStopped) return
    timer = clock.setTimeout(() => {
      work().catch((error: unknown) => {
        deps.log.error({ err: error }, 'documents could not be checked')
        sleep()
      })
    }, ms)
  }
  const sleep = () => after(untilNight(deps.now().getTime()), begin)
  const begin = async () => {
    const due = await duty(deps)
    return next(due, Math.min(longestPauseMs, nightMs / Math.max(1, due.length)))
  }
  const next = async ([documentId, ...rest]: string[], pauseMs: number): Promise<void> => {
    if (documentId === undefined) return sleep()
    await checkAndDrop(deps, documentId).catch((error: unknown) =>
      deps.log.error({ err: error, documentId }, 'a document could not be checked'),
    )
    return after(pauseMs, () => next(rest, pauseMs))
  }
  sleep()
  return {
    stop() {
      isStopped = true
      clock.clearTimeout(timer)
    },
  }
}
