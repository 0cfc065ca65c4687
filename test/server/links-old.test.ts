import { readdirSync, readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { invitations, members } from '#db/schema/projects.ts'
import { migrationsFolder } from '#db/migrate.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'

/* Links from before this release: mended, and void where their maker has lost the right. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

/** The statements of the migration that brought audiences, from the first that changes data on. */
function mendingStatements(): string[] {
  const file = readdirSync(migrationsFolder).find((name) => name.endsWith('_links_and_recovery.sql'))
  const statements = readFileSync(`${migrationsFolder}/${file}`, 'utf8').split('--> statement-breakpoint')
  const isMending = (text: string) => /^\s*(--.*\s)*UPDATE "invitations"|ADD CONSTRAINT "invitations_/.test(text)
  return statements.filter(isMending)
}

it('links of before keep their way in, say whom they are for, and end where their maker may not make them any more', async () => {
  const { db } = house
  const school = await makeSchool(db)
  const { id: projectId } = await makeProject(db)
  const staff = (values: object = {}) => makeStaff(db, { schoolId: school.id, ...values })
  const [admin, demoted, suspended] = [
    await staff({ isSchoolAdmin: true }),
    await staff(),
    await staff({ isSchoolAdmin: true, suspendedAt: house.clock.now() }),
  ]
  const [teacher, removed, visitor] = [await staff(), await staff(), await staff()]
  for (const [user, role] of [
    [teacher, 'teacher'],
    [removed, 'teacher'],
    [visitor, 'visitor'],
    [suspended, 'owner'],
  ] as const)
    await makeMember(db, { projectId, user, role })
  await db.update(members).set({ leftAt: house.clock.now() }).where(eq(members.userId, removed.id))
  await db.execute(sql`alter table invitations drop constraint invitations_audience`)
  await db.execute(sql`alter table invitations drop constraint invitations_void_reason`)
  const expiresAt = new Date(house.clock.now().getTime() + hours(24))
  const toSchool = { schoolId: school.id, role: 'admin' as const }
  const toProject = { projectId, role: 'teacher' as const }
  const links = [
    ['admin', { ...toSchool, createdBy: admin.id }],
    ['demoted', { ...toSchool, createdBy: demoted.id }],
    ['suspended', { ...toSchool, createdBy: suspended.id }],
    ['teacher', { ...toProject, createdBy: teacher.id }],
    ['guest', { projectId, role: 'guest' as const, createdBy: teacher.id }],
    ['removed', { ...toProject, createdBy: removed.id }],
    ['visitor', { ...toProject, createdBy: visitor.id }],
    ['suspended owner', { ...toProject, createdBy: suspended.id }],
    ['nobody', { ...toProject, createdBy: null }],
    ['taken', { ...toSchool, createdBy: demoted.id, acceptedAt: house.clock.now() }],
  ] as const
  for (const [tokenHash, link] of links) await db.insert(invitations).values({ tokenHash, expiresAt, ...link })
  const statements = mendingStatements()
  expect(statements).toHaveLength(4)
  for (const statement of statements) await db.execute(sql.raw(statement))
  const rows = await db.select().from(invitations)
  const mended = rows.map((row) => [row.tokenHash, row.audience, row.revokedAt !== null, row.voidReason])
  expect(new Set(mended)).toEqual(
    new Set([
      ['admin', 'colleague', false, null],
      ['demoted', 'colleague', true, 'demoted'],
      ['suspended', 'colleague', true, 'suspended'],
      ['teacher', null, false, null],
      ['guest', 'visitor', false, null],
      ['removed', null, true, 'left'],
      ['visitor', null, true, 'demoted'],
      ['suspended owner', null, true, 'suspended'],
      ['nobody', null, true, 'left'],
      ['taken', 'colleague', false, null],
    ]),
  )
})
