import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { type DocumentRow, listDocuments } from '#db/queries/documents.ts'
import { listFileIds } from '#db/queries/files.ts'
import { findPlan } from '#db/queries/plan.ts'
import {
  copyFilesIntoKit,
  countKits,
  insertKit,
  listWithPupilsWork,
  sumKitFiles,
  updateKitContent,
} from '#db/queries/kits.ts'
import { requireDocument, requireProject } from '../access/grants.ts'
import { liveBoard } from '../boards/board.ts'
import { fileIdsIn, liveContent, withFiles } from '../documents/copy.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import type { KitDocument, KitPlan } from './content.ts'
import type { KitDraft } from './input.ts'
import { mayBeTaken } from './kits.ts'
import { itemsById } from './items.ts'
import { planOf } from './plan.ts'
import { rubricOf } from './rubric.ts'

const mostKits = 200
const mostLetters = 2_000_000
const mostFileBytes = 20 * 1024 * 1024

/** Makes a kit of what teachers wrote in a project. Nothing in which a pupil had a hand goes into it. */
export async function makeKit(
  ctx: Ctx,
  projectId: string,
  { documentIds, withPlan, withRubric, ...draft }: KitDraft,
): Promise<{ id: string }> {
  const { user } = await requireProject(ctx, projectId, 'kit.use')
  const rows = await documentsFor(ctx, projectId, documentIds)
  const documents: KitDocument[] = []
  for (const row of rows) documents.push(await documentOf(ctx, row))
  const plan = withPlan ? await livePlan(ctx, projectId) : null
  const rubric = withRubric ? await rubricOf(ctx.db, projectId) : null
  if (documents.length === 0 && plan === null && rubric === null) throw invalidField('documentIds', 'kit_empty')
  if (JSON.stringify({ documents, plan, rubric }).length > mostLetters) throw new AppError('too_large', 'kit_too_large')
  const id = await ctx.db.transaction(async (tx) => {
    const grant = await requireProject(ctx, projectId, 'kit.use', tx)
    if ((await countKits(tx, user.schoolId)) >= mostKits) throw new AppError('conflict', 'kits_full')
    // Somebody may have written there while it was read.
    await requireTeachersOwn(tx, rows)
    const base = { ...draft, schoolId: user.schoolId, createdBy: user.id, createdAt: ctx.now() }
    const kitId = await insertKit(tx, { ...base, content: { documents: [] } })
    const content = { documents: await withOwnFiles(tx, kitId, rows, documents), plan, rubric }
    await updateKitContent(tx, kitId, content)
    if ((await sumKitFiles(tx, kitId)) > mostFileBytes) throw new AppError('too_large', 'kit_too_large')
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: user.id, schoolId: grant.schoolId, projectId, action: 'kit.made', targetId: kitId },
      detail: { title: draft.title, documents: rows.length },
    })
    return kitId
  })
  return { id }
}

/** The plan is its teachers' alone: no pupil has a hand in it. */
export async function livePlan(ctx: Ctx, projectId: string): Promise<KitPlan | null> {
  const found = await findPlan(ctx.db, projectId)
  if (found === null || found.state === 'removed') return null
  const { objects } = await liveBoard(ctx, found.id)
  const named = objects.flatMap(({ itemIds }) => itemIds)
  return planOf(objects, await itemsById(ctx.db, named))
}

/** In the order in which they were named. */
async function documentsFor(ctx: Ctx, projectId: string, documentIds: readonly string[]): Promise<DocumentRow[]> {
  const known = await listDocuments(ctx.db, projectId)
  const rows = [...new Set(documentIds)].map((id) => known.find((row) => row.id === id))
  const found = rows.filter((row) => row !== undefined)
  if (found.length < rows.length) throw notFound()
  if (!found.every(mayBeTaken)) throw invalidField('documentIds', 'kit_of_group')
  for (const { id } of found) await requireDocument(ctx, id, { content: 'read' })
  await requireTeachersOwn(ctx.db, found)
  return found
}

async function requireTeachersOwn(db: Parameters<typeof listWithPupilsWork>[0], rows: readonly DocumentRow[]) {
  const withPupilsWork = await listWithPupilsWork(
    db,
    rows.map(({ id }) => id),
  )
  if (withPupilsWork.size > 0) throw invalidField('documentIds', 'kit_of_pupils')
}

async function documentOf(
  ctx: Ctx,
  { id, kind, title, language, access, isTemplate }: DocumentRow,
): Promise<KitDocument> {
  const content = { ...(await liveContent(ctx, id, kind)) }
  return { kind, title, language, access: access === 'project' ? 'project' : 'teachers', isTemplate, content }
}

async function withOwnFiles(
  tx: Tx,
  kitId: string,
  rows: readonly DocumentRow[],
  documents: readonly KitDocument[],
): Promise<KitDocument[]> {
  const kept: KitDocument[] = []
  for (const [at, document] of documents.entries()) {
    const shown = await listFileIds(tx, rows[at]?.id ?? '', [...new Set(fileIdsIn(document.content))])
    const copies = shown.map((fileId) => ({ fileId, copyId: randomUUID() }))
    await copyFilesIntoKit(tx, kitId, copies)
    const ids = new Map(copies.map(({ fileId, copyId }) => [fileId, copyId]))
    kept.push({ ...document, content: { ...withFiles(document.content, ids) } })
  }
  return kept
}
