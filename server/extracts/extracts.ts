import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { DbOrTx, Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { withdrawEvidenceOf } from '#db/queries/evidence.ts'
import {
  countExtracts,
  deleteExtract,
  type ExtractRow,
  findExtract,
  insertExtract,
  insertExtractFiles,
  listExtractAuthors,
} from '#db/queries/extracts.ts'
import { listFileSizes } from '#db/queries/files.ts'
import { pupilsAmong } from '#db/queries/users.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isPupilRole, type ProjectAction } from '../access/rules.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { requireRoom } from '../kit/file-limits.ts'
import { authorsIn, extractContent, type ExtractContent, lettersIn, saysNothing, withParts } from './content.ts'
import type { ExtractSource } from './input.ts'
import { findSource, type Found } from './sources.ts'

/** A long page has a tenth of it. */
const mostLetters = 100_000
/** Some ten of each pupil of three classes. */
const mostInProject = 5_000

/** Keeps a dated copy of what somebody made. It stays as it is, whatever becomes of what it was taken from. */
export async function takeExtract(ctx: Ctx, source: ExtractSource): Promise<{ id: string }> {
  const found = await findSource(ctx, source)
  const grant = await requireProject(ctx, found.projectId, 'extract.take')
  const content = checked(grant, extractContent.parse(found.content))
  return ctx.db.transaction(async (tx) => {
    if ((await countExtracts(tx, grant.projectId)) >= mostInProject) throw new AppError('conflict', 'extracts_full')
    const row = await keep(ctx, tx, grant, { ...found, content })
    const authors = authorsIn(content)
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, projectId: grant.projectId },
      about: await pupilsAmong(tx, authors),
      action: 'extract.taken',
      targetId: row.id,
      detail: { kind: row.kind, people: authors.length },
    })
    return { id: row.id }
  })
}

function checked(grant: ProjectGrant, content: ExtractContent): ExtractContent {
  if (saysNothing(content)) throw new AppError('conflict', 'extract_empty')
  if (lettersIn(content) > mostLetters) throw new AppError('too_large', 'extract_too_large')
  if (isPupilRole(grant.role) && !isOfThemAlone(grant, authorsIn(content)))
    throw new AppError('forbidden', 'extract_of_others')
  return content
}

const isOfThemAlone = ({ user }: ProjectGrant, authors: readonly string[]): boolean =>
  authors.length > 0 && authors.every((userId) => userId === user.id)

/** The copy, with copies of the files that it shows. */
async function keep(
  ctx: Ctx,
  tx: Tx,
  { projectId, user }: ProjectGrant,
  { kind, sources, language, madeAt, content }: Found & { content: ExtractContent },
): Promise<ExtractRow> {
  const copies = await copiesFor(tx, sources, content)
  const size = copies.reduce((sum, one) => sum + one.size, 0)
  if (size > 0) await requireRoom(tx, { projectId, userId: user.id, size })
  const copyOf = (source: string) => copies.find((one) => one.source === source)?.copy ?? null
  const withCopies = withParts(content, (part) =>
    part.kind === 'file' ? [{ ...part, fileId: copyOf(part.source) }] : [part],
  )
  const row = await insertExtract(
    tx,
    { projectId, kind, ...sources, content: withCopies, language, takenBy: user.id, takenAt: ctx.now(), madeAt },
    authorsIn(content),
  )
  await insertExtractFiles(tx, row.id, copies)
  return row
}

/**
 * What is to be copied: files of the very place it is taken from, since whoever writes there may name any other. What is
 * hidden or waits is not among them.
 */
async function copiesFor(tx: Tx, { documentId, channelId }: Found['sources'], content: ExtractContent) {
  const shown = content.blocks.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'file' ? [part] : [])))
  const place = documentId ? { documentId } : channelId ? { channelId } : null
  if (place === null) return []
  const ids = shown.map(({ source }) => source)
  const sizes = await listFileSizes(
    tx,
    place,
    ids.filter((one) => z.uuid().safeParse(one).success),
  )
  const wanted = new Map(shown.map(({ source, by }) => [source, by]))
  return [...sizes].map(([source, size]) => ({
    source,
    size,
    copy: randomUUID(),
    authorId: wanted.get(source) ?? null,
  }))
}

/** An extract that the asker may read; what is not theirs to see is not there. */
export async function requireExtract(
  ctx: Ctx,
  extractId: string,
  action: ProjectAction = 'extract.read',
  db: DbOrTx = ctx.db,
) {
  const row = await findExtract(db, extractId)
  if (!row) throw notFound()
  const grant = await requireProject(ctx, row.projectId, action, db)
  const authors = (await listExtractAuthors(db, [row.id])).get(row.id) ?? []
  if (isPupilRole(grant.role) && !isOfThemAlone(grant, authors)) throw notFound()
  return { row, grant, authors }
}

/** Teachers let any go; pupils what they took themselves. */
export const mayRemove = (grant: ProjectGrant, { takenBy }: Pick<ExtractRow, 'takenBy'>): boolean =>
  grant.can('extract.take') && (!isPupilRole(grant.role) || takenBy === grant.user.id)

export async function removeExtract(ctx: Ctx, extractId: string): Promise<void> {
  const { row, grant, authors } = await requireExtract(ctx, extractId, 'extract.take')
  if (!mayRemove(grant, row)) throw new AppError('forbidden')
  await ctx.db.transaction(async (tx) => {
    // Whoever lets it go takes it out of where it was shown as evidence; that it was there stays.
    const pinned = await withdrawEvidenceOf(tx, row.id, { at: ctx.now(), why: 'extract_removed' })
    await deleteExtract(tx, row.id)
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: grant.user.id, schoolId: grant.schoolId, projectId: grant.projectId },
      about: await pupilsAmong(tx, authors),
      action: 'extract.removed',
      targetId: row.id,
      detail: { kind: row.kind, people: authors.length, evidence: pinned.length },
    })
  })
}
