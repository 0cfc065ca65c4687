import { copyOut, putBack, spotsOf, takeOff, type TakenObject } from '#collab/documents/board-taking.ts'
import { authorOfId } from '#collab/documents/board-author.ts'
import { moderationKey, moderationOf, objectsOf } from '#collab/documents/board-read.ts'
import {
  deleteHidden,
  findHidden,
  type HiddenRow,
  listHidden,
  listUnforgotten,
  updateForgotten,
  upsertHidden,
} from '#db/queries/boards-hidden.ts'
import { updateFilesWithheld } from '#db/queries/files.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { forgetThumbnails } from '../thumbnails/thumbnails.ts'
import { auditBoard, liveBoard, makersOf, moderating, requireBoard, tellTeachers, withLive } from './board.ts'

/**
 * Guarantee: only `copyOut` makes what is stored there, and its shape is the type's. A change of the type keeps reading
 * what is stored already.
 */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const takenOf = (row: Pick<HiddenRow, 'content'>) => row.content as TakenObject

/**
 * Takes a thing off the board, with its words, its comments and its picture: into a table that teachers alone read. A mark
 * would leave every word of it with every pupil. It is kept before it goes, and its bytes are forgotten after it has gone,
 * so that nothing is lost wherever this ends.
 */
export async function hideObject(ctx: Ctx, documentId: string, objectId: string) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const first = await withLive(ctx, documentId, (ydoc) => copyOut(ydoc, objectId))
  if (first === null) throw notFound()
  const kept = { documentId, objectId, hiddenBy: grant.user.id, hiddenAt: ctx.now() }
  await upsertHidden(ctx.db, { ...kept, content: first })
  const taken: { whole: TakenObject | null } = { whole: null }
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => {
    // Somebody may have written in it since.
    taken.whole = copyOut(ydoc, objectId)
    takeOff(ydoc, objectId)
    moderationOf(ydoc).set(moderationKey.hidden(objectId), 1)
  })
  const whole = taken.whole ?? first
  forgetThumbnails(documentId)
  const isAssetElsewhere = await isUsed(ctx, documentId, whole.object.asset)
  await ctx.db.transaction(async (tx) => {
    await upsertHidden(tx, { ...kept, content: whole })
    if (whole.object.asset !== null && !isAssetElsewhere)
      await updateFilesWithheld(tx, documentId, [whole.object.asset], ctx.now())
    const [userId = null] = await makersOf(tx, grant, [objectId])
    await auditBoard(ctx, tx, grant, { action: 'board.hidden', userId, detail: { objectId } })
  })
  await forget(ctx, { documentId, objectId, content: whole })
  await tellTeachers(ctx, grant, 'hidden')
  return { hidden: hiddenView({ ...kept, content: whole }) }
}

const isUsed = async (ctx: Ctx, documentId: string, asset: string | null) =>
  asset !== null && (await liveBoard(ctx, documentId)).objects.some((object) => object.asset === asset)

type ForgettingDeps = Pick<Deps, 'db' | 'rooms' | 'now' | 'log'>

/** Takes the bytes of something hidden out of the room, the snapshot and the log; where that fails, a later turn does it. */
async function forget(deps: ForgettingDeps, row: Pick<HiddenRow, 'documentId' | 'objectId' | 'content'>) {
  const { documentId, objectId } = row
  try {
    await deps.rooms.redact(documentId, spotsOf(objectId, takenOf(row)))
    await updateForgotten(deps.db, documentId, objectId, deps.now())
  } catch (error) {
    deps.log.error({ err: error, documentId }, 'what was hidden is not forgotten yet')
  }
}

/** Finishes what was begun up to then and not ended: nothing stays in two minds about what is hidden. */
export async function forgetHidden(deps: ForgettingDeps, upTo: Date): Promise<void> {
  for (const row of await listUnforgotten(deps.db, upTo)) {
    const { documentId, objectId } = row
    try {
      const isGone = await withLive(deps, documentId, (ydoc) => !objectsOf(ydoc).has(objectId))
      if (isGone) await forget(deps, row)
      // It never left the board: nothing was hidden.
      else await deleteHidden(deps.db, documentId, objectId)
    } catch (error) {
      deps.log.error({ err: error, documentId }, 'what is hidden could not be looked at')
    }
  }
}

/** What is hidden on a board, for its teachers. */
export async function listHiddenObjects(ctx: Ctx, documentId: string) {
  const grant = await requireBoard(ctx, documentId, { content: 'read', action: 'document.manage' })
  const { hidden } = (await liveBoard(ctx, documentId)).moderation
  const rows = (await listHidden(ctx.db, documentId)).filter(({ objectId }) => hidden.has(objectId))
  if (rows.length > 0) {
    const about = await makersOf(
      ctx.db,
      grant,
      rows.map(({ objectId }) => objectId),
    )
    const { projectId } = grant
    await noteOpening(ctx, { action: 'board.hidden_opened', targetId: documentId, projectId, ...aboutAll(about) })
  }
  return { hidden: rows.map(hiddenView) }
}

function hiddenView(row: Pick<HiddenRow, 'objectId' | 'content' | 'hiddenBy' | 'hiddenAt'>) {
  const { object, comments } = takenOf(row)
  const { type, text, alt, asset, assetKind, name, href, durationMs } = object
  return {
    objectId: row.objectId,
    ...{ type, text, alt, asset, assetKind, name, href, durationMs },
    comments: comments
      .filter((comment) => !comment.isRemoved)
      .map((comment) => ({ author: authorOfId(comment.id), text: comment.text })),
    hiddenBy: row.hiddenBy,
    hiddenAt: row.hiddenAt.toISOString(),
  }
}

/** Brings it back under its own id, as it was. */
export async function restoreObject(ctx: Ctx, documentId: string, objectId: string) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const row = await findHidden(ctx.db, documentId, objectId)
  if (row === null) throw notFound()
  const taken = takenOf(row)
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => {
    putBack(ydoc, objectId, taken)
    moderationOf(ydoc).delete(moderationKey.hidden(objectId))
  })
  await ctx.db.transaction(async (tx) => {
    await deleteHidden(tx, documentId, objectId)
    if (taken.object.asset !== null) await updateFilesWithheld(tx, documentId, [taken.object.asset], null)
    const [userId = null] = await makersOf(tx, grant, [objectId])
    await auditBoard(ctx, tx, grant, { action: 'board.restored', userId, detail: { objectId } })
  })
  await tellTeachers(ctx, grant, 'hidden')
}
