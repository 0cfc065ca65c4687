import { and, asc, eq, exists, inArray, isNull, ne, not, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { contacts } from '../schema/contacts.ts'
import { offices } from '../schema/offices.ts'
import { groupMembers, members, projects, projectSchools } from '../schema/projects.ts'
import { countries, memberships, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { isAdmittedWord } from './admissions.ts'
import { isMemberOn, membershipWord } from './countries.ts'

/** Schools that have a teacher in a project now, in the order of their coming, with what decides about its life. */
export async function listLifeSchools(db: DbOrTx, projectId: string, at: Date) {
  const teaches = db
    .select({ id: members.userId })
    .from(members)
    .where(
      and(
        eq(members.projectId, projectId),
        eq(members.schoolId, schools.id),
        isNull(members.leftAt),
        inArray(members.role, ['owner', 'teacher']),
      ),
    )
  const firstPlace = sql`(select min(${members.position}) from ${members}
    where ${members.projectId} = ${projectSchools.projectId} and ${members.schoolId} = ${projectSchools.schoolId})`
  return (
    db
      .select({
        id: schools.id,
        countryCode: schools.countryCode,
        approvesTeams: schools.approvesTeams,
        membership: membershipWord,
        standing: projectSchools.standing,
        officeId: offices.schoolId,
        isAdmitted: sql<boolean>`${isAdmittedWord(db)}`,
      })
      .from(projectSchools)
      .innerJoin(projects, eq(projects.id, projectSchools.projectId))
      .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
      .innerJoin(countries, eq(countries.code, schools.countryCode))
      .leftJoin(memberships, isMemberOn(at))
      .leftJoin(offices, and(eq(offices.countryCode, schools.countryCode), isNull(offices.closedOn)))
      // A trainee's institution is no school with pupils; together institutions train.
      .where(
        and(
          eq(projectSchools.projectId, projectId),
          exists(teaches),
          or(eq(projects.kind, 'training'), ne(schools.kind, 'institution')),
        ),
      )
      .orderBy(asc(firstPlace))
  )
}

/** Whether somebody keeps away who began a project or teaches in it: it is then nothing that they are asked for. */
const isKeptAway = (
  userId: string,
) => sql<boolean>`exists (select from ${contacts} own where own.user_id = ${userId}::uuid
  and own.state = 'blocked' and (own.other_id = ${projects.createdBy} or own.other_id in (select m.user_id from ${members} m
    where m.project_id = ${projects.id} and m.left_at is null and m.role in ('owner', 'teacher'))))`

/** Whether somebody is to hear that they are asked to found a project. */
export async function isAskedToFound(db: DbOrTx, projectId: string, userId: string): Promise<boolean> {
  const isTheirs = and(eq(projects.id, projectId), eq(projects.coFounderId, userId), not(isKeptAway(userId)))
  const [row] = await db.select({ id: projects.id }).from(projects).where(isTheirs)
  return row !== undefined
}

/** Projects in which somebody is asked to be the other founder. */
export const listCoFoundings = (db: DbOrTx, userId: string) =>
  db
    .select({
      id: projects.id,
      name: projects.name,
      kind: projects.kind,
      summary: projects.summary,
      cover: projects.cover,
      languages: projects.languages,
      askedBy: users.displayName,
      school: schools.name,
    })
    .from(projects)
    .leftJoin(users, eq(users.id, projects.createdBy))
    .leftJoin(schools, eq(schools.id, users.schoolId))
    .where(
      and(
        eq(projects.coFounderId, userId),
        inArray(projects.state, ['draft', 'waiting_partner']),
        not(isKeptAway(userId)),
      ),
    )
    .orderBy(asc(projects.name), asc(projects.id))

/** Owners of a project that are of other schools than this one, and may sign in. */
export async function hasOwnerElsewhere(db: DbOrTx, projectId: string, schoolId: string): Promise<boolean> {
  const rows = await db
    .select({ id: members.userId })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(
      and(
        eq(members.projectId, projectId),
        ne(members.schoolId, schoolId),
        eq(members.role, 'owner'),
        isNull(members.leftAt),
        isNull(users.suspendedAt),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** A school leaves with its people: their rows stay, so that what they made keeps its colours. Gives who left. */
export async function updateSchoolLeft(
  tx: Tx,
  { projectId, schoolId, leftAt }: { projectId: string; schoolId: string; leftAt: Date },
) {
  const ofSchool = and(eq(members.projectId, projectId), eq(members.schoolId, schoolId), isNull(members.leftAt))
  const gone = await tx
    .update(members)
    .set({ leftAt })
    .where(ofSchool)
    .returning({ userId: members.userId, role: members.role })
  const ids = gone.map(({ userId }) => userId)
  await tx.delete(groupMembers).where(and(eq(groupMembers.projectId, projectId), inArray(groupMembers.userId, ids)))
  await tx
    .update(projectSchools)
    .set({ leftAt })
    .where(and(eq(projectSchools.projectId, projectId), eq(projectSchools.schoolId, schoolId)))
  return gone
}
