import { sql } from 'drizzle-orm'
import { check, foreignKey, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { createdAt } from './columns.ts'
import { members } from './projects.ts'

/** `lost`: for the teachers alone, as all of it is; said of oneself, and no question. */
export const handKinds = ['raised', 'lost'] as const

/** Whose hand is up in a project, since when. It is looked at by its age: a lesson ends and nobody takes all of them down. */
export const hands = pgTable(
  'hands',
  {
    projectId: uuid().notNull(),
    userId: uuid().notNull(),
    kind: text({ enum: handKinds }).notNull(),
    raisedAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.projectId, table.userId] }),
    foreignKey({
      columns: [table.projectId, table.userId],
      foreignColumns: [members.projectId, members.userId],
    }).onDelete('cascade'),
    check('hands_kind', sql`${table.kind} in ('raised', 'lost')`),
  ],
)
