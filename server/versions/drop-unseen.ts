import { withoutDeleted } from '#collab/relay/update.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { listVersions } from '#db/queries/versions.ts'
import type { Deps } from '../kit/context.ts'
import { earlierKeptMs } from '../chat/kept.ts'
import { rewriteLog } from './rewrite.ts'
import { unseenOf } from './unseen.ts'

/**
 * Takes words out of the log that were deleted a month ago and that no version shows. Places, authors and times stay, and
 * with them every version to the letter. A document that is open waits for another night; who opens it meanwhile gets it
 * afresh where anything went: a room that remembers more than its log would be found damaged. Gives whether anything went.
 */
export async function dropUnseen(
  { db, rooms, now }: Pick<Deps, 'db' | 'rooms' | 'now'>,
  documentId: string,
): Promise<boolean> {
  if ((await rooms.peek(documentId)) !== null) return false
  const versions = (await listVersions(db, documentId)).map((version) => version.sequence)
  const before = new Date(now().getTime() - earlierKeptMs)
  const unseen = unseenOf(await listLogRows(db, documentId), versions, before)
  if (unseen.isEmpty) return false
  let hasChanged = false
  await rewriteLog({ db }, documentId, (bytes) => {
    const left = withoutDeleted(bytes, unseen)
    hasChanged ||= left !== bytes
    return left
  })
  // Whether or not a room can be seen: one may be about to open with what it has just loaded.
  if (hasChanged) rooms.reset(documentId)
  return hasChanged
}
