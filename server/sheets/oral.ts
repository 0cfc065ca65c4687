import type { Tx } from '#db/client.ts'
import { listDocumentFacts } from '#db/queries/access.ts'
import { findMember, type MemberRow } from '#db/queries/members.ts'
import { findOralFile, listWrittenDocuments, upsertOralFile } from '#db/queries/sheets.ts'
import { grantFrom, type ProjectGrant, requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import { noteOpening } from '../audit/openings.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { nameFor } from '../kit/identity.ts'
import { inProject } from '../projects/projects.ts'
import { contributionsOf } from '../contributions/documents.ts'
import type { Contribution } from '../contributions/tally.ts'
import { foldingTurns } from '../paces/folding-turns.ts'
import { listOwnExtracts } from './oral-extracts.ts'
import { type OralDraft, readParts } from './oral-input.ts'
import { oralScale, sessionYear } from './oral-scales.ts'

/** So many documents are counted: each is brought together whole. */
const mostCounted = 40

interface OralGrant extends ProjectGrant {
  pupil: MemberRow
  isOwn: boolean
}

/** Their own, or of a pupil of one's own school. */
export async function requireOral(ctx: Ctx, projectId: string, userId: string): Promise<OralGrant> {
  const grant = await requireProject(ctx, projectId, 'project.read')
  const isOwn = grant.user.id === userId
  if (!isOwn && !grant.can('oral.read')) throw new AppError('forbidden')
  const pupil = await findMember(ctx.db, projectId, userId)
  if (!pupil || !isPupilRole(pupil.role)) throw notFound()
  if (!isOwn && pupil.school.id !== grant.schoolId) throw new AppError('forbidden', 'oral_of_own_school')
  await noteOpening(ctx, { action: 'oral.opened', targetId: userId, projectId, about: [userId] })
  return { ...grant, pupil, isOwn }
}

export interface WrittenDocument {
  id: string
  kind: 'page' | 'board' | 'wall'
  title: string
  /** Null where letters are not counted: on boards, and in pages that are too large. */
  figures: Pick<Contribution, 'kept' | 'typed' | 'days' | 'firstAt' | 'lastAt'> | null
}

/** What they wrote in, as far as who asks may see who wrote there. */
export async function listWritten(ctx: Ctx, { user, projectId, pupil }: OralGrant): Promise<WrittenDocument[]> {
  const documents = await listWrittenDocuments(ctx.db, projectId, pupil.userId)
  const asked = documents.map(({ id }) => ({ userId: user.id, documentId: id }))
  const facts = asked.length === 0 ? [] : await listDocumentFacts(ctx.db, asked)
  const written: WrittenDocument[] = []
  for (const [at, { id, kind, title }] of documents.entries()) {
    const row = facts[at]
    if (!row || !grantFrom(row, ctx.now())?.seesHistory) continue
    const isCounted = kind === 'page' && written.length < mostCounted
    const counted = isCounted ? await count(ctx, { documentId: id, projectId, kind }) : null
    const figures = counted?.find(({ userId }) => userId === pupil.userId) ?? null
    written.push({ id, kind, title, figures: figures && shownOf(figures) })
  }
  return written
}

const shownOf = ({ kept, typed, days, firstAt, lastAt }: Contribution) => ({ kept, typed, days, firstAt, lastAt })

/** Each document waits for its turn, so that a long file holds nobody up. */
const count = (ctx: Ctx, document: Parameters<typeof contributionsOf>[1]) =>
  foldingTurns.run(requireUser(ctx).id, () => contributionsOf(ctx, document))

/** What the pupil has prepared. */
export async function readPrepared(ctx: Ctx, { projectId, pupil }: OralGrant) {
  const row = await findOralFile(ctx.db, projectId, pupil.userId)
  return {
    title: row?.title ?? '',
    language: row?.language ?? null,
    parts: readParts(row?.parts ?? []),
    extractIds: row?.extractIds ?? [],
    changedAt: row?.changedAt.toISOString() ?? null,
  }
}

/** The file for the oral, for its pupil and the teachers of their school. */
export async function showOral(ctx: Ctx, projectId: string, userId: string) {
  const grant = await requireOral(ctx, projectId, userId)
  const year = sessionYear(ctx.now())
  const { user, schoolId, pupil } = grant
  return {
    name: nameFor({ kind: user.kind, schoolId }, pupil).name,
    ...(await readPrepared(ctx, grant)),
    written: await listWritten(ctx, grant),
    /** What there is to choose from. */
    extracts: await listOwnExtracts(ctx.db, projectId, userId),
    session: year,
    scale: oralScale(year),
    can: { write: grant.isOwn && grant.can('oral.write') },
  }
}

async function requireOwn(
  tx: Tx,
  { projectId, userId, extractIds }: { projectId: string; userId: string; extractIds: readonly string[] },
): Promise<void> {
  if (extractIds.length === 0) return
  const own = new Set((await listOwnExtracts(tx, projectId, userId)).map(({ id }) => id))
  if (!extractIds.every((id) => own.has(id))) throw invalidField('extractIds', 'extract_not_yours')
}

/** Keeps one's own file. Throws `oral_changed` where it was changed elsewhere meanwhile: nothing of either is lost. */
export async function keepOral(ctx: Ctx, projectId: string, { knownAt, ...draft }: OralDraft) {
  const changedAt = await inProject(ctx, projectId, 'oral.write', async (tx, { user }) => {
    const before = await findOralFile(tx, projectId, user.id)
    if ((before?.changedAt.getTime() ?? null) !== (knownAt === null ? null : Date.parse(knownAt)))
      throw new AppError('conflict', 'oral_changed')
    await requireOwn(tx, { projectId, userId: user.id, extractIds: draft.extractIds })
    const at = ctx.now()
    await upsertOralFile(tx, { ...draft, projectId, userId: user.id, changedAt: at })
    return at
  })
  return { changedAt: changedAt.toISOString() }
}
