import { randomUUID } from 'node:crypto'
import { documentKinds } from '#collab/documents/kinds.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { DbOrTx, Tx } from '#db/client.ts'
import { type DocumentRow, findDocument } from '#db/queries/documents.ts'
import { copyFiles, listFileIds } from '#db/queries/files.ts'
import { requireDocument } from '../access/grants.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { foldingTurns } from '../paces/folding-turns.ts'

/** What a document holds at this moment, in JSON, when its turn has come: of a board without ink and without authors. */
export function liveContent(ctx: Ctx, documentId: string, kind: DocumentRow['kind']): Promise<object> {
  return foldingTurns.run(requireUser(ctx).id, async () => {
    const live = await ctx.rooms.read(documentId)
    const ydoc = openDocument([live.update])
    const { json } = documentKinds[kind].read(ydoc)
    ydoc.destroy()
    return json
  })
}

/**
 * Whether a new document of this project may begin as a copy of another: teachers', of the same project and kind, still on
 * the shelf. Throws what they may not see as `not_found`.
 */
export async function requireCopySource(
  ctx: Ctx,
  db: DbOrTx,
  { projectId, kind, copyOf }: { projectId: string; kind: DocumentRow['kind']; copyOf: string },
): Promise<void> {
  const grant = await requireDocument(ctx, copyOf, { content: 'read', action: 'document.create_any' }, db)
  const row = await findDocument(db, copyOf)
  if (!row || grant.projectId !== projectId || row.state === 'removed') throw notFound()
  // A copy might be for everybody.
  if (row.isPlan) throw new AppError('conflict', 'plan_of_teachers')
  if (row.kind !== kind)
    throw new AppError('invalid', 'invalid_input', { fields: [{ path: 'copyOf', reason: 'not_of_kind' }] })
}

/** Files are judged by their document, so each copy needs its own; the content then names those. */
export async function copyOwnFiles(tx: Tx, sourceId: string, copyId: string, content: object): Promise<object> {
  const fileIds = await listFileIds(tx, sourceId, [...new Set(fileIdsIn(content))])
  const copies = fileIds.map((fileId) => ({ fileId, copyId: randomUUID() }))
  await copyFiles(tx, copies, copyId)
  return withFiles(content, new Map(copies.map((copy) => [copy.fileId, copy.copyId])))
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** What a page and a board call the id of a file in their JSON. */
const fileKeys = new Set(['fileId', 'asset'])

/** Of the files that a content shows. */
export function fileIdsIn(json: object): string[] {
  return Object.entries(json).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return fileKeys.has(key) && uuid.test(value) ? [value] : []
    return typeof value === 'object' && value !== null ? fileIdsIn(value) : []
  })
}

/** The same with other files in their place. */
export function withFiles(json: object, ids: ReadonlyMap<string, string>): object {
  const renamed = (key: string, value: unknown): unknown => {
    if (typeof value === 'string') return (fileKeys.has(key) && ids.get(value)) || value
    if (Array.isArray(value)) return value.map((one: unknown) => renamed('', one))
    return typeof value === 'object' && value !== null ? withFiles(value, ids) : value
  }
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, renamed(key, value)]))
}
