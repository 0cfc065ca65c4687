import { desc, eq } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { invitations } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type NewInvitation = Pick<
  typeof invitations.$inferInsert,
  'tokenHash' | 'schoolId' | 'projectId' | 'role' | 'createdBy' | 'createdAt'
> & { expiresAt: Date }
export type InvitationRow = typeof invitations.$inferSelect

/** Stores an invitation to a school or to a project; gives its id. */
export async function insertInvitation(db: DbOrTx, invitation: NewInvitation): Promise<string> {
  const [row] = await db.insert(invitations).values(invitation).returning({ id: invitations.id })
  if (!row) throw new Error('an invitation was inserted without a row')
  return row.id
}

/** An invitation by the hash of its token, with who made it and their school, or null. */
export async function findInvitationByToken(db: DbOrTx, tokenHash: string) {
  const [row] = await db
    .select({
      invitation: invitations,
      inviter: { displayName: users.displayName, suspendedAt: users.suspendedAt, schoolId: users.schoolId },
      inviterSchool: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
    })
    .from(invitations)
    .leftJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(schools, eq(schools.id, users.schoolId))
    .where(eq(invitations.tokenHash, tokenHash))
  return row ?? null
}

export async function findInvitation(db: DbOrTx, invitationId: string): Promise<InvitationRow | null> {
  const [row] = await db.select().from(invitations).where(eq(invitations.id, invitationId))
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

/** Invitations to a school or to a project, newest first. */
export async function listInvitations(db: DbOrTx, target: { schoolId: string } | { projectId: string }) {
  const isTarget =
    'schoolId' in target ? eq(invitations.schoolId, target.schoolId) : eq(invitations.projectId, target.projectId)
  return db
    .select({
      id: invitations.id,
      role: invitations.role,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
      acceptedAt: invitations.acceptedAt,
      revokedAt: invitations.revokedAt,
    })
    .from(invitations)
    .where(isTarget)
    .orderBy(desc(invitations.createdAt))
}
