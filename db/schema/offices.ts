import { sql } from 'drizzle-orm'
import { boolean, char, check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { countries, regions, schools } from './schools.ts'
import { users } from './users.ts'
import { contactKinds, mandatePosts } from './values.ts'

/**
 * An office of the programme: a school of kind `office`, so that its people, their invitations and its audit are those of any
 * school. Where none is open, nothing of the programme is to be seen.
 */
export const offices = pgTable(
  'offices',
  {
    schoolId: uuid()
      .primaryKey()
      .references(() => schools.id),
    /** Null: the office of Europe. */
    countryCode: char({ length: 2 }).references(() => countries.code),
    /** Whether teachers of the country may sign up by themselves. */
    allowsSignUp: boolean().notNull().default(false),
    /** How one reaches it, for everybody to read. */
    address: text().notNull().default(''),
    email: text(),
    openedOn: date().notNull(),
    /** The first day on which it is closed; null while it is open. */
    closedOn: date(),
  },
  (table) => [
    uniqueIndex('offices_open')
      .on(sql`coalesce(${table.countryCode}, '')`)
      .where(sql`${table.closedOn} is null`),
    check('offices_dates', sql`${table.closedOn} >= ${table.openedOn}`),
  ],
)

/** Who is what at an office, from when to when. Rows are ended and never overwritten, as `terms`. */
export const mandates = pgTable(
  'mandates',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    post: text({ enum: mandatePosts }).notNull(),
    /** A correspondent's, and that of an observer who looks at one region; null: the whole country. */
    regionId: uuid().references(() => regions.id),
    fromDate: date().notNull(),
    /** The first day on which it is over; null while it goes on. */
    toDate: date(),
    givenBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: at().notNull(),
  },
  (table) => [
    index('mandates_user').on(table.userId),
    index('mandates_office').on(table.officeId, table.fromDate),
    uniqueIndex('mandates_running')
      .on(table.userId, table.officeId, table.post, sql`coalesce(${table.regionId}::text, '')`)
      .where(sql`${table.toDate} is null`),
    check('mandates_post', sql`${table.post} in ('director', 'officer', 'correspondent', 'assessor', 'observer')`),
    check('mandates_dates', sql`${table.toDate} >= ${table.fromDate}`),
    check('mandates_region', sql`(${table.post} = 'correspondent') <= (${table.regionId} is not null)`),
    check('mandates_region_posts', sql`${table.regionId} is null or ${table.post} in ('correspondent', 'observer')`),
  ],
)

/** Whom one finds in a region besides its correspondent, by date. They need no account. */
export const regionContacts = pgTable(
  'region_contacts',
  {
    id: id(),
    regionId: uuid()
      .notNull()
      .references(() => regions.id),
    kind: text({ enum: contactKinds }).notNull(),
    name: text().notNull(),
    /** How one writes to them: "Madame la rectrice". */
    salutation: text().notNull().default(''),
    address: text().notNull().default(''),
    email: text(),
    fromDate: date().notNull(),
    toDate: date(),
  },
  (table) => [
    index('region_contacts_region').on(table.regionId, table.fromDate),
    check('region_contacts_kind', sql`${table.kind} in ('rector', 'dareic', 'workshop')`),
    check('region_contacts_dates', sql`${table.toDate} >= ${table.fromDate}`),
    check('region_contacts_name', sql`length(${table.name}) between 1 and 120`),
  ],
)
