import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { lockDocument } from '#db/queries/documents.ts'
import { findLastSequence } from '#db/queries/document-log.ts'
import {
  findLastVersion,
  findVersion,
  findVersionBefore,
  insertVersion,
  listLogAuthors,
  listVersions,
  updateVersionName,
  type VersionRow,
} from '#db/queries/versions.ts'
import { insertNotices, listContributors } from '#db/queries/notices.ts'
import type { Finding } from '#collab/relay/ports.ts'
import { type DocumentGrantFacts, requireDocument } from '../access/grants.ts'
import { requireUnpaused } from '../boards/board.ts'
import { type Ctx, requireUser, type SessionUser } from '../context.ts'
import { actorOf, editAs } from '../documents/edit-as.ts'
import { notFound } from '../errors.ts'
import { ring } from '../notices/ring.ts'
import { keepVersion } from './automatic.ts'
import { authorsOf, deletionsBetween, stateAt, stateAtIfKept } from './history.ts'

const versionView = (version: VersionRow) => ({
  id: version.id,
  sequence: version.sequence,
  kind: version.kind,
  name: version.name,
  createdAt: version.createdAt.toISOString(),
  createdBy: version.createdBy,
})

/** Versions of a document, oldest first, each with who wrote since the one before. */
export async function listDocumentVersions(ctx: Ctx, documentId: string) {
  await requireDocument(ctx, documentId, { content: 'read' })
  const rows = await listVersions(ctx.db, documentId)
  const written = await listLogAuthors(ctx.db, documentId)
  const versions = rows.map((row, index) => {
    const after = rows[index - 1]?.sequence ?? 0
    const authors = written.flatMap(({ sequence, authorId }) =>
      sequence > after && sequence <= row.sequence ? (authorId ?? []) : [],
    )
    return { ...versionView(row), authors: [...new Set(authors)] }
  })
  return { versions, live: { sequence: await findLastSequence(ctx.db, documentId) } }
}

/** Gives what is committed now a name. An automatic version of the same state takes it. */
export async function nameVersion(ctx: Ctx, documentId: string, name: string) {
  const needs = { content: 'write' } as const
  const { version, projectId, user } = await ctx.db.transaction(async (tx) => {
    await lockDocument(tx, documentId)
    const grant = await requireDocument(ctx, documentId, needs, tx)
    const sequence = await findLastSequence(tx, documentId)
    const last = await findLastVersion(tx, documentId)
    const named = { name, createdBy: grant.user.id }
    const row =
      last?.sequence === sequence && last.kind === 'automatic'
        ? await updateVersionName(tx, last.id, named)
        : await insertVersion(tx, { documentId, sequence, kind: 'named', ...named, createdAt: ctx.now() })
    return { version: row, projectId: grant.projectId, user: grant.user }
  })
  ctx.rooms.notice({ documentId }, { topic: 'versions', id: documentId, userId: user.id })
  ctx.rooms.notice({ projectId }, { topic: 'versions', id: documentId, userId: user.id })
  return { version: versionView(version) }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')

/** A version the asker may read, with their grant on its document. */
async function requireVersion(ctx: Ctx, versionId: string, needs: Parameters<typeof requireDocument>[2]) {
  requireUser(ctx)
  const version = await findVersion(ctx.db, versionId)
  if (!version) throw notFound()
  return { version, grant: await requireDocument(ctx, version.documentId, needs) }
}

/** What a version held, what the one before held, and who wrote and deleted what between the two. */
export async function readVersion(ctx: Ctx, versionId: string) {
  const { version } = await requireVersion(ctx, versionId, { content: 'read' })
  const update = await stateAt(ctx, version.documentId, version.sequence)
  const before = await findVersionBefore(ctx.db, version)
  return {
    version: versionView(version),
    ...(await comparison(ctx, version.documentId, update, before, version.sequence)),
  }
}

/** The same of what is there now, compared with the last version. */
export async function readLiveContent(ctx: Ctx, documentId: string) {
  await requireDocument(ctx, documentId, { content: 'read' })
  const live = await ctx.rooms.read(documentId)
  const before = await findLastVersion(ctx.db, documentId)
  return { version: null, ...(await comparison(ctx, documentId, live.update, before, live.sequence)) }
}

async function comparison(
  ctx: Ctx,
  documentId: string,
  update: Uint8Array,
  before: VersionRow | null,
  sequence: number,
) {
  const previous = before && (await stateAtIfKept(ctx, documentId, before.sequence))
  const deletions =
    before && previous
      ? await deletionsBetween(ctx.db, documentId, { sequence: before.sequence, state: previous }, sequence)
      : []
  return {
    update: base64(update),
    previous: previous && base64(previous),
    authors: await authorsOf(ctx.db, documentId),
    deletions,
  }
}

/**
 * Brings a version back as an edit by whoever asks: everybody at work sees it arrive, and nothing of the history goes.
 * What was there before is kept as a version first.
 */
export async function restoreVersion(ctx: Ctx, versionId: string) {
  const needs = { content: 'write', action: 'version.restore' } as const
  const { version, grant } = await requireVersion(ctx, versionId, needs)
  const { documentId } = version
  if (grant.kind !== 'page') await requireUnpaused(ctx, grant)
  const earlier = await stateAt(ctx, documentId, version.sequence)
  await keepVersion(ctx.db, documentId, ctx.now())
  const keptBack = await writeVersion(ctx, grant, earlier)
  const rings = await ctx.db.transaction(async (tx) => {
    const { projectId } = grant
    const told = { kind: 'restored' as const, projectId, documentId, actorId: grant.user.id, at: ctx.now() }
    const writers = (await listContributors(tx, documentId)).filter((userId) => userId !== grant.user.id)
    const rung = await insertNotices(
      tx,
      writers.map((userId) => ({ ...told, userId })),
    )
    await insertAudit(tx, {
      at: ctx.now(),
      actorId: grant.user.id,
      schoolId: grant.schoolId,
      projectId,
      action: 'version.restored',
      targetId: documentId,
      detail: { versionId, sequence: version.sequence, keptBack: sumOf(keptBack) },
    })
    return rung
  })
  ctx.rooms.notice({ documentId }, { topic: 'restored', id: versionId, userId: grant.user.id })
  ctx.rooms.notice({ projectId: grant.projectId }, { topic: 'versions', id: documentId, userId: grant.user.id })
  await ring(ctx, grant.projectId, rings)
  return { sequence: await findLastSequence(ctx.db, documentId), keptBack }
}

const sumOf = (counted: Record<string, number>) => Object.values(counted).reduce((sum, one) => sum + one, 0)

type Granted = DocumentGrantFacts & { user: SessionUser }

/** As whoever asks would write it themselves. Gives how many things stay as they are, by what keeps them so. */
async function writeVersion(ctx: Ctx, grant: Granted, earlier: Uint8Array): Promise<Record<string, number>> {
  const { user } = grant
  const from = openDocument([earlier])
  let leftOut: readonly Finding[] = []
  try {
    const findings = await editAs(ctx, grant, (ydoc) => {
      leftOut = documentKinds[grant.kind].replace(ydoc, from, actorOf(grant, user.id))
    })
    return countedByReason([...findings, ...leftOut])
  } finally {
    from.destroy()
  }
}

/** Each thing once, whatever many of its values were put back. */
function countedByReason(findings: readonly Finding[]): Record<string, number> {
  const counted: Record<string, number> = {}
  for (const reason of new Map(findings.map((finding) => [finding.objectId, finding.reason])).values())
    counted[reason] = (counted[reason] ?? 0) + 1
  return counted
}
