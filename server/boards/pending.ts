import * as z from 'zod'
import { authorOf, objectId as freshObjectId } from '#collab/documents/board-author.ts'
import { isOwnWords } from '#collab/documents/board-object-rules.ts'
import { assetKinds, type BoardObject, type Point } from '#collab/documents/board-model.ts'
import { moderationKey, moderationOf, objectsOf, readBoard, readObject } from '#collab/documents/board-read.ts'
import {
  type NewObject,
  putObject,
  setValues,
  textOfObject,
  topOrder,
  writeText,
} from '#collab/documents/board-write.ts'
import { hasText, isContainer, thingOf } from '#collab/documents/things/register.ts'
import {
  countPending,
  deletePending,
  insertPending,
  listPending,
  lockPending,
  type PendingRow,
  updatePending,
} from '#db/queries/boards-pending.ts'
import { findFile, updateFilesWithheld } from '#db/queries/files.ts'
import { insertNotices, type NewNotice } from '#db/queries/notices.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import {
  auditBoard,
  type BoardGrant,
  liveBoard,
  moderating,
  requireBoard,
  requireUnpaused,
  tellTeachers,
} from './board.ts'
import type { CardDraft } from './input.ts'
import type * as Y from 'yjs'

/** As it is kept: what was sent in, and what the server knows of its file. */
const keptCard = z.object({
  text: z.string(),
  colour: z.number(),
  parent: z.string().nullable(),
  date: z.string(),
  href: z.string(),
  asset: z.string().nullable(),
  assetKind: z.enum(assetKinds).nullable(),
  alt: z.string(),
  name: z.string(),
  durationMs: z.number(),
})
type KeptCard = z.infer<typeof keptCard>

/** What a waiting card says and brings, for lists. */
export function saidBy(content: object) {
  const { text, href, date, asset, assetKind, name, alt, durationMs } = keptCard.parse(content)
  const kind = assetKind === 'image' ? 'picture' : (assetKind ?? 'file')
  return {
    text: [text, href, date].filter((words) => words !== '').join('\n'),
    files: asset === null ? [] : [{ id: asset, kind, name, alt, durationMs } as const],
  }
}

/** How many of one person may wait: a desk that nobody can clear is none. */
const mostWaiting = 30
const cardSize: Point = [240, 160]
const gap = 24

/** Sends a card in: it waits outside the board, seen by its author and the teachers, until one of them approves it. */
export async function sendCard(ctx: Ctx, documentId: string, draft: CardDraft) {
  const grant = await requireBoard(ctx, documentId, { content: 'write' })
  const { user } = grant
  requireUnpaused(grant)
  if ((await countPending(ctx.db, documentId, user.id)) >= mostWaiting) throw new AppError('conflict', 'cards_waiting')
  const { replaces } = draft
  const changed = replaces === null ? null : await requireChangeable(ctx, grant, replaces)
  const row = await insertPending(ctx.db, {
    documentId,
    authorId: user.id,
    objectId: replaces ?? freshObjectId(authorOf(documentId, user.id)),
    isChange: replaces !== null,
    content: await withFile(ctx, grant, draft, changed),
    createdAt: ctx.now(),
    changedAt: ctx.now(),
  })
  if (row === null) throw new AppError('conflict', 'change_waits')
  await withhold(ctx, row)
  await tellTeachers(ctx, grant, 'pending', user.id)
  return { card: pendingView(grant, row) }
}

/** What somebody might change by hand, were it not for approval: the referee's rules for words. */
async function requireChangeable(
  ctx: Ctx,
  { documentId, user, can }: BoardGrant,
  objectId: string,
): Promise<BoardObject> {
  const { objects, moderation } = await liveBoard(ctx, documentId)
  const object = objects.find((one) => one.id === objectId)
  if (object === undefined || object.isRemoved || !hasText(object)) throw notFound()
  const { parent } = object
  const isLocked = moderation.locked.has(objectId) || (parent !== null && moderation.locked.has(parent))
  if (isLocked && !can('document.manage')) throw new AppError('conflict', 'object_locked')
  if (!isOwnWords(object, { author: authorOf(documentId, user.id), isModerator: can('document.manage') }))
    throw new AppError('forbidden')
  return object
}

const kindOfAsset = { picture: 'image', file: 'file', voice: 'voice' } as const

/**
 * Its file must be one that this person put into this document, or that the thing holds already; what it is, the server
 * knows.
 */
async function withFile(
  ctx: Ctx,
  { documentId, user }: BoardGrant,
  { replaces: _, ...draft }: CardDraft,
  changed: BoardObject | null,
): Promise<KeptCard> {
  const none = { assetKind: null, name: '', durationMs: 0 }
  if (draft.asset === null) return { ...draft, ...none, alt: '' }
  if (changed?.asset === draft.asset) {
    const { assetKind, name, durationMs } = changed
    return { ...draft, assetKind, name, durationMs }
  }
  const file = await findFile(ctx.db, draft.asset)
  if (file?.documentId !== documentId || file.uploadedBy !== user.id)
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'asset', reason: 'file_not_here' }] })
  const { kind, name, durationMs } = file
  return { ...draft, assetKind: kindOfAsset[kind], name, durationMs: durationMs ?? 0 }
}

/** Until it is approved, its file too is its author's and the teachers'. */
async function withhold(ctx: Ctx, row: PendingRow) {
  const { asset } = keptCard.parse(row.content)
  if (asset === null) return
  const isOnBoard = (await liveBoard(ctx, row.documentId)).objects.some((object) => object.asset === asset)
  if (!isOnBoard) await updateFilesWithheld(ctx.db, row.documentId, [asset], ctx.now())
}

/** Cards that wait: all of them for teachers, one's own for anybody else. */
export async function listPendingCards(ctx: Ctx, documentId: string) {
  const grant = await requireBoard(ctx, documentId, { content: 'read' })
  const rows = await listPending(ctx.db, documentId, grant.can('document.manage') ? undefined : grant.user.id)
  const others = rows.filter(({ authorId }) => authorId !== grant.user.id).map(({ authorId }) => authorId)
  const { projectId } = grant
  if (others.length > 0)
    await noteOpening(ctx, { action: 'board.pending_opened', targetId: documentId, projectId, ...aboutAll(others) })
  return { cards: rows.map((row) => pendingView(grant, row)) }
}

function pendingView({ user, can, grant }: BoardGrant, row: PendingRow) {
  const isOwn = row.authorId === user.id
  const canWrite = grant === 'write'
  return {
    id: row.id,
    authorId: row.authorId,
    /** What it changes on the board; null: it is new there. */
    replaces: row.isChange ? row.objectId : null,
    state: row.state,
    reason: row.reason,
    card: keptCard.parse(row.content),
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    can: { edit: isOwn && canWrite, withdraw: isOwn && canWrite, decide: can('document.manage') && canWrite },
  }
}

/** Its author writes it anew; it waits again. */
export async function rewriteCard(ctx: Ctx, documentId: string, pendingId: string, draft: CardDraft) {
  const grant = await requireBoard(ctx, documentId, { content: 'write' })
  requireUnpaused(grant)
  const known = (await listPending(ctx.db, documentId, grant.user.id)).find(({ id }) => id === pendingId)
  if (known === undefined) throw notFound()
  const changed = known.isChange ? await requireChangeable(ctx, grant, known.objectId) : null
  const content = await withFile(ctx, grant, draft, changed)
  const row = await ctx.db.transaction(async (tx) => {
    const before = await lockPending(tx, documentId, pendingId)
    if (before?.authorId !== grant.user.id) throw notFound()
    return updatePending(tx, pendingId, {
      content,
      state: 'waiting',
      reason: null,
      decidedBy: null,
      changedAt: ctx.now(),
    })
  })
  await withhold(ctx, row)
  await tellTeachers(ctx, grant, 'pending', grant.user.id)
  return { card: pendingView(grant, row) }
}

/** Its author takes it back. */
export async function withdrawCard(ctx: Ctx, documentId: string, pendingId: string) {
  const grant = await requireBoard(ctx, documentId, { content: 'write' })
  await ctx.db.transaction(async (tx) => {
    const row = await lockPending(tx, documentId, pendingId)
    if (row?.authorId !== grant.user.id) throw notFound()
    await deletePending(tx, pendingId)
  })
  await tellTeachers(ctx, grant, 'pending', grant.user.id)
}

/** Sends it back to its author, with a reason to go on from. */
export async function returnCard(ctx: Ctx, documentId: string, pendingId: string, reason: string) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const row = await ctx.db.transaction(async (tx) => {
    const before = await lockPending(tx, documentId, pendingId)
    if (before === null) throw notFound()
    const decided = { state: 'returned' as const, reason, decidedBy: grant.user.id, changedAt: ctx.now() }
    const after = await updatePending(tx, pendingId, decided)
    await insertNotices(tx, decisionOn(ctx, grant, 'returned', after.authorId))
    await auditBoard(ctx, tx, grant, {
      action: 'board.returned',
      userId: before.authorId,
      detail: { objectId: before.objectId },
    })
    return after
  })
  await tellTeachers(ctx, grant, 'pending', row.authorId)
  await ring(ctx, grant.projectId, [row.authorId])
  return { card: pendingView(grant, row) }
}

interface Approval {
  documentId: string
  pendingId: string
  /** Of what the teacher has read: nothing else is approved. */
  changedAt: string
}

/** Puts it on the board as its author's, new or in place of what stood there. Twice approved, it is there once. */
export async function approveCard(ctx: Ctx, { documentId, pendingId, changedAt }: Approval) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const row = (await listPending(ctx.db, documentId)).find(({ id }) => id === pendingId)
  if (row === undefined) throw notFound()
  if (row.changedAt.getTime() !== Date.parse(changedAt)) throw new AppError('conflict', 'card_rewritten')
  const { objectId, authorId } = row
  const card = keptCard.parse(row.content)
  await ctx.rooms.edit(documentId, authorId, (ydoc) => {
    if (row.isChange) changeCard(ydoc, objectId, card)
    else putCard(ydoc, objectId, card, ctx.now().getTime())
  })
  await ctx.db.transaction(async (tx) => {
    await deletePending(tx, pendingId)
    if (card.asset !== null) await updateFilesWithheld(tx, documentId, [card.asset], null)
    await insertNotices(tx, decisionOn(ctx, grant, 'approved', authorId))
    await auditBoard(ctx, tx, grant, { action: 'board.approved', userId: authorId, detail: { objectId } })
  })
  await tellTeachers(ctx, grant, 'pending', authorId)
  await ring(ctx, grant.projectId, [authorId])
  return { objectId }
}

/** Its new words and file; where it stands and how it looks is as it was. Throws where it has gone since. */
function changeCard(ydoc: Y.Doc, objectId: string, { text, href, asset, assetKind, alt, name, durationMs }: KeptCard) {
  const there = readObject(objectId, objectsOf(ydoc).get(objectId))
  if (there === null || there.isRemoved) throw new AppError('conflict', 'change_of_gone')
  const words = textOfObject(ydoc, objectId)
  if (words !== null) writeText(words, text)
  if (thingOf(there).takesFiles === true) setValues(ydoc, objectId, { href, asset, assetKind, alt, name, durationMs })
}

/** For the author's bell; nobody is told what they decided themselves. */
function decisionOn(ctx: Ctx, grant: BoardGrant, kind: 'returned' | 'approved', authorId: string): NewNotice[] {
  const { projectId, documentId, user } = grant
  if (authorId === user.id) return []
  return [{ userId: authorId, kind, projectId, documentId, actorId: user.id, at: ctx.now() }]
}

function putCard(ydoc: Y.Doc, objectId: string, { parent, ...card }: KeptCard, at: number): void {
  if (objectsOf(ydoc).has(objectId) || moderationOf(ydoc).has(moderationKey.hidden(objectId))) return
  const { objects } = readBoard(ydoc)
  const holder = parent === null ? null : readObject(parent, objectsOf(ydoc).get(parent))
  const isHeld = holder !== null && !holder.isRemoved && isContainer(holder)
  const object: NewObject = {
    ...card,
    type: 'card',
    at,
    order: topOrder(objects),
    size: cardSize,
    ...(isHeld ? { parent: holder.id, place: [gap, gap] } : { place: placeBelow(objects) }),
  }
  putObject(ydoc, objectId, object)
}

/** Under everything there is, where it covers nothing. */
function placeBelow(objects: readonly BoardObject[]): Point {
  const there = objects.filter((object) => !object.isRemoved && object.parent === null)
  if (there.length === 0) return [0, 0]
  const left = Math.min(...there.map(({ place }) => place[0]))
  const bottom = Math.max(...there.map(({ place, size }) => place[1] + size[1]))
  return [Math.round(left), Math.round(bottom + gap)]
}
