import type * as Y from 'yjs'
import { copyOut, forgetMarks, spotsOf, takeOff } from '#collab/documents/board-taking.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { deleteFiles } from '#db/queries/files.ts'
import type { Spot } from '#collab/relay/redact.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { forgetThumbnails } from '../thumbnails/thumbnails.ts'
import { auditBoard, liveBoard, moderating, requireBoard, withLive } from './board.ts'
import { forgetSpots, rememberToForget } from './forgetting.ts'

interface Purged {
  ids: string[]
  spots: Spot[]
  assets: string[]
}

/** Takes what lies in the bin off the board for good, one thing or all of it: nobody has it back, and no log holds it. */
export async function purgeBin(ctx: Ctx, documentId: string, objectId: string | null) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const before = await withLive(ctx, documentId, (ydoc) => purge(ydoc, objectId))
  if (objectId !== null && before.ids.length === 0) throw notFound()
  if (before.ids.length === 0) return { count: 0 }
  await rememberToForget(ctx.db, ctx, { documentId, spots: before.spots })
  // Somebody may have written in it since.
  const last: { purged: Purged } = { purged: before }
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => void (last.purged = purge(ydoc, objectId)))
  const { purged } = last
  forgetThumbnails(documentId)
  const used = new Set((await liveBoard(ctx, documentId)).objects.map((object) => object.asset))
  await ctx.db.transaction(async (tx) => {
    await rememberToForget(tx, ctx, { documentId, spots: purged.spots })
    await deleteFiles(
      tx,
      documentId,
      purged.assets.filter((asset) => !used.has(asset)),
    )
    await auditBoard(ctx, tx, grant, { action: 'board.purged', detail: { count: purged.ids.length } })
  })
  await forgetSpots(ctx, documentId, purged.spots)
  return { count: purged.ids.length }
}

function purge(ydoc: Y.Doc, objectId: string | null): Purged {
  const purged: Purged = { ids: [], spots: [], assets: [] }
  const inBin = readBoard(ydoc).objects.filter((one) => one.isRemoved && (objectId === null || one.id === objectId))
  for (const { id, asset } of inBin) {
    const taken = copyOut(ydoc, id)
    if (taken === null) continue
    purged.ids.push(id)
    purged.spots.push(...spotsOf(id, taken))
    if (asset !== null) purged.assets.push(asset)
    takeOff(ydoc, id)
    forgetMarks(ydoc, id)
  }
  return purged
}
