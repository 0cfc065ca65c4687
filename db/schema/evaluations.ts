import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core'
import { applications } from './applications.ts'
import { at, id, json } from './columns.ts'
import { users } from './users.ts'
import { decisionOutcomes, decisionStages, evaluationStates } from './values.ts'

/** That somebody reads an application for a commission. What one gave the other does not see before both are in. */
export const evaluations = pgTable(
  'evaluations',
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    round: smallint().notNull(),
    /** 3: because the first two differ. */
    reader: smallint().notNull(),
    assessorId: uuid()
      .notNull()
      .references(() => users.id),
    state: text({ enum: evaluationStates }).notNull().default('offered'),
    /** Why they are too near to judge. */
    conflict: text().notNull().default(''),
    offeredAt: at().notNull(),
    submittedAt: at(),
  },
  (table) => [
    unique('evaluations_reader').on(table.applicationId, table.round, table.reader),
    unique('evaluations_assessor').on(table.applicationId, table.round, table.assessorId),
    index('evaluations_by_assessor').on(table.assessorId, table.state),
    check('evaluations_round', sql`${table.round} in (1, 2)`),
    check('evaluations_reader_number', sql`${table.reader} between 1 and 9`),
    check('evaluations_state', sql`${table.state} in ('offered', 'conflicted', 'open', 'submitted')`),
    check('evaluations_submitted', sql`(${table.state} = 'submitted') = (${table.submittedAt} is not null)`),
    check('evaluations_conflict', sql`length(${table.conflict}) <= 1000`),
  ],
)

/** What a reader gives by one criterion, or a part of one. Whether it lies on the scale the rulebook says. */
export const marks = pgTable(
  'marks',
  {
    evaluationId: uuid()
      .notNull()
      .references(() => evaluations.id, { onDelete: 'cascade' }),
    criterion: text().notNull(),
    /** Null: none yet, or that it does not apply. */
    value: numeric({ precision: 6, scale: 2, mode: 'number' }),
    /** A mark of its own where the rulebook has it. */
    isNotApplicable: boolean().notNull().default(false),
    comment: text().notNull().default(''),
    revision: integer().notNull().default(1),
    changedAt: at().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.evaluationId, table.criterion] }),
    check('marks_one', sql`not ${table.isNotApplicable} or ${table.value} is null`),
    check('marks_comment', sql`length(${table.comment}) <= 4000`),
  ],
)

/** What a commission decided, by which points; recomputed from the marks it is the same. */
export const decisions = pgTable(
  'decisions',
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    round: smallint().notNull(),
    stage: text({ enum: decisionStages }).notNull(),
    outcome: text({ enum: decisionOutcomes }).notNull(),
    /** Null where nothing is marked. */
    points: numeric({ precision: 10, scale: 4, mode: 'number' }),
    /** Among those it was ranked with; those who share points share it. */
    rank: integer(),
    /** Of a prize: the first, the second. */
    place: smallint(),
    /** By criterion, for who applied. */
    feedback: json().$type<Record<string, string>>().notNull(),
    /** Who sat there: ids of `users`. */
    present: uuid().array().notNull(),
    reason: text().notNull().default(''),
    decidedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    decidedAt: at().notNull(),
  },
  (table) => [
    unique('decisions_once').on(table.applicationId, table.round, table.stage),
    check('decisions_stage', sql`${table.stage} in ('commission', 'appeal')`),
    check('decisions_outcome', sql`${table.outcome} in ('awarded', 'refused', 'second')`),
    check('decisions_rank', sql`${table.rank} >= 1 and ${table.place} >= 1`),
    check('decisions_reason', sql`length(${table.reason}) <= 4000`),
  ],
)
