import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { campaigns } from './campaigns.ts'
import { at, createdAt, id, json } from './columns.ts'
import { projects } from './projects.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'
import { applicationParts, applicationStates, conditionStages, evidenceKinds } from './values.ts'

/**
 * What is to be recognised in a campaign: a project, what one teacher did in it, or a school (an institution is one). Who
 * leaves keeps their id here and loses their name: what was decided stays explicable.
 */
export const applications = pgTable(
  'applications',
  {
    id: id(),
    campaignId: uuid()
      .notNull()
      .references(() => campaigns.id),
    userId: uuid().references(() => users.id),
    projectId: uuid().references(() => projects.id),
    schoolId: uuid().references(() => schools.id),
    state: text({ enum: applicationStates }).notNull(),
    /** 2: applied for once more, for what is reopened. */
    round: smallint().notNull().default(1),
    /** The criteria that a second application may speak to again. */
    reopened: text().array().notNull().default([]),
    /** In which language it is written: who judges it reads that. */
    language: text().notNull(),
    createdAt: createdAt(),
    submittedAt: at(),
    submittedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** By the head of the school. */
    declaredAt: at(),
    declaredBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    /** Why who applied asks that it is decided once more: once, after it was published. */
    appeal: text().notNull().default(''),
    appealedAt: at(),
    appealedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  },
  (table) => [
    unique('applications_subject')
      .on(table.campaignId, table.userId, table.projectId, table.schoolId)
      .nullsNotDistinct(),
    index('applications_state').on(table.campaignId, table.state),
    index('applications_user').on(table.userId),
    index('applications_project').on(table.projectId),
    index('applications_school').on(table.schoolId),
    check('applications_one_subject', sql`num_nonnulls(${table.projectId}, ${table.schoolId}) = 1`),
    check('applications_of_person', sql`${table.userId} is null or ${table.projectId} is not null`),
    check('applications_invited', sql`${table.state} <> 'invited' or ${table.schoolId} is not null`),
    check(
      'applications_state_word',
      sql`${table.state} in ('invited', 'draft', 'submitted', 'judged', 'decided', 'withdrawn')`,
    ),
    check(
      'applications_appeal',
      sql`length(${table.appeal}) <= 4000 and (${table.appeal} = '') = (${table.appealedAt} is null)`,
    ),
    check('applications_round', sql`${table.round} in (1, 2)`),
    check('applications_reopened', sql`${table.round} = 2 or cardinality(${table.reopened}) = 0`),
    check(
      'applications_submitted',
      sql`${table.state} not in ('submitted', 'judged', 'decided') or ${table.submittedAt} is not null`,
    ),
  ],
)

/** Who has a part in it. */
export const applicationPeople = pgTable(
  'application_people',
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    part: text({ enum: applicationParts }).notNull(),
    /** When they said yes to it; null while they are asked. */
    confirmedAt: at(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.userId, table.part] }),
    index('application_people_user').on(table.userId),
    check('application_people_part', sql`${table.part} in ('author', 'endorser', 'head')`),
  ],
)

/** What it says, a field of the rulebook's form at a time. Who saves what somebody else has saved meanwhile is shown that. */
export const applicationAnswers = pgTable(
  'application_answers',
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    field: text().notNull(),
    text: text().notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    changedAt: at().notNull(),
    revision: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.field] }),
    check('application_answers_text', sql`length(${table.text}) <= 20000`),
  ],
)

/** A copy of what was made, pinned to a criterion: it stays what it was, whatever becomes of where it was taken. */
export const evidence = pgTable(
  'evidence',
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    criterion: text().notNull(),
    /** What it shows, without names (`server/extracts/content.ts`); emptied when it is withdrawn. */
    extract: json().$type<object>(),
    /** Of that, as it was pinned: SHA-256. */
    hash: text().notNull(),
    sourceKind: text({ enum: evidenceKinds }).notNull(),
    /** Of the extract, or of what it was taken from, as long as that is there. */
    sourceId: uuid(),
    note: text().notNull().default(''),
    pinnedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    pinnedAt: at().notNull(),
    withdrawnAt: at(),
    withdrawnWhy: text().notNull().default(''),
  },
  (table) => [
    index('evidence_application').on(table.applicationId, table.criterion),
    index('evidence_source').on(table.sourceId),
    check(
      'evidence_source_kind',
      sql`${table.sourceKind} in ('passage', 'version', 'object', 'message', 'recording', 'figure', 'collaboration')`,
    ),
    check('evidence_note', sql`length(${table.note}) <= 1000 and length(${table.withdrawnWhy}) <= 1000`),
    check('evidence_there', sql`${table.extract} is not null or ${table.withdrawnAt} is not null`),
  ],
)

/** What became of each condition when it counted, with what proved it: kept as it was then. */
export const conditionResults = pgTable(
  'condition_results',
  {
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    round: smallint().notNull(),
    stage: text({ enum: conditionStages }).notNull(),
    /** Its id in the rulebook. */
    condition: text().notNull(),
    isMet: boolean().notNull(),
    proof: json().$type<{ what: string; id: string | null; since: string | null }[]>().notNull(),
    missing: json().$type<object>(),
    checkedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.round, table.stage, table.condition] }),
    check('condition_results_stage', sql`${table.stage} in ('submitted', 'decided')`),
    check('condition_results_missing', sql`${table.isMet} = (${table.missing} is null)`),
  ],
)
