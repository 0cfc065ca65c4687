import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { accompanimentNotes } from '../schema/accompaniment.ts'
import { projects, projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'

/** What an office accompanies. */
export type Accompanied = { schoolId: string } | { projectId: string }

interface Place {
  id: string
  name: string
  town: string
  countryCode: string
  regionId: string | null
  region: string | null
}

const placeColumns = {
  id: schools.id,
  name: schools.name,
  town: schools.town,
  countryCode: schools.countryCode,
  regionId: schools.regionId,
  region: regions.name,
}

const selectPlaces = (db: DbOrTx) =>
  db.select(placeColumns).from(schools).leftJoin(regions, eq(regions.id, schools.regionId))

/** Where it lies: the school itself, or those of the project today. None of an office. */
export function listPlaces(db: DbOrTx, about: Accompanied): Promise<Place[]> {
  if ('schoolId' in about)
    return selectPlaces(db).where(and(eq(schools.id, about.schoolId), sql`${schools.kind} <> 'office'`))
  return selectPlaces(db)
    .innerJoin(projectSchools, eq(projectSchools.schoolId, schools.id))
    .where(and(eq(projectSchools.projectId, about.projectId), isNull(projectSchools.leftAt)))
    .orderBy(projectSchools.joinedAt, schools.id)
}

export async function findProjectName(db: DbOrTx, projectId: string): Promise<string | null> {
  const [row] = await db.select({ name: projects.name }).from(projects).where(eq(projects.id, projectId))
  return row?.name ?? null
}

/** Null where its id is taken. */
export async function insertAccompaniment(tx: Tx, row: typeof accompanimentNotes.$inferInsert): Promise<string | null> {
  const { id } = accompanimentNotes
  const [made] = await tx.insert(accompanimentNotes).values(row).onConflictDoNothing().returning({ id })
  return made?.id ?? null
}

const isAbout = (about: Accompanied) =>
  'schoolId' in about
    ? eq(accompanimentNotes.schoolId, about.schoolId)
    : eq(accompanimentNotes.projectId, about.projectId)

interface Page {
  before: { day: string; id: string } | null
  limit: number
}

/** Where a page of these notes begins; null for one of others. */
export async function findNotePlace(db: DbOrTx, officeId: string, about: Accompanied, noteId: string) {
  const [row] = await db
    .select({ day: accompanimentNotes.day, id: accompanimentNotes.id, text: accompanimentNotes.text })
    .from(accompanimentNotes)
    .where(and(eq(accompanimentNotes.officeId, officeId), isAbout(about), eq(accompanimentNotes.id, noteId)))
  return row ?? null
}

/** What an office noted about one of them, the latest day first. */
export const listAccompaniment = (db: DbOrTx, officeId: string, about: Accompanied, { before, limit }: Page) =>
  db
    .select({
      id: accompanimentNotes.id,
      day: accompanimentNotes.day,
      text: accompanimentNotes.text,
      author: users.displayName,
    })
    .from(accompanimentNotes)
    .leftJoin(users, eq(users.id, accompanimentNotes.authorId))
    .where(
      and(
        eq(accompanimentNotes.officeId, officeId),
        isAbout(about),
        before === null
          ? undefined
          : sql`(${accompanimentNotes.day}, ${accompanimentNotes.id}) < (${before.day}::date, ${before.id}::uuid)`,
      ),
    )
    .orderBy(desc(accompanimentNotes.day), desc(accompanimentNotes.id))
    .limit(limit)
