import { findDocument } from '#db/queries/documents.ts'
import {
  type ExtractRow,
  findExtract,
  findExtractBytes,
  findExtractFile,
  listExtractAuthors,
  listExtracts,
} from '#db/queries/extracts.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import { type ProjectGrant, requireProject } from '../access/grants.ts'
import { isPupilRole } from '../access/rules.ts'
import { aboutAll, noteOpening } from '../audit/openings.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { nameFor } from '../kit/identity.ts'
import { beginningOf, extractContent, peopleIn } from './content.ts'
import { mayRemove, requireExtract } from './extracts.ts'
import type { ExtractsAsked } from './input.ts'

const inList = 60
const shownLetters = 300

interface Listed {
  extract: ExtractRow
  documentTitle: string | null
  documentKind: 'page' | 'board' | 'wall' | null
}

/** What was taken in a project, the last first: to its teachers all of it, to pupils what they alone made. */
export async function showExtracts(ctx: Ctx, projectId: string, { author, kind, before }: ExtractsAsked) {
  const grant = await requireProject(ctx, projectId, 'extract.read')
  await noteOpening(ctx, { action: 'extract.opened', targetId: projectId, projectId, about: 'project' })
  const last = before === undefined ? null : await findExtract(ctx.db, before)
  if (before !== undefined && last?.projectId !== projectId) throw notFound()
  const rows = await listExtracts(ctx.db, {
    ...{ projectId, author, kind, before: last, limit: inList + 1 },
    madeBy: isPupilRole(grant.role) ? grant.user.id : undefined,
  })
  const listed = rows.slice(0, inList)
  const authors = await listExtractAuthors(
    ctx.db,
    listed.map(({ extract }) => extract.id),
  )
  const extracts = listed.map((one) => summaryOf(grant, one, authors.get(one.extract.id) ?? []))
  const named = extracts.flatMap((one) => [...one.authors, one.takenBy])
  return { extracts, people: await peopleOf(ctx, grant, named), hasMore: rows.length > inList }
}

function summaryOf(grant: ProjectGrant, { extract, documentTitle, documentKind }: Listed, authors: string[]) {
  const { id, kind, documentId, versionId, objectId, channelId, messageId, takenBy, language } = extract
  const content = extractContent.parse(extract.content)
  return {
    ...{ id, kind, takenBy, language, authors },
    title: content.title,
    version: content.version,
    words: beginningOf(content, shownLetters),
    isDrawn: content.drawing !== null,
    files: content.blocks.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === 'file' ? part.is : []))),
    takenAt: extract.takenAt.toISOString(),
    madeAt: extract.madeAt.toISOString(),
    /** Where it was taken, as far as that is still there. */
    source: {
      ...{ versionId, objectId, channelId, messageId },
      document:
        documentId === null || documentKind === null
          ? null
          : { id: documentId, title: documentTitle ?? '', kind: documentKind },
    },
    can: { remove: mayRemove(grant, extract) },
  }
}

/** All of one extract. */
export async function showExtract(ctx: Ctx, extractId: string) {
  const { row, grant, authors } = await requireExtract(ctx, extractId)
  const { projectId } = row
  const document = row.documentId === null ? null : await findDocument(ctx.db, row.documentId)
  const listed = { extract: row, documentTitle: document?.title ?? null, documentKind: document?.kind ?? null }
  const content = extractContent.parse(row.content)
  await noteOpening(ctx, { action: 'extract.opened', targetId: row.id, projectId, ...aboutAll(authors) })
  const people = await peopleOf(ctx, grant, [...authors, ...peopleIn(content), row.takenBy])
  return { extract: { ...summaryOf(grant, listed, authors), content }, people }
}

/** Names for whoever asks, of those who are or were in the project: a page may mention any id. Who is gone has none. */
async function peopleOf(ctx: Ctx, grant: ProjectGrant, ids: readonly (string | null)[]) {
  const { user, schoolId, projectId } = grant
  const wanted = new Set(ids)
  const all = [...(await listMembers(ctx.db, projectId)), ...(await listFormerMembers(ctx.db, projectId))]
  return all
    .filter(({ userId }) => wanted.has(userId))
    .map((person) => ({
      id: person.userId,
      ...nameFor({ kind: user.kind, schoolId }, person),
      kind: person.kind,
      countryCode: person.school.countryCode,
    }))
}

/** A copied file, for whoever may read the extract. */
export async function openExtractFile(ctx: Ctx, extractId: string, fileId: string) {
  await requireExtract(ctx, extractId)
  const file = await findExtractFile(ctx.db, extractId, fileId)
  if (!file) throw notFound()
  return {
    ...file,
    async read(part: { from: number; to: number }) {
      const bytes = await findExtractBytes(ctx.db, fileId, part)
      if (!bytes) throw notFound()
      return new Uint8Array(bytes)
    },
  }
}
