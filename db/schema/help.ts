import { sql } from 'drizzle-orm'
import { bigserial, boolean, check, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { offices } from './offices.ts'
import { invitations, projects } from './projects.ts'
import { regions, schools } from './schools.ts'
import { users } from './users.ts'
import { helpHolders, helpKinds, helpSides, helpStates } from './values.ts'

/**
 * What a teacher asks of the office of their country: about themselves, their school or a project of theirs. It lies with the
 * correspondent of their region or with the office itself.
 */
export const helpRequests = pgTable(
  'help_requests',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    /** Of the asker's school when they asked: its correspondents read it. */
    regionId: uuid().references(() => regions.id),
    askedBy: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    schoolId: uuid().references(() => schools.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: helpKinds }).notNull(),
    title: text().notNull(),
    state: text({ enum: helpStates }).notNull().default('open'),
    /** With whom it lies. */
    holder: text({ enum: helpHolders }).notNull(),
    /** Who has taken it. */
    assignedTo: uuid().references(() => users.id, { onDelete: 'set null' }),
    askedAt: at().notNull(),
    /** Since when it waits for an answer, the last time that it did. */
    waitingSince: at().notNull(),
    changedAt: at().notNull(),
    closedAt: at(),
  },
  (table) => [
    index('help_requests_waiting')
      .on(table.officeId, table.waitingSince)
      .where(sql`${table.state} = 'open'`),
    index('help_requests_office').on(table.officeId, table.changedAt),
    index('help_requests_asker').on(table.askedBy, table.changedAt),
    index('help_requests_user').on(table.userId),
    index('help_requests_school').on(table.schoolId),
    index('help_requests_project').on(table.projectId),
    check('help_requests_subject', sql`num_nonnulls(${table.userId}, ${table.schoolId}, ${table.projectId}) = 1`),
    check('help_requests_kind', sql`${table.kind} in ('teaching', 'technical')`),
    check('help_requests_state', sql`${table.state} in ('open', 'answered', 'closed')`),
    check('help_requests_holder', sql`${table.holder} in ('correspondent', 'office')`),
    check('help_requests_closed', sql`(${table.state} = 'closed') = (${table.closedAt} is not null)`),
    check('help_requests_title', sql`length(${table.title}) between 1 and 120`),
  ],
)

/** The thread of a request. Internal notes are the office's alone. */
export const helpNotes = pgTable(
  'help_notes',
  {
    id: id(),
    /** The order in which they were said. */
    number: bigserial({ mode: 'number' }).notNull(),
    requestId: uuid()
      .notNull()
      .references(() => helpRequests.id, { onDelete: 'cascade' }),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    side: text({ enum: helpSides }).notNull(),
    at: at().notNull(),
    text: text().notNull().default(''),
    isInternal: boolean().notNull().default(false),
    /** The link with which a teacher lets somebody of the office look at the project. Its secret is reckoned, not kept. */
    invitationId: uuid().references(() => invitations.id, { onDelete: 'set null' }),
  },
  (table) => [
    index('help_notes_request').on(table.requestId, table.number),
    index('help_notes_invitation').on(table.invitationId),
    check('help_notes_side', sql`${table.side} in ('asker', 'office')`),
    check('help_notes_internal', sql`not ${table.isInternal} or ${table.side} = 'office'`),
    check('help_notes_text', sql`length(${table.text}) <= 4000`),
  ],
)

/** What an office holds itself to: after how long something on its desk is late. */
export const officePromises = pgTable(
  'office_promises',
  {
    officeId: uuid()
      .primaryKey()
      .references(() => offices.schoolId),
    approvalDays: smallint().notNull().default(10),
    helpDays: smallint().notNull().default(5),
    /** Weeks with school in which nobody wrote anything, after which a project is asked about. */
    inactiveWeeks: smallint().notNull().default(4),
  },
  (table) => [
    check('office_promises_days', sql`${table.approvalDays} between 1 and 90 and ${table.helpDays} between 1 and 90`),
    check('office_promises_weeks', sql`${table.inactiveWeeks} between 1 and 40`),
  ],
)
