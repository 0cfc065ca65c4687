import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { insertDocument } from '#db/queries/documents.ts'
import { findPlan } from '#db/queries/plan.ts'
import { findRubric } from '#db/queries/rubrics.ts'
import { copyFilesOutOfKit, findKit, insertKitCopy, listKitFileIds, sumKitFiles } from '#db/queries/kits.ts'
import type { ProjectGrant } from '../access/grants.ts'
import { clocksOf } from '../clocks/clocks.ts'
import { fileIdsIn, withFiles } from '../documents/copy.ts'
import { seedOf, storeSeed } from '../documents/seed.ts'
import { type Ctx, requireUser } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { requireRoom } from '../kit/file-limits.ts'
import { insertPlan } from '../plan/plan.ts'
import { todayIn } from '../plan/today.ts'
import { inProject } from '../projects/projects.ts'
import { kitContent, type KitContent, type KitDocument, type KitPlan } from './content.ts'
import { idsOf } from './items.ts'
import { boardOfPlan } from './plan.ts'
import { beginRubric } from './rubric.ts'
import { shippedCredit, shippedKits } from './shipped.ts'

interface Copied {
  /** Null for what comes with the product. */
  kitId: string | null
  title: string
  credit: string
  licence: string
  content: KitContent
}

/** Copies a kit into a project: its documents are the project's own from then on, and who made it stays known. */
export async function copyKit(ctx: Ctx, projectId: string, kitId: string) {
  const today = await todayOf(ctx)
  const copied = await inProject(ctx, projectId, 'kit.use', async (tx, grant) => {
    const kit = await kitFor(tx, grant, kitId)
    const size = kit.kitId === null ? 0 : await sumKitFiles(tx, kit.kitId)
    if (size > 0) await requireRoom(tx, { projectId, userId: grant.user.id, size })
    const own = new Set(kit.kitId === null ? [] : await listKitFileIds(tx, kit.kitId))
    const made: { id: string; kind: KitDocument['kind']; title: string }[] = []
    const { title, credit, licence, content } = kit
    for (const document of content.documents) made.push(await documentFrom(ctx, tx, { grant, document, own }))
    const at = ctx.now()
    // A project that plans or judges already keeps what it has.
    const hasPlan = content.plan !== null && (await findPlan(tx, projectId)) === null
    if (content.plan !== null && hasPlan) made.push(await planFrom(tx, { ...grant, at }, content.plan, today))
    const hasRubric = content.rubric !== null && (await findRubric(tx, projectId)) === null
    if (content.rubric !== null && hasRubric)
      await beginRubric(tx, { projectId, savedBy: grant.user.id, savedAt: at }, content.rubric)
    await insertKitCopy(tx, { projectId, title, credit, licence, copiedBy: grant.user.id, copiedAt: at })
    await insertAudit(tx, {
      ...{ at, actorId: grant.user.id, schoolId: grant.schoolId, about: 'project', projectId },
      ...{ action: 'kit.copied', targetId: kit.kitId, detail: { title, documents: made.length } },
    })
    return { documents: made, hasPlan, hasRubric }
  })
  for (const { id } of copied.documents)
    ctx.rooms.notice({ projectId }, { topic: 'documents', id, userId: requireUser(ctx).id })
  return copied
}

export async function planFrom(tx: Tx, place: Parameters<typeof insertPlan>[1], plan: KitPlan, today: string) {
  const named = plan.things.flatMap(({ items }) => items)
  const board = boardOfPlan(plan, { today, idOf: await idsOf(tx, named) })
  return { id: await insertPlan(tx, place, board), kind: 'board' as const, title: 'Plan' }
}

async function kitFor(tx: Tx, { user }: ProjectGrant, kitId: string): Promise<Copied> {
  const shipped = shippedKits.find(({ id }) => id === kitId)
  if (shipped !== undefined) return { kitId: null, ...shippedCredit, title: shipped.title, content: shipped.content }
  const row = z.uuid().safeParse(kitId).success ? await findKit(tx, kitId, user.schoolId) : null
  if (row === null) throw notFound()
  const { title, credit, licence } = row
  return { kitId: row.id, title, credit, licence, content: kitContent.parse(row.content) }
}

/** Which day it is at the asker's school. */
export async function todayOf(ctx: Ctx): Promise<string> {
  const { schoolId } = requireUser(ctx)
  const clock = (await clocksOf(ctx, [schoolId])).get(schoolId)
  return todayIn(clock?.calendar.timeZone ?? 'UTC', ctx.now())
}

interface From {
  grant: ProjectGrant
  document: KitDocument
  /** Files that are the kit's. */
  own: ReadonlySet<string>
}

async function documentFrom(ctx: Ctx, tx: Tx, { grant, document, own }: From) {
  const { kind, title, language, access, isTemplate, content } = document
  const at = ctx.now()
  const place = { projectId: grant.projectId, kind, title, language, access, isTemplate }
  const id = await insertDocument(tx, { ...place, createdBy: grant.user.id, createdAt: at, changedAt: at })
  if (id === null) throw new Error('a document was inserted without a row')
  const copies = [...new Set(fileIdsIn(content))]
    .filter((fileId) => own.has(fileId))
    .map((fileId) => ({ fileId, copyId: randomUUID() }))
  const owner = { projectId: grant.projectId, documentId: id, uploadedBy: grant.user.id, createdAt: at }
  await copyFilesOutOfKit(tx, owner, copies)
  const shown = withFiles(content, new Map(copies.map(({ fileId, copyId }) => [fileId, copyId])))
  await storeSeed(tx, id, grant.user.id, seedOf(kind, shown), at)
  return { id, kind, title }
}
