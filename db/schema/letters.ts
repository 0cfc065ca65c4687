import { sql } from 'drizzle-orm'
import { type AnyPgColumn, check, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core'
import { at, bytea, createdAt, id, json } from './columns.ts'
import { offices } from './offices.ts'
import { regions, schools } from './schools.ts'
import { users } from './users.ts'
import { letterKinds, letterStates, letterWays, locales } from './values.ts'

export interface NamedAward {
  id: string
  scheme: 'national_label' | 'european_label' | 'national_prize' | 'european_prize'
  place: number | null
  ageClass: string | null
}
export interface NamedSchool {
  id: string
  name: string
  town: string
}
export interface NamedProject {
  id: string
  name: string
  schools: NamedSchool[]
  /** Teachers, by the names on their certificates. Who has left is not named any more. */
  people: { id: string; name: string }[]
  awards: NamedAward[]
}
export interface Named {
  projects: NamedProject[]
  /** With the school label. */
  schools: NamedSchool[]
}

/** What the fields of a letter say. */
export interface LetterData {
  addressee: { name: string; salutation: string; address: string }
  region: string
  school: string
  town: string
  office: string
  named: Named
}

/** How an office writes about awards: rich text with fields, in one language. Versions are rows. */
export const letterTemplates = pgTable(
  'letter_templates',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    kind: text({ enum: letterKinds }).notNull(),
    language: text({ enum: locales }).notNull(),
    version: integer().notNull(),
    title: text().notNull(),
    body: json().$type<object>().notNull(),
    createdBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique('letter_templates_version').on(table.officeId, table.kind, table.language, table.version),
    check('letter_templates_kind', sql`${table.kind} in ('rector', 'head', 'mayor')`),
    check('letter_templates_title', sql`length(${table.title}) between 1 and 160`),
  ],
)

/**
 * A letter about the awards of a year, to whom a region or a school has. What was signed stays as it went out, names and all:
 * it is the addressee's.
 */
export const letters = pgTable(
  'letters',
  {
    id: id(),
    officeId: uuid()
      .notNull()
      .references(() => offices.schoolId),
    templateId: uuid()
      .notNull()
      .references(() => letterTemplates.id),
    /** School year by the year it begins in. */
    year: smallint().notNull(),
    regionId: uuid().references(() => regions.id),
    schoolId: uuid().references(() => schools.id),
    state: text({ enum: letterStates }).notNull().default('draft'),
    /** What its fields say. */
    data: json().$type<LetterData>().notNull(),
    pdf: bytea(),
    docx: bytea(),
    /** Of the PDF: SHA-256. */
    hash: text(),
    preparedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    preparedAt: at().notNull(),
    signedBy: uuid().references(() => users.id, { onDelete: 'set null' }),
    signedAt: at(),
    sentAt: at(),
    sentWay: text({ enum: letterWays }),
    replaces: uuid().references((): AnyPgColumn => letters.id),
  },
  (table) => [
    index('letters_office').on(table.officeId, table.year),
    index('letters_school').on(table.schoolId),
    index('letters_region').on(table.regionId),
    unique('letters_replaces').on(table.replaces),
    check('letters_to', sql`num_nonnulls(${table.regionId}, ${table.schoolId}) = 1`),
    check('letters_state', sql`${table.state} in ('draft', 'ready', 'signed', 'sent', 'void')`),
    check('letters_year', sql`${table.year} between 2000 and 2200`),
    check(
      'letters_signed',
      sql`${table.state} not in ('signed', 'sent') or (${table.signedAt} is not null and ${table.hash} is not null and ${table.pdf} is not null)`,
    ),
    check('letters_sent', sql`(${table.sentAt} is null) = (${table.sentWay} is null)`),
    check('letters_sent_state', sql`${table.state} <> 'sent' or ${table.sentAt} is not null`),
    check('letters_way', sql`${table.sentWay} in ('mail', 'post', 'hand')`),
  ],
)
