import { and, asc, count, eq, inArray, isNotNull, isNull, max, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { members, projects, projectSchools, projectStateChanges } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { insertProjectChannels } from './chat-channels.ts'
import { isAway } from './writing-rules.ts'

type NewProject = typeof projects.$inferInsert
type ProjectChanges = Partial<
  Pick<
    typeof projects.$inferInsert,
    'name' | 'summary' | 'cover' | 'languages' | 'subjects' | 'ageFrom' | 'ageTo' | 'coFounderId'
  >
>

/** Makes a project with its channels, and gives its id. */
export async function insertProject(tx: Tx, project: NewProject): Promise<string> {
  const [row] = await tx.insert(projects).values(project).returning({ id: projects.id })
  if (!row) throw new Error('a project was inserted without a row')
  await insertProjectChannels(tx, row.id)
  await insertStateChange(tx, row.id, project.state, project.createdAt ?? new Date())
  return row.id
}

/** Brings a school into a project; nothing happens where it already is. One that had left comes back. */
export async function insertProjectSchool(tx: Tx, school: typeof projectSchools.$inferInsert): Promise<void> {
  await tx
    .insert(projectSchools)
    .values(school)
    .onConflictDoUpdate({
      target: [projectSchools.projectId, projectSchools.schoolId],
      set: { leftAt: null, standing: school.standing, joinedAt: sql`excluded.joined_at` },
      setWhere: isNotNull(projectSchools.leftAt),
    })
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

type StateChange = Pick<typeof projects.$inferSelect, 'state'> &
  Partial<Pick<typeof projects.$inferInsert, 'openedAt' | 'archivedAt' | 'stateBefore'>>

/** What was true on a day of the past can be asked for ever. */
export async function updateProjectState(tx: Tx, projectId: string, change: StateChange, at: Date): Promise<void> {
  await tx.update(projects).set(change).where(eq(projects.id, projectId))
  await insertStateChange(tx, projectId, change.state, at)
}

async function insertStateChange(tx: Tx, projectId: string, state: StateChange['state'], at: Date): Promise<void> {
  await tx.insert(projectStateChanges).values({ projectId, state, at })
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
    .where(ne(projects.kind, 'circle'))
    .orderBy(sql`${projects.createdAt} desc`, asc(projects.id))
}

/** Schools that are in these projects now, in the order they joined. */
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
    .where(and(inArray(projectSchools.projectId, projectIds), isNull(projectSchools.leftAt)))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name))
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
