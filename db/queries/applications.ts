import { and, asc, count, desc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { applicationAnswers, applicationPeople, applications, conditionResults } from '../schema/applications.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import { offices } from '../schema/offices.ts'
import { projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import type { ApplicationPart, conditionStages } from '../schema/values.ts'
import { isReturn, returned, returnWord } from './returns.ts'

export type ApplicationRow = typeof applications.$inferSelect
type NewApplication = typeof applications.$inferInsert

const office = alias(schools, 'office')

const columns = {
  application: applications,
  campaign: campaigns,
  rulebook: rulebooks,
  office: { id: office.id, name: office.name, countryCode: offices.countryCode, timeZone: office.timeZone },
  projectName: projects.name,
  schoolName: schools.name,
  applicant: users.displayName,
  returned,
}
export type ApplicationFound = NonNullable<Awaited<ReturnType<typeof findApplication>>>

const found = (db: DbOrTx) =>
  db
    .select(columns)
    .from(applications)
    .innerJoin(campaigns, eq(campaigns.id, applications.campaignId))
    .innerJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
    .innerJoin(office, eq(office.id, campaigns.officeId))
    .innerJoin(offices, eq(offices.schoolId, campaigns.officeId))
    .leftJoin(projects, eq(projects.id, applications.projectId))
    .leftJoin(schools, eq(schools.id, applications.schoolId))
    .leftJoin(users, eq(users.id, applications.userId))
    .leftJoin(conditionResults, isReturn)

/** With the campaign that it is in and the rules that it goes by. */
export async function findApplication(db: DbOrTx, applicationId: string) {
  const [row] = await found(db).where(eq(applications.id, applicationId))
  return row ?? null
}

/** Those of these that are there. */
export const listApplicationsById = (db: DbOrTx, ids: string[]) =>
  ids.length === 0 ? Promise.resolve([]) : found(db).where(inArray(applications.id, ids))

/** Nobody changes it, or puts its campaign's end off, before the end of the transaction. */
export async function lockApplication(tx: Tx, applicationId: string): Promise<void> {
  await tx.execute(
    sql`select from campaigns where id = (select campaign_id from applications where id = ${applicationId}) for share`,
  )
  await tx.execute(sql`select from applications where id = ${applicationId} for update`)
}

/** One submission of somebody at a time: what is counted of a year stays true until it is stored. */
export async function lockApplicant(tx: Tx, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`applications ${key}`}))`)
}

/**
 * Those that somebody writes, stands by or is asked about, and those of their school that wait for a first author; for its
 * head all of the school.
 */
export const listApplicationsOf = (
  db: DbOrTx,
  { userId, schoolId, isHead }: { userId: string; schoolId: string; isHead: boolean },
) => {
  const part = db
    .select({ id: applicationPeople.applicationId })
    .from(applicationPeople)
    .where(eq(applicationPeople.userId, userId))
  return found(db)
    .where(
      or(
        inArray(applications.id, part),
        and(eq(applications.schoolId, schoolId), isHead ? undefined : eq(applications.state, 'invited')),
      ),
    )
    .orderBy(desc(applications.createdAt), asc(applications.id))
    .limit(100)
}

interface Subject {
  campaignId: string
  userId: string | null
  projectId: string | null
  schoolId: string | null
}

const isSame = (column: typeof applications.userId | typeof applications.projectId, value: string | null) =>
  value === null ? isNull(column) : eq(column, value)

/** What there is of the same subject in a campaign. */
export async function findApplicationOf(db: DbOrTx, { campaignId, userId, projectId, schoolId }: Subject) {
  const [row] = await db
    .select()
    .from(applications)
    .where(
      and(
        eq(applications.campaignId, campaignId),
        isSame(applications.userId, userId),
        isSame(applications.projectId, projectId),
        schoolId === null ? isNull(applications.schoolId) : eq(applications.schoolId, schoolId),
      ),
    )
  return row ?? null
}

/** Whether the project was handed in by anybody else in this campaign. */
export async function hasSubmitted(db: DbOrTx, { id, campaignId, projectId }: ApplicationRow): Promise<boolean> {
  if (projectId === null) return false
  const [row] = await db
    .select({ count: count() })
    .from(applications)
    .where(
      and(
        eq(applications.campaignId, campaignId),
        eq(applications.projectId, projectId),
        ne(applications.id, id),
        inArray(applications.state, ['submitted', 'judged', 'decided']),
      ),
    )
  return (row?.count ?? 0) > 0
}

export async function insertApplication(tx: Tx, row: NewApplication): Promise<string> {
  const [made] = await tx.insert(applications).values(row).returning({ id: applications.id })
  if (!made) throw new Error('an application was inserted without a row')
  return made.id
}

export async function updateApplication(
  tx: Tx,
  applicationId: string,
  set: Partial<Omit<ApplicationRow, 'id'>>,
): Promise<void> {
  await tx.update(applications).set(set).where(eq(applications.id, applicationId))
}

export type PersonRow = Awaited<ReturnType<typeof listApplicationPeople>>[number]

/** Who has a part in these, the longest in it first. */
export const listApplicationPeople = (db: DbOrTx, applicationIds: string[]) =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          applicationId: applicationPeople.applicationId,
          userId: applicationPeople.userId,
          part: applicationPeople.part,
          confirmedAt: applicationPeople.confirmedAt,
          name: users.displayName,
          schoolId: users.schoolId,
          school: schools.name,
          countryCode: schools.countryCode,
        })
        .from(applicationPeople)
        .innerJoin(users, eq(users.id, applicationPeople.userId))
        .innerJoin(schools, eq(schools.id, users.schoolId))
        .where(inArray(applicationPeople.applicationId, applicationIds))
        .orderBy(asc(applicationPeople.confirmedAt), asc(users.displayName), asc(users.id))

/** Asks somebody, or says since when they have a part. Who has one keeps the day. */
export async function upsertApplicationPerson(
  tx: Tx,
  row: { applicationId: string; userId: string; part: ApplicationPart; confirmedAt: Date | null },
): Promise<void> {
  await tx
    .insert(applicationPeople)
    .values(row)
    .onConflictDoUpdate({
      target: [applicationPeople.applicationId, applicationPeople.userId, applicationPeople.part],
      set: { confirmedAt: sql`coalesce(${applicationPeople.confirmedAt}, excluded.confirmed_at)` },
    })
}

export async function deleteApplicationPerson(tx: Tx, applicationId: string, userId: string): Promise<void> {
  await tx
    .delete(applicationPeople)
    .where(and(eq(applicationPeople.applicationId, applicationId), eq(applicationPeople.userId, userId)))
}

/** What is written, with who wrote each field last. */
export const listAnswers = (db: DbOrTx, applicationIds: string[]) =>
  applicationIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          applicationId: applicationAnswers.applicationId,
          field: applicationAnswers.field,
          text: applicationAnswers.text,
          revision: applicationAnswers.revision,
          author: users.displayName,
          authorId: applicationAnswers.authorId,
          changedAt: applicationAnswers.changedAt,
        })
        .from(applicationAnswers)
        .leftJoin(users, eq(users.id, applicationAnswers.authorId))
        .where(inArray(applicationAnswers.applicationId, applicationIds))
export type AnswerRow = Awaited<ReturnType<typeof listAnswers>>[number]

/** Keeps a field as its next revision. */
export async function upsertAnswer(
  tx: Tx,
  row: Omit<typeof applicationAnswers.$inferInsert, 'revision'>,
): Promise<void> {
  const { text, authorId, changedAt } = row
  await tx
    .insert(applicationAnswers)
    .values({ ...row, revision: 1 })
    .onConflictDoUpdate({
      target: [applicationAnswers.applicationId, applicationAnswers.field],
      set: { text, authorId, changedAt, revision: sql`${applicationAnswers.revision} + 1` },
    })
}

type ResultRow = typeof conditionResults.$inferSelect

type ResultStage = (typeof conditionStages)[number]

const isOfStage = ({ id, round }: Pick<ApplicationRow, 'id' | 'round'>, stage: ResultStage) =>
  and(eq(conditionResults.applicationId, id), eq(conditionResults.round, round), eq(conditionResults.stage, stage))

/** What became of each condition when it was handed in, the last time, or when one decided. */
export const listResults = (
  db: DbOrTx,
  application: Pick<ApplicationRow, 'id' | 'round'>,
  stage: ResultStage,
): Promise<ResultRow[]> =>
  db
    .select()
    .from(conditionResults)
    .where(and(isOfStage(application, stage), ne(conditionResults.condition, returnWord)))

/** In the place of what was kept of the same round, where it was taken back or sent back meanwhile and handed in again. */
export async function replaceResults(
  tx: Tx,
  { application, stage }: { application: Pick<ApplicationRow, 'id' | 'round'>; stage: ResultStage },
  rows: Omit<ResultRow, 'applicationId' | 'round' | 'stage'>[],
): Promise<void> {
  const { id: applicationId, round } = application
  await tx.delete(conditionResults).where(isOfStage(application, stage))
  if (rows.length > 0)
    await tx.insert(conditionResults).values(rows.map((row) => ({ ...row, applicationId, round, stage })))
}

/** Of a project: which applications there are of it, in these campaigns. */
export const listApplicationsIn = (db: DbOrTx, projectId: string, campaignIds: string[]) =>
  campaignIds.length === 0
    ? Promise.resolve([])
    : db
        .select()
        .from(applications)
        .where(and(eq(applications.projectId, projectId), inArray(applications.campaignId, campaignIds)))
