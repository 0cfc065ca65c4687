import { sql } from 'drizzle-orm'
import { char, check, date, index, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, id, json } from './columns.ts'
import { countries, schools } from './schools.ts'
import { users } from './users.ts'

/** Words by the code of their language. */
export type Texts = Partial<Record<string, string>>
export interface Step {
  code: string
  texts: Texts
}

export const frameworkKinds = ['curriculum', 'digital', 'language', 'competences', 'themes', 'own'] as const

/**
 * What pupils should come to know and do, as somebody wrote it down: shipped with its source, or a school's own. Dated: one
 * that is no longer offered stays what its criteria are tied to.
 */
export const frameworks = pgTable(
  'frameworks',
  {
    id: id(),
    /** Null: shipped, for all schools. */
    schoolId: uuid().references(() => schools.id, { onDelete: 'cascade' }),
    code: text().notNull(),
    kind: text({ enum: frameworkKinds }).notNull(),
    /** Whose schools it is made for; null: everybody's. */
    countryCode: char({ length: 2 }).references(() => countries.code),
    ageFrom: smallint().notNull(),
    ageTo: smallint().notNull(),
    /** By language. */
    names: json().$type<Texts>().notNull(),
    /** Its own steps where it has some, as `[{ code, texts }]`. */
    scale: json().$type<Step[]>().notNull(),
    source: text().notNull(),
    licence: text().notNull(),
    validFrom: date({ mode: 'string' }).notNull(),
    validUntil: date({ mode: 'string' }),
    importedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    importedAt: at(),
  },
  (table) => [
    unique('frameworks_code').on(table.schoolId, table.code, table.validFrom).nullsNotDistinct(),
    check(
      'frameworks_kind',
      sql`${table.kind} in ('curriculum', 'digital', 'language', 'competences', 'themes', 'own')`,
    ),
    check('frameworks_own', sql`(${table.kind} = 'own') = (${table.schoolId} is not null)`),
    check('frameworks_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
    check('frameworks_source', sql`length(${table.source}) > 0 and length(${table.licence}) > 0`),
  ],
)

/** One line of a framework: a domain, a competence in it, a level, a theme. */
export const frameworkItems = pgTable(
  'framework_items',
  {
    id: id(),
    frameworkId: uuid()
      .notNull()
      .references(() => frameworks.id, { onDelete: 'cascade' }),
    code: text().notNull(),
    /** The code of the line it stands under. */
    parent: text(),
    position: smallint().notNull(),
    /** By language. */
    texts: json().$type<Texts>().notNull(),
  },
  (table) => [
    unique('framework_items_code').on(table.frameworkId, table.code),
    index('framework_items_framework').on(table.frameworkId),
    check('framework_items_code_length', sql`length(${table.code}) between 1 and 20`),
  ],
)
