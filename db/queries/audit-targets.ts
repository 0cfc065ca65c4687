import { and, eq, inArray } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { channels, messages } from '../schema/chat.ts'
import { classrooms } from '../schema/classrooms.ts'
import { documents } from '../schema/documents.ts'
import { groups, projects } from '../schema/projects.ts'
import { users } from '../schema/users.ts'

/** What a line of the audit speaks of, as it is called now. A channel without a name of its own is known by its kind. */
export type AuditTarget =
  | { kind: 'page' | 'board' | 'wall' | 'person' | 'classroom' | 'project'; name: string }
  | { kind: 'channel'; name: string | null; of: (typeof channels.$inferSelect)['kind'] }

const channelColumns = { of: channels.kind, title: channels.title, group: groups.name }

/**
 * Those of these ids that are still there, by id. People are named to their own school alone: of another school's pupil
 * an administrator learns no name. Ids are of any table, and none is in two.
 */
export async function findAuditTargets(
  db: DbOrTx,
  schoolId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AuditTarget>> {
  const found = new Map<string, AuditTarget>()
  if (ids.length === 0) return found
  const among = [...new Set(ids)]
  const ofSchool = and(inArray(users.id, among), eq(users.schoolId, schoolId))
  const [written, talks, said, people, rooms, shared] = await Promise.all([
    db
      .select({ id: documents.id, kind: documents.kind, name: documents.title })
      .from(documents)
      .where(inArray(documents.id, among)),
    db
      .select({ id: channels.id, ...channelColumns })
      .from(channels)
      .leftJoin(groups, eq(groups.id, channels.groupId))
      .where(inArray(channels.id, among)),
    db
      .select({ id: messages.id, ...channelColumns })
      .from(messages)
      .innerJoin(channels, eq(channels.id, messages.channelId))
      .leftJoin(groups, eq(groups.id, channels.groupId))
      .where(inArray(messages.id, among)),
    db.select({ id: users.id, name: users.displayName }).from(users).where(ofSchool),
    db.select({ id: classrooms.id, name: classrooms.name }).from(classrooms).where(inArray(classrooms.id, among)),
    db.select({ id: projects.id, name: projects.name }).from(projects).where(inArray(projects.id, among)),
  ])
  for (const { id, kind, name } of written) found.set(id, { kind, name })
  for (const { id, of, title, group } of [...talks, ...said])
    found.set(id, { kind: 'channel', name: title ?? group, of })
  for (const { id, name } of people) found.set(id, { kind: 'person', name })
  for (const { id, name } of rooms) found.set(id, { kind: 'classroom', name })
  for (const { id, name } of shared) found.set(id, { kind: 'project', name })
  return found
}
