import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { frameworkItems } from './frameworks.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'

/** Whom pupils assess besides themselves: nobody, those of their own group, or everybody in the project. */
export const peerCircles = ['nobody', 'group', 'project'] as const

export interface Product {
  id: string
  title: string
  steps: { words: string; isDone: boolean }[]
  groupIds: string[]
  userIds: string[]
}

/** By what a project is judged, and what it makes: the team's teachers share it. Its number grows with each saving. */
export const rubrics = pgTable(
  'rubrics',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => projects.id, { onDelete: 'cascade' }),
    version: integer().notNull(),
    /** Pupils see it and assess themselves. */
    isOpen: boolean().notNull(),
    peers: text({ enum: peerCircles }).notNull(),
    /** What is made, and by whom. */
    products: json().$type<Product[]>().notNull(),
    savedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    savedAt: at().notNull(),
  },
  (table) => [
    check('rubrics_version', sql`${table.version} > 0`),
    check('rubrics_peers', sql`${table.peers} in ('nobody', 'group', 'project')`),
  ],
)

/** One criterion with its four described levels, in free words or tied to a line of a framework. */
export const criteria = pgTable(
  'criteria',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    words: text().notNull(),
    itemId: uuid().references(() => frameworkItems.id, { onDelete: 'set null' }),
    /** What one sees at each level, from the first to the fourth. */
    levels: json().$type<string[]>().notNull(),
    /** Taken out of the rubric: what was judged by it stays. */
    removedAt: at(),
  },
  (table) => [
    unique('criteria_project').on(table.projectId, table.id),
    index('criteria_item').on(table.itemId),
    check('criteria_words', sql`length(${table.words}) between 1 and 300`),
  ],
)
