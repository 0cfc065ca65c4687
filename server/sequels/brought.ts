import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { type DocumentRow, insertDocument, listDocuments } from '#db/queries/documents.ts'
import { copyFiles, listFileSizes } from '#db/queries/files.ts'
import { listWithPupilsWork } from '#db/queries/kits.ts'
import { fileIdsIn, liveContent, withFiles } from '../documents/copy.ts'
import { seedOf, storeSeed } from '../documents/seed.ts'
import type { Ctx, SessionUser } from '../kit/context.ts'
import type { KitPlan, KitRubric } from '../kits/content.ts'
import { planFrom, todayOf } from '../kits/copy.ts'
import { mayBeTaken } from '../kits/kits.ts'
import { livePlan } from '../kits/make.ts'
import { beginRubric, rubricOf } from '../kits/rubric.ts'

/*
 * What a sequel begins with: what teachers wrote for everybody in the project. Pages that are teachers' alone stay in the
 * archive: those of a partner school are not for whoever founds the next one.
 */

/** As of a kit: no more than these; what is too much stays behind. */
const mostDocuments = 40
const mostLetters = 2_000_000
const mostFileBytes = 20 * 1024 * 1024

interface BroughtDocument extends Pick<DocumentRow, 'id' | 'kind' | 'title' | 'language' | 'isTemplate'> {
  /** Its bytes: to make them takes as long as the document is large. */
  seed: ReturnType<typeof seedOf>
  copies: { fileId: string; copyId: string }[]
}
export interface Brought {
  documents: BroughtDocument[]
  plan: KitPlan | null
  rubric: KitRubric | null
  today: string
}

/** Reads it and makes its bytes, before the transaction that writes it: open documents have their own turns. */
export async function readBrought(ctx: Ctx, projectId: string): Promise<Brought> {
  return {
    documents: await readDocuments(ctx, projectId),
    plan: await livePlan(ctx, projectId),
    rubric: await rubricOf(ctx.db, projectId),
    today: await todayOf(ctx),
  }
}

async function readDocuments(ctx: Ctx, projectId: string): Promise<BroughtDocument[]> {
  const rows = (await listDocuments(ctx.db, projectId)).filter((row) => mayBeTaken(row) && row.access === 'project')
  const withPupilsWork = await listWithPupilsWork(
    ctx.db,
    rows.map(({ id }) => id),
  )
  const documents: BroughtDocument[] = []
  let [letters, bytes] = [0, 0]
  for (const { id, kind, title, language, isTemplate } of rows.filter((row) => !withPupilsWork.has(row.id))) {
    if (documents.length === mostDocuments) break
    const content = await liveContent(ctx, id, kind)
    const sizes = await listFileSizes(ctx.db, { documentId: id }, [...new Set(fileIdsIn(content))])
    const ownLetters = JSON.stringify(content).length
    const ownBytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    if (letters + ownLetters > mostLetters || bytes + ownBytes > mostFileBytes) continue
    letters += ownLetters
    bytes += ownBytes
    const copies = [...sizes.keys()].map((fileId) => ({ fileId, copyId: randomUUID() }))
    const shown = withFiles(content, new Map(copies.map(({ fileId, copyId }) => [fileId, copyId])))
    documents.push({ id, kind, title, language, isTemplate, seed: seedOf(kind, shown), copies })
  }
  return documents
}

interface Place {
  projectId: string
  user: SessionUser
  at: Date
}

/** Writes it into a project that has nothing yet. */
export async function writeBrought(tx: Tx, place: Place, { documents, plan, rubric, today }: Brought): Promise<void> {
  // Somebody may have written there while it was read.
  const withPupilsWork = await listWithPupilsWork(
    tx,
    documents.map(({ id }) => id),
  )
  for (const document of documents) if (!withPupilsWork.has(document.id)) await writeDocument(tx, place, document)
  if (plan !== null) await planFrom(tx, place, plan, today)
  const { projectId, user, at } = place
  if (rubric !== null) await beginRubric(tx, { projectId, savedBy: user.id, savedAt: at }, rubric)
}

async function writeDocument(tx: Tx, { projectId, user, at }: Place, document: BroughtDocument): Promise<void> {
  const { kind, title, language, isTemplate, seed, copies } = document
  const row = { projectId, kind, title, language, isTemplate, access: 'project' as const }
  const id = await insertDocument(tx, { ...row, createdBy: user.id, createdAt: at, changedAt: at })
  if (id === null) throw new Error('a document was inserted without a row')
  await copyFiles(tx, copies, id)
  await storeSeed(tx, id, user.id, seed, at)
}
