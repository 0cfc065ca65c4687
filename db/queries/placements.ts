import { and, asc, desc, eq, isNull, min, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { groupMembers, members } from '../schema/projects.ts'
import { journalEntries, placementProjects, placements } from '../schema/placements.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type PlacementRow = typeof placements.$inferSelect

export async function insertPlacement(tx: Tx, row: typeof placements.$inferInsert): Promise<string> {
  const [made] = await tx.insert(placements).values(row).returning({ id: placements.id })
  if (!made) throw new Error('a placement was not stored')
  return made.id
}

export async function findPlacement(db: DbOrTx, placementId: string): Promise<PlacementRow | null> {
  const [row] = await db.select().from(placements).where(eq(placements.id, placementId))
  return row ?? null
}

/** The same, held until the transaction ends. */
export async function lockPlacement(tx: Tx, placementId: string): Promise<PlacementRow | null> {
  const [row] = await tx.select().from(placements).where(eq(placements.id, placementId)).for('update')
  return row ?? null
}

export async function updatePlacement(
  tx: Tx,
  placementId: string,
  changes: Partial<Pick<PlacementRow, 'toDate' | 'agreedAt' | 'agreedBy'>>,
): Promise<void> {
  await tx.update(placements).set(changes).where(eq(placements.id, placementId))
}

const trainees = alias(users, 'trainee')
const tutors = alias(users, 'tutor')
const institutions = alias(schools, 'institution')
const hosts = alias(schools, 'host')

/** Of a person, and of a school: where it trains and where it is the host. The last to begin first. */
export const listPlacements = (db: DbOrTx, { userId, schoolId }: { userId: string; schoolId: string }) =>
  db
    .select({
      placement: placements,
      trainee: trainees.displayName,
      tutor: tutors.displayName,
      institution: institutions.name,
      host: { name: hosts.name, town: hosts.town, countryCode: hosts.countryCode },
    })
    .from(placements)
    .innerJoin(trainees, eq(trainees.id, placements.traineeId))
    .leftJoin(tutors, eq(tutors.id, placements.tutorId))
    .innerJoin(institutions, eq(institutions.id, placements.institutionId))
    .innerJoin(hosts, eq(hosts.id, placements.hostSchoolId))
    .where(
      or(
        eq(placements.traineeId, userId),
        eq(placements.tutorId, userId),
        eq(placements.institutionId, schoolId),
        eq(placements.hostSchoolId, schoolId),
      ),
    )
    .orderBy(desc(placements.fromDate), asc(trainees.displayName), asc(placements.id))
export type FoundPlacement = Awaited<ReturnType<typeof listPlacements>>[number]

export async function insertPlacementProject(tx: Tx, row: typeof placementProjects.$inferInsert): Promise<void> {
  await tx.insert(placementProjects).values(row).onConflictDoNothing()
}

/** The moment it is over: the day begins at the host. */
const overAt = sql<Date>`(${placements.toDate}::timestamp at time zone ${hosts.timeZone})`

/** Placements that are over and whose trainees are still in the host's projects. */
export async function listDuePlacements(db: DbOrTx, now: Date): Promise<string[]> {
  const rows = await db
    .select({ id: placements.id })
    .from(placements)
    .innerJoin(hosts, eq(hosts.id, placements.hostSchoolId))
    .where(and(isNull(placements.endedAt), sql`${overAt} <= ${now.toISOString()}::timestamptz`))
  return rows.map(({ id }) => id)
}

/** When the next of them is over, or null. */
export async function findNextPlacementEnd(db: DbOrTx): Promise<Date | null> {
  const [row] = await db
    .select({ at: min(overAt).mapWith((at: string | Date) => new Date(at)) })
    .from(placements)
    .innerJoin(hosts, eq(hosts.id, placements.hostSchoolId))
    .where(isNull(placements.endedAt))
  return row?.at ?? null
}

/** Ends it for good, and gives the projects that its trainee was still in by it. Null where it has ended already. */
export async function endPlacement(tx: Tx, placementId: string, now: Date) {
  const [placement] = await tx
    .update(placements)
    .set({ endedAt: now })
    .where(and(eq(placements.id, placementId), isNull(placements.endedAt)))
    .returning()
  if (!placement) return null
  const there = await tx
    .select({ projectId: placementProjects.projectId })
    .from(placementProjects)
    .where(eq(placementProjects.placementId, placementId))
  const left: string[] = []
  for (const { projectId } of there) {
    const isThem = and(
      eq(members.projectId, projectId),
      eq(members.userId, placement.traineeId),
      isNull(members.leftAt),
    )
    const gone = await tx.update(members).set({ leftAt: now }).where(isThem).returning({ id: members.userId })
    await tx
      .delete(groupMembers)
      .where(and(eq(groupMembers.projectId, projectId), eq(groupMembers.userId, placement.traineeId)))
    if (gone.length > 0) left.push(projectId)
  }
  return { placement, projectIds: left }
}

export async function insertJournalEntry(tx: Tx, row: typeof journalEntries.$inferInsert): Promise<void> {
  await tx.insert(journalEntries).values(row)
}

/** What was written, in its order. */
export const listJournal = (db: DbOrTx, placementId: string) =>
  db
    .select({ id: journalEntries.id, at: journalEntries.at, text: journalEntries.text })
    .from(journalEntries)
    .where(eq(journalEntries.placementId, placementId))
    .orderBy(asc(journalEntries.at), asc(journalEntries.id))
