import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { projects, projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { teams } from '../schema/team.ts'
import { terms } from '../schema/terms.ts'
import { users } from '../schema/users.ts'

/** A school whose page is public, with its head of today who wants to be named there; or null. */
export async function findPublicSchool(db: DbOrTx, schoolId: string, now: Date) {
  const day = sql`(${now.toISOString()}::timestamptz at time zone ${schools.timeZone})::date`
  const isHead = and(
    eq(terms.schoolId, schools.id),
    eq(terms.isNamed, true),
    lte(terms.fromDate, day),
    or(isNull(terms.toDate), gt(terms.toDate, day)),
  )
  const [row] = await db
    .select({
      id: schools.id,
      name: schools.name,
      town: schools.town,
      countryCode: schools.countryCode,
      region: regions.name,
      head: users.displayName,
    })
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .leftJoin(terms, isHead)
    .leftJoin(users, and(eq(users.id, terms.userId), isNull(users.suspendedAt)))
    .where(and(eq(schools.id, schoolId), eq(schools.isPublic, true), ne(schools.kind, 'office')))
  return row ?? null
}

const wasOpen = or(
  inArray(projects.state, ['open', 'closed']),
  and(eq(projects.state, 'archived'), inArray(projects.stateBefore, ['open', 'closed'])),
)

/** What a school takes or took part in, as its team says it to the public; the newest first. */
export const listPublicProjects = (db: DbOrTx, schoolId: string) =>
  db
    .select({
      id: projects.id,
      name: projects.name,
      kind: projects.kind,
      languages: projects.languages,
      createdAt: projects.createdAt,
      publicTitle: teams.publicTitle,
      year: teams.year,
    })
    .from(projectSchools)
    .innerJoin(projects, eq(projects.id, projectSchools.projectId))
    .leftJoin(teams, eq(teams.projectId, projects.id))
    .where(and(eq(projectSchools.schoolId, schoolId), ne(projects.kind, 'circle'), wasOpen))
    .orderBy(desc(projects.createdAt), asc(projects.id))

/** The other schools of these projects: where they are, and their names where these are public too. */
export async function listPublicPartners(db: DbOrTx, projectIds: string[], schoolId: string) {
  if (projectIds.length === 0) return []
  return db
    .select({
      projectId: projectSchools.projectId,
      id: schools.id,
      town: schools.town,
      countryCode: schools.countryCode,
      name: sql<string | null>`case when ${schools.isPublic} then ${schools.name} end`,
    })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .where(and(inArray(projectSchools.projectId, projectIds), ne(schools.id, schoolId), ne(schools.kind, 'office')))
    .orderBy(asc(schools.countryCode), asc(schools.town), asc(schools.id))
}
