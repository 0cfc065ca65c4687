import { and, eq, inArray, isNull, ne, notExists, or, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { profiles } from '../schema/profiles.ts'
import { members, projects, projectSchools } from '../schema/projects.ts'
import { regions, schools } from '../schema/schools.ts'
import { teams } from '../schema/team.ts'
import { users } from '../schema/users.ts'
import { hasOpenOffice, isHearsay, isThere } from './findable-schools.ts'

/* What the lists of the directory are made of. */

const school = {
  id: schools.id,
  name: schools.name,
  town: schools.town,
  countryCode: schools.countryCode,
  regionId: schools.regionId,
  region: regions.name,
}

/** Projects that were opened, in which somebody teaches. */
const taught = sql<number>`(select count(*)::int from ${members} m join ${projects} p on p.id = m.project_id
  where m.user_id = ${users.id} and m.role in ('owner', 'teacher') and p.opened_at is not null and p.kind <> 'circle')`

/** Of these those who want to be in the directory and may be: grown up, confirmed, not suspended, at a school that is there. */
export const listPeopleFacts = (db: DbOrTx, ids: string[]) =>
  db
    .select({
      profile: profiles,
      displayName: users.displayName,
      lastSeenOn: users.lastSeenOn,
      school,
      projects: taught,
    })
    .from(profiles)
    .innerJoin(users, eq(users.id, profiles.userId))
    .innerJoin(schools, eq(schools.id, users.schoolId))
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(
      and(
        inArray(profiles.userId, ids),
        eq(profiles.isListed, true),
        eq(users.kind, 'staff'),
        isNull(users.suspendedAt),
        isNull(users.waitingSince),
        isNull(users.hiddenAt),
        isThere,
        hasOpenOffice(db),
        notExists(isHearsay(db)),
      ),
    )

/** Planned each time: what is best for few schools would read all of them once a register has brought more. */
export const listSchoolFacts = (db: DbOrTx, ids: string[]) =>
  db
    .select({
      school,
      kind: schools.kind,
      levels: schools.levels,
      nationalCode: schools.nationalCode,
      isPublic: schools.isPublic,
      staff: sql<number>`(select count(*)::int from ${users} u where u.school_id = ${schools.id} and u.kind = 'staff')`,
    })
    .from(schools)
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(and(sql`${schools.id} = any(${`{${ids.join(',')}}`}::uuid[])`, isThere, notExists(isHearsay(db))))

/** What is on a school's public page: projects that were opened, by the title that is meant for all. */
export const listProjectFacts = (db: DbOrTx, ids: string[]) =>
  db
    .select({
      id: projects.id,
      kind: projects.kind,
      state: projects.state,
      name: projects.name,
      languages: projects.languages,
      subjects: projects.subjects,
      ageFrom: projects.ageFrom,
      ageTo: projects.ageTo,
      createdAt: projects.createdAt,
      publicTitle: teams.publicTitle,
    })
    .from(projects)
    .leftJoin(teams, eq(teams.projectId, projects.id))
    .where(
      and(
        inArray(projects.id, ids),
        ne(projects.kind, 'circle'),
        or(
          inArray(projects.state, ['open', 'closed']),
          and(eq(projects.state, 'archived'), inArray(projects.stateBefore, ['open', 'closed'])),
        ),
      ),
    )

/** The schools that are in these projects. */
export const listProjectSchools = (db: DbOrTx, projectIds: string[]) =>
  db
    .select({ projectId: projectSchools.projectId, school, isPublic: schools.isPublic })
    .from(projectSchools)
    .innerJoin(schools, eq(schools.id, projectSchools.schoolId))
    .leftJoin(regions, eq(regions.id, schools.regionId))
    .where(and(inArray(projectSchools.projectId, projectIds), isNull(projectSchools.leftAt), isThere))

export const listRegionNames = (db: DbOrTx, ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .select({ id: regions.id, name: regions.name, countryCode: regions.countryCode })
        .from(regions)
        .where(inArray(regions.id, ids))
