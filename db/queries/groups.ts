import { and, asc, count, eq, inArray } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { groupMembers, groups } from '../schema/projects.ts'
import { insertGroupChannel } from './chat-channels.ts'

const groupColumns = { id: groups.id, name: groups.name, position: groups.position }

/** Groups of a project in their order. */
export async function listGroups(db: DbOrTx, projectId: string) {
  return db
    .select(groupColumns)
    .from(groups)
    .where(eq(groups.projectId, projectId))
    .orderBy(asc(groups.position), asc(groups.name))
}

/** A group of this project, or null: a group of another project is no group here. */
export async function findGroup(db: DbOrTx, projectId: string, groupId: string) {
  const [row] = await db
    .select(groupColumns)
    .from(groups)
    .where(and(eq(groups.projectId, projectId), eq(groups.id, groupId)))
  return row ?? null
}

/** The made group, with its channel; null where the project has one of that name. */
export async function insertGroup(tx: Tx, group: { projectId: string; name: string; position: number }) {
  const [row] = await tx.insert(groups).values(group).onConflictDoNothing().returning(groupColumns)
  if (row) await insertGroupChannel(tx, group.projectId, row.id)
  return row ?? null
}

/** The renamed group. The caller has looked whether the name is free, under `lockProject`. */
export async function updateGroupName(tx: Tx, groupId: string, name: string) {
  const [row] = await tx.update(groups).set({ name }).where(eq(groups.id, groupId)).returning(groupColumns)
  return row ?? null
}

export async function deleteGroup(tx: Tx, groupId: string): Promise<void> {
  await tx.delete(groups).where(eq(groups.id, groupId))
}

/** Documents of a group, removed ones too. */
export async function countGroupDocuments(db: DbOrTx, groupId: string): Promise<number> {
  const [row] = await db.select({ count: count() }).from(documents).where(eq(documents.groupId, groupId))
  return row?.count ?? 0
}

/** Ids of who is in a group. */
export async function listGroupUserIds(db: DbOrTx, groupId: string): Promise<string[]> {
  const rows = await db
    .select({ userId: groupMembers.userId })
    .from(groupMembers)
    .where(eq(groupMembers.groupId, groupId))
  return rows.map((row) => row.userId)
}

/** Puts people into groups of the project, out of the ones they were in. */
export async function replaceGroupMembers(
  tx: Tx,
  projectId: string,
  places: { userId: string; groupId: string | null }[],
): Promise<void> {
  if (places.length === 0) return
  await tx.delete(groupMembers).where(
    and(
      eq(groupMembers.projectId, projectId),
      inArray(
        groupMembers.userId,
        places.map((place) => place.userId),
      ),
    ),
  )
  const placed = places.flatMap(({ userId, groupId }) => (groupId === null ? [] : [{ projectId, userId, groupId }]))
  if (placed.length > 0) await tx.insert(groupMembers).values(placed)
}
