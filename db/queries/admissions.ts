import { and, desc, eq, exists, isNotNull, isNull, notExists, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { approvals } from '../schema/approvals.ts'
import { offices } from '../schema/offices.ts'
import { schools } from '../schema/schools.ts'

/* Whether an institution may train: an office has said yes to it, or its country has none that is open. */

const yes = (db: DbOrTx) =>
  db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(eq(approvals.schoolId, schools.id), isNotNull(approvals.officeId), eq(approvals.state, 'approved')))

const openOffice = (db: DbOrTx) =>
  db
    .select({ id: offices.schoolId })
    .from(offices)
    .where(and(eq(offices.countryCode, schools.countryCode), isNull(offices.closedOn)))

/** Of a row of `schools`. */
export const isAdmittedWord = (db: DbOrTx): SQL =>
  sql`(${schools.kind} = 'institution' and (${exists(yes(db))} or ${notExists(openOffice(db))}))`

export async function isAdmitted(db: DbOrTx, schoolId: string): Promise<boolean> {
  const rows = await db
    .select({ id: schools.id })
    .from(schools)
    .where(and(eq(schools.id, schoolId), isAdmittedWord(db)))
  return rows.length > 0
}

/** What an office says of a school: the last that was asked of one. Null where none was asked. */
export async function findAdmission(db: DbOrTx, schoolId: string) {
  const [row] = await db
    .select({ approvalId: approvals.id, state: approvals.state })
    .from(approvals)
    .where(and(eq(approvals.schoolId, schoolId), isNotNull(approvals.officeId)))
    .orderBy(desc(approvals.number))
    .limit(1)
  return row ?? null
}
