import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  boolean,
  char,
  check,
  date,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns.ts'
import { foldedSchool } from './folded.ts'
import { schoolKinds } from './values.ts'

/** Countries of the programme, ISO 3166-1 alpha-2. Reference data, kept by `db/seed/reference.ts`. */
export const countries = pgTable(
  'countries',
  {
    code: char({ length: 2 }).primaryKey(),
    /** IANA time zone that a new school of this country starts with. */
    timeZone: text().notNull(),
  },
  (table) => [check('countries_code', sql`${table.code} ~ '^[A-Z]{2}$'`)],
)

/** From when to when a country is of the programme: a full member, or a "Plus" neighbour. Kept by `db/seed/reference.ts`. */
export const memberships = pgTable(
  'memberships',
  {
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    standing: text({ enum: ['member', 'plus'] }).notNull(),
    fromDate: date().notNull(),
    /** The first day on which it is over; null while it goes on. */
    toDate: date(),
    /** Who says so. */
    source: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.countryCode, table.fromDate] }),
    check('memberships_standing', sql`${table.standing} in ('member', 'plus')`),
    check('memberships_dates', sql`${table.toDate} > ${table.fromDate}`),
  ],
)

/**
 * Regions inside a country: académie, Land, comunidad. Correspondents are found by them. One that was closed stays, for what is
 * told of its time. Kept by `db/seed/regions.ts`.
 */
export const regions = pgTable(
  'regions',
  {
    id: id(),
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    name: text().notNull(),
    /** As its country or ISO 3166-2 writes it. */
    code: text(),
    /** Null: since before anybody here asks. */
    openedOn: date(),
    /** The first day on which it is no more. */
    closedOn: date(),
    mergedInto: uuid().references((): AnyPgColumn => regions.id),
  },
  (table) => [
    unique('regions_country_name').on(table.countryCode, table.name),
    check('regions_dates', sql`${table.closedOn} > ${table.openedOn}`),
    check('regions_merged', sql`${table.mergedInto} is null or ${table.closedOn} is not null`),
  ],
)

/** Which départements a region has, from when to when: by them one knows in which region a school was on a day. */
export const departments = pgTable(
  'departments',
  {
    regionId: uuid()
      .notNull()
      .references(() => regions.id),
    code: text().notNull(),
    name: text().notNull(),
    /** Null: since before anybody here asks. */
    fromDate: date(),
    /** The first day on which it is of another region. */
    toDate: date(),
  },
  (table) => [
    primaryKey({ columns: [table.regionId, table.code] }),
    index('departments_code').on(table.code),
    check('departments_dates', sql`${table.toDate} > ${table.fromDate}`),
  ],
)

/** One establishment. */
export const schools = pgTable(
  'schools',
  {
    id: id(),
    kind: text({ enum: schoolKinds }).notNull().default('school'),
    name: text().notNull(),
    town: text().notNull(),
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    regionId: uuid().references(() => regions.id),
    /** National establishment code: UAI in France. */
    nationalCode: text(),
    address: text().notNull().default(''),
    /** Of ISCED 2011, as `server/frameworks/levels.ts` calls them; none where nobody said. */
    levels: text().array().notNull().default([]),
    /** The first day on which it is no more: nobody comes to it newly, and all that is of it stays. */
    closedOn: date(),
    /** Of which school this was a double. What was of it is of that one. */
    mergedInto: uuid().references((): AnyPgColumn => schools.id),
    /** Name and town as they are compared and looked for. */
    folded: text().generatedAlwaysAs(foldedSchool),
    timeZone: text().notNull(),
    locale: text().notNull().default('en'),
    /** Whether the head says yes to what teams of the school plan. */
    approvesTeams: boolean().notNull().default(false),
    /** Whether everybody may read its public page (`server/school-page`). */
    isPublic: boolean().notNull().default(false),
    /** A school registered by a partner teacher waits to be vouched for by an office (programme). */
    isVouched: boolean().notNull().default(false),
    createdAt: createdAt(),
  },
  (table) => [
    unique('schools_country_national_code').on(table.countryCode, table.nationalCode),
    index('schools_region').on(table.regionId),
    index('schools_town').on(table.countryCode, sql`lower(${table.town}) text_pattern_ops`),
    index('schools_folded').on(table.countryCode, table.folded),
    index('schools_merged').on(table.mergedInto),
    check('schools_kind', sql`${table.kind} in ('school', 'institution', 'office')`),
    check('schools_name', sql`length(${table.name}) between 1 and 120`),
    check('schools_town', sql`length(${table.town}) between 1 and 80`),
    check('schools_address', sql`length(${table.address}) <= 300`),
    check('schools_levels', sql`${table.levels} <@ array['isced.02', 'isced.1', 'isced.2', 'isced.3']`),
    check('schools_not_into_itself', sql`${table.mergedInto} <> ${table.id}`),
  ],
)
