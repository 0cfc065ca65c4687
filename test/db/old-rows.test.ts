import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { knownMigrations } from '#db/known-migrations.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { createTables } from '#db/queries/load.ts'
import { findFile } from '#db/queries/files.ts'
import { listDormant } from '#db/queries/leaving.ts'
import { findRecoveryByToken } from '#db/queries/recoveries.ts'
import { findBoardRules } from '#db/queries/writing-rules.ts'
import { terms } from '#db/schema/terms.ts'
import { dueOn } from '#server/leaving/times.ts'
import type { TestDatabase } from '#test/helpers/database.ts'
import { openEmptyDatabase } from '#test/helpers/empty-database.ts'

/** What earlier releases kept in tables and columns of their own is where it is now kept. */

let house: TestDatabase
beforeAll(async () => {
  house = await openEmptyDatabase()
  // As of 2026-12-01, before pictures waited and pauses of boards were rules.
  await house.db.transaction((tx) => createTables(tx, knownMigrations().slice(0, 12)))
  await house.db.execute(
    sql`insert into countries (code, time_zone, membership) values ('FR', 'Europe/Paris', 'member')`,
  )
})
afterAll(() => house.close())

/** Staff of a school that is administered, and somebody of an organisation that is an address alone. */
async function oldStaff() {
  const { db } = house
  const [school, address] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const id of [school, address])
    await db.execute(sql`insert into schools (id, name, town, country_code, time_zone, locale)
      values (${id}::uuid, 'School', 'Town', 'FR', 'Europe/Paris', 'fr')`)
  const came = async (schoolId: string, facts: { isAdmin?: boolean; suspended?: string; waits?: string }) => {
    const id = crypto.randomUUID()
    await db.execute(sql`insert into users (id, school_id, kind, display_name, is_school_admin, suspended_at, waiting_since, created_at)
      values (${id}::uuid, ${schoolId}::uuid, 'staff', 'Somebody', ${facts.isAdmin ?? false}, ${facts.suspended ?? null}::timestamptz,
        ${facts.waits ?? null}::timestamptz, '2024-09-01T22:30:00Z'::timestamptz)`)
    return id
  }
  return {
    admin: await came(school, { isAdmin: true }),
    suspended: await came(school, { suspended: '2025-03-01T09:00:00Z' }),
    waiting: await came(school, { waits: '2024-09-01T22:30:00Z' }),
    visitor: await came(address, {}),
  }
}

/** Nobody noted when these were here: the time after which they are written to begins with the upgrade. */
async function expectSeen(userId: string) {
  const { db } = house
  await db.execute(sql`insert into credentials (user_id, email, password_hash)
    values (${userId}::uuid, 'anne@school.test', 'hash') on conflict do nothing`)
  const dueIn = (days: number) => dueOn('warn', new Date(Date.now() + days * 86_400_000))
  const listIn = async (days: number) => {
    const found = await listDormant(db, { ...dueIn(days), after: null, limit: 10 })
    return found.map(({ id }) => id)
  }
  expect([await listIn(330), (await listIn(340)).includes(userId)]).toEqual([[], true])
}

const rowOf = (id = crypto.randomUUID()) => ({ id })

/** As it was written then: the tables had fewer columns. */
async function oldProject() {
  const { db } = house
  const [school, project, teacher, pupil, board, page] = [rowOf(), rowOf(), rowOf(), rowOf(), rowOf(), rowOf()]
  await db.execute(sql`insert into schools (id, name, town, country_code, time_zone, locale)
    values (${school.id}::uuid, 'School', 'Town', 'FR', 'Europe/Paris', 'fr')`)
  await db.execute(sql`insert into users (id, school_id, kind, display_name, locale)
    values (${teacher.id}::uuid, ${school.id}::uuid, 'staff', 'Theo Teacher', 'fr')`)
  await db.execute(sql`insert into users (id, school_id, kind, display_name, pseudonym, locale)
    values (${pupil.id}::uuid, ${school.id}::uuid, 'pupil', 'Alix M.', 'Blue Heron', 'fr')`)
  await db.execute(sql`insert into projects (id, kind, state, name, cover, languages, subjects, age_from, age_to)
    values (${project.id}::uuid, 'school', 'open', 'Rivers', 1, '{fr}', '{}', 11, 12)`)
  await db.execute(sql`insert into project_schools (project_id, school_id, standing)
    values (${project.id}::uuid, ${school.id}::uuid, 'founder')`)
  for (const [position, { id, role }] of [
    { ...teacher, role: 'owner' },
    { ...pupil, role: 'pupil' },
  ].entries())
    await db.execute(sql`insert into members (project_id, user_id, school_id, role, position)
      values (${project.id}::uuid, ${id}::uuid, ${school.id}::uuid, ${role}, ${position})`)
  for (const [{ id }, kind] of [
    [board, 'board'],
    [page, 'page'],
  ] as const)
    await db.execute(sql`insert into documents (id, project_id, kind, title, access, created_by)
      values (${id}::uuid, ${project.id}::uuid, ${kind}, 'River', 'project', ${teacher.id}::uuid)`)
  return { projectId: project.id, pupil, teacher, board, page }
}

/** Staff are teachers since they came, until they were suspended; who waits or only looks on has no post. */
async function expectTerms(staff: Awaited<ReturnType<typeof oldStaff>>) {
  const rows = await house.db.select().from(terms)
  const of = (userId: string) =>
    rows.filter((row) => row.userId === userId).map(({ post, fromDate, toDate }) => [post, fromDate, toDate])
  // 22:30 in UTC is the next day in Paris.
  expect(of(staff.admin)).toEqual([['teacher', '2024-09-02', null]])
  expect(of(staff.suspended)).toEqual([['teacher', '2024-09-02', '2025-03-01']])
  expect([...of(staff.waiting), ...of(staff.visitor)]).toEqual([])
}

it('a pause of a board is a rule, a branch’s picture waits with it, staff have posts, and a link for a password stays good', async () => {
  const { db } = house
  const { projectId, pupil, teacher, board, page } = await oldProject()
  await db.execute(sql`insert into board_pauses (document_id, user_id, paused_by, paused_at, reason)
    values (${board.id}::uuid, ${pupil.id}::uuid, ${teacher.id}::uuid, now(), 'Look first')`)
  const [waits, shown] = [crypto.randomUUID(), crypto.randomUUID()]
  for (const id of [waits, shown])
    await db.execute(sql`insert into files (id, project_id, document_id, kind, type, bytes, size, width, height, uploaded_by)
      values (${id}::uuid, ${projectId}::uuid, ${page.id}::uuid, 'picture', 'image/png', 'x', 1, 1, 1, ${pupil.id}::uuid)`)
  const branchId = crypto.randomUUID()
  await db.execute(
    sql`insert into pending_branches (id, document_id, user_id) values (${branchId}::uuid, ${page.id}::uuid, ${pupil.id}::uuid)`,
  )
  await db.execute(sql`insert into pending_writing (branch_id, sequence, at, bytes, crc)
    values (${branchId}::uuid, 1, now(), convert_to(${`${waits} ${shown}`}, 'UTF8'), 0)`)
  await db.execute(sql`insert into document_log (document_id, sequence, at, bytes, crc)
    values (${page.id}::uuid, 100, now(), convert_to(${shown}, 'UTF8'), 0)`)
  const staff = await oldStaff()
  await db.execute(sql`insert into recoveries (user_id, token_hash, created_at, expires_at)
    values (${teacher.id}::uuid, 'of then', now(), now() + interval '1 day')`)
  await db.execute(sql`insert into credentials (user_id, email, password_hash)
    values (${teacher.id}::uuid, 'theo@school.test', 'hash')`)
  await migrateDatabase(db)
  expect(await findRecoveryByToken(db, 'of then')).toMatchObject({ userId: teacher.id, email: 'theo@school.test' })
  const { pauses } = await findBoardRules(db, board.id)
  expect(pauses).toEqual([{ userId: pupil.id, reason: 'Look first', by: 'Theo Teacher' }])
  expect((await findFile(db, waits))?.pendingAt).toBeInstanceOf(Date)
  expect((await findFile(db, shown))?.pendingAt).toBeNull()
  await expectTerms(staff)
  await expectSeen(staff.admin)
})
