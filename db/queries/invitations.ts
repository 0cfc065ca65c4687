import { and, asc, desc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { invitations } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

type NewInvitation = Pick<
  typeof invitations.$inferInsert,
  'tokenHash' | 'schoolId' | 'projectId' | 'role' | 'audience' | 'createdBy' | 'createdAt'
> & { expiresAt: Date } & Partial<Pick<typeof invitations.$inferInsert, 'mandatePost' | 'mandateRegionId' | 'email'>>
export type InvitationRow = typeof invitations.$inferSelect
export type FoundInvitation = NonNullable<Awaited<ReturnType<typeof findInvitationByToken>>>

/** Stores an invitation to a school or to a project; gives its id. */
export async function insertInvitation(db: DbOrTx, invitation: NewInvitation): Promise<string> {
  const [row] = await db.insert(invitations).values(invitation).returning({ id: invitations.id })
  if (!row) throw new Error('an invitation was inserted without a row')
  return row.id
}

/** An invitation by the hash of its token, with who made it, and the school it leads into or else theirs; or null. */
export async function findInvitationByToken(db: DbOrTx, tokenHash: string) {
  const [row] = await db
    .select({
      invitation: invitations,
      inviter: { displayName: users.displayName },
      inviterSchool: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(schools, eq(schools.id, sql`coalesce(${invitations.schoolId}, ${users.schoolId})`))
    .where(eq(invitations.tokenHash, tokenHash))
  return row ?? null
}

export async function findInvitation(db: DbOrTx, invitationId: string): Promise<InvitationRow | null> {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId))
  return row ?? null
}

/** The invitation that a person came by last, or null. */
export async function findInvitationOfTaker(db: DbOrTx, userId: string): Promise<InvitationRow | null> {
  const [row] = await db
    .select()
    .from(invitations)
    .where(eq(invitations.acceptedBy, userId))
    .orderBy(desc(invitations.acceptedAt))
    .limit(1)
  return row ?? null
}

/** Holds an invitation's row until the transaction ends: one link lets one person in. */
export async function lockInvitation(tx: Tx, invitationId: string): Promise<InvitationRow | null> {
  const [row] = await tx.select().from(invitations).where(eq(invitations.id, invitationId)).for('update')
  return row ?? null
}

export async function updateInvitation(
  db: DbOrTx,
  invitationId: string,
  changes: Partial<Pick<InvitationRow, 'acceptedAt' | 'acceptedBy' | 'revokedAt'>>,
): Promise<void> {
  await db.update(invitations).set(changes).where(eq(invitations.id, invitationId))
}

interface LinksToVoid {
  createdBy: string
  /** The links to one project, those to the school, or all. */
  of: { projectId: string } | 'school' | 'all'
  voidReason: NonNullable<InvitationRow['voidReason']>
  at: Date
}

const isOpenAt = (now: Date) =>
  and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now))

/** Voids a person's links that are still open; gives how many those were. */
export async function updateInvitationsVoid(tx: Tx, { createdBy, of, voidReason, at }: LinksToVoid): Promise<number> {
  const places = {
    all: undefined,
    school: isNotNull(invitations.schoolId),
  }
  const isThere = typeof of === 'string' ? places[of] : eq(invitations.projectId, of.projectId)
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: at, voidReason })
    .where(and(eq(invitations.createdBy, createdBy), isOpenAt(at), isThere))
    .returning({ id: invitations.id })
  return rows.length
}

/** Takes back the open links by which somebody would look after a school; gives their ids. */
export async function revokeAdminLinks(tx: Tx, schoolId: string, at: Date): Promise<string[]> {
  const rows = await tx
    .update(invitations)
    .set({ revokedAt: at })
    .where(and(eq(invitations.schoolId, schoolId), eq(invitations.role, 'admin'), isOpenAt(at)))
    .returning({ id: invitations.id })
  return rows.map(({ id }) => id)
}

/** Invitations to a school or to a project, newest first. */
export async function listInvitations(db: DbOrTx, target: { schoolId: string } | { projectId: string }) {
  const isTarget =
    'schoolId' in target ? eq(invitations.schoolId, target.schoolId) : eq(invitations.projectId, target.projectId)
  return db
    .select({
      id: invitations.id,
      role: invitations.role,
      audience: invitations.audience,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
      voidReason: invitations.voidReason,
    })
    .from(invitations)
    .where(isTarget)
    .orderBy(desc(invitations.createdAt))
}

const mandateColumns = {
  id: invitations.id,
  email: invitations.email,
  post: invitations.mandatePost,
  region: regions.name,
  expiresAt: invitations.expiresAt,
}

/** Whom an office has invited and who has not come yet, the latest first. */
export const listMandateInvitations = (db: DbOrTx, officeId: string, now: Date) =>
  db
    .select(mandateColumns)
    .from(invitations)
    .leftJoin(regions, eq(regions.id, invitations.mandateRegionId))
    .where(and(eq(invitations.schoolId, officeId), isNotNull(invitations.mandatePost), isOpenAt(now)))
    .orderBy(desc(invitations.createdAt), asc(invitations.id))

/** The open ones to an address (lower case), with the office each is from. */
export const listMandateInvitationsTo = (db: DbOrTx, email: string, now: Date) =>
  db
    .select({
      ...mandateColumns,
      office: { name: schools.name, locale: schools.locale, timeZone: schools.timeZone },
    })
    .from(invitations)
    .innerJoin(schools, eq(schools.id, invitations.schoolId))
    .leftJoin(regions, eq(regions.id, invitations.mandateRegionId))
    .where(and(eq(invitations.email, email), isOpenAt(now)))
    .orderBy(asc(invitations.createdAt), asc(invitations.id))

/** Gives an invitation another link: the one before leads nowhere. */
export async function updateInvitationToken(tx: Tx, invitationId: string, tokenHash: string): Promise<void> {
  await tx.update(invitations).set({ tokenHash }).where(eq(invitations.id, invitationId))
}
