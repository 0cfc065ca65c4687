import type { Tx } from '#db/client.ts'
import { type HelpRow, insertHelpNote, lockHelp, updateHelp } from '#db/queries/help.ts'
import { type HelpGrant, listHandlers, requireHelp } from '../access/help.ts'
import { shownInvitationLink } from '../invitations/links.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { noteHelp } from '../notices/help.ts'
import { ringAll } from '../notices/ring.ts'
import { storeInvitation } from '../people/invitations.ts'
import { inProject } from '../projects/projects.ts'
import { showHelp } from './help.ts'
import type { HelpChange, HelpNoteDraft } from './input.ts'

/* What is said in a request for help and what becomes of it: open, answered, closed, and open again by a new question. */

type Work = (tx: Tx, grant: HelpGrant) => Promise<string[]>

/** Holds the request, does the work, and rings for those whom it gives. */
async function inHelp(ctx: Ctx, helpId: string, of: 'office' | undefined, work: Work) {
  const rings = await ctx.db.transaction(async (tx) => {
    const held = await lockHelp(tx, helpId)
    return work(tx, await requireHelp(ctx, helpId, { held, db: tx, ...(of ? { of } : {}) }))
  })
  await ringAll(ctx, rings)
  return showHelp(ctx, helpId)
}

/** Says something: a question, an answer, or a note for the office alone. */
export const sayInHelp = (ctx: Ctx, helpId: string, { text, isInternal }: HelpNoteDraft) =>
  inHelp(ctx, helpId, isInternal ? 'office' : undefined, async (tx, { user, request, side, day }) => {
    if (side === 'office' && !isInternal && request.state === 'closed') throw new AppError('conflict', 'help_closed')
    const at = ctx.now()
    await insertHelpNote(tx, { requestId: helpId, authorId: user.id, side, at, text, isInternal })
    // What the office notes for itself is not for the asker to see by a time that has changed.
    if (isInternal) return []
    if (side === 'office') return answered(tx, request, { userId: user.id, at })
    return asked(tx, request, { userId: user.id, at, day })
  })

interface Deed {
  userId: string
  at: Date
}

async function answered(tx: Tx, request: HelpRow, { userId, at }: Deed): Promise<string[]> {
  const assignedTo = request.assignedTo ?? userId
  await updateHelp(tx, request.id, { state: 'answered', assignedTo, changedAt: at })
  return noteHelp(tx, { helpId: request.id, kind: 'help_answered', actorId: userId, userIds: [request.askedBy], at })
}

/** It waits again, since when it did already or since now. */
async function asked(tx: Tx, request: HelpRow, { userId, at, day }: Deed & { day: string }): Promise<string[]> {
  const waitingSince = request.state === 'open' ? request.waitingSince : at
  await updateHelp(tx, request.id, { state: 'open', waitingSince, closedAt: null, changedAt: at })
  const handlers = (await listHandlers(tx, request, request.holder, day)).map((one) => one.userId)
  // Who has taken it is asked alone, as long as they are there.
  const userIds = handlers.filter((id) => id === request.assignedTo)
  const to = userIds.length > 0 ? userIds : handlers
  return noteHelp(tx, { helpId: request.id, kind: 'help_asked', actorId: userId, userIds: to, at })
}

/** Closes it, hands it over, takes it or lets it go. */
export const changeHelp = (ctx: Ctx, helpId: string, change: HelpChange) =>
  inHelp(ctx, helpId, 'state' in change ? undefined : 'office', async (tx, grant) => {
    const deed = { userId: grant.user.id, at: ctx.now() }
    if ('state' in change) return close(tx, grant, deed)
    if (grant.request.state === 'closed') throw new AppError('conflict', 'help_closed')
    if ('holder' in change) return handOver(tx, grant, change.holder, deed)
    const holds = grant.request.assignedTo === deed.userId
    if (change.isTaken !== holds) await updateHelp(tx, helpId, { assignedTo: change.isTaken ? deed.userId : null })
    return []
  })

async function close(tx: Tx, { request, side }: HelpGrant, { userId, at }: Deed): Promise<string[]> {
  if (request.state === 'closed') return []
  await updateHelp(tx, request.id, { state: 'closed', closedAt: at, changedAt: at })
  const userIds = side === 'office' ? [request.askedBy] : []
  return noteHelp(tx, { helpId: request.id, kind: 'help_closed', actorId: userId, userIds, at })
}

/** Between the correspondent of the region and the office: nobody has taken it there yet. */
async function handOver(tx: Tx, grant: HelpGrant, holder: HelpRow['holder'], { userId, at }: Deed): Promise<string[]> {
  const { request, day } = grant
  if (request.holder === holder) return []
  const handlers = (await listHandlers(tx, request, holder, day)).map((one) => one.userId)
  if (handlers.length === 0) throw new AppError('conflict', holder === 'office' ? 'no_officer' : 'no_correspondent')
  await updateHelp(tx, request.id, { holder, assignedTo: null, changedAt: at })
  return noteHelp(tx, { helpId: request.id, kind: 'help_handed', actorId: userId, userIds: handlers, at })
}

/**
 * The asker lets somebody of the office look at the project as a visitor: the link of any visitor, in the thread. Nobody of an
 * office comes into a project by themselves.
 */
export async function inviteFromHelp(ctx: Ctx, helpId: string) {
  const { request, side } = await requireHelp(ctx, helpId)
  if (side !== 'asker') throw new AppError('forbidden')
  if (request.projectId === null) throw new AppError('conflict', 'help_without_project')
  const rings = await inProject(ctx, request.projectId, 'invitation.create', async (tx, project) => {
    const held = await lockHelp(tx, helpId)
    const { user, request: now, day } = await requireHelp(ctx, helpId, { held, db: tx })
    if (now.state === 'closed') throw new AppError('conflict', 'help_closed')
    const [noteId, at] = [crypto.randomUUID(), ctx.now()]
    const { url: _, ...link } = shownInvitationLink(ctx.settings, noteId, at)
    const toldIds = await asked(tx, now, { userId: user.id, at, day })
    const invitationId = await storeInvitation(ctx, tx, project, { ...link, role: 'visitor', audience: 'visitor' })
    const note = { id: noteId, requestId: helpId, authorId: user.id, side: 'asker' as const, at, invitationId }
    await insertHelpNote(tx, note)
    return toldIds
  })
  await ringAll(ctx, rings)
  return showHelp(ctx, helpId)
}
