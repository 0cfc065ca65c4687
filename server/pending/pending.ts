import { takeParts } from '#collab/documents/page-parts.ts'
import { wordsOf } from '#collab/documents/words-of.ts'
import { Refused } from '#collab/relay/ports.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { closeContributions } from '#db/queries/contributions.ts'
import { insertNotices } from '#db/queries/notices.ts'
import {
  deleteReturned,
  endBranchRows,
  findBranch,
  insertReturned,
  listReturned,
  listWaiting,
} from '#db/queries/pending-writing.ts'
import { requireDocument } from '../access/grants.ts'
import { tellWhoMay } from '../access/tell.ts'
import { along } from '../content/along.ts'
import { type Ctx, type Deps, requireUser } from '../kit/context.ts'
import type { Decided } from '../kit/desk-item.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import { packContent, shareContent } from '../versions/content-answer.ts'
import { wordsWaiting } from './words.ts'

/** For teachers all that waits in a page; for whoever writes there their own, and what was given back to them. */
export async function showWaiting(ctx: Ctx, documentId: string) {
  const { user, can } = await requireDocument(ctx, documentId, { content: 'read' })
  const seesAll = can('document.manage')
  const all = await listWaiting(ctx.db, { documentId })
  const waiting = all.filter(({ userId }) => seesAll || userId === user.id)
  const words = await wordsWaiting(ctx.db, waiting)
  const returned = await listReturned(ctx.db, { documentId, userId: user.id })
  return {
    items: waiting.map((branch) => ({
      id: `page.${branch.id}`,
      authorId: branch.userId,
      at: branch.since.toISOString(),
      version: String(branch.sequence),
      text: words.get(branch.id) ?? '',
    })),
    returned: returned.map(({ id, text, reason, returnedBy, at }) => ({
      ...{ id, text, reason, by: returnedBy ?? '' },
      at: at.toISOString(),
    })),
  }
}

/** Its author is done with what was given back. */
export async function forgetReturned(ctx: Ctx, id: string): Promise<void> {
  if (!(await deleteReturned(ctx.db, { id, userId: requireUser(ctx).id }))) throw notFound()
}

/** What waits, for a teacher who may decide about it. */
async function requireBranch(ctx: Ctx, branchId: string, content: 'read' | 'write') {
  requireUser(ctx)
  const branch = await findBranch(ctx.db, branchId)
  if (branch === null) throw notFound()
  const grant = await requireDocument(ctx, branch.documentId, { content, action: 'document.manage' })
  return { branch, grant }
}

/** The page as it would be with what waits, beside the page as it is. */
export async function previewPending(ctx: Ctx, branchId: string) {
  const { branch } = await requireBranch(ctx, branchId, 'read')
  // Whole pages are brought together one after the other, once for all who look at the same.
  return shareContent(ctx, `branch ${branchId}`, async () => {
    const read = await ctx.rooms.readBranch(branch.documentId, branch.userId)
    if (read === null) throw new AppError('conflict', 'already_decided')
    const { upTo, update, previous, parts } = read
    return packContent({ version: String(upTo), parts }, { update, previous })
  })
}

export async function decidePage(ctx: Ctx, branchId: string, decided: Decided): Promise<void> {
  const { decision, version, reason, parts } = decided
  if (decision !== 'approve') await endPage(ctx, branchId, { reason, isGivenBack: decision === 'return' })
  else if (parts === undefined) await approvePage(ctx, branchId, sequenceOf(version))
  else await approveParts(ctx, branchId, { version, reason, keys: new Set(parts) })
}

/** A number that the desk gave: "all there will ever be" was not read. */
function sequenceOf(version: string | null): number {
  if (version === null || !/^\d{1,15}$/.test(version)) throw new AppError('conflict', 'pending_changed')
  return Number(version)
}

type Judged = Awaited<ReturnType<typeof requireBranch>>

/** Lets out what the teacher has read; what came later waits on. */
async function approvePage(ctx: Ctx, branchId: string, upTo: number): Promise<void> {
  const judged = await requireBranch(ctx, branchId, 'write')
  const { documentId, userId } = judged.branch
  try {
    if (!(await ctx.rooms.approveBranch(documentId, userId, upTo))) throw new AppError('conflict', 'already_decided')
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    ctx.log.info({ documentId, reason: error.message }, 'what waited was refused')
    throw new AppError('conflict', 'edit_refused')
  }
  await ctx.db.transaction((tx) => audit(ctx, tx, judged, 'pending.approved'))
  await tellDecided(ctx, judged)
}

interface Chosen {
  version: string | null
  reason: string
  keys: ReadonlySet<string>
}

/** Writes these parts into the page in the pupil's name; the rest is given back. */
async function approveParts(ctx: Ctx, branchId: string, { version, reason, keys }: Chosen): Promise<void> {
  const judged = await requireBranch(ctx, branchId, 'write')
  const { documentId, userId } = judged.branch
  const read = await ctx.rooms.readBranch(documentId, userId)
  if (read === null) throw new AppError('conflict', 'already_decided')
  const { parts } = read
  const chosen = parts.filter(({ key }) => keys.has(key))
  // Somebody wrote meanwhile: it is looked at again.
  if (String(read.upTo) !== version || chosen.length < keys.size) throw new AppError('conflict', 'pending_changed')
  if (chosen.length === parts.length) return approvePage(ctx, branchId, read.upTo)
  const rest = parts.filter(({ key }) => !keys.has(key)).map(({ after }) => after)
  const text = rest.filter((lines) => lines.trim() !== '').join('\n')
  const isDone = await ctx.rooms.endBranch(documentId, userId, async ({ clientIds, upTo }) => {
    if (upTo !== read.upTo) throw new AppError('conflict', 'pending_changed')
    const giveRest = async (tx: Tx) => {
      await closeContributions(tx, documentId, clientIds)
      await endBranchRows(tx, branchId)
      if (text !== '') await giveBack(ctx, tx, judged, { text, reason })
      await audit(ctx, tx, judged, 'pending.approved')
    }
    // In one transaction: a kill between would leave the words in the page and on the desk.
    const isWritten = await ctx.rooms.edit(
      documentId,
      userId,
      (ydoc) => takeParts(ydoc, read.update, keys),
      along(giveRest),
    )
    if (!isWritten) await ctx.db.transaction(giveRest)
  })
  if (!isDone) throw new AppError('conflict', 'already_decided')
  await tellDecided(ctx, judged)
  await ring(ctx, judged.grant.projectId, [userId])
}

/** Takes away what waits; given back, its author keeps the words and reads why. */
async function endPage(
  ctx: Ctx,
  branchId: string,
  { reason, isGivenBack }: { reason: string; isGivenBack: boolean },
): Promise<void> {
  const judged = await requireBranch(ctx, branchId, 'read')
  const { documentId, userId } = judged.branch
  const main = await ctx.rooms.read(documentId)
  const isDone = await ctx.rooms.endBranch(documentId, userId, ({ clientIds, updates }) =>
    ctx.db.transaction(async (tx) => {
      await closeContributions(tx, documentId, clientIds)
      await endBranchRows(tx, branchId)
      const text = isGivenBack ? textOf([main.update, ...updates], [...updates]) : ''
      if (text !== '') await giveBack(ctx, tx, judged, { text, reason })
      await audit(ctx, tx, judged, isGivenBack ? 'pending.returned' : 'pending.hidden')
    }),
  )
  if (!isDone) throw new AppError('conflict', 'already_decided')
  await tellDecided(ctx, judged)
  await ring(ctx, judged.grant.projectId, [userId])
}

/** The words in the order in which they stood in the page. */
function textOf(parts: Uint8Array[], updates: Uint8Array[]): string {
  const ydoc = openDocument(parts)
  try {
    return wordsOf(updates, ydoc)
  } finally {
    ydoc.destroy()
  }
}

async function giveBack(
  ctx: Ctx,
  tx: Tx,
  { branch, grant }: Judged,
  { text, reason }: { text: string; reason: string },
) {
  const { documentId, userId } = branch
  const at = ctx.now()
  await insertReturned(tx, { documentId, userId, text, reason, returnedBy: grant.user.id, at })
  const notice = { userId, kind: 'page_returned' as const, actorId: grant.user.id, at }
  await insertNotices(tx, [{ ...notice, projectId: grant.projectId, documentId }])
}

type Action = 'pending.approved' | 'pending.returned' | 'pending.hidden'

const audit = (ctx: Ctx, tx: Tx, { branch, grant }: Judged, action: Action) =>
  insertAudit(tx, {
    at: ctx.now(),
    actorId: grant.user.id,
    schoolId: grant.schoolId,
    about: [branch.userId],
    projectId: grant.projectId,
    action,
    targetId: branch.documentId,
    detail: { userId: branch.userId },
  })

async function tellDecided(ctx: Ctx, { branch, grant }: Judged): Promise<void> {
  ctx.rooms.tell(new Set([branch.userId]), { topic: 'pending', id: branch.documentId })
  await tellWhoMay(ctx, { projectId: grant.projectId, may: 'desk.read' }, { topic: 'desk' })
}

/** One word to the teachers for what is written within this time: each of their screens asks for the desk then. */
const gatherMs = 3_000

/** Tells the desks of projects that something waits in a page, soon after it is stored. */
export function createPendingNews(deps: () => Pick<Deps, 'db' | 'rooms' | 'log'>): (documentId: string) => void {
  const due = new Set<string>()
  const tellDue = () => {
    const documentIds = [...due]
    due.clear()
    tellWhoMay(deps(), { documentIds, may: 'desk.read' }, { topic: 'desk' }).catch((error: unknown) =>
      deps().log.warn({ err: error }, 'desks were not told'),
    )
  }
  return (documentId) => {
    if (due.size === 0) setTimeout(tellDue, gatherMs).unref()
    due.add(documentId)
  }
}
