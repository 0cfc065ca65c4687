import type { Spot } from '#collab/relay/redact.ts'
import { deleteRedactions, insertRedactions, listRedactions } from '#db/queries/boards-redactions.ts'
import type { DbOrTx } from '#db/client.ts'
import type { Deps } from '../kit/context.ts'
import { forgetHidden } from './hiding.ts'

type ForgettingDeps = Pick<Deps, 'db' | 'rooms' | 'now' | 'log'>

/** Long after any request that began it has ended: nobody is in the middle of it. */
const leftAfterMs = 60_000
const turnEveryMs = 60_000
/** At most this many in one turn; the next takes the others. */
const spotsInTurn = 2_000

/** Written before something goes for good: whatever ends in between, its bytes are forgotten. */
export const rememberToForget = (
  db: DbOrTx,
  deps: Pick<Deps, 'now'>,
  { documentId, spots }: { documentId: string; spots: readonly Spot[] },
): Promise<void> => insertRedactions(db, { documentId, spots, since: deps.now() })

/** Takes the bytes of what was deleted out of room, snapshot and log; where that fails, a later turn does it. */
export async function forgetSpots(deps: ForgettingDeps, documentId: string, spots: readonly Spot[]): Promise<void> {
  try {
    await deps.rooms.redact(documentId, spots)
    await deleteRedactions(deps.db, documentId, spots)
  } catch (error) {
    deps.log.error({ err: error, documentId }, 'what was deleted is not forgotten yet')
  }
}

/** Finishes what was begun and not ended. */
export async function forgetLeft(deps: ForgettingDeps): Promise<void> {
  const upTo = new Date(deps.now().getTime() - leftAfterMs)
  await forgetHidden(deps, upTo)
  const left = await listRedactions(deps.db, upTo, spotsInTurn)
  for (const documentId of new Set(left.map((row) => row.documentId)))
    await forgetSpots(
      deps,
      documentId,
      left.filter((row) => row.documentId === documentId),
    )
}

/** Looks each minute, until `stop` is called. */
export function startRedacting(deps: ForgettingDeps): { stop(): void } {
  let isBusy = false
  const turn = async () => {
    if (isBusy) return
    isBusy = true
    await forgetLeft(deps).catch((error: unknown) => deps.log.error({ err: error }, 'nothing could be forgotten'))
    isBusy = false
  }
  const timer = setInterval(() => void turn(), turnEveryMs)
  timer.unref()
  void turn()
  return { stop: () => clearInterval(timer) }
}
