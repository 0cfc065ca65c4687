import type { Identity } from '../protocol.ts'
import type { Connection } from './connection.ts'
import { identityFrame, stepOneFrame } from './frames.ts'
import type { LiveDocument } from './live-document.ts'
import type { RelayOptions } from './options.ts'

/** So much of a document's size is used that a teacher is told (SPEC 75). */
const nearlyFull = 0.9

/** Message 101: who a connection is in this room, and what it may do there; a space room has no document. */
export function identityOf(
  { suggestedId, grant, canWrite, spentUntil, isPending, branch }: Connection,
  document: LiveDocument | null,
  { documentBytes }: RelayOptions,
): Identity {
  const { userId, paletteIndex, shape } = grant
  const { schemaVersion, epoch } = document?.loaded ?? { schemaVersion: 0, epoch: 0 }
  const isNearlyFull = (document?.content.bytes ?? 0) > documentBytes * nearlyFull
  return {
    clientId: suggestedId,
    userId,
    paletteIndex,
    shape,
    access: canWrite ? 'write' : 'read',
    schemaVersion,
    epoch,
    ...(spentUntil === null ? {} : { spentUntil }),
    ...(isNearlyFull ? { isNearlyFull } : {}),
    ...(isPending && branch !== null ? { branch: branch.number, pendingFrom: branch.waitingFrom() } : {}),
  }
}

/** In the middle (SPEC 84, 86): who it is from now on, and what its ydoc has and the room lacks is asked for. */
export function tellAgain(
  connection: Connection,
  document: LiveDocument | null,
  options: RelayOptions,
  beginsToWait: boolean,
): void {
  // What it wrote before is in the document under the other.
  if (beginsToWait) connection.suggestedId = document?.freshClientId() ?? 0
  const identity = identityOf(connection, document, options)
  connection.write(identityFrame({ ...identity, taken: connection.ledger.taken }))
  if (connection.canWrite && document !== null)
    connection.write(stepOneFrame(document.branches.stateVectorOf(connection)))
}
