import { index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { schools } from './schools.ts'
import { users } from './users.ts'

interface ClassFacts {
  name: string
  ageFrom: number
  ageTo: number
  /** It is in the archive. */
  hasLeft: boolean
}

/** A class that went up, or left. */
export interface RolledClass {
  id: string
  before: ClassFacts
  after: ClassFacts
}

/** That a school moved its classes up, with what each was called before and after: by it that is undone. */
export const rollovers = pgTable(
  'rollovers',
  {
    id: id(),
    schoolId: uuid()
      .notNull()
      .references(() => schools.id, { onDelete: 'cascade' }),
    doneBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    doneAt: at().notNull(),
    undoneAt: at(),
    classes: json().$type<RolledClass[]>().notNull(),
  },
  (table) => [index('rollovers_school').on(table.schoolId, table.doneAt)],
)
