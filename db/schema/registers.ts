import { sql } from 'drizzle-orm'
import { boolean, char, check, date, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, id, json } from './columns.ts'
import { offices } from './offices.ts'
import { countries, regions } from './schools.ts'
import { users } from './users.ts'
import { importOutcomes, importStates } from './values.ts'

/** A register of schools that an office takes in: what it is, how its columns are read, and how far it has come. */
export const schoolImports = pgTable(
  'school_imports',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    countryCode: char({ length: 2 })
      .notNull()
      .references(() => countries.code),
    fileName: text().notNull(),
    state: text({ enum: importStates }).notNull(),
    /** Which published set of columns it has; null: another one. */
    format: text(),
    delimiter: text().notNull(),
    head: text().array().notNull(),
    /** The first lines, to be looked at while columns are matched. */
    samples: json().$type<string[][]>().notNull(),
    /** In which columns each field stands. */
    columns: json().$type<Partial<Record<string, number[]>>>().notNull(),
    /** The piece of the file that comes next, counted from 0. */
    nextPiece: integer().notNull().default(0),
    /** What followed the last whole line of the piece before. */
    rest: bytea().notNull(),
    /** Lines read so far, the head among them. */
    lines: integer().notNull().default(0),
    /** Up to which line the step under way has come: of the dry run, the import, or its undoing. */
    doneLine: integer().notNull().default(0),
    startedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    startedAt: at().notNull(),
    doneAt: at(),
    undoneAt: at(),
  },
  (table) => [
    index('school_imports_office').on(table.officeId, table.startedAt),
    check(
      'school_imports_state',
      sql`${table.state} in ('reading', 'checking', 'checked', 'running', 'done', 'undoing', 'undone')`,
    ),
  ],
)

/** A line of a register as it was read, what it does to which school, and what that school was before. */
export const schoolImportRows = pgTable(
  'school_import_rows',
  {
    importId: uuid()
      .notNull()
      .references(() => schoolImports.id, { onDelete: 'cascade' }),
    line: integer().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    town: text().notNull(),
    regionId: uuid().references(() => regions.id),
    /** As it is written where the list of the country does not have it. */
    regionName: text().notNull().default(''),
    address: text().notNull(),
    levels: text().array().notNull(),
    closedOn: date(),
    /** What hinders it; empty: nothing. */
    errors: text().array().notNull(),
    outcome: text({ enum: importOutcomes }),
    /** A school that was there, or the one that was made of it. No key: what an import made may go. */
    schoolId: uuid(),
    /** What of the school the import changed, as it was. */
    before: json().$type<SchoolBefore | null>(),
    /** The undoing left it: somebody did something with it since. */
    isKept: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    index('school_import_rows_code').on(table.importId, table.code, table.line),
    index('school_import_rows_outcome').on(table.importId, table.outcome, table.line),
    check(
      'school_import_rows_outcome',
      sql`${table.outcome} in ('new', 'changed', 'closed', 'same', 'skipped', 'error')`,
    ),
  ],
)

export interface SchoolBefore {
  name: string
  town: string
  regionId: string | null
  address: string
  levels: string[]
  closedOn: string | null
}

/** One school that was a double of another: what went over, so that it can go back. */
export const schoolMerges = pgTable(
  'school_merges',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    // No keys: what names a school goes over in a merge, and this is what is told of it.
    fromId: uuid().notNull(),
    intoId: uuid().notNull(),
    /** Keys of rows that went over, by table and column. */
    moved: json().$type<Record<string, unknown[][]>>().notNull(),
    mergedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    mergedAt: at().notNull(),
    undoneAt: at(),
  },
  (table) => [index('school_merges_office').on(table.officeId, table.mergedAt)],
)
