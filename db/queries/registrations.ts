import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, notExists, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { approvalNotes, approvals } from '../schema/approvals.ts'
import { offices } from '../schema/offices.ts'
import { newcomers, registrations } from '../schema/registrations.ts'
import { schools } from '../schema/schools.ts'
import { credentials, users } from '../schema/users.ts'

type NewRegistration = Pick<typeof registrations.$inferInsert, 'addressHash' | 'sealed' | 'createdAt' | 'expiresAt'>
export type RegistrationRow = typeof registrations.$inferSelect
export type NewcomerRow = typeof newcomers.$inferSelect

/** In the place of an earlier one of the same address, whose link leads nowhere from now on. */
export async function upsertRegistration(db: DbOrTx, row: NewRegistration): Promise<void> {
  await db
    .insert(registrations)
    .values(row)
    .onConflictDoUpdate({ target: registrations.addressHash, set: { ...row, tokenHash: null } })
}

/** Gives the registration of an address its link. Null where there is none that goes on. */
export async function updateRegistrationLink(
  db: DbOrTx,
  { addressHash, tokenHash, now }: { addressHash: string; tokenHash: string; now: Date },
): Promise<RegistrationRow | null> {
  const [row] = await db
    .update(registrations)
    .set({ tokenHash })
    .where(and(eq(registrations.addressHash, addressHash), gt(registrations.expiresAt, now)))
    .returning()
  return row ?? null
}

export async function findRegistrationByToken(db: DbOrTx, tokenHash: string): Promise<RegistrationRow | null> {
  const [row] = await db.select().from(registrations).where(eq(registrations.tokenHash, tokenHash))
  return row ?? null
}

/** False where somebody was there before. */
export async function deleteRegistration(tx: Tx, tokenHash: string): Promise<boolean> {
  const rows = await tx
    .delete(registrations)
    .where(eq(registrations.tokenHash, tokenHash))
    .returning({ id: registrations.id })
  return rows.length > 0
}

export async function deleteRegistrationOf(db: DbOrTx, addressHash: string): Promise<void> {
  await db.delete(registrations).where(eq(registrations.addressHash, addressHash))
}

export async function deleteOldRegistrations(db: DbOrTx, now: Date): Promise<void> {
  await db.delete(registrations).where(lte(registrations.expiresAt, now))
}

export async function insertNewcomer(tx: Tx, row: NewcomerRow): Promise<void> {
  await tx.insert(newcomers).values(row)
}

export async function findNewcomer(db: DbOrTx, userId: string): Promise<NewcomerRow | null> {
  const [row] = await db.select().from(newcomers).where(eq(newcomers.userId, userId))
  return row ?? null
}

/** Takes away what somebody said of themselves: it is settled. Null for who did not sign up. */
export async function takeNewcomer(tx: Tx, userId: string): Promise<NewcomerRow | null> {
  const [row] = await tx.delete(newcomers).where(eq(newcomers.userId, userId)).returning()
  return row ?? null
}

const isOpenToAll = and(isNull(offices.closedOn), eq(offices.allowsSignUp, true))

/** The open office of a country that lets its teachers sign up, or null. */
export async function findSignUpOffice(db: DbOrTx, countryCode: string) {
  const [row] = await db
    .select({ id: offices.schoolId, name: schools.name })
    .from(offices)
    .innerJoin(schools, eq(schools.id, offices.schoolId))
    .where(and(eq(offices.countryCode, countryCode), isOpenToAll))
  return row ?? null
}

/** The same, held: in a country one after another comes in, so that a school is not made twice. */
export async function lockSignUpOffice(tx: Tx, countryCode: string): Promise<{ id: string } | null> {
  const [row] = await tx
    .select({ id: offices.schoolId })
    .from(offices)
    .where(and(eq(offices.countryCode, countryCode), isOpenToAll))
    .for('no key update')
  return row ?? null
}

/** Countries whose teachers may sign up, with the office of each. */
export const listSignUpOffices = (db: DbOrTx) =>
  db
    .select({ countryCode: sql<string>`${offices.countryCode}`, office: schools.name })
    .from(offices)
    .innerJoin(schools, eq(schools.id, offices.schoolId))
    // That of Europe has no teachers of its own.
    .where(and(isOpenToAll, isNotNull(offices.countryCode)))
    .orderBy(offices.countryCode)

export async function hasSignUp(db: DbOrTx): Promise<boolean> {
  const rows = await db
    .select({ id: offices.schoolId })
    .from(offices)
    .where(and(isOpenToAll, isNotNull(offices.countryCode)))
    .limit(1)
  return rows.length > 0
}

/** What an office says of a person: the last that was asked of one, with its last note. Null where none was asked. */
export async function findOfficeWord(db: DbOrTx, userId: string) {
  const [row] = await db
    .select({ approvalId: approvals.id, state: approvals.state, office: schools.name })
    .from(approvals)
    .innerJoin(schools, eq(schools.id, approvals.officeId))
    .where(eq(approvals.userId, userId))
    .orderBy(desc(approvals.askedAt), desc(approvals.id))
    .limit(1)
  if (!row) return null
  const [note] = await db
    .select({ text: approvalNotes.text })
    .from(approvalNotes)
    .where(and(eq(approvalNotes.approvalId, row.approvalId), inArray(approvalNotes.step, ['question', 'refused'])))
    .orderBy(desc(approvalNotes.number))
    .limit(1)
  return { ...row, text: note?.text ?? '' }
}

/** What who decides may know of a newcomer besides their name. */
export async function findNewcomerFacts(db: DbOrTx, userId: string) {
  const [row] = await db
    .select({ post: newcomers.post, email: credentials.email })
    .from(newcomers)
    .innerJoin(credentials, eq(credentials.userId, newcomers.userId))
    .where(eq(newcomers.userId, userId))
  return row ?? null
}

/** An administrator of their own school has said yes meanwhile: an office need not. */
export async function withdrawApprovalsOf(tx: Tx, userId: string, at: Date): Promise<void> {
  await tx
    .update(approvals)
    .set({ state: 'withdrawn', decidedAt: at })
    .where(and(eq(approvals.userId, userId), inArray(approvals.state, ['waiting', 'question'])))
}

/** Newcomers who took back what they asked, or were refused before a moment and asked no more. */
export async function listDismissed(db: DbOrTx, refusedBefore: Date): Promise<string[]> {
  const isGoingOn = db
    .select({ id: approvals.id })
    .from(approvals)
    .where(and(eq(approvals.userId, newcomers.userId), inArray(approvals.state, ['waiting', 'question'])))
  const isOver = or(
    eq(approvals.state, 'withdrawn'),
    and(eq(approvals.state, 'refused'), lte(approvals.decidedAt, refusedBefore)),
  )
  const rows = await db
    .selectDistinct({ userId: newcomers.userId })
    .from(newcomers)
    .innerJoin(users, and(eq(users.id, newcomers.userId), isNotNull(users.waitingSince)))
    .innerJoin(approvals, and(eq(approvals.userId, newcomers.userId), isOver))
    .where(notExists(isGoingOn))
    .orderBy(asc(newcomers.userId))
  return rows.map(({ userId }) => userId)
}

/** Whether anybody else is at a school. */
export async function hasOthers(db: DbOrTx, schoolId: string, userId: string): Promise<boolean> {
  const rows = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.schoolId, schoolId), ne(users.id, userId)))
    .limit(1)
  return rows.length > 0
}
