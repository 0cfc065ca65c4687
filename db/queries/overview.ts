import { and, asc, countDistinct, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { classroomPupils, classrooms, classroomTeachers } from '../schema/classrooms.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

/** Classrooms of a school that are in use, by name, with how many pupils each has and who teaches there. */
export const listTaughtClassrooms = (db: DbOrTx, schoolId: string) =>
  db
    .select({
      id: classrooms.id,
      name: classrooms.name,
      pupils: countDistinct(classroomPupils.userId),
      teachers: sql<string[]>`coalesce(
        jsonb_agg(distinct ${users.displayName}) filter (where ${users.displayName} is not null), '[]')`,
    })
    .from(classrooms)
    .leftJoin(classroomPupils, eq(classroomPupils.classroomId, classrooms.id))
    .leftJoin(classroomTeachers, eq(classroomTeachers.classroomId, classrooms.id))
    .leftJoin(users, eq(users.id, classroomTeachers.userId))
    .where(and(eq(classrooms.schoolId, schoolId), isNull(classrooms.archivedAt)))
    .groupBy(classrooms.id)
    .orderBy(asc(classrooms.name))

/** How much waits for somebody of a school to decide about it. */
export async function countWaitingAt(db: DbOrTx, schoolId: string) {
  const [row] = await db
    .select({
      colleagues: sql<number>`(
        select count(*)::int from users as person
        where person.school_id = ${schoolId} and person.waiting_since is not null)`,
      reports: sql<number>`(
        select count(*)::int from reports as report
        where report.school_id = ${schoolId} and report.state = 'open' and report.level = 'school')`,
      approvals: sql<number>`(
        select count(*)::int from approvals as approval
        where approval.decider_school_id = ${schoolId} and approval.state = 'waiting')`,
    })
    .from(schools)
    .where(eq(schools.id, schoolId))
  return row ?? { colleagues: 0, reports: 0, approvals: 0 }
}
