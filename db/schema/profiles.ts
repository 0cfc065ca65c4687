import { sql } from 'drizzle-orm'
import { boolean, check, jsonb, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './columns.ts'
import { users } from './users.ts'
import type { ProfileField, ProfileReader } from './values.ts'

export type ProfileVisible = Record<Exclude<ProfileField, 'awards'>, ProfileReader> & { awards?: ProfileReader }

/** What a teacher says of themselves to teachers of other schools. Pupils have none, ever. */
export const profiles = pgTable(
  'profiles',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    subjects: text().array().notNull().default([]),
    /** Of the pupils they teach. */
    ageFrom: smallint(),
    ageTo: smallint(),
    /** A language and how well, from 1 (A1) to 6 (C2). */
    languages: jsonb().$type<{ code: string; level: number }[]>().notNull().default([]),
    interests: text().notNull().default(''),
    about: text().notNull().default(''),
    /** Who reads each field; awards of who has not said so since there are any: whoever reads the name. */
    visible: jsonb().$type<ProfileVisible>().notNull(),
    /** Whether they are in the directory at all: off until they say yes. */
    isListed: boolean().notNull().default(false),
    changedAt: at().notNull(),
  },
  (table) => [
    check('profiles_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
    check('profiles_ages_both', sql`(${table.ageFrom} is null) = (${table.ageTo} is null)`),
    check('profiles_interests', sql`length(${table.interests}) <= 300`),
    check('profiles_about', sql`length(${table.about}) <= 1000`),
  ],
)
