import { and, asc, desc, eq, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { approvalNotes, approvals } from '../schema/approvals.ts'
import { mandates } from '../schema/offices.ts'
import { projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { terms } from '../schema/terms.ts'
import { users } from '../schema/users.ts'
import type { MandatePost } from '../schema/values.ts'

const nobody = '00000000-0000-0000-0000-000000000000'

export type ApprovalRow = typeof approvals.$inferSelect
type NewApproval = Pick<
  typeof approvals.$inferInsert,
  'userId' | 'schoolId' | 'projectId' | 'officeId' | 'deciderSchoolId' | 'appeals' | 'vouchesFor'
> & { askedBy: string | null; askedAt: Date }

/** Gives its id; null where one is under way already between these two. */
export async function insertApproval(tx: Tx, row: NewApproval): Promise<string | null> {
  const [made] = await tx.insert(approvals).values(row).onConflictDoNothing().returning({ id: approvals.id })
  return made?.id ?? null
}

export async function insertApprovalNote(tx: Tx, row: typeof approvalNotes.$inferInsert): Promise<void> {
  await tx.insert(approvalNotes).values(row)
}

export async function findApproval(db: DbOrTx, approvalId: string): Promise<ApprovalRow | null> {
  const [row] = await db.select().from(approvals).where(eq(approvals.id, approvalId))
  return row ?? null
}

/** The same, held until the transaction ends: of two who decide at once the second sees what the first decided. */
export async function lockApproval(tx: Tx, approvalId: string): Promise<ApprovalRow | null> {
  const [row] = await tx.select().from(approvals).where(eq(approvals.id, approvalId)).for('update')
  return row ?? null
}

type ApprovalChanges = Partial<Pick<ApprovalRow, 'state' | 'decidedBy' | 'decidedAt'>>

export async function updateApproval(tx: Tx, approvalId: string, changes: ApprovalChanges): Promise<void> {
  await tx.update(approvals).set(changes).where(eq(approvals.id, approvalId))
}

export async function isAppealed(db: DbOrTx, approvalId: string): Promise<boolean> {
  const rows = await db.select({ id: approvals.id }).from(approvals).where(eq(approvals.appeals, approvalId))
  return rows.length > 0
}

/** What was said about an approval, in its order. */
export const listApprovalNotes = (db: DbOrTx, approvalId: string) =>
  db
    .select({ step: approvalNotes.step, at: approvalNotes.at, text: approvalNotes.text, author: users.displayName })
    .from(approvalNotes)
    .leftJoin(users, eq(users.id, approvalNotes.authorId))
    .where(eq(approvalNotes.approvalId, approvalId))
    .orderBy(asc(approvalNotes.number))

const decider = alias(schools, 'decider')

/** All that was ever asked about a project, the newest first, with who decides. */
export const listProjectApprovals = (db: DbOrTx, projectId: string) =>
  db
    .select({
      id: approvals.id,
      state: approvals.state,
      officeId: approvals.officeId,
      deciderSchoolId: approvals.deciderSchoolId,
      decider: decider.name,
      askedAt: approvals.askedAt,
      appeals: approvals.appeals,
    })
    .from(approvals)
    .innerJoin(decider, or(eq(decider.id, approvals.officeId), eq(decider.id, approvals.deciderSchoolId)))
    .where(eq(approvals.projectId, projectId))
    .orderBy(desc(approvals.number))

interface AtOffice {
  officeId: string
  posts: MandatePost[]
  day: string
}

/** Who has one of these posts at an office on a day, and may sign in. */
export async function listMandateHolders(db: DbOrTx, { officeId, posts, day }: AtOffice): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: mandates.userId })
    .from(mandates)
    .innerJoin(users, eq(users.id, mandates.userId))
    .where(
      and(
        eq(mandates.officeId, officeId),
        inArray(mandates.post, posts),
        lte(mandates.fromDate, day),
        or(isNull(mandates.toDate), gt(mandates.toDate, day)),
        isNull(users.suspendedAt),
      ),
    )
  return rows.map(({ id }) => id)
}

/** Who is head of a school on a day. */
export async function listHeadsOn(db: DbOrTx, schoolId: string, day: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ id: terms.userId })
    .from(terms)
    .where(
      and(
        eq(terms.schoolId, schoolId),
        eq(terms.post, 'head'),
        lte(terms.fromDate, day),
        or(isNull(terms.toDate), gt(terms.toDate, day)),
      ),
    )
  return rows.map(({ id }) => id)
}

const schoolColumns = {
  id: schools.id,
  kind: schools.kind,
  name: schools.name,
  town: schools.town,
  countryCode: schools.countryCode,
  nationalCode: schools.nationalCode,
  regionId: schools.regionId,
  region: regions.name,
}

/** Schools that an approval is about: its own, that of its person, or those of its project. */
export const listApprovalSchools = (db: DbOrTx, { userId, schoolId, projectId }: ApprovalRow) =>
  db
    .selectDistinct(schoolColumns)
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .leftJoin(users, and(eq(users.schoolId, schools.id), eq(users.id, userId ?? nobody)))
    .leftJoin(
      projectSchools,
      and(
        eq(projectSchools.schoolId, schools.id),
        eq(projectSchools.projectId, projectId ?? nobody),
        isNull(projectSchools.leftAt),
      ),
    )
    .where(
      or(
        eq(schools.id, schoolId ?? nobody),
        eq(users.id, userId ?? nobody),
        eq(projectSchools.projectId, projectId ?? nobody),
      ),
    )
    .orderBy(asc(schools.name), asc(schools.id))

/** What those are called who had a hand in it. */
export async function findApprovalNames(db: DbOrTx, approvalId: string) {
  const asker = alias(users, 'asker')
  const judge = alias(users, 'judge')
  const person = alias(users, 'person')
  const [row] = await db
    .select({
      decider: decider.name,
      person: person.displayName,
      asker: asker.displayName,
      decidedBy: judge.displayName,
    })
    .from(approvals)
    .innerJoin(decider, or(eq(decider.id, approvals.officeId), eq(decider.id, approvals.deciderSchoolId)))
    .leftJoin(person, eq(person.id, approvals.userId))
    .leftJoin(asker, eq(asker.id, approvals.askedBy))
    .leftJoin(judge, eq(judge.id, approvals.decidedBy))
    .where(eq(approvals.id, approvalId))
  return row ?? null
}
