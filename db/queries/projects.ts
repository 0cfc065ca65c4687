import { and, asc, count, eq, inArray, isNull, max, ne, or, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { members, projects, projectSchools } from '../schema/projects.ts'
import { countries, memberships, schools } from '../schema/schools.ts'
import { insertProjectChannels } from './chat-channels.ts'
import { isMemberOn, membershipWord } from './countries.ts'
import { isAway } from './writing-rules.ts'

type NewProject = typeof projects.$inferInsert
type ProjectChanges = Partial<
  Pick<
    typeof projects.$inferInsert,
    | 'name'
    | 'summary'
    | 'cover'
    | 'languages'
    | 'subjects'
    | 'ageFrom'
    | 'ageTo'
    | 'state'
    | 'archivedAt'
    | 'stateBefore'
  >
>

/** Makes a project with its channels, and gives its id. */
export async function insertProject(tx: Tx, project: NewProject): Promise<string> {
  const [row] = await tx.insert(projects).values(project).returning({ id: projects.id })
  if (!row) throw new Error('a project was inserted without a row')
  await insertProjectChannels(tx, row.id)
  return row.id
}

/** Brings a school into a project; nothing happens where it already is. */
export async function insertProjectSchool(tx: Tx, school: typeof projectSchools.$inferInsert): Promise<void> {
  await tx.insert(projectSchools).values(school).onConflictDoNothing()
}

/** Holds a project's row until the transaction ends, so that its state and its people cannot change meanwhile. */
export async function lockProject(tx: Tx, projectId: string): Promise<void> {
  await tx.select({ id: projects.id }).from(projects).where(eq(projects.id, projectId)).for('update')
}

/** The row of a project, or null. */
export async function findProject(db: DbOrTx, projectId: string) {
  const [row] = await db.select().from(projects).where(eq(projects.id, projectId))
  return row ?? null
}

export async function updateProject(tx: Tx, projectId: string, changes: ProjectChanges): Promise<void> {
  await tx.update(projects).set(changes).where(eq(projects.id, projectId))
}

/** The projects a person is in now, with their role there, newest first. */
export async function listProjectsOf(db: DbOrTx, userId: string) {
  return db
    .select({
      id: projects.id,
      kind: projects.kind,
      state: projects.state,
      name: projects.name,
      cover: projects.cover,
      summary: projects.summary,
      languages: projects.languages,
      createdAt: projects.createdAt,
      role: members.role,
      isAway: isAway({ projectId: members.projectId, userId: members.userId }),
    })
    .from(projects)
    .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId), isNull(members.leftAt)))
    .orderBy(sql`${projects.createdAt} desc`, asc(projects.id))
}

/** Schools of these projects in the order they joined. */
export async function listProjectSchools(db: DbOrTx, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({
      projectId: projectSchools.projectId,
      id: schools.id,
      name: schools.name,
      town: schools.town,
      countryCode: schools.countryCode,
      standing: projectSchools.standing,
    })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .where(inArray(projectSchools.projectId, projectIds))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name))
}

/** Schools that have a teacher in a project now, with what their countries were to the programme then. */
export async function listTeachingSchools(db: DbOrTx, projectId: string, at: Date) {
  return db
    .selectDistinct({ id: schools.id, countryCode: schools.countryCode, membership: membershipWord })
    .from(members)
    .innerJoin(schools, eq(schools.id, members.schoolId))
    .innerJoin(countries, eq(countries.code, schools.countryCode))
    .leftJoin(memberships, isMemberOn(at))
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.projectId, projectId),
        isNull(members.leftAt),
        inArray(members.role, ['owner', 'teacher']),
        // A trainee's institution is no school with pupils; together institutions train.
        or(eq(projects.kind, 'training'), ne(schools.kind, 'institution')),
      ),
    )
}

type Standing = Pick<typeof projectSchools.$inferSelect, 'schoolId' | 'standing'>

export async function updateProjectSchoolStanding(
  tx: Tx,
  projectId: string,
  { schoolId, standing }: Standing,
): Promise<void> {
  await tx
    .update(projectSchools)
    .set({ standing })
    .where(and(eq(projectSchools.projectId, projectId), eq(projectSchools.schoolId, schoolId)))
}

/** How many people are in each of these projects now. */
export async function countMembers(db: DbOrTx, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({ projectId: members.projectId, count: count() })
    .from(members)
    .where(and(inArray(members.projectId, projectIds), isNull(members.leftAt)))
    .groupBy(members.projectId)
}

/** Pages of each of these projects (no templates, none removed) by who reaches them, with the last change. */
export async function summariseDocuments(db: DbOrTx, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({
      projectId: documents.projectId,
      access: documents.access,
      count: count(),
      changedAt: max(documents.changedAt),
    })
    .from(documents)
    .where(
      and(inArray(documents.projectId, projectIds), ne(documents.state, 'removed'), eq(documents.isTemplate, false)),
    )
    .groupBy(documents.projectId, documents.access)
}
