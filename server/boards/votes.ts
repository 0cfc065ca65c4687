import { metaKeys, metaOf, readBoard } from '#collab/documents/board-read.ts'
import {
  countMarks,
  countVoters,
  findOpenVote,
  findVote,
  insertVote,
  listOwnMarks,
  lockOpenVote,
  replaceOwnMarks,
  updateVoteClosed,
  type VoteRow,
} from '#db/queries/boards-votes.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { auditBoard, type BoardGrant, liveBoard, moderating, requireBoard, teachersOf } from './board.ts'

/** Of two voters each would know what the other chose. */
const fewestCounted = 3

const voting = { content: 'read', action: 'board.vote' } as const

/**
 * Opens a vote: the board says that it is open and how many things each may choose. Who chooses what goes to the server and
 * to nobody else.
 */
export async function openVote(ctx: Ctx, documentId: string, marks: number) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const fresh = await insertVote(ctx.db, { documentId, marks, openedBy: grant.user.id, openedAt: ctx.now() })
  const vote = fresh ?? (await findOpenVote(ctx.db, documentId))
  if (vote === null) throw new AppError('conflict', 'vote_open')
  const { poll } = (await liveBoard(ctx, documentId)).meta
  // Opened before, and the board does not say so: whoever began it did not come to the end.
  if (fresh === null && poll?.id === vote.id) throw new AppError('conflict', 'vote_open')
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => {
    metaOf(ydoc).set(metaKeys.poll, { id: vote.id, marks: vote.marks })
    metaOf(ydoc).delete(metaKeys.tally)
  })
  if (fresh !== null)
    await ctx.db.transaction((tx) => auditBoard(ctx, tx, grant, { action: 'vote.opened', detail: { count: marks } }))
  return { vote: await voteView(ctx, grant, vote) }
}

/** The open vote, with what whoever asks has chosen, and for teachers how many have. */
export async function readVote(ctx: Ctx, documentId: string) {
  const grant = await requireBoard(ctx, documentId, { content: 'read' })
  const vote = await findOpenVote(ctx.db, documentId)
  return { vote: vote && (await voteView(ctx, grant, vote)) }
}

async function voteView(ctx: Ctx, grant: BoardGrant, vote: VoteRow) {
  return {
    id: vote.id,
    marks: vote.marks,
    openedAt: vote.openedAt.toISOString(),
    own: await listOwnMarks(ctx.db, vote.id, grant.user.id),
    voterCount: grant.can('document.manage') ? await countVoters(ctx.db, vote.id) : null,
    can: { vote: grant.can('board.vote'), end: grant.can('document.manage') && grant.grant === 'write' },
  }
}

/** What one person chooses, all of it at once: each thing that is there once, as many as the vote gives. */
export async function chooseInVote(ctx: Ctx, documentId: string, voteId: string, objectIds: string[]) {
  const grant = await requireBoard(ctx, documentId, voting)
  const { objects } = await liveBoard(ctx, documentId)
  const there = new Set(objects.filter((object) => !object.isRemoved).map((object) => object.id))
  const chosen = [...new Set(objectIds)].filter((id) => there.has(id))
  const vote = await ctx.db.transaction(async (tx) => {
    const open = await lockOpenVote(tx, documentId, voteId)
    if (open === null) throw new AppError('conflict', 'vote_over')
    if (chosen.length > open.marks)
      throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'objectIds', reason: 'too_many_marks' }] })
    await replaceOwnMarks(tx, voteId, grant.user.id, chosen)
    return open
  })
  // Teachers see the count go up; no name goes along.
  ctx.rooms.notice({ documentId }, { topic: 'votes', id: documentId }, new Set(await teachersOf(ctx, grant)))
  return { vote: await voteView(ctx, grant, vote) }
}

/** Ends a vote: counted, with the result on the board, or called off. Who chose what is forgotten. */
export async function endVote(ctx: Ctx, documentId: string, voteId: string, { count }: { count: boolean }) {
  const grant = await requireBoard(ctx, documentId, moderating)
  const tally = await ctx.db.transaction(async (tx) => {
    const open = await lockOpenVote(tx, documentId, voteId)
    if (open === null) return endedBefore(await findVote(tx, documentId, voteId))
    if (count && (await countVoters(tx, voteId)) < fewestCounted) throw new AppError('conflict', 'too_few_votes')
    const marks = await countMarks(tx, voteId)
    const counted = count ? Object.fromEntries(marks.map((row) => [row.objectId, row.count])) : null
    await updateVoteClosed(tx, voteId, { closedAt: ctx.now(), tally: counted })
    await auditBoard(ctx, tx, grant, { action: count ? 'vote.counted' : 'vote.called_off' })
    return counted
  })
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => {
    metaOf(ydoc).delete(metaKeys.poll)
    if (tally !== null) metaOf(ydoc).set(metaKeys.tally, onBoard(ydoc, tally))
  })
  ctx.rooms.notice({ documentId }, { topic: 'votes', id: documentId, userId: grant.user.id })
}

/** The same end again: it was counted, and the board may not say so yet. */
function endedBefore(vote: VoteRow | null) {
  if (vote === null) throw notFound()
  return vote.tally
}

/** Only of what is there: a name for a thing that is not would be a message from voter to voter. */
function onBoard(ydoc: Parameters<typeof readBoard>[0], tally: Record<string, number>) {
  const there = new Set(readBoard(ydoc).objects.map((object) => object.id))
  return Object.fromEntries(Object.entries(tally).filter(([id]) => there.has(id)))
}

/** Takes the result of the last vote off the board. */
export async function clearTally(ctx: Ctx, documentId: string) {
  const grant = await requireBoard(ctx, documentId, moderating)
  await ctx.rooms.edit(documentId, grant.user.id, (ydoc) => metaOf(ydoc).delete(metaKeys.tally))
  await ctx.db.transaction((tx) => auditBoard(ctx, tx, grant, { action: 'vote.cleared' }))
}
