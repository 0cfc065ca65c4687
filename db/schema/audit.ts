import { sql } from 'drizzle-orm'
import { bigint, bigserial, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt, json } from './columns.ts'

/**
 * Who did what to whom, append-only (a trigger refuses update, and delete of what was not let go). Each school's lines are a chain of their own; what
 * concerns two schools is a line in both chains. No content, no secrets. Ids are not foreign keys: a line outlives what it
 * speaks of.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: createdAt(),
    actorId: uuid(),
    /** Whose administrators read it; null for nobody's. */
    schoolId: uuid(),
    /** Whose pupil, colleague or thing it concerns; null where that is no single school's. */
    subjectSchoolId: uuid(),
    projectId: uuid(),
    action: text().notNull(),
    targetId: uuid(),
    detail: json().$type<Record<string, string | number | boolean | null>>().notNull(),
    /** The school's id, `house` for what is of no school, `days`; null in the one chain of 0.2.0. */
    chain: text(),
    /** Its place in the chain, from 1 without a hole. */
    number: bigint({ mode: 'number' }),
    /** The hash of the line before it in the chain. */
    previous: text(),
    /** SHA-256 over the previous hash and this line. */
    hash: text().notNull(),
  },
  (table) => [
    index('audit_of_school').on(table.schoolId, table.id),
    index('audit_target').on(table.targetId),
    uniqueIndex('audit_chain').on(table.chain, table.number),
    check('audit_place', sql`num_nonnulls(${table.chain}, ${table.number}, ${table.previous}) in (0, 3)`),
  ],
)

/** Where each chain ends, also the lock of whoever writes in it; `before` is the end of the one chain of 0.2.0. */
export const auditHeads = pgTable('audit_heads', {
  chain: text().primaryKey(),
  number: bigint({ mode: 'number' }).notNull(),
  hash: text().notNull(),
  /** Of the last line. */
  at: at().notNull(),
  /** Lines up to this number were let go: the trigger lets these be deleted, and no others. */
  letGo: bigint({ mode: 'number' }).notNull().default(0),
})

/** What the last check of each chain found. */
export const auditChecks = pgTable('audit_checks', {
  chain: text().primaryKey(),
  checkedAt: at().notNull(),
  lines: bigint({ mode: 'number' }).notNull(),
  /** The first line that is not as it was written; null: there is none. */
  fault: json().$type<AuditFault | null>(),
})

export interface AuditFault {
  kind: (typeof auditFaults)[number]
  /** Null where the line is gone. */
  id: number | null
  /** Its place in the chain; in the one chain of 0.2.0 its id. */
  number: number
  /** A day, as `2026-12-01`: of the line, or of what came after a line that is gone. */
  day: string
}

/**
 * `rewritten`: all fits together, and is not what was tied on that day, or not what followed; `broken`: of the one chain of
 * 0.2.0, where altered and removed look alike.
 */
export const auditFaults = ['altered', 'removed', 'reordered', 'moved', 'added', 'rewritten', 'broken'] as const

/** Small facts about this installation: the one-time setup token, seeded marks. */
export const settings = pgTable('settings', {
  key: text().primaryKey(),
  value: json().notNull(),
})
