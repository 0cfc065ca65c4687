import { sql } from 'drizzle-orm'
import { bigserial, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { applications } from './applications.ts'
import { approvals } from './approvals.ts'
import { messages, channels } from './chat.ts'
import { classrooms } from './classrooms.ts'
import { at, id } from './columns.ts'
import { documents } from './documents.ts'
import { helpRequests } from './help.ts'
import { projects } from './projects.ts'
import { savedSearches } from './searches.ts'
import { users } from './users.ts'
import { noticeKinds } from './values.ts'

/** What somebody is told behind the bell: that something happened, and where. What it says is looked up when it is read. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    /** The order in which they rang: several ring at one moment when quiet hours end. */
    number: bigserial({ mode: 'number' }).notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Null for what belongs to no project. */
    projectId: uuid().references(() => projects.id, { onDelete: 'cascade' }),
    kind: text({ enum: noticeKinds }).notNull(),
    at: at().notNull(),
    /** Who caused it. */
    actorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    channelId: uuid().references(() => channels.id, { onDelete: 'cascade' }),
    messageId: uuid().references(() => messages.id, { onDelete: 'cascade' }),
    documentId: uuid().references(() => documents.id, { onDelete: 'cascade' }),
    classroomId: uuid().references(() => classrooms.id, { onDelete: 'cascade' }),
    approvalId: uuid().references(() => approvals.id, { onDelete: 'cascade' }),
    helpId: uuid().references(() => helpRequests.id, { onDelete: 'cascade' }),
    /** Another teacher who asks, has accepted or has written: their name is for whoever may read it. */
    contactId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** A saved search that found something new. */
    searchId: uuid().references(() => savedSearches.id, { onDelete: 'cascade' }),
    applicationId: uuid().references(() => applications.id, { onDelete: 'cascade' }),
    readAt: at(),
  },
  (table) => [
    index('notices_user').on(table.userId, table.number),
    index('notices_unread')
      .on(table.userId)
      .where(sql`${table.readAt} is null`),
    // One message rings once for a person, for whatever reason.
    uniqueIndex('notices_message')
      .on(table.messageId, table.userId)
      .where(sql`${table.messageId} is not null`),
    index('notices_help')
      .on(table.helpId)
      .where(sql`${table.helpId} is not null`),
    index('notices_contact')
      .on(table.contactId)
      .where(sql`${table.contactId} is not null`),
    index('notices_search')
      .on(table.searchId)
      .where(sql`${table.searchId} is not null`),
    index('notices_application')
      .on(table.applicationId)
      .where(sql`${table.applicationId} is not null`),
    check(
      'notices_kind',
      sql`${table.kind} in ('mention', 'reply', 'topic', 'direct', 'added', 'joined', 'restored', 'returned', 'approved', 'message_returned', 'page_returned', 'pseudonym_asked', 'pseudonym_approved', 'pseudonym_refused', 'pseudonym_replaced', 'colleague_waits', 'recovery_made', 'backup_missing', 'report_came', 'report_seen', 'appeal_lifted', 'appeal_kept', 'plan_due', 'second_step_added', 'second_step_removed', 'second_step_refused', 'approval_waits', 'approval_question', 'approval_approved', 'approval_refused', 'co_founder_asked', 'co_founder_declined', 'school_left', 'pact_waits', 'help_asked', 'help_answered', 'help_handed', 'help_closed', 'contact_asked', 'contact_accepted', 'contact_wrote', 'message_reported', 'message_settled', 'search_found', 'circle_asked', 'circle_admitted', 'application_invited', 'application_asked', 'application_decided', 'application_appealed')`,
    ),
    check('notices_of_message', sql`${table.messageId} is null or ${table.channelId} is not null`),
  ],
)
