import { sql } from 'drizzle-orm'
import { boolean, char, check, date, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import { createdAt, id } from './columns.ts'
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

/** Regions inside a country: académie, Land, comunidad. Correspondents are found by them. */
export const regions = pgTable(
  'regions',
  {
    id: id(),
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    name: text().notNull(),
  },
  (table) => [unique('regions_country_name').on(table.countryCode, table.name)],
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
    check('schools_kind', sql`${table.kind} in ('school', 'institution', 'office')`),
    check('schools_name', sql`length(${table.name}) between 1 and 120`),
    check('schools_town', sql`length(${table.town}) between 1 and 80`),
  ],
)
