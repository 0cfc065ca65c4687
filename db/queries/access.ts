import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx } from '../client.ts'
import { classrooms, classroomTeachers } from '../schema/classrooms.ts'
import { documents } from '../schema/documents.ts'
import { groupMembers, groups, members, projects } from '../schema/projects.ts'
import { notAway, rulesIn } from './writing-rules.ts'

const ownGroup = alias(groupMembers, 'own_group')
const memberThere = { projectId: members.projectId, userId: members.userId }

/**
 * What decides about a project for one person: its state, and the membership. Null where they are no member, or are kept away
 * (`evenAway`: not then).
 */
export async function findProjectFacts(db: DbOrTx, userId: string, projectId: string, { evenAway = false } = {}) {
  const [row] = await db
    .select({
      projectId: projects.id,
      kind: projects.kind,
      state: projects.state,
      role: members.role,
      schoolId: members.schoolId,
      position: members.position,
      groupId: ownGroup.groupId,
    })
    .from(projects)
    .innerJoin(members, and(eq(members.projectId, projects.id), eq(members.userId, userId), isNull(members.leftAt)))
    .leftJoin(ownGroup, and(eq(ownGroup.projectId, projects.id), eq(ownGroup.userId, userId)))
    .where(and(eq(projects.id, projectId), evenAway ? undefined : notAway(memberThere)))
  return row ?? null
}

/** What decides about a document for one person, in one round trip. Null where it does not exist, or they are no member or kept away. */
export async function findDocumentFacts(db: DbOrTx, userId: string, documentId: string) {
  const [facts] = await listDocumentFacts(db, [{ userId, documentId }])
  return facts ?? null
}

/** The same for many at once, in the order they are asked for. */
export async function listDocumentFacts(db: DbOrTx, asked: { userId: string; documentId: string }[]) {
  const userIds = asked.map(({ userId }) => userId)
  const documentIds = asked.map(({ documentId }) => documentId)
  const isAsked = sql`(${documents.id}, ${members.userId}) in (
    select * from unnest(${sql.param(`{${documentIds.join(',')}}`)}::uuid[], ${sql.param(`{${userIds.join(',')}}`)}::uuid[]))`
  const rows = await db
    .select({
      userId: members.userId,
      documentId: documents.id,
      projectId: documents.projectId,
      kind: documents.kind,
      documentState: documents.state,
      frozenUntil: documents.frozenUntil,
      damagedAt: documents.damagedAt,
      access: documents.access,
      documentGroupId: documents.groupId,
      projectState: projects.state,
      projectKind: projects.kind,
      role: members.role,
      schoolId: members.schoolId,
      position: members.position,
      groupId: ownGroup.groupId,
      rules: rulesIn({
        projectId: projects.id,
        userId: members.userId,
        groupId: ownGroup.groupId,
        documentId: documents.id,
        tool: sql`case ${documents.kind} when 'page' then 'page' else 'board' end`,
      }),
    })
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .innerJoin(members, and(eq(members.projectId, projects.id), isNull(members.leftAt)))
    .leftJoin(ownGroup, and(eq(ownGroup.projectId, projects.id), eq(ownGroup.userId, members.userId)))
    .where(and(inArray(documents.id, [...new Set(documentIds)]), isAsked, notAway(memberThere)))
  const found = new Map(rows.map((row) => [`${row.documentId} ${row.userId}`, row]))
  return asked.map(({ userId, documentId }) => found.get(`${documentId} ${userId}`) ?? null)
}

/** A classroom, and whether this person teaches it. Null where it does not exist. */
export async function findClassroomFacts(db: DbOrTx, userId: string, classroomId: string) {
  const [row] = await db
    .select({
      id: classrooms.id,
      schoolId: classrooms.schoolId,
      archivedAt: classrooms.archivedAt,
      teacherId: classroomTeachers.userId,
    })
    .from(classrooms)
    .leftJoin(
      classroomTeachers,
      and(eq(classroomTeachers.classroomId, classrooms.id), eq(classroomTeachers.userId, userId)),
    )
    .where(eq(classrooms.id, classroomId))
  return row ?? null
}

/** Project of a group, or null. */
export async function findGroupProject(db: DbOrTx, groupId: string) {
  const [row] = await db
    .select({ projectId: groups.projectId, name: groups.name })
    .from(groups)
    .where(eq(groups.id, groupId))
  return row ?? null
}
