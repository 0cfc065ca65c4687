import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, id } from './columns.ts'
import { members } from './projects.ts'
import { criteria } from './rubrics.ts'
import { users } from './users.ts'

/** A teacher's, a pupil's of themselves, or a pupil's of another. */
export const judgementKinds = ['teacher', 'self', 'peer'] as const

/** How far somebody finds that a pupil has come by one criterion. What of it whom is shown: `server/access/judgement-rules.ts`. */
export const judgements = pgTable(
  'judgements',
  {
    id: id(),
    projectId: uuid().notNull(),
    criterionId: uuid().notNull(),
    pupilId: uuid().notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    kind: text({ enum: judgementKinds }).notNull(),
    /** 1 to 4; null: words alone, of a pupil. */
    level: smallint(),
    words: text().notNull(),
    /** What it rests on. */
    extractIds: uuid().array().notNull(),
    at: at().notNull(),
    /** Of a peer's: since when the pupil it is about sees it, as a teacher let it through. */
    shownAt: at(),
    shownBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  },
  (table) => [
    unique('judgements_place').on(table.criterionId, table.pupilId, table.authorId),
    index('judgements_project').on(table.projectId, table.pupilId),
    foreignKey({
      columns: [table.projectId, table.criterionId],
      foreignColumns: [criteria.projectId, criteria.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.projectId, table.pupilId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
    check('judgements_kind', sql`${table.kind} in ('teacher', 'self', 'peer')`),
    check('judgements_level', sql`${table.level} between 1 and 4`),
    check(
      'judgements_said',
      sql`${table.level} is not null or (${table.kind} <> 'teacher' and length(${table.words}) > 0)`,
    ),
    check('judgements_words', sql`length(${table.words}) <= 1000`),
    check('judgements_shown', sql`${table.shownAt} is null or ${table.kind} = 'peer'`),
  ],
)

/** What the teachers of a pupil came to together: one level, or null where they differ and leave it so. */
export const agreements = pgTable(
  'agreements',
  {
    projectId: uuid().notNull(),
    criterionId: uuid().notNull(),
    pupilId: uuid().notNull(),
    level: smallint(),
    /** Among the teachers: where they differ, and why. */
    note: text().notNull(),
    /** For the pupil. */
    words: text().notNull(),
    agreedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    agreedAt: at().notNull(),
    /** Since when its pupil reads it. */
    publishedAt: at(),
    publishedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
  },
  (table) => [
    primaryKey({ columns: [table.criterionId, table.pupilId] }),
    index('agreements_project').on(table.projectId, table.pupilId),
    foreignKey({
      columns: [table.projectId, table.criterionId],
      foreignColumns: [criteria.projectId, criteria.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.projectId, table.pupilId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
    check('agreements_level', sql`${table.level} between 1 and 4`),
    check('agreements_said', sql`${table.level} is not null or length(${table.note}) > 0`),
    check('agreements_words', sql`length(${table.note}) <= 1000 and length(${table.words}) <= 1000`),
  ],
)

/** What a teacher saw during a lesson, by one tap. */
export const observations = pgTable(
  'observations',
  {
    id: id(),
    projectId: uuid().notNull(),
    criterionId: uuid().notNull(),
    pupilId: uuid().notNull(),
    level: smallint().notNull(),
    authorId: uuid().references(() => users.id, { onDelete: 'set null' }),
    at: at().notNull(),
  },
  (table) => [
    index('observations_project').on(table.projectId, table.pupilId),
    foreignKey({
      columns: [table.projectId, table.criterionId],
      foreignColumns: [criteria.projectId, criteria.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [table.projectId, table.pupilId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
    check('observations_level', sql`${table.level} between 1 and 4`),
  ],
)
