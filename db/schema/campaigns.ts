import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  char,
  check,
  date,
  index,
  integer,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { at, createdAt, id, json } from './columns.ts'
import type { Texts } from './frameworks.ts'
import { offices } from './offices.ts'
import { countries } from './schools.ts'
import { users } from './users.ts'
import { campaignStates, schemes } from './values.ts'

/**
 * By what something is recognised, as data: who may apply, what is asked, how it is judged (`server/campaigns/rulebook.ts`).
 * Versions are rows. One that a campaign goes by is locked and stays as it is for ever: what was decided can be explained by it.
 */
export const rulebooks = pgTable(
  'rulebooks',
  {
    id: id(),
    /** Null: shipped (`db/seed/rulebooks`), for every office to go by or to copy. */
    officeId: uuid().references(() => offices.schoolId),
    scheme: text({ enum: schemes }).notNull(),
    /** Whose it is; null: of Europe, or of any country. */
    countryCode: char({ length: 2 }).references(() => countries.code),
    /** Of which year or text: "2017". */
    version: text().notNull(),
    titles: json().$type<Texts>().notNull(),
    /** Where it is written. */
    source: text().notNull(),
    validFrom: date().notNull(),
    /** The first day on which it holds no more. */
    validUntil: date(),
    /** Read by `rulesOf` (`server/campaigns/rulebook.ts`). */
    rules: json().$type<object>().notNull(),
    /** Of which it is a copy. */
    basedOn: uuid().references((): AnyPgColumn => rulebooks.id),
    /** Counts its changes: who changes what somebody else has changed meanwhile is told. */
    revision: integer().notNull().default(1),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    changedAt: at().notNull().defaultNow(),
    /** Since when a campaign goes by it. */
    lockedAt: at(),
  },
  (table) => [
    unique('rulebooks_version').on(table.officeId, table.scheme, table.countryCode, table.version).nullsNotDistinct(),
    check(
      'rulebooks_scheme',
      sql`${table.scheme} in ('national_label', 'pupil_label', 'european_label', 'national_prize', 'european_prize', 'school_label', 'training_award')`,
    ),
    check('rulebooks_version_length', sql`length(${table.version}) between 1 and 40`),
    check('rulebooks_source', sql`length(${table.source}) between 1 and 1000`),
    check('rulebooks_dates', sql`${table.validUntil} > ${table.validFrom}`),
  ],
)

/** That an office calls for applications by a rulebook, from when to when, and decides about them. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    rulebookId: uuid()
      .notNull()
      .references(() => rulebooks.id),
    /** School year by the year it begins in. */
    year: smallint().notNull(),
    /** Which of several of a year: "second session". */
    title: text().notNull().default(''),
    state: text({ enum: campaignStates }).notNull().default('draft'),
    opensAt: at().notNull(),
    /** Put off, and never brought forward. */
    closesAt: at().notNull(),
    /** When one may expect to hear. */
    decidesAt: at().notNull(),
    version: integer().notNull().default(1),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    openedAt: at(),
    publishedAt: at(),
  },
  (table) => [
    unique('campaigns_title').on(table.officeId, table.rulebookId, table.year, table.title),
    index('campaigns_rulebook').on(table.rulebookId),
    check('campaigns_year', sql`${table.year} between 2000 and 2200`),
    check('campaigns_title_length', sql`length(${table.title}) <= 80`),
    check('campaigns_state', sql`${table.state} in ('draft', 'open', 'decided', 'published', 'cancelled')`),
    check('campaigns_closes', sql`${table.closesAt} > ${table.opensAt}`),
    check('campaigns_decides', sql`${table.decidesAt} >= ${table.closesAt}`),
    check('campaigns_opened', sql`${table.state} in ('draft', 'cancelled') or ${table.openedAt} is not null`),
    check('campaigns_published', sql`(${table.state} = 'published') = (${table.publishedAt} is not null)`),
  ],
)
