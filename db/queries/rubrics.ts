import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { agreements } from '../schema/judgements.ts'
import { criteria, rubrics } from '../schema/rubrics.ts'

/** What a project is judged by, or null where nobody has made it. */
export async function findRubric(db: DbOrTx, projectId: string) {
  const [row] = await db.select().from(rubrics).where(eq(rubrics.projectId, projectId))
  return row ?? null
}

export async function upsertRubric(tx: Tx, rubric: typeof rubrics.$inferInsert): Promise<void> {
  await tx.insert(rubrics).values(rubric).onConflictDoUpdate({ target: rubrics.projectId, set: rubric })
}

/** Whether a pupil finds something of the rubric: it is open, or something was published about them. */
export async function isRubricFor(db: DbOrTx, projectId: string, userId: string): Promise<boolean> {
  const open = await db
    .select({ projectId: rubrics.projectId })
    .from(rubrics)
    .where(and(eq(rubrics.projectId, projectId), eq(rubrics.isOpen, true)))
  if (open.length > 0) return true
  const told = await db
    .select({ pupilId: agreements.pupilId })
    .from(agreements)
    .where(and(eq(agreements.projectId, projectId), eq(agreements.pupilId, userId), isNotNull(agreements.publishedAt)))
    .limit(1)
  return told.length > 0
}

/** All criteria of a project in their order, those that were taken out last. */
export async function listCriteria(db: DbOrTx, projectId: string) {
  return db
    .select()
    .from(criteria)
    .where(eq(criteria.projectId, projectId))
    .orderBy(sql`${criteria.removedAt} is not null`, asc(criteria.position), asc(criteria.id))
}

type CriterionRow = Awaited<ReturnType<typeof listCriteria>>[number]

/** A criterion that the project is judged by now, or null. */
export async function findCriterion(db: DbOrTx, projectId: string, criterionId: string) {
  const [row] = await db
    .select({ id: criteria.id })
    .from(criteria)
    .where(and(eq(criteria.projectId, projectId), eq(criteria.id, criterionId), isNull(criteria.removedAt)))
  return row ?? null
}

export type NewCriterion = Pick<CriterionRow, 'words' | 'itemId' | 'levels'> & { id: string }

/** Puts these criteria in this order; what is not among them is taken out. Their ids are of this project or of none. */
export async function replaceCriteria(tx: Tx, projectId: string, wanted: NewCriterion[], at: Date): Promise<void> {
  await tx
    .update(criteria)
    .set({ removedAt: at })
    .where(and(eq(criteria.projectId, projectId), isNull(criteria.removedAt)))
  for (const [position, { id, ...values }] of wanted.entries())
    await tx
      .insert(criteria)
      .values({ id, projectId, position, ...values })
      .onConflictDoUpdate({
        target: criteria.id,
        set: { position, removedAt: null, ...values },
        setWhere: eq(criteria.projectId, projectId),
      })
}
