import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { agreements, judgements, observations } from '../schema/judgements.ts'
import { members } from '../schema/projects.ts'

export type JudgementRow = typeof judgements.$inferSelect
export type AgreementRow = typeof agreements.$inferSelect
export type ObservationRow = typeof observations.$inferSelect

/** One pupil and one criterion of a project. */
export interface Place {
  projectId: string
  criterionId: string
  pupilId: string
}

/** All that was judged in a project, the oldest first. Whom it may be shown, the caller says. */
export async function listJudgements(db: DbOrTx, projectId: string): Promise<JudgementRow[]> {
  return db
    .select()
    .from(judgements)
    .where(eq(judgements.projectId, projectId))
    .orderBy(asc(judgements.at), asc(judgements.id))
}

/** Of one pupil by one criterion. */
export async function listJudgementsAt(db: DbOrTx, { criterionId, pupilId }: Place): Promise<JudgementRow[]> {
  return db
    .select()
    .from(judgements)
    .where(and(eq(judgements.criterionId, criterionId), eq(judgements.pupilId, pupilId)))
}

export async function findJudgement(db: DbOrTx, judgementId: string): Promise<JudgementRow | null> {
  const [row] = await db.select().from(judgements).where(eq(judgements.id, judgementId))
  return row ?? null
}

/** Somebody's judgement in a place, in the stead of what they said there before. Gives its id. */
export async function upsertJudgement(
  tx: Tx,
  judgement: Place & Pick<JudgementRow, 'kind' | 'level' | 'words' | 'extractIds' | 'at'> & { authorId: string },
): Promise<string> {
  const { level, words, extractIds, at } = judgement
  const [row] = await tx
    .insert(judgements)
    .values(judgement)
    .onConflictDoUpdate({
      target: [judgements.criterionId, judgements.pupilId, judgements.authorId],
      // Words that a teacher has not read are not shown in the place of those that one has.
      set: { level, words, extractIds, at, shownAt: null, shownBy: null },
    })
    .returning({ id: judgements.id })
  if (!row) throw new Error('a judgement was stored without a row')
  return row.id
}

export async function updateJudgementShown(
  tx: Tx,
  judgementId: string,
  shown: Pick<JudgementRow, 'shownAt' | 'shownBy'>,
): Promise<void> {
  await tx.update(judgements).set(shown).where(eq(judgements.id, judgementId))
}

export async function listAgreements(db: DbOrTx, projectId: string): Promise<AgreementRow[]> {
  return db.select().from(agreements).where(eq(agreements.projectId, projectId)).orderBy(asc(agreements.agreedAt))
}

export async function findAgreement(db: DbOrTx, { criterionId, pupilId }: Place): Promise<AgreementRow | null> {
  const [row] = await db
    .select()
    .from(agreements)
    .where(and(eq(agreements.criterionId, criterionId), eq(agreements.pupilId, pupilId)))
  return row ?? null
}

/** What the teachers came to, in the stead of what they had come to before: its pupil reads it when it is published anew. */
export async function upsertAgreement(
  tx: Tx,
  agreement: Place & Pick<AgreementRow, 'level' | 'note' | 'words' | 'agreedAt'> & { agreedBy: string },
): Promise<void> {
  const { level, note, words, agreedBy, agreedAt } = agreement
  await tx
    .insert(agreements)
    .values(agreement)
    .onConflictDoUpdate({
      target: [agreements.criterionId, agreements.pupilId],
      set: { level, note, words, agreedBy, agreedAt, publishedAt: null, publishedBy: null },
    })
}

/** Shows these pupils what was agreed about them, or takes it back. Gives the pupils for whom something changed. */
export async function updatePublished(
  tx: Tx,
  given: { projectId: string; pupilIds: string[]; publishedAt: Date | null; publishedBy: string },
): Promise<string[]> {
  const { projectId, pupilIds, publishedAt, publishedBy } = given
  if (pupilIds.length === 0) return []
  const changed = await tx
    .update(agreements)
    .set({ publishedAt, publishedBy: publishedAt === null ? null : publishedBy })
    .where(
      and(
        eq(agreements.projectId, projectId),
        inArray(agreements.pupilId, pupilIds),
        sql`(${agreements.publishedAt} is null) = ${publishedAt !== null}`,
      ),
    )
    .returning({ pupilId: agreements.pupilId })
  return [...new Set(changed.map(({ pupilId }) => pupilId))]
}

export async function listObservations(db: DbOrTx, projectId: string): Promise<ObservationRow[]> {
  return db
    .select()
    .from(observations)
    .where(eq(observations.projectId, projectId))
    .orderBy(asc(observations.at), asc(observations.id))
}

export async function insertObservation(
  tx: Tx,
  observation: Place & Pick<ObservationRow, 'level' | 'at'> & { authorId: string },
): Promise<string> {
  const [row] = await tx.insert(observations).values(observation).returning({ id: observations.id })
  if (!row) throw new Error('an observation was stored without a row')
  return row.id
}

export async function findObservation(db: DbOrTx, observationId: string): Promise<ObservationRow | null> {
  const [row] = await db.select().from(observations).where(eq(observations.id, observationId))
  return row ?? null
}

export async function deleteObservation(tx: Tx, observationId: string): Promise<void> {
  await tx.delete(observations).where(eq(observations.id, observationId))
}

/** Who teaches in a project for a school now: they judge its pupils. */
export async function listTeachersFor(db: DbOrTx, projectId: string, schoolId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: members.userId })
    .from(members)
    .where(
      and(
        eq(members.projectId, projectId),
        eq(members.schoolId, schoolId),
        inArray(members.role, ['owner', 'teacher']),
        isNull(members.leftAt),
      ),
    )
  return rows.map(({ userId }) => userId)
}
