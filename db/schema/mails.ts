import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { circulars } from './circulars.ts'
import { at, id } from './columns.ts'
import { users } from './users.ts'
import { digestRhythms, mailKinds, mailStates, stopKinds } from './values.ts'

/**
 * The outbox. Neither words nor a link are kept: both are made when it is sent, for whoever has the address then, so that
 * no row and no backup lets anybody in. What goes to an address that nobody has is taken out without being sent.
 */
export const mails = pgTable(
  'mails',
  {
    id: id(),
    kind: text({ enum: mailKinds }).notNull(),
    /** Lower case. */
    address: text().notNull(),
    /** Whose address it is, once somebody has looked. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** What an office writes to many: its words stand there. */
    circularId: uuid().references(() => circulars.id, { onDelete: 'cascade' }),
    state: text({ enum: mailStates }).notNull().default('waiting'),
    tries: smallint().notNull().default(0),
    /** When it is tried next; while it is being sent, when it is taken up again if that never ends. */
    nextAt: at().notNull(),
    /** What the other server said last. */
    error: text(),
    createdAt: at().notNull(),
    endedAt: at(),
  },
  (table) => [
    // Who asks twice gets one.
    uniqueIndex('mails_waiting')
      .on(table.address, table.kind)
      .where(sql`state = 'waiting' and circular_id is null`),
    uniqueIndex('mails_circular').on(table.circularId, table.address),
    index('mails_due')
      .on(sql`(${table.kind} in ('circular', 'application_invited'))`, table.nextAt)
      .where(sql`state = 'waiting'`),
    index('mails_next')
      .on(table.nextAt)
      .where(sql`state = 'waiting'`),
    index('mails_user').on(table.userId),
    check(
      'mails_kind',
      sql`${table.kind} in ('recovery', 'mandate', 'second_step_removed', 'registration', 'newcomer', 'digest', 'circular', 'dormant', 'application_invited')`,
    ),
    check('mails_is_circular', sql`(${table.kind} = 'circular') = (${table.circularId} is not null)`),
    check('mails_state', sql`${table.state} in ('waiting', 'sent', 'failed', 'bounced')`),
    check('mails_ended', sql`(${table.state} = 'waiting') = (${table.endedAt} is null)`),
    check('mails_address', sql`${table.address} = lower(${table.address}) and ${table.address} like '%_@_%'`),
  ],
)

/** What somebody does not want to be written to about. A row is a no, whatever else would send it. */
export const mailStops = pgTable(
  'mail_stops',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text({ enum: stopKinds }).notNull(),
    stoppedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind] }),
    check('mail_stops_kind', sql`${table.kind} in ('digest', 'circular')`),
  ],
)

/**
 * How often somebody is told by mail what rang and was not read. No row, or no rhythm: as their part says
 * (`server/digests/digests.ts`); who wants none has a row in `mail_stops`.
 */
export const digests = pgTable(
  'digests',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    rhythm: text({ enum: digestRhythms }),
    /** When the last one was made, and from when on it tells. */
    lastAt: at(),
    sinceAt: at(),
  },
  (table) => [check('digests_rhythm', sql`${table.rhythm} in ('daily', 'weekly')`)],
)
