import { boolean, char, date, jsonb, pgTable, primaryKey } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'

/** How many of what there were on a day: as it is published, what is too small already hidden. */
export const figures = pgTable(
  'figures',
  {
    day: date().notNull(),
    /** Two letters; `EU`: all countries together. */
    scope: char({ length: 2 }).notNull(),
    /** Each with what is counted, by what, and how many; null where that is hidden. */
    rows: jsonb().$type<{ measure: string; by: string; of: string; n: number | null }[]>().notNull(),
    /** Whether it is of the last day of a school year or of last month, for everybody; else an office asked for it. */
    isPublic: boolean().notNull(),
    madeAt: at().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.scope] })],
)
