import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { DbOrTx, Tx } from '../client.ts'
import { helpNotes, helpRequests } from '../schema/help.ts'
import { mandates, offices } from '../schema/offices.ts'
import { invitations, members, projects } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

export type HelpRow = typeof helpRequests.$inferSelect
type NewHelp = typeof helpRequests.$inferInsert
type NewHelpNote = Omit<typeof helpNotes.$inferInsert, 'number'>

/** The open office that somebody's school turns to, with the region it lies in. Null where there is none, or it is one itself. */
export async function findOfficeFor(db: DbOrTx, schoolId: string) {
  const office = alias(schools, 'office')
  const [row] = await db
    .select({ officeId: offices.schoolId, name: office.name, regionId: schools.regionId })
    .from(schools)
    .innerJoin(offices, and(eq(offices.countryCode, schools.countryCode), isNull(offices.closedOn)))
    .innerJoin(office, eq(office.id, offices.schoolId))
    .where(and(eq(schools.id, schoolId), sql`${schools.kind} <> 'office'`))
  return row ?? null
}

/** Who holds a mandate at these offices on a day and may sign in: of everybody, or of one person. */
export const listOfficePeople = (db: DbOrTx, officeIds: string[], day: string, userId?: string) =>
  officeIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          officeId: mandates.officeId,
          userId: mandates.userId,
          post: mandates.post,
          regionId: mandates.regionId,
          displayName: users.displayName,
        })
        .from(mandates)
        .innerJoin(users, eq(users.id, mandates.userId))
        .where(
          and(
            inArray(mandates.officeId, officeIds),
            userId === undefined ? undefined : eq(mandates.userId, userId),
            lte(mandates.fromDate, day),
            or(isNull(mandates.toDate), gt(mandates.toDate, day)),
            isNull(users.suspendedAt),
            isNull(users.waitingSince),
          ),
        )
        .orderBy(asc(users.displayName), asc(users.id))

export async function insertHelp(tx: Tx, row: NewHelp): Promise<string> {
  const [made] = await tx.insert(helpRequests).values(row).returning({ id: helpRequests.id })
  if (!made) throw new Error('a request for help was not stored')
  return made.id
}

export async function insertHelpNote(tx: Tx, row: NewHelpNote): Promise<void> {
  await tx.insert(helpNotes).values(row)
}

export async function findHelp(db: DbOrTx, helpId: string): Promise<HelpRow | null> {
  const [row] = await db.select().from(helpRequests).where(eq(helpRequests.id, helpId))
  return row ?? null
}

/** Holds a request until the transaction ends, so that two who answer at once do so one after the other. */
export async function lockHelp(tx: Tx, helpId: string): Promise<HelpRow | null> {
  const [row] = await tx.select().from(helpRequests).where(eq(helpRequests.id, helpId)).for('update')
  return row ?? null
}

export const listHelpById = (db: DbOrTx, helpIds: string[]) =>
  helpIds.length === 0
    ? Promise.resolve([])
    : db
        .select({
          id: helpRequests.id,
          title: helpRequests.title,
          askedBy: helpRequests.askedBy,
          officeId: helpRequests.officeId,
          regionId: helpRequests.regionId,
        })
        .from(helpRequests)
        .where(inArray(helpRequests.id, helpIds))

export async function updateHelp(tx: Tx, helpId: string, changes: Partial<Omit<HelpRow, 'id'>>): Promise<void> {
  await tx.update(helpRequests).set(changes).where(eq(helpRequests.id, helpId))
}

const asker = alias(users, 'asker')
const askerSchool = alias(schools, 'asker_school')
const taker = alias(users, 'taker')
const office = alias(schools, 'office')
const subjectSchool = alias(schools, 'subject_school')

/** Requests as they are listed: with the names of who asked, of what it is about and of who has taken it. */
const selectHelp = (db: DbOrTx, where: SQL | undefined) =>
  db
    .select({
      request: helpRequests,
      asker: { id: asker.id, displayName: asker.displayName },
      askerSchool: {
        id: askerSchool.id,
        name: askerSchool.name,
        town: askerSchool.town,
        countryCode: askerSchool.countryCode,
      },
      taker: { id: taker.id, displayName: taker.displayName },
      office: { id: office.id, name: office.name },
      region: { id: regions.id, name: regions.name },
      school: { id: subjectSchool.id, name: subjectSchool.name },
      project: { id: projects.id, name: projects.name, cover: projects.cover },
    })
    .from(helpRequests)
    .innerJoin(asker, eq(asker.id, helpRequests.askedBy))
    .innerJoin(askerSchool, eq(askerSchool.id, asker.schoolId))
    .innerJoin(office, eq(office.id, helpRequests.officeId))
    .leftJoin(taker, eq(taker.id, helpRequests.assignedTo))
    .leftJoin(regions, eq(regions.id, helpRequests.regionId))
    .leftJoin(subjectSchool, eq(subjectSchool.id, helpRequests.schoolId))
    .leftJoin(projects, eq(projects.id, helpRequests.projectId))
    .where(where)
    .$dynamic()

export type FoundHelp = Awaited<ReturnType<typeof selectHelp>>[number]

export async function findHelpView(db: DbOrTx, helpId: string): Promise<FoundHelp | null> {
  const [row] = await selectHelp(db, eq(helpRequests.id, helpId))
  return row ?? null
}

/** Newest first, from before a moment on. */
interface HelpPage {
  before: { at: Date; id: string } | null
  limit: number
}

const isBefore = (before: HelpPage['before']) =>
  before === null
    ? undefined
    : or(
        lt(helpRequests.changedAt, before.at),
        and(eq(helpRequests.changedAt, before.at), lt(helpRequests.id, before.id)),
      )

const listPage = (db: DbOrTx, where: SQL | undefined, { before, limit }: HelpPage) =>
  selectHelp(db, and(where, isBefore(before)))
    .orderBy(desc(helpRequests.changedAt), desc(helpRequests.id))
    .limit(limit)

export const listHelpOf = (db: DbOrTx, userId: string, page: HelpPage) =>
  listPage(db, eq(helpRequests.askedBy, userId), page)

/** Of an office, as far as somebody reaches in it; never what they asked themselves. */
export const listHelpAt = (
  db: DbOrTx,
  { officeId, reach, userId }: { officeId: string; reach: 'all' | string[]; userId: string },
  page: HelpPage,
) =>
  listPage(
    db,
    and(
      eq(helpRequests.officeId, officeId),
      sql`${helpRequests.askedBy} <> ${userId}`,
      reach === 'all' ? undefined : inArray(helpRequests.regionId, reach),
    ),
    page,
  )

/** The thread of a request in its order, with what became of the links in it. */
export const listHelpNotes = (db: DbOrTx, helpId: string, { withInternal }: { withInternal: boolean }) =>
  db
    .select({
      note: helpNotes,
      author: { id: users.id, displayName: users.displayName },
      invitation: invitations,
    })
    .from(helpNotes)
    .leftJoin(users, eq(users.id, helpNotes.authorId))
    .leftJoin(invitations, eq(invitations.id, helpNotes.invitationId))
    .where(and(eq(helpNotes.requestId, helpId), withInternal ? undefined : eq(helpNotes.isInternal, false)))
    .orderBy(asc(helpNotes.number))

/** How many requests somebody has open: those of a flood are refused. */
export async function countOpenHelp(db: DbOrTx, userId: string): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(helpRequests)
    .where(and(eq(helpRequests.askedBy, userId), sql`${helpRequests.state} <> 'closed'`))
  return row?.count ?? 0
}

/** Projects in which somebody teaches and which they may ask about. */
export const listProjectsTaught = (db: DbOrTx, userId: string) =>
  db
    .select({ id: projects.id, name: projects.name })
    .from(members)
    .innerJoin(projects, eq(projects.id, members.projectId))
    .where(
      and(
        eq(members.userId, userId),
        isNull(members.leftAt),
        inArray(members.role, ['owner', 'teacher']),
        ne(projects.kind, 'circle'),
      ),
    )
    .orderBy(asc(projects.name), asc(projects.id))
