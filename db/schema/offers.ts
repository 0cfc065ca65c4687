import { sql } from 'drizzle-orm'
import { check, date, foreignKey, index, jsonb, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { at, createdAt } from './columns.ts'
import { projects } from './projects.ts'
import { users } from './users.ts'
import { offerKinds, offerRhythms, offerStates } from './values.ts'

/** When a class has a lesson that could be held with another one, by the clock of its school. */
export interface LessonHour {
  /** 1 Monday to 7 Sunday. */
  weekday: number
  /** Minutes after midnight. */
  startsAt: number
  minutes: number
}

/** A class that looks for another one: what it is like, what it wants to make, and when. It belongs to its teacher's school. */
export const offers = pgTable(
  'offers',
  {
    /** Given by the browser that posts it: sent twice, it is there once. */
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    state: text({ enum: offerStates }).notNull(),
    kind: text({ enum: offerKinds }).notNull(),
    title: text().notNull(),
    /** What we want to make. */
    words: text().notNull(),
    ageFrom: smallint().notNull(),
    ageTo: smallint().notNull(),
    pupils: smallint().notNull(),
    /** A language and how well, from 1 (A1) to 6 (C2). */
    languages: jsonb().$type<{ code: string; level: number }[]>().notNull(),
    subjects: text().array().notNull(),
    /** Where the other class may be; none: anywhere. */
    countries: text().array().notNull(),
    /** The Monday of the first week and the Sunday of the last one. */
    fromDate: date({ mode: 'string' }).notNull(),
    toDate: date({ mode: 'string' }).notNull(),
    hours: jsonb().$type<LessonHour[]>().notNull(),
    /** How often the classes could meet live. */
    rhythm: text({ enum: offerRhythms }).notNull(),
    createdAt: createdAt(),
    changedAt: at().notNull(),
  },
  (table) => [
    index('offers_user').on(table.userId),
    index('offers_ending')
      .on(table.toDate)
      .where(sql`${table.state} = 'open'`),
    check('offers_state', sql`${table.state} in ('open', 'withdrawn', 'over')`),
    check('offers_kind', sql`${table.kind} in ('european', 'national')`),
    check('offers_rhythm', sql`${table.rhythm} in ('weekly', 'fortnightly', 'monthly', 'rarely', 'never')`),
    check('offers_title', sql`length(${table.title}) between 1 and 120`),
    check('offers_words', sql`length(${table.words}) between 1 and 1000`),
    check('offers_ages', sql`${table.ageFrom} between 3 and 20 and ${table.ageTo} between ${table.ageFrom} and 20`),
    check('offers_pupils', sql`${table.pupils} between 1 and 300`),
    check('offers_weeks', sql`${table.toDate} > ${table.fromDate} and ${table.toDate} - ${table.fromDate} < 371`),
  ],
)

/** The project that came of a match, so that one click founds one. */
export const offerProjects = pgTable(
  'offer_projects',
  {
    offerId: uuid().notNull(),
    matchId: uuid().notNull(),
    projectId: uuid()
      .notNull()
      .references(() => projects.id, { onDelete: 'cascade' }),
  },
  (table) => [
    primaryKey({ columns: [table.offerId, table.matchId] }),
    index('offer_projects_match').on(table.matchId),
    index('offer_projects_project').on(table.projectId),
    foreignKey({ columns: [table.offerId], foreignColumns: [offers.id] }).onDelete('cascade'),
    foreignKey({ columns: [table.matchId], foreignColumns: [offers.id] }).onDelete('cascade'),
  ],
)
