import { and, asc, count, desc, eq, inArray, isNull, max, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { circleAsks, circleFeatures, circles } from '../schema/circles.ts'
import { notices } from '../schema/notices.ts'
import { offices } from '../schema/offices.ts'
import { members, projects } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import type { circleWays } from '../schema/values.ts'
import { updateProjectState } from './projects.ts'

export type CircleWay = (typeof circleWays)[number]

const membersOf = sql<number>`(select count(*)::int from ${members} m where m.project_id = ${circles.projectId} and m.left_at is null)`
const waitingIn = sql<number>`(select count(*)::int from ${circleAsks} a join ${users} u on u.id = a.user_id
  where a.circle_id = ${circles.projectId} and a.declined_at is null and u.suspended_at is null)`

/** What a circle says of itself. */
const said = {
  id: circles.projectId,
  way: circles.way,
  name: projects.name,
  words: projects.summary,
  languages: projects.languages,
  subjects: projects.subjects,
}

/** Circles as somebody sees them: what they say, and what this person is in them. */
const selectCircles = (db: DbOrTx, userId: string, where: SQL | undefined) =>
  db
    .select({
      ...said,
      state: projects.state,
      members: membersOf,
      waiting: waitingIn,
      role: members.role,
      askedAt: circleAsks.askedAt,
    })
    .from(circles)
    .innerJoin(projects, eq(projects.id, circles.projectId))
    .leftJoin(
      members,
      and(eq(members.projectId, circles.projectId), eq(members.userId, userId), isNull(members.leftAt)),
    )
    .leftJoin(circleAsks, and(eq(circleAsks.circleId, circles.projectId), eq(circleAsks.userId, userId)))
    .where(where)
    .$dynamic()
export type CircleRow = Awaited<ReturnType<typeof selectCircles>>[number]

export async function findCircle(db: DbOrTx, userId: string, circleId: string): Promise<CircleRow | null> {
  const [row] = await selectCircles(db, userId, eq(circles.projectId, circleId))
  return row ?? null
}

const isOpen = eq(projects.state, 'open')

/** Those in which somebody is, or asks to be. */
export const listOwnCircles = (db: DbOrTx, userId: string): Promise<CircleRow[]> =>
  selectCircles(
    db,
    userId,
    sql`${members.userId} is not null or (${circleAsks.userId} is not null and ${projects.state} = 'open')`,
  ).orderBy(asc(projects.name), asc(circles.projectId))

/** Open offices whose recommendations the teachers of a country read: its own, and that of Europe. */
const isOfficeFor = (countryCode: string) =>
  and(isNull(offices.closedOn), or(isNull(offices.countryCode), eq(offices.countryCode, countryCode)))

/** Those that an office recommends to the teachers of a country, the last recommended first. */
export function listFeaturedCircles(
  db: DbOrTx,
  userId: string,
  { countryCode, limit }: { countryCode: string; limit: number },
): Promise<CircleRow[]> {
  const lastAt = db
    .select({ at: max(circleFeatures.at) })
    .from(circleFeatures)
    .innerJoin(offices, eq(offices.schoolId, circleFeatures.officeId))
    .where(and(eq(circleFeatures.circleId, circles.projectId), isOfficeFor(countryCode)))
  return selectCircles(db, userId, and(isOpen, sql`(${lastAt}) is not null`))
    .orderBy(sql`(${lastAt}) desc`, asc(circles.projectId))
    .limit(limit)
}

/** Which offices recommend these circles to the teachers of a country, by name. */
export const listFeaturing = (db: DbOrTx, circleIds: string[], countryCode: string) =>
  circleIds.length === 0
    ? Promise.resolve([])
    : db
        .select({ circleId: circleFeatures.circleId, officeId: circleFeatures.officeId, office: schools.name })
        .from(circleFeatures)
        .innerJoin(offices, eq(offices.schoolId, circleFeatures.officeId))
        .innerJoin(schools, eq(schools.id, offices.schoolId))
        .where(and(inArray(circleFeatures.circleId, circleIds), isOfficeFor(countryCode)))
        .orderBy(asc(schools.name))

/** Those that go on, those with most members first, and whether an office recommends them. */
export const listCirclesForOffice = (db: DbOrTx, officeId: string, limit: number) =>
  db
    .select({
      id: circles.projectId,
      name: projects.name,
      words: projects.summary,
      members: membersOf,
      isFeatured: sql<boolean>`${circleFeatures.officeId} is not null`,
    })
    .from(circles)
    .innerJoin(projects, eq(projects.id, circles.projectId))
    .leftJoin(
      circleFeatures,
      and(eq(circleFeatures.circleId, circles.projectId), eq(circleFeatures.officeId, officeId)),
    )
    .where(isOpen)
    .orderBy(sql`${circleFeatures.officeId} is null`, sql`${membersOf} desc`, asc(circles.projectId))
    .limit(limit)

/** How many open circles somebody moderates. */
export async function countModerated(tx: Tx, userId: string): Promise<number> {
  const [row] = await tx
    .select({ count: count() })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.userId, userId),
        eq(members.role, 'owner'),
        isNull(members.leftAt),
        eq(projects.kind, 'circle'),
        isOpen,
      ),
    )
  return row?.count ?? 0
}

export async function insertCircle(tx: Tx, projectId: string, way: CircleWay): Promise<void> {
  await tx.insert(circles).values({ projectId, way })
}

export async function updateCircleWay(tx: Tx, projectId: string, way: CircleWay): Promise<void> {
  await tx.update(circles).set({ way }).where(eq(circles.projectId, projectId))
}

/** Ends it: its members read it on. */
export const updateCircleOver = (tx: Tx, projectId: string, at: Date): Promise<void> =>
  updateProjectState(tx, projectId, { state: 'archived', archivedAt: at, stateBefore: 'open' }, at)

/** Asking once more changes the words, and nothing of what was said to it. */
export async function upsertAsk(tx: Tx, row: typeof circleAsks.$inferInsert): Promise<void> {
  await tx
    .insert(circleAsks)
    .values(row)
    .onConflictDoUpdate({ target: [circleAsks.circleId, circleAsks.userId], set: { words: row.words } })
}

export async function deleteAsk(tx: Tx, circleId: string, userId: string): Promise<void> {
  await tx.delete(circleAsks).where(and(eq(circleAsks.circleId, circleId), eq(circleAsks.userId, userId)))
}

export async function declineAsk(tx: Tx, circleId: string, userId: string, declinedAt: Date): Promise<boolean> {
  const rows = await tx
    .update(circleAsks)
    .set({ declinedAt })
    .where(and(eq(circleAsks.circleId, circleId), eq(circleAsks.userId, userId), isNull(circleAsks.declinedAt)))
    .returning({ userId: circleAsks.userId })
  return rows.length > 0
}

/** Who asks to come in and has no answer, the longest waiting first. */
export const listAsks = (db: DbOrTx, circleId: string, limit: number) =>
  db
    .select({
      userId: users.id,
      name: users.displayName,
      school: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
      schoolId: users.schoolId,
      words: circleAsks.words,
      askedAt: circleAsks.askedAt,
    })
    .from(circleAsks)
    .innerJoin(users, eq(users.id, circleAsks.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .where(and(eq(circleAsks.circleId, circleId), isNull(circleAsks.declinedAt), isNull(users.suspendedAt)))
    .orderBy(asc(circleAsks.askedAt), asc(users.id))
    .limit(limit)

/** Who is in it, the moderators first. */
export const listCircleMembers = (db: DbOrTx, circleId: string, limit: number) =>
  db
    .select({
      userId: users.id,
      name: users.displayName,
      school: { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode },
      role: members.role,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .innerJoin(schools, eq(schools.id, members.schoolId))
    .where(and(eq(members.projectId, circleId), isNull(members.leftAt)))
    .orderBy(sql`${members.role} <> 'owner'`, asc(users.displayName), asc(users.id))
    .limit(limit)

export async function insertFeature(tx: Tx, row: typeof circleFeatures.$inferInsert): Promise<boolean> {
  const rows = await tx
    .insert(circleFeatures)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: circleFeatures.circleId })
  return rows.length > 0
}

export async function deleteFeature(tx: Tx, circleId: string, officeId: string): Promise<boolean> {
  const rows = await tx
    .delete(circleFeatures)
    .where(and(eq(circleFeatures.circleId, circleId), eq(circleFeatures.officeId, officeId)))
    .returning({ id: circleFeatures.circleId })
  return rows.length > 0
}

/** Who has not looked yet at a bell of this kind for a circle. */
export async function listToldOfCircle(
  db: DbOrTx,
  circleId: string,
  kind: 'circle_asked' | 'circle_admitted',
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ userId: notices.userId })
    .from(notices)
    .where(and(eq(notices.projectId, circleId), eq(notices.kind, kind), isNull(notices.readAt)))
  return rows.map(({ userId }) => userId)
}

/** What the directory says of these that go on. */
export const listCircleFacts = (db: DbOrTx, ids: string[]) =>
  db
    .select({
      ...said,
      createdAt: projects.createdAt,
      members: membersOf,
    })
    .from(circles)
    .innerJoin(projects, eq(projects.id, circles.projectId))
    .where(and(inArray(circles.projectId, ids), isOpen))
    .orderBy(desc(projects.createdAt))
