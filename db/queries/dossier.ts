import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { dossier, pactAgreements } from '../schema/dossier.ts'
import { members, projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { dossierParts } from '../schema/values.ts'

type DossierRow = typeof dossier.$inferSelect

/** What was written about a project, with who wrote each field last. */
export async function listDossier(db: DbOrTx, projectId: string) {
  const rows = await db
    .select({
      field: dossier.field,
      value: dossier.value,
      revision: dossier.revision,
      author: users.displayName,
      changedAt: dossier.changedAt,
    })
    .from(dossier)
    .leftJoin(users, eq(users.id, dossier.authorId))
    .where(eq(dossier.projectId, projectId))
  return rows.map((row) => ({ ...row, value: Array.isArray(row.value) ? (row.value[0] as unknown) : null }))
}

/** Keeps a field as its next revision. */
export async function upsertDossierField(tx: Tx, row: Omit<DossierRow, 'revision'>): Promise<void> {
  const { authorId, changedAt } = row
  const value = [row.value]
  await tx
    .insert(dossier)
    .values({ ...row, value, revision: 1 })
    .onConflictDoUpdate({
      target: [dossier.projectId, dossier.field],
      set: { value, authorId, changedAt, revision: sql`${dossier.revision} + 1` },
    })
}

/** The sum of the revisions of the pact's fields: another whenever anything of it is. */
export async function findPactRevision(db: DbOrTx, projectId: string): Promise<number> {
  const [row] = await db
    .select({ revision: sql<number>`coalesce(sum(${dossier.revision}), 0)::int` })
    .from(dossier)
    .where(and(eq(dossier.projectId, projectId), inArray(dossier.field, [...dossierParts.pact])))
  return row?.revision ?? 0
}

/** Schools that have a teacher in the project now, each with the pact that it said yes to last. */
export const listPactSchools = (db: DbOrTx, projectId: string) =>
  db
    .selectDistinct({
      id: schools.id,
      name: schools.name,
      joinedAt: projectSchools.joinedAt,
      revision: pactAgreements.revision,
      agreedBy: users.displayName,
      agreedAt: pactAgreements.agreedAt,
    })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .innerJoin(
      members,
      and(
        eq(members.projectId, projectSchools.projectId),
        eq(members.schoolId, projectSchools.schoolId),
        inArray(members.role, ['owner', 'teacher']),
        isNull(members.leftAt),
      ),
    )
    .leftJoin(
      pactAgreements,
      and(eq(pactAgreements.projectId, projectSchools.projectId), eq(pactAgreements.schoolId, projectSchools.schoolId)),
    )
    .leftJoin(users, eq(users.id, pactAgreements.agreedBy))
    .where(and(eq(projectSchools.projectId, projectId), isNull(projectSchools.leftAt)))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name))

export async function upsertAgreement(tx: Tx, row: typeof pactAgreements.$inferInsert): Promise<void> {
  await tx
    .insert(pactAgreements)
    .values(row)
    .onConflictDoUpdate({ target: [pactAgreements.projectId, pactAgreements.schoolId], set: row })
}

/** Whoever changes a pact that their own school had agreed to agrees to what they wrote. */
export async function updateAgreement(
  tx: Tx,
  { projectId, schoolId, from, to }: { projectId: string; schoolId: string; from: number; to: number },
): Promise<void> {
  await tx
    .update(pactAgreements)
    .set({ revision: to })
    .where(
      and(
        eq(pactAgreements.projectId, projectId),
        eq(pactAgreements.schoolId, schoolId),
        eq(pactAgreements.revision, from),
      ),
    )
}
