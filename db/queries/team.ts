import { and, asc, count, desc, eq, inArray, notInArray, isNull } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { classroomPupils, classrooms } from '../schema/classrooms.ts'
import { members, projects, projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { teamApprovals, teams, teamSubjects } from '../schema/team.ts'
import { users } from '../schema/users.ts'

export type TeamRow = typeof teams.$inferSelect
export type SubjectRow = typeof teamSubjects.$inferSelect

export async function listTeams(db: DbOrTx, projectIds: string[]): Promise<TeamRow[]> {
  if (projectIds.length === 0) return []
  return db.select().from(teams).where(inArray(teams.projectId, projectIds))
}

export async function upsertTeam(tx: Tx, row: TeamRow): Promise<void> {
  const { projectId: _, ...values } = row
  await tx.insert(teams).values(row).onConflictDoUpdate({ target: teams.projectId, set: values })
}

/** Subjects of these projects by name. Who has left a project is there still: the work is nobody's now. */
export async function listSubjects(db: DbOrTx, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({
      id: teamSubjects.id,
      projectId: teamSubjects.projectId,
      subject: teamSubjects.subject,
      hours: teamSubjects.hours,
      teacherId: teamSubjects.teacherId,
      teacher: users.displayName,
      schoolId: members.schoolId,
      leftAt: members.leftAt,
    })
    .from(teamSubjects)
    .leftJoin(users, eq(users.id, teamSubjects.teacherId))
    .leftJoin(members, and(eq(members.projectId, teamSubjects.projectId), eq(members.userId, teamSubjects.teacherId)))
    .where(inArray(teamSubjects.projectId, projectIds))
    .orderBy(asc(teamSubjects.subject), asc(teamSubjects.id))
}

export async function countSubjects(tx: Tx, projectId: string): Promise<number> {
  const [row] = await tx.select({ count: count() }).from(teamSubjects).where(eq(teamSubjects.projectId, projectId))
  return row?.count ?? 0
}

export async function insertSubject(tx: Tx, row: Omit<SubjectRow, 'id'>): Promise<void> {
  await tx.insert(teamSubjects).values(row)
}

const subjectOf = (projectId: string, subjectId: string) =>
  and(eq(teamSubjects.projectId, projectId), eq(teamSubjects.id, subjectId))

export type SubjectChanges = Partial<Pick<SubjectRow, 'subject' | 'teacherId' | 'hours'>>

/** Whether there was one. */
export async function updateSubject(
  tx: Tx,
  { projectId, subjectId }: { projectId: string; subjectId: string },
  changes: SubjectChanges,
): Promise<boolean> {
  const changed = await tx
    .update(teamSubjects)
    .set(changes)
    .where(subjectOf(projectId, subjectId))
    .returning({ id: teamSubjects.id })
  return changed.length > 0
}

/** Whether there was one. */
export async function deleteSubject(tx: Tx, projectId: string, subjectId: string): Promise<boolean> {
  const gone = await tx.delete(teamSubjects).where(subjectOf(projectId, subjectId)).returning({ id: teamSubjects.id })
  return gone.length > 0
}

/** The yes of each school of these projects, and whether it wants to be asked. */
export async function listApprovals(db: DbOrTx, projectIds: string[]) {
  if (projectIds.length === 0) return []
  return db
    .select({
      projectId: projectSchools.projectId,
      schoolId: projectSchools.schoolId,
      school: schools.name,
      isWanted: schools.approvesTeams,
      approvedAt: teamApprovals.approvedAt,
      approvedBy: users.displayName,
      note: teamApprovals.note,
    })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .leftJoin(
      teamApprovals,
      and(eq(teamApprovals.projectId, projectSchools.projectId), eq(teamApprovals.schoolId, projectSchools.schoolId)),
    )
    .leftJoin(users, eq(users.id, teamApprovals.approvedBy))
    .where(inArray(projectSchools.projectId, projectIds))
    .orderBy(asc(projectSchools.joinedAt), asc(schools.name))
}

export async function upsertApproval(tx: Tx, row: typeof teamApprovals.$inferInsert): Promise<void> {
  const { projectId: _p, schoolId: _s, ...values } = row
  await tx
    .insert(teamApprovals)
    .values(row)
    .onConflictDoUpdate({ target: [teamApprovals.projectId, teamApprovals.schoolId], set: values })
}

/** Whether there was one. */
export async function deleteApproval(tx: Tx, projectId: string, schoolId: string): Promise<boolean> {
  const gone = await tx
    .delete(teamApprovals)
    .where(and(eq(teamApprovals.projectId, projectId), eq(teamApprovals.schoolId, schoolId)))
    .returning({ schoolId: teamApprovals.schoolId })
  return gone.length > 0
}

const schoolProjects = { id: projects.id, name: projects.name, kind: projects.kind, state: projects.state }

/** What a school takes part in, newest first; training is none of its teaching. */
export async function listSchoolProjects(db: DbOrTx, schoolId: string) {
  return db
    .select({ ...schoolProjects, createdAt: projects.createdAt })
    .from(projectSchools)
    .innerJoin(projects, eq(projects.id, projectSchools.projectId))
    .where(and(eq(projectSchools.schoolId, schoolId), notInArray(projects.kind, ['training', 'circle'])))
    .orderBy(desc(projects.createdAt), asc(projects.id))
}

/** Of each classroom of a school that is in use, how many of its pupils are in which project. Classrooms without a project are there too. */
export async function countClassroomsInProjects(db: DbOrTx, schoolId: string) {
  return db
    .select({ classroomId: classrooms.id, name: classrooms.name, projectId: members.projectId, pupils: count() })
    .from(classrooms)
    .leftJoin(classroomPupils, eq(classroomPupils.classroomId, classrooms.id))
    .leftJoin(members, and(eq(members.userId, classroomPupils.userId), isNull(members.leftAt)))
    .where(and(eq(classrooms.schoolId, schoolId), isNull(classrooms.archivedAt)))
    .groupBy(classrooms.id, members.projectId)
    .orderBy(asc(classrooms.name))
}
