import { index, pgTable, bigserial, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt, json } from './columns.ts'

/**
 * Who did what to whom, append-only (a trigger refuses update and delete), hash-chained. No content, no secrets.
 * Ids are not foreign keys: a line outlives what it speaks of.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: createdAt(),
    actorId: uuid(),
    schoolId: uuid(),
    projectId: uuid(),
    action: text().notNull(),
    targetId: uuid(),
    detail: json().$type<Record<string, string | number | boolean | null>>().notNull(),
    /** SHA-256 over the previous hash and this line. */
    hash: text().notNull(),
  },
  (table) => [index('audit_school').on(table.schoolId, table.at), index('audit_target').on(table.targetId)],
)

/** Small facts about this installation: the one-time setup token, seeded marks. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: json().notNull(),
})
