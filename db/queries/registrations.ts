import { and, eq, gt, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { offices } from '../schema/offices.ts'
import { newcomers, registrations } from '../schema/registrations.ts'
import { schools } from '../schema/schools.ts'

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
  const rows = await db.select({ id: offices.schoolId }).from(offices).where(and(isOpenToAll, isNotNull(offices.countryCode))).limit(1)
  return rows.length > 0
}
