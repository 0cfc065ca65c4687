import { insertAudit } from '#db/queries/audit.ts'
import { type DocumentRow, listDocuments } from '#db/queries/documents.ts'
import { deleteKit, findKit, type KitRow, listKitCopies, listKits, listWithPupilsWork } from '#db/queries/kits.ts'
import { findPlan } from '#db/queries/plan.ts'
import { findRubric } from '#db/queries/rubrics.ts'
import { requireProject, requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, notFound } from '../kit/errors.ts'
import { kitContent, type KitContent } from './content.ts'
import { shippedCredit, type ShippedKit, shippedKits } from './shipped.ts'

const holds = ({ documents, plan, rubric }: KitContent) => ({
  documents: documents.map(({ kind, title, isTemplate, access }) => ({ kind, title, isTemplate, access })),
  /** How many lessons, tasks and steps are planned, and how many criteria there are. */
  planned: plan?.things.length ?? 0,
  criteria: rubric?.criteria.length ?? 0,
})

const shippedView = ({ content, ...kit }: ShippedKit) => ({
  ...{ ...kit, ...shippedCredit, isShipped: true, isOwn: false, audience: 'everybody' as const },
  ...{ ...holds(content), can: { remove: false } },
})

function ownView(
  row: KitRow,
  { id, schoolId, isSchoolAdmin }: { id: string; schoolId: string; isSchoolAdmin: boolean },
) {
  const { title, summary, language, ageFrom, ageTo, credit, licence, audience } = row
  const isOwn = row.schoolId === schoolId
  return {
    ...{ id: row.id, title, summary, language, ageFrom, ageTo, credit, licence, audience, isOwn, isShipped: false },
    ...holds(kitContent.parse(row.content)),
    can: { remove: isOwn && (isSchoolAdmin || row.createdBy === id) },
  }
}

/** Kits that may be copied into a project, what it began with, and of which documents a kit may be made. */
export async function showKits(ctx: Ctx, projectId: string) {
  const { user } = await requireProject(ctx, projectId, 'kit.use')
  const rows = await listKits(ctx.db, user.schoolId)
  const documents = (await listDocuments(ctx.db, projectId)).filter(mayBeTaken)
  const withPupilsWork = await listWithPupilsWork(
    ctx.db,
    documents.map(({ id }) => id),
  )
  const copies = await listKitCopies(ctx.db, projectId)
  return {
    kits: [...rows.map((row) => ownView(row, user)), ...shippedKits.map(shippedView)],
    copies: copies.map(({ id, title, credit, licence, copiedAt }) => ({
      ...{ id, title, credit, licence },
      at: copiedAt.toISOString(),
    })),
    has: {
      plan: (await findPlan(ctx.db, projectId))?.state === 'open',
      rubric: (await findRubric(ctx.db, projectId)) !== null,
    },
    sources: documents.map(({ id, kind, title, isTemplate }) => ({
      ...{ id, kind, title, isTemplate },
      hasPupilsWork: withPupilsWork.has(id),
    })),
  }
}

/** What lies with a group is theirs, and the plan is the project's own. */
export const mayBeTaken = ({ state, groupId, damagedAt, isPlan }: DocumentRow) =>
  state !== 'removed' && groupId === null && damagedAt === null && !isPlan

/** Takes a kit away; what was copied of it stays. */
export async function removeKit(ctx: Ctx, kitId: string): Promise<void> {
  const user = requireSchool(ctx, 'kit.remove')
  await ctx.db.transaction(async (tx) => {
    const kit = await findKit(tx, kitId, user.schoolId)
    if (kit === null) throw notFound()
    if (!ownView(kit, user).can.remove) throw new AppError('forbidden')
    await deleteKit(tx, kitId)
    await insertAudit(tx, {
      ...{ at: ctx.now(), actorId: user.id, schoolId: user.schoolId, action: 'kit.removed', targetId: kitId },
      detail: { title: kit.title },
    })
  })
}
