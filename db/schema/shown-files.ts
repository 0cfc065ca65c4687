import { sql } from 'drizzle-orm'
import { check, index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { id } from './columns.ts'
import { fileColumns } from './files.ts'
import { news } from './news.ts'
import { presentations } from './presentations.ts'

/** Pictures and files of what is shown to everybody: news, and what a project shows of itself. Who may read that may read them. */
export const shownFiles = pgTable(
  'shown_files',
  {
    id: id(),
    newsId: uuid().references(() => news.id, { onDelete: 'cascade' }),
    projectId: uuid().references(() => presentations.projectId, { onDelete: 'cascade' }),
    /** In the order in which they came. */
    position: smallint().notNull(),
    /** What a picture shows, for who does not see it. */
    alt: text().notNull().default(''),
    ...fileColumns(),
  },
  (table) => [
    index('shown_files_news').on(table.newsId, table.position),
    index('shown_files_project').on(table.projectId, table.position),
    check('shown_files_owner', sql`num_nonnulls(${table.newsId}, ${table.projectId}) = 1`),
    check('shown_files_kind', sql`${table.kind} in ('picture', 'file')`),
  ],
)
