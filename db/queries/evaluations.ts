import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { applicationAnswers, applications, evidence } from '../schema/applications.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import { decisions, evaluations, marks } from '../schema/evaluations.ts'
import { mandates } from '../schema/offices.ts'
import { profiles } from '../schema/profiles.ts'
import { projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type EvaluationRow = typeof evaluations.$inferSelect
export type MarkRow = typeof marks.$inferSelect
export type DecisionRow = typeof decisions.$inferSelect
export type ApplicationRow = typeof applications.$inferSelect

/** A campaign with what it goes by. */
export async function findJudgedCampaign(db: DbOrTx, campaignId: string) {
  const [row] = await db
    .select({ campaign: campaigns, rulebook: rulebooks })
    .from(campaigns)
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .where(eq(campaigns.id, campaignId))
  return row ?? null
}

/** Held until the end of the transaction: who marks, assigns and decides come one after the other. */
export async function lockApplication(tx: Tx, applicationId: string): Promise<ApplicationRow | null> {
  const [row] = await tx.select().from(applications).where(eq(applications.id, applicationId)).for('update')
  return row ?? null
}

export async function findApplicationRow(db: DbOrTx, applicationId: string): Promise<ApplicationRow | null> {
  const [row] = await db.select().from(applications).where(eq(applications.id, applicationId))
  return row ?? null
}

const title = sql<string>`coalesce(${projects.name}, ${schools.name})`

/** Of a campaign, what is or was judged, with what it is about and who applied. */
export const listHandedIn = (db: DbOrTx, campaignId: string) =>
  db
    .select({
      ...{ application: applications, title, applicant: users.displayName },
      ages: { from: projects.ageFrom, to: projects.ageTo },
    })
    .from(applications)
    .leftJoin(users, eq(users.id, applications.userId))
    .leftJoin(projects, eq(projects.id, applications.projectId))
    .leftJoin(schools, eq(schools.id, applications.schoolId))
    .where(
      and(eq(applications.campaignId, campaignId), inArray(applications.state, ['submitted', 'judged', 'decided'])),
    )
    .orderBy(asc(applications.submittedAt), asc(applications.id))

export async function updateApplicationState(
  tx: Tx,
  applicationId: string,
  change: Partial<Pick<ApplicationRow, 'state' | 'round' | 'reopened'>>,
): Promise<void> {
  await tx.update(applications).set(change).where(eq(applications.id, applicationId))
}

const idsIn = (ids: readonly string[]) => sql`any(${sql.param(`{${ids.join(',')}}`)}::uuid[])`

/**
 * Who of these people is too near to which of these applications to judge it: has a part in it, is or was in its project, or is of a
 * school that has anything to do with it, or of which somebody of it is.
 */
export async function listNear(
  db: DbOrTx,
  applicationIds: readonly string[],
  userIds: readonly string[],
): Promise<{ applicationId: string; userId: string }[]> {
  if (applicationIds.length === 0 || userIds.length === 0) return []
  const rows = await db.execute<{ applicationId: string; userId: string }>(sql`
    with asked as (select id, user_id, project_id, school_id from applications where id = ${idsIn(applicationIds)}),
    concerned as (
      select id, user_id from asked where user_id is not null
      union select application_id, user_id from application_people where application_id = ${idsIn(applicationIds)}
      union select a.id, m.user_id from asked a join members m on m.project_id = a.project_id
    ),
    places as (
      select c.id, u.school_id from concerned c join users u on u.id = c.user_id
      union select a.id, p.school_id from asked a join project_schools p on p.project_id = a.project_id
      union select id, school_id from asked where school_id is not null
    )
    select c.id as "applicationId", c.user_id as "userId" from concerned c where c.user_id = ${idsIn(userIds)}
    union select p.id, u.id from places p join users u on u.school_id = p.school_id where u.id = ${idsIn(userIds)}`)
  return [...rows]
}

const holdsOn = (day: string) =>
  and(sql`${mandates.fromDate} <= ${day}::date`, sql`(${mandates.toDate} is null or ${mandates.toDate} > ${day}::date)`)

/** Who may judge for an office on a day: in which languages they read, and how many they have before them. */
export const listAssessors = (db: DbOrTx, officeId: string, day: string) =>
  db
    .selectDistinct({
      id: users.id,
      schoolId: users.schoolId,
      locale: users.locale,
      schoolLocale: schools.locale,
      languages: profiles.languages,
      load: sql<number>`(select count(*)::int from ${evaluations} where ${evaluations.assessorId} = ${users.id}
        and ${evaluations.state} in ('offered', 'open'))`,
    })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .leftJoin(profiles, eq(profiles.userId, users.id))
    .where(
      and(
        eq(mandates.officeId, officeId),
        eq(mandates.post, 'assessor'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
        holdsOn(day),
      ),
    )

/** Who may sit in a commission of an office on a day. */
export const listSittingAt = (db: DbOrTx, officeId: string, day: string) =>
  db
    .selectDistinct({ id: users.id })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.userId))
    .where(
      and(
        eq(mandates.officeId, officeId),
        inArray(mandates.post, ['director', 'officer', 'assessor']),
        isNull(users.suspendedAt),
        holdsOn(day),
      ),
    )

export async function insertEvaluation(tx: Tx, row: typeof evaluations.$inferInsert): Promise<void> {
  await tx.insert(evaluations).values(row)
}

export const listEvaluationsOf = (db: DbOrTx, applicationIds: readonly string[]): Promise<EvaluationRow[]> =>
  db
    .select()
    .from(evaluations)
    .where(inArray(evaluations.applicationId, [...applicationIds]))
    .orderBy(asc(evaluations.reader))

const readColumns = {
  evaluation: evaluations,
  application: applications,
  campaign: { id: campaigns.id, officeId: campaigns.officeId, title: campaigns.title, decidesAt: campaigns.decidesAt },
  rulebook: { titles: rulebooks.titles, scheme: rulebooks.scheme, rules: rulebooks.rules },
  title,
}
const selectRead = (db: DbOrTx) =>
  db
    .select(readColumns)
    .from(evaluations)
    .innerJoin(applications, eq(applications.id, evaluations.applicationId))
    .innerJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .leftJoin(projects, eq(projects.id, applications.projectId))
    .leftJoin(schools, eq(schools.id, applications.schoolId))
export type EvaluationFound = Awaited<ReturnType<typeof selectRead>>[number]

/** What somebody was given to judge. */
export const listOwnEvaluations = (db: DbOrTx, userId: string): Promise<EvaluationFound[]> =>
  selectRead(db)
    .where(eq(evaluations.assessorId, userId))
    .orderBy(asc(campaigns.decidesAt), asc(evaluations.offeredAt), asc(evaluations.id))

export async function findEvaluation(db: DbOrTx, evaluationId: string): Promise<EvaluationFound | null> {
  const [row] = await selectRead(db).where(eq(evaluations.id, evaluationId))
  return row ?? null
}

export async function updateEvaluation(
  tx: Tx,
  evaluationId: string,
  change: Partial<Pick<EvaluationRow, 'state' | 'conflict' | 'submittedAt'>>,
): Promise<void> {
  await tx.update(evaluations).set(change).where(eq(evaluations.id, evaluationId))
}

export const listMarks = (db: DbOrTx, evaluationIds: readonly string[]): Promise<MarkRow[]> =>
  db
    .select()
    .from(marks)
    .where(inArray(marks.evaluationId, [...evaluationIds]))

/** Whether nobody is still to mark it. What is left out here is seen nowhere: readers are blind by this query. */
const areAllIn = sql`not exists (select 1 from evaluations waiting where waiting.application_id = ${evaluations.applicationId}
  and waiting.round = ${evaluations.round} and waiting.state in ('offered', 'open'))`

/** What the other readers of it gave, once all are in; before, nothing. */
export const listOthersMarks = (db: DbOrTx, { id, applicationId, round }: EvaluationRow) =>
  db
    .select({ reader: evaluations.reader, criterion: marks.criterion, value: marks.value, comment: marks.comment })
    .from(marks)
    .innerJoin(evaluations, eq(evaluations.id, marks.evaluationId))
    .where(
      and(
        eq(evaluations.applicationId, applicationId),
        eq(evaluations.round, round),
        eq(evaluations.state, 'submitted'),
        sql`${evaluations.id} <> ${id}::uuid`,
        areAllIn,
      ),
    )
    .orderBy(asc(evaluations.reader), asc(marks.criterion))

/** The mark that stands now, where this one was made of another. */
export async function saveMark(tx: Tx, mark: MarkRow, madeOf: number): Promise<MarkRow | null> {
  const where = and(eq(marks.evaluationId, mark.evaluationId), eq(marks.criterion, mark.criterion))
  const [stands] = await tx.select().from(marks).where(where).for('update')
  if ((stands?.revision ?? 0) !== madeOf) return stands ?? { ...mark, revision: 0 }
  await tx
    .insert(marks)
    .values(mark)
    .onConflictDoUpdate({ target: [marks.evaluationId, marks.criterion], set: mark })
  return null
}

/** What it says and what is pinned to it, without who wrote it. */
export async function readDossier(db: DbOrTx, applicationId: string) {
  const answers = await db
    .select({ field: applicationAnswers.field, text: applicationAnswers.text })
    .from(applicationAnswers)
    .where(eq(applicationAnswers.applicationId, applicationId))
    .orderBy(asc(applicationAnswers.field))
  const pinned = await db
    .select({
      id: evidence.id,
      criterion: evidence.criterion,
      kind: evidence.sourceKind,
      extract: evidence.extract,
      note: evidence.note,
      withdrawnAt: evidence.withdrawnAt,
    })
    .from(evidence)
    .where(eq(evidence.applicationId, applicationId))
    .orderBy(asc(evidence.criterion), asc(evidence.pinnedAt), asc(evidence.id))
  return { answers, evidence: pinned }
}

/** Null where it is decided already. */
export async function insertDecision(tx: Tx, row: typeof decisions.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(decisions).values(row).onConflictDoNothing().returning({ id: decisions.id })
  return made?.id ?? null
}

export const listDecisions = (db: DbOrTx, applicationIds: readonly string[]): Promise<DecisionRow[]> =>
  db
    .select()
    .from(decisions)
    .where(inArray(decisions.applicationId, [...applicationIds]))
    .orderBy(asc(decisions.decidedAt))
