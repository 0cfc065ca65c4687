import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  char,
  check,
  date,
  index,
  numeric,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { applications } from './applications.ts'
import { campaigns } from './campaigns.ts'
import { at, id, json } from './columns.ts'
import { projects } from './projects.ts'
import { countries, regions, schools } from './schools.ts'
import { users } from './users.ts'
import { schemes } from './values.ts'

/** What a certificate says, as it was on that day. Who leaves loses their name in it (`blankAwards`). */
export interface AwardShown {
  /** A pupil never stands here. */
  people: { id: string; name: string | null }[]
  project: string | null
  schools: { id: string; name: string; town: string; countryCode: string }[]
}

/** What was recognised. Conditions, letters, figures, gallery and radar read this and nothing that led to it. */
export const awards = pgTable(
  'awards',
  {
    id: id(),
    scheme: text({ enum: schemes }).notNull(),
    /** Null: given before campaigns were held here, by whoever entered it. */
    campaignId: uuid().references(() => campaigns.id),
    applicationId: uuid().references(() => applications.id),
    /** From which it was derived. */
    parentId: uuid().references((): AnyPgColumn => awards.id),
    userId: uuid().references(() => users.id),
    projectId: uuid().references(() => projects.id),
    schoolId: uuid().references(() => schools.id),
    /** Where that school was then; null of what several schools of several places got together. */
    regionId: uuid().references(() => regions.id),
    countryCode: char({ length: 2 }).references(() => countries.code),
    shown: json().$type<AwardShown>().notNull(),
    place: smallint(),
    /** Of a prize: a class of the rulebook. */
    ageClass: text(),
    /** The mean of the marks that it was given for; null where nothing is marked. */
    points: numeric({ precision: 10, scale: 4, mode: 'number' }),
    awardedOn: date().notNull(),
    /** The first day on which it holds no more; null: for good. */
    validUntil: date(),
    /** By which everybody finds its certificate. */
    code: text().notNull(),
    givenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    withdrawnAt: at(),
    withdrawnWhy: text().notNull().default(''),
  },
  (table) => [
    uniqueIndex('awards_code').on(table.code),
    uniqueIndex('awards_application')
      .on(table.applicationId, table.scheme)
      .where(sql`${table.withdrawnAt} is null`),
    index('awards_user').on(table.userId),
    index('awards_project').on(table.projectId, table.scheme),
    index('awards_school').on(table.schoolId, table.scheme),
    index('awards_parent').on(table.parentId),
    index('awards_campaign').on(table.campaignId),
    index('awards_region').on(table.regionId, table.awardedOn),
    index('awards_place').on(table.countryCode, table.scheme, table.awardedOn),
    check(
      'awards_scheme',
      sql`${table.scheme} in ('national_label', 'pupil_label', 'european_label', 'national_prize', 'european_prize', 'school_label', 'training_award')`,
    ),
    check('awards_subject', sql`num_nonnulls(${table.projectId}, ${table.schoolId}) >= 1`),
    check('awards_of_person', sql`${table.userId} is null or ${table.projectId} is not null`),
    check('awards_dates', sql`${table.validUntil} > ${table.awardedOn}`),
    check('awards_place_number', sql`${table.place} >= 1`),
    check('awards_code_form', sql`${table.code} ~ '^[A-Z0-9]{12,32}$'`),
    check('awards_withdrawn', sql`length(${table.withdrawnWhy}) <= 1000`),
  ],
)
