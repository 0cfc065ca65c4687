import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, id } from './columns.ts'
import { schools } from './schools.ts'

/** A person. Staff have an e-mail in `credentials`; pupils have none, anywhere. */
export const users = pgTable(
  'users',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id),
    kind: text({ enum: ['staff', 'pupil'] }).notNull(),
    /** School administrators invite staff and see the school's audit. Staff only. */
    isSchoolAdmin: boolean().notNull().default(false),
    /** Staff: full name. Pupils: first name and initial, shown inside their own school only. */
    displayName: text().notNull(),
    /** Shown to other schools' pupils; chosen from a safe list. Pupils only. */
    pseudonym: text(),
    locale: text(),
    theme: text({ enum: ['system', 'light', 'dark', 'contrast'] })
      .notNull()
      .default('system'),
    /** 0 circle, 1 square, 2 hexagon; null until chosen. */
    shape: smallint(),
    suspendedAt: at(),
    /** Staff who came by a link and whom no administrator of the school has confirmed: they see nothing of it yet. */
    waitingSince: at(),
    /** The last day on which they were here, in UTC; of staff who came before it was noted, the day of that upgrade. Null: none is known. */
    lastSeenOn: date(),
    /** Staff who were not here for long: since when they are out of the directory, and that they were written to before. */
    warnedAt: at(),
    hiddenAt: at(),
    /** Since when nothing says who they were. What they wrote stays. */
    anonymisedAt: at(),
    createdAt: createdAt(),
  },
  (table) => [
    index('users_school').on(table.schoolId, table.kind),
    index('users_seen')
      .on(sql`coalesce(${table.lastSeenOn}, (${table.createdAt} at time zone 'UTC')::date)`)
      .where(sql`${table.kind} = 'staff' and ${table.anonymisedAt} is null`),
    check('users_kind', sql`${table.kind} in ('staff', 'pupil')`),
    check('users_theme', sql`${table.theme} in ('system', 'light', 'dark', 'contrast')`),
    check('users_shape', sql`${table.shape} between 0 and 2`),
    check('users_display_name', sql`length(${table.displayName}) between 1 and 80`),
    check('users_admin_is_staff', sql`not ${table.isSchoolAdmin} or ${table.kind} = 'staff'`),
    check(
      'users_waiting_is_staff',
      sql`${table.waitingSince} is null or (${table.kind} = 'staff' and not ${table.isSchoolAdmin})`,
    ),
    check('users_pseudonym', sql`(${table.kind} = 'pupil') = (${table.pseudonym} is not null)`),
  ],
)

/** The pseudonym a pupil would like, until one of their teachers says yes or no. One at a time. */
export const pseudonymRequests = pgTable('pseudonym_requests', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  pseudonym: text().notNull(),
  askedAt: at().notNull(),
})

/** E-mail and argon2id hash of a staff member: apart from `users`, which is read on each request. */
export const credentials = pgTable(
  'credentials',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Lower case. */
    email: text().notNull().unique(),
    passwordHash: text().notNull(),
    changedAt: at().notNull().defaultNow(),
  },
  (table) => [check('credentials_email', sql`${table.email} = lower(${table.email}) and ${table.email} like '%_@_%'`)],
)

/** A link that lets one member of staff set a new password: one by hand and one by mail, a newer one takes its place. */
export const recoveries = pgTable(
  'recoveries',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Asked for by whoever knows the address: apart, so that nobody voids what an administrator has handed over. */
    isByMail: boolean().notNull().default(false),
    tokenHash: text().notNull().unique(),
    /** The administrator who made it; null for who keeps the server, and for mail. */
    createdBy: uuid().references(() => users.id, { onDelete: 'cascade' }),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.isByMail] })],
)

/** A login. The id is the SHA-256 of the cookie's secret. */
export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Slides with use, never past `endsAt`. */
    expiresAt: at().notNull(),
    endsAt: at().notNull(),
    /** On a shared computer nothing is kept in the browser. */
    isSharedDevice: boolean().notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [index('sessions_user').on(table.userId), index('sessions_expires').on(table.expiresAt)],
)

/** A pupil's card: a 128-bit secret in the QR's fragment and a code to type, both looked up by their keyed hashes. */
export const cards = pgTable(
  'cards',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    secretHash: text().notNull().unique(),
    codeHash: text().notNull().unique(),
    /** What was printed, sealed with the server's key, to print it again; null once void, and of cards made before there was a copy. */
    sealed: text(),
    printedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    lastUsedAt: at(),
    useCount: integer().notNull().default(0),
    voidedAt: at(),
  },
  (table) => [index('cards_user').on(table.userId)],
)

/** In which months staff were here, by their first day: rules ask who was active before a day that is long past. */
export const seenMonths = pgTable(
  'seen_months',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    month: date().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.month] }),
    check('seen_months_first', sql`extract(day from ${table.month}) = 1`),
  ],
)
