import { createHash } from 'node:crypto'
import { insertAudit } from '#db/queries/audit.ts'
import { lockApplication } from '#db/queries/applications.ts'
import {
  countEvidence,
  findEvidence,
  insertEvidence,
  updateEvidenceNote,
  withdrawEvidence,
} from '#db/queries/evidence.ts'
import { lockExtract } from '#db/queries/extracts.ts'
import { asStored } from '#db/schema/columns.ts'
import type { evidenceKinds } from '#db/schema/values.ts'
import type { Tx } from '#db/client.ts'
import { type ApplicationGrant, requireOpenApplication } from '../access/applications.ts'
import { requireProject } from '../access/grants.ts'
import { type Rules, rulesOf } from '../campaigns/rulebook.ts'
import { readBlind } from '../extracts/blind.ts'
import { extractContent } from '../extracts/content.ts'
import { requireExtract } from '../extracts/extracts.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { readCollaboration } from './collaboration.ts'
import type { EvidenceDraft, EvidenceNote } from './input.ts'
import { isReopened } from './state.ts'

/** More is read by nobody. */
const mostEvidence = 100

interface Copy {
  extract: object
  sourceKind: (typeof evidenceKinds)[number]
  sourceId: string | null
}

/** Pins a copy without names to a criterion. It stays what it was; what is erased or let go where it was taken goes here too. */
export async function pinEvidence(ctx: Ctx, applicationId: string, draft: EvidenceDraft): Promise<{ id: string }> {
  // What is long to read is read before anything is held.
  const before = await requireOpenApplication(ctx, applicationId, 'application.write', ctx.db)
  const traces = 'collaboration' in draft ? await collaborationOf(ctx, before) : null
  return ctx.db.transaction(async (tx) => {
    await lockApplication(tx, applicationId)
    const grant = await requireOpenApplication(ctx, applicationId, 'application.write', tx)
    requireCriterion(rulesOf(grant.rulebook.rules), grant, draft.criterion)
    if ((await countEvidence(tx, applicationId)) >= mostEvidence)
      throw new AppError('conflict', 'application_evidence_full')
    const copy = traces ?? (await extractOf(ctx, tx, grant, 'extractId' in draft ? draft.extractId : ''))
    const hash = createHash('sha256')
      .update(JSON.stringify(asStored(copy.extract)))
      .digest('hex')
    const { criterion, note } = draft
    const id = await insertEvidence(tx, {
      ...{ applicationId, criterion, note, hash, ...copy },
      ...{ pinnedBy: grant.user.id, pinnedAt: ctx.now() },
    })
    await insertAudit(tx, lineOf(ctx, grant, 'application.pinned', { criterion, kind: copy.sourceKind }))
    return { id }
  })
}

function requireCriterion(rules: Rules, { application }: ApplicationGrant, criterion: string): void {
  if (!rules.criteria.some(({ id }) => id === criterion)) throw invalidField('criterion', 'application_criterion')
  if (!isReopened(rules, application, criterion)) throw new AppError('conflict', 'application_not_reopened')
}

/** Of the project that is applied for; of a school, of any of its projects that whoever pins it is in. */
async function extractOf(ctx: Ctx, tx: Tx, { application }: ApplicationGrant, extractId: string): Promise<Copy> {
  await lockExtract(tx, extractId)
  const { row } = await requireExtract(ctx, extractId, 'extract.read', tx)
  if (application.projectId !== null && row.projectId !== application.projectId)
    throw new AppError('conflict', 'application_extract_elsewhere')
  const extract = await readBlind(tx, row.projectId, extractContent.parse(row.content))
  return { extract, sourceKind: row.kind, sourceId: row.id }
}

async function collaborationOf(ctx: Ctx, { application }: ApplicationGrant): Promise<Copy> {
  const { projectId } = application
  if (projectId === null) throw new AppError('conflict', 'application_no_project')
  await requireProject(ctx, projectId, 'extract.read')
  return { extract: await readCollaboration(ctx, projectId), sourceKind: 'collaboration', sourceId: projectId }
}

/** What is pinned, for who changes it. */
async function requirePinned(ctx: Ctx, tx: Tx, applicationId: string, evidenceId: string) {
  await lockApplication(tx, applicationId)
  const grant = await requireOpenApplication(ctx, applicationId, 'application.write', tx)
  const row = await findEvidence(tx, applicationId, evidenceId)
  if (!row) throw notFound()
  if (!isReopened(rulesOf(grant.rulebook.rules), grant.application, row.criterion))
    throw new AppError('conflict', 'application_not_reopened')
  return { grant, row }
}

/** Says what it shows. What somebody else said meanwhile is not written over. */
export async function noteEvidence(
  ctx: Ctx,
  { applicationId, evidenceId }: { applicationId: string; evidenceId: string },
  { note, before }: EvidenceNote,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { grant, row } = await requirePinned(ctx, tx, applicationId, evidenceId)
    if (row.withdrawnAt !== null) throw notFound()
    if (row.note === note) return
    if (row.note !== before) throw new AppError('conflict', 'application_changed')
    await updateEvidenceNote(tx, evidenceId, note)
    const { criterion, sourceKind: kind } = row
    await insertAudit(tx, lineOf(ctx, grant, 'application.noted', { criterion, kind }))
  })
}

/** Takes it back: that something was there stays, empty. */
export async function takeEvidenceBack(ctx: Ctx, applicationId: string, evidenceId: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const { grant, row } = await requirePinned(ctx, tx, applicationId, evidenceId)
    if (row.withdrawnAt !== null) return
    await withdrawEvidence(tx, evidenceId, { at: ctx.now(), why: 'taken_back' })
    await insertAudit(
      tx,
      lineOf(ctx, grant, 'application.unpinned', { criterion: row.criterion, kind: row.sourceKind }),
    )
  })
}

const lineOf = (ctx: Ctx, { user, application }: ApplicationGrant, action: string, detail: Record<string, string>) => ({
  ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, projectId: application.projectId },
  ...{ action, targetId: application.id, detail },
})
