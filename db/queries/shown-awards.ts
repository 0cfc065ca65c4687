import { and, asc, desc, eq, gt, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { runQuery } from '../prepared.ts'
import { awards } from '../schema/awards.ts'
import { campaigns } from '../schema/campaigns.ts'
import { profiles } from '../schema/profiles.ts'
import { regions, schools } from '../schema/schools.ts'
import type { Scheme } from '../schema/values.ts'
import { yearOfDay } from './letters.ts'

/* Awards as others see them: what holds on a day, and nothing that was taken back or is over. */

/** What the pupils have is seen with the award it was given along with. */
const holdsOn = (day: string) =>
  and(
    isNull(awards.withdrawnAt),
    ne(awards.scheme, 'pupil_label'),
    lte(awards.awardedOn, day),
    or(isNull(awards.validUntil), gt(awards.validUntil, day)),
  )

/** What these projects have; each label once for each country that gave it. */
export const listProjectAwards = (db: DbOrTx, projectIds: readonly string[], day: string) =>
  projectIds.length === 0
    ? Promise.resolve([])
    : db
        .selectDistinct({ projectId: awards.projectId, scheme: awards.scheme, countryCode: awards.countryCode })
        .from(awards)
        .where(and(inArray(awards.projectId, [...projectIds]), holdsOn(day)))
        .orderBy(asc(awards.scheme), asc(awards.countryCode))
export type ProjectAward = Awaited<ReturnType<typeof listProjectAwards>>[number]

/** What these people have themselves: how often each, and since when the last. */
export const listPersonAwards = (db: DbOrTx, userIds: readonly string[], day: string) =>
  userIds.length === 0
    ? Promise.resolve([])
    : personAwards(db)
        .where(isOfPeople(userIds, day))
        .groupBy(...byPerson)

/** The same of those of them who let everybody of the programme read it. */
export const listPersonAwardsForAll = (db: DbOrTx, userIds: readonly string[], day: string) =>
  userIds.length === 0
    ? Promise.resolve([])
    : personAwards(db)
        .innerJoin(profiles, eq(profiles.userId, awards.userId))
        .where(and(isOfPeople(userIds, day), profiles.isListed, isForAll))
        .groupBy(...byPerson)

const byPerson = [awards.userId, awards.scheme] as const
const isOfPeople = (userIds: readonly string[], day: string) => and(inArray(awards.userId, [...userIds]), holdsOn(day))
/** Who has not said who reads them shows them to whom the name is shown (`readerOf`). */
const isForAll = sql`${profiles.visible}->>'name' = 'all' and coalesce(${profiles.visible}->>'awards', 'all') = 'all'`
const personAwards = (db: DbOrTx) =>
  db
    .select({
      userId: awards.userId,
      scheme: awards.scheme,
      count: sql<number>`count(*)::int`,
      lastOn: sql<string>`max(${awards.awardedOn})::text`,
    })
    .from(awards)
    .$dynamic()

/** Whether a project has an award of one of these. */
export const hasAward = (projectId: SQL, schemes: readonly Scheme[], day: string): SQL =>
  sql`exists (select from ${awards} where ${and(sql`${awards.projectId} = ${projectId}`, inArray(awards.scheme, [...schemes]), holdsOn(day))})`

/** What a school has as such; of a label that was renewed the newer. */
export const listSchoolAwards = (db: DbOrTx, schoolId: string, day: string) =>
  db
    .selectDistinctOn([awards.scheme], {
      scheme: awards.scheme,
      awardedOn: awards.awardedOn,
      validUntil: awards.validUntil,
      code: awards.code,
    })
    .from(awards)
    .where(
      and(
        eq(awards.schoolId, schoolId),
        inArray(awards.scheme, ['school_label', 'training_award']),
        isNull(awards.userId),
        holdsOn(day),
      ),
    )
    .orderBy(asc(awards.scheme), desc(awards.awardedOn), asc(awards.id))
export type SchoolAward = Awaited<ReturnType<typeof listSchoolAwards>>[number]

interface LabelledFilter {
  scheme: Scheme
  country: string | undefined
  /** The school year for which it was given, also where it is over by now; undefined: what holds on the day. */
  year: number | undefined
}

/** Awards with the schools that they are of: the one, or each of the project's. Whoever was merged is at the other one. */
const labelled = ({ scheme, country, year }: LabelledFilter, day: string) => sql`from ${awards}
  left join ${campaigns} on ${campaigns.id} = ${awards.campaignId}
  cross join lateral (select ${awards.schoolId} as id where ${awards.schoolId} is not null
    union select (one->>'id')::uuid from jsonb_array_elements(${awards.shown}->'schools') one where ${awards.schoolId} is null) place
  join ${schools} was on was.id = place.id
  join ${schools} on ${schools.id} = coalesce(was.merged_into, was.id)
  left join ${regions} on ${regions.id} = ${schools.regionId}
  where ${awards.scheme} = ${scheme} and ${
    year === undefined
      ? holdsOn(day)
      : sql`${awards.withdrawnAt} is null and coalesce(${campaigns.year}, ${yearOfDay}) = ${year}::int`
  } and ${country === undefined ? sql`true` : eq(schools.countryCode, country)}`

export interface LabelledSchool {
  id: string
  /** Null where it is not told; a label of its own names it. */
  name: string | null
  town: string
  countryCode: string
  region: string | null
  hasPage: boolean
  awardedOn: string
  validUntil: string | null
}

/** By country, region and town, behind a school of the page before. */
export const listLabelledSchools = (
  db: DbOrTx,
  filter: LabelledFilter,
  { day, after, limit }: { day: string; after: string | undefined; limit: number },
): Promise<LabelledSchool[]> =>
  runQuery(
    db,
    sql`select ${schools.id} as id, ${schools.town} as town, ${schools.countryCode} as "countryCode",
      case when ${schools.isPublic} or ${filter.scheme} = 'school_label' then ${schools.name} end as name,
      ${regions.name} as region, ${schools.isPublic} as "hasPage", max(${awards.awardedOn})::text as "awardedOn",
      case when bool_or(${awards.validUntil} is null) then null else max(${awards.validUntil})::text end as "validUntil"
      ${labelled(filter, day)} and ${
        after === undefined
          ? sql`true`
          : sql`(${schools.countryCode}, coalesce(${regions.name}, ''), ${schools.town}, ${schools.id}) >
            (select s.country_code, coalesce(r.name, ''), s.town, s.id from ${schools} s
              left join ${regions} r on r.id = s.region_id where s.id = ${after}::uuid)`
      }
      group by ${schools.id}, ${regions.name}
      order by ${schools.countryCode}, coalesce(${regions.name}, ''), ${schools.town}, ${schools.id} limit ${limit}::int`,
  )

/** In which countries how many are. */
export const countLabelledSchools = (
  db: DbOrTx,
  filter: LabelledFilter,
  day: string,
): Promise<{ code: string; schools: number }[]> =>
  runQuery(
    db,
    sql`select ${schools.countryCode} as code, count(distinct ${schools.id})::int as schools
      ${labelled({ ...filter, country: undefined }, day)} group by ${schools.countryCode}`,
  )

/** For which school years something of a kind was given, the newest first. */
export async function listAwardYears(db: DbOrTx, scheme: Scheme): Promise<number[]> {
  const rows = await runQuery<{ year: number }>(
    db,
    sql`select distinct coalesce(${campaigns.year}, ${yearOfDay}) as year from ${awards}
      left join ${campaigns} on ${campaigns.id} = ${awards.campaignId}
      where ${awards.scheme} = ${scheme} and ${awards.withdrawnAt} is null order by year desc limit 30`,
  )
  return rows.map(({ year }) => year)
}
