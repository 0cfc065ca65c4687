import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import type { ApplicationRow } from './evaluations.ts'
import { applicationPeople } from '../schema/applications.ts'
import { type AwardShown, awards } from '../schema/awards.ts'
import { campaigns, rulebooks } from '../schema/campaigns.ts'
import { members, projects, projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import type { Scheme } from '../schema/values.ts'

export type AwardRow = typeof awards.$inferSelect

const place = { id: schools.id, name: schools.name, town: schools.town, countryCode: schools.countryCode }
const placed = { ...place, regionId: schools.regionId }

/** Who and what a certificate says, as it is now: teachers and schools, never a pupil. */
export async function readShown(
  db: DbOrTx,
  { id, userId, projectId, schoolId }: Pick<ApplicationRow, 'id' | 'userId' | 'projectId' | 'schoolId'>,
) {
  const people = await db
    .select({ id: users.id, name: users.displayName, schoolId: users.schoolId })
    .from(users)
    .where(
      and(
        eq(users.kind, 'staff'),
        userId === null
          ? projectId === null
            ? sql`false`
            : sql`exists (select 1 from ${applicationPeople} where ${applicationPeople.applicationId} = ${id}::uuid
                and ${applicationPeople.userId} = ${users.id} and ${applicationPeople.part} = 'author'
                and ${applicationPeople.confirmedAt} is not null)`
          : eq(users.id, userId),
      ),
    )
    .orderBy(asc(users.displayName), asc(users.id))
  const [project] =
    projectId === null
      ? []
      : await db
          .select({ name: projects.name, ages: { from: projects.ageFrom, to: projects.ageTo } })
          .from(projects)
          .where(eq(projects.id, projectId))
  const isIn =
    schoolId === null
      ? userId === null
        ? sql`exists (select 1 from ${projectSchools} where ${projectSchools.schoolId} = ${schools.id}
            and ${projectSchools.projectId} = ${projectId}::uuid and ${projectSchools.leftAt} is null)`
        : // The school that somebody is there for.
          sql`${schools.id} = coalesce((select ${members.schoolId} from ${members} where ${members.userId} = ${userId}::uuid
            and ${members.projectId} = ${projectId}::uuid), (select ${users.schoolId} from ${users} where ${users.id} = ${userId}::uuid))`
      : eq(schools.id, schoolId)
  const places = await db.select(placed).from(schools).where(isIn).orderBy(asc(schools.name), asc(schools.id))
  const shown: AwardShown = {
    people: people.map(({ schoolId: _, ...one }) => one),
    project: project?.name ?? null,
    schools: places.map(({ regionId: _, ...one }) => one),
  }
  return { shown, places, ages: project?.ages ?? null }
}

/** Null where it stands already. */
export async function insertAward(tx: Tx, row: typeof awards.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(awards).values(row).onConflictDoNothing().returning({ id: awards.id })
  return made?.id ?? null
}

/** With what was given along with it. False where it is withdrawn already. */
export async function withdrawAwards(
  tx: Tx,
  awardId: string,
  withdrawnAt: Date,
  withdrawnWhy: string,
): Promise<boolean> {
  const rows = await tx
    .update(awards)
    .set({ withdrawnAt, withdrawnWhy })
    .where(
      and(sql`(${awards.id} = ${awardId}::uuid or ${awards.parentId} = ${awardId}::uuid)`, isNull(awards.withdrawnAt)),
    )
    .returning({ id: awards.id })
  return rows.some(({ id }) => id === awardId)
}

const selectAwards = (db: DbOrTx) =>
  db
    .select({ award: awards, officeId: campaigns.officeId, titles: rulebooks.titles })
    .from(awards)
    .leftJoin(campaigns, eq(campaigns.id, awards.campaignId))
    .leftJoin(rulebooks, eq(rulebooks.id, campaigns.rulebookId))
export type AwardFound = Awaited<ReturnType<typeof selectAwards>>[number]

/** What was given along with another comes after it. */
const newest = [
  desc(awards.awardedOn),
  sql`coalesce(${awards.parentId}, ${awards.id})`,
  sql`${awards.parentId} is not null`,
  asc(awards.id),
]

/** What somebody got, what their school did, and the projects that they are in. */
export const listAwardsAround = (db: DbOrTx, { id, schoolId }: { id: string; schoolId: string }) =>
  selectAwards(db)
    .where(
      sql`${awards.userId} = ${id}::uuid or ${awards.schoolId} = ${schoolId}::uuid or exists (select 1 from ${members}
        where ${members.projectId} = ${awards.projectId} and ${members.userId} = ${id}::uuid and ${members.leftAt} is null)`,
    )
    .orderBy(...newest)
    .limit(500)

interface GivenAsked {
  year: number | null
  scheme: Scheme | null
  /** A code, or words of a project, a school or a name. */
  find: string
  from: number
  limit: number
}

/** What it says on it, in whatever letters it was typed. */
const says = (words: string) => sql`strpos(lower(concat_ws(' ', ${awards.code}, ${awards.shown}->>'project',
  jsonb_path_query_array(${awards.shown}, '$.people[*].name'), jsonb_path_query_array(${awards.shown}, '$.schools[*].name')
)), lower(${words})) > 0`

/** What an office gave, some at a time. */
export const listAwardsOf = (db: DbOrTx, officeId: string, { year, scheme, find, from, limit }: GivenAsked) =>
  selectAwards(db)
    .where(
      and(
        eq(campaigns.officeId, officeId),
        year === null ? undefined : eq(campaigns.year, year),
        scheme === null ? undefined : eq(awards.scheme, scheme),
        find === '' ? undefined : says(find),
      ),
    )
    .orderBy(...newest)
    .offset(from)
    .limit(limit)

/** The school years in which it gave something. */
export async function listAwardYears(db: DbOrTx, officeId: string): Promise<number[]> {
  const rows = await db
    .selectDistinct({ year: campaigns.year })
    .from(awards)
    .innerJoin(campaigns, eq(campaigns.id, awards.campaignId))
    .where(eq(campaigns.officeId, officeId))
    .orderBy(desc(campaigns.year))
  return rows.map(({ year }) => year)
}

export async function findAward(db: DbOrTx, awardId: string): Promise<AwardFound | null> {
  const [row] = await selectAwards(db).where(eq(awards.id, awardId))
  return row ?? null
}

export async function findAwardByCode(db: DbOrTx, code: string): Promise<AwardFound | null> {
  const [row] = await selectAwards(db).where(eq(awards.code, code))
  return row ?? null
}

/** What an application got, with what was given along with it. */
export const listAwardsFrom = (db: DbOrTx, applicationId: string): Promise<AwardRow[]> =>
  db
    .select()
    .from(awards)
    .where(eq(awards.applicationId, applicationId))
    .orderBy(asc(awards.awardedOn), sql`${awards.parentId} is not null`, asc(awards.id))
