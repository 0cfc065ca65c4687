import { documentKinds } from '#collab/documents/kinds.ts'
import { MovedLetters } from '#collab/relay/moved-letters.ts'
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
import { noteOpening } from '../audit/openings.ts'
import { type Ctx, requireUser, type SessionUser } from '../kit/context.ts'
import { actorOf, editAs } from '../content/edit-as.ts'
import { notFound } from '../kit/errors.ts'
import { ring } from '../notices/ring.ts'
import { keepVersion } from './automatic.ts'
import { packContent, shareContent } from './content-answer.ts'
import { readProvenance } from './provenance.ts'
import { authorsOf, type Deletion, historySince, rowsBetween, stateAt, stateAtIfKept } from './history.ts'

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
  const grant = await requireDocument(ctx, documentId, { content: 'read', history: true })
  const since = await historySince(ctx.db, grant)
  const rows = (await listVersions(ctx.db, documentId)).filter(({ sequence }) => sequence > since)
  const written = await listLogAuthors(ctx.db, documentId)
  const versions = rows.map((row, index) => {
    const after = rows[index - 1]?.sequence ?? since
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

/** A version the asker may read, with their grant on its document, and since when that was written for them too. */
export async function requireVersion(ctx: Ctx, versionId: string, needs: Parameters<typeof requireDocument>[2]) {
  requireUser(ctx)
  const version = await findVersion(ctx.db, versionId)
  if (!version) throw notFound()
  const grant = await requireDocument(ctx, version.documentId, { ...needs, history: true })
  const since = await historySince(ctx.db, grant)
  if (version.sequence <= since) throw notFound()
  return { version, grant, since }
}

/** What a version held, what the one before held, and who wrote and deleted what between the two. */
export async function readVersion(ctx: Ctx, versionId: string) {
  const { version, since, grant } = await requireVersion(ctx, versionId, { content: 'read' })
  await noteHistory(ctx, grant)
  // Who may see the same gets the same answer.
  return shareContent(ctx, `version ${versionId} ${since}`, async () => {
    const update = await stateAt(ctx, version.documentId, version.sequence)
    const before = await findVersionBefore(ctx.db, version)
    return comparison(ctx, versionView(version), { ...version, update }, writtenFor(before, since))
  })
}

/** Who wrote what, and what was deleted. */
const noteHistory = (ctx: Ctx, { documentId, projectId }: DocumentGrantFacts) =>
  noteOpening(ctx, { action: 'history.opened', targetId: documentId, projectId, about: 'project' })

/** The same of what is there now, compared with the last version; for those who only read, what is there now alone. */
export async function readLiveContent(ctx: Ctx, documentId: string) {
  const grant = await requireDocument(ctx, documentId, { content: 'read' })
  const since = grant.seesHistory ? await historySince(ctx.db, grant) : null
  if (since !== null) await noteHistory(ctx, grant)
  return shareContent(ctx, `document ${documentId} ${since}`, async () => {
    const live = await ctx.rooms.read(documentId)
    const before = since === null ? null : writtenFor(await findLastVersion(ctx.db, documentId), since)
    return comparison(ctx, null, { documentId, ...live }, before)
  })
}

/** A version before the document was for those who ask is compared with nothing. */
const writtenFor = (version: VersionRow | null, since: number) =>
  version !== null && version.sequence > since ? version : null

interface Compared {
  documentId: string
  update: Uint8Array
  sequence: number
}

/** A state, and what of an earlier one is gone in it. Nothing else that was deleted leaves the house. */
async function comparison<View>(ctx: Ctx, version: View, state: Compared, before: VersionRow | null) {
  const { documentId, sequence } = state
  const earlier = before && (await stateAtIfKept(ctx, documentId, before.sequence))
  const rows = before && earlier ? await rowsBetween(ctx, documentId, before.sequence, sequence) : []
  const between = rows.map((row) => row.bytes)
  const { update, previous, clients, deletes } = await ctx.folding.compare(state.update, earlier, between)
  // A client that comes back sends all deletes it knows: only those that are new here are its author's.
  const deletions: Deletion[] = rows.flatMap(({ authorId }, at) =>
    (deletes[at] ?? []).map(({ client, clock, length }) => ({ clientId: client, clock, length, userId: authorId })),
  )
  const moved = previous === null ? [] : await movedOf(ctx, state, new Set(clients))
  const ids = new Set([...clients, ...moved.map(({ from }) => from.client)])
  const authors = previous === null ? {} : await authorsOf(ctx.db, documentId, ids)
  return packContent({ version, authors, deletions, moved }, { update, previous })
}

/** Letters of these clients that were first typed under another id. */
async function movedOf(ctx: Ctx, { documentId, sequence }: Compared, clients: ReadonlySet<number>) {
  const moved = MovedLetters.decode(await readProvenance(ctx, documentId, sequence))
  return moved.list().filter(({ client }) => clients.has(client))
}

/**
 * Brings a version back as an edit by whoever asks: everybody at work sees it arrive, and nothing of the history goes.
 * What was there before is kept as a version first.
 */
export async function restoreVersion(ctx: Ctx, versionId: string) {
  const needs = { content: 'write', action: 'version.restore' } as const
  const { version, grant } = await requireVersion(ctx, versionId, needs)
  const { documentId } = version
  requireUnpaused(grant)
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
      about: 'project',
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
