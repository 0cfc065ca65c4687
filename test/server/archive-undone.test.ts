import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projects } from '#db/schema/projects.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'

/** A project that was archived by mistake comes back as it was, for thirty days. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const day = 24 * 60 * 60 * 1000

async function shared(state: 'open' | 'closed' | 'draft' = 'open') {
  const project = await makeProject(house.db, { state })
  const [here, there] = [await makeSchool(house.db), await makeSchool(house.db, { countryCode: 'DE' })]
  const people = {
    owner: await makeStaff(house.db, { schoolId: here.id }),
    teacher: await makeStaff(house.db, { schoolId: there.id }),
    pupil: await makePupil(house.db, { schoolId: here.id }),
  }
  for (const [role, user] of Object.entries(people) as [keyof typeof people, (typeof people)['owner']][])
    await makeMember(house.db, { projectId: project.id, user, role })
  const path = `/api/projects/${project.id}`
  const [owner, teacher, pupil] = await Promise.all(
    [people.owner, people.teacher, people.pupil].map((one) => house.as(one)),
  )
  if (!owner || !teacher || !pupil) throw new Error('somebody is missing')
  return { project, path, owner, teacher, pupil }
}

it.each(['open', 'closed', 'draft'] as const)('a project that was %s is so again', async (state) => {
  const { project, path, owner, teacher } = await shared(state)
  const archived = (await owner.patch(path, { state: 'archived' })).body.project
  expect(archived.can).toMatchObject({ edit: false, restore: true })
  const until = new Date(house.clock.now().getTime() + 30 * day).toISOString()
  expect(archived.restorableUntil).toBe(until)
  const restored = await owner.post(`${path}/restore`)
  expect(restored.status).toBe(200)
  expect(restored.body.project).toMatchObject({ state, restorableUntil: null, can: { edit: true, restore: false } })
  expect(house.rooms.rechecks.filter((one) => one.projectIds?.includes(project.id))).toHaveLength(2)
  expect((await teacher.patch(path, { name: 'Again ours' })).status).toBe(200)
})

it('who may not archive may not bring back, and is not told until when', async () => {
  const { path, owner, teacher, pupil } = await shared()
  await owner.patch(path, { state: 'archived' })
  for (const browser of [teacher, pupil]) {
    expect((await browser.post(`${path}/restore`)).status).toBe(403)
    expect((await browser.get(path)).body.project).toMatchObject({ restorableUntil: null, can: { restore: false } })
  }
})

it('after thirty days it stays in the archive', async () => {
  const { project, path, owner } = await shared()
  await owner.patch(path, { state: 'archived' })
  const archivedAt = (days: number) =>
    house.db
      .update(projects)
      .set({ archivedAt: new Date(house.clock.now().getTime() - days * day) })
      .where(eq(projects.id, project.id))
  await archivedAt(31)
  expect((await owner.get(path)).body.project.can.restore).toBe(false)
  const late = await owner.post(`${path}/restore`)
  expect([late.status, late.body.error.reason]).toEqual([409, 'archive_final'])
  await archivedAt(29)
  expect((await owner.post(`${path}/restore`)).status).toBe(200)
})

it('one that was archived before its state was noted comes back closed, for its teachers to open', async () => {
  const { project, path, owner } = await shared()
  const archivedAt = house.clock.now()
  await house.db
    .update(projects)
    .set({ state: 'archived', archivedAt, stateBefore: null })
    .where(eq(projects.id, project.id))
  expect((await owner.post(`${path}/restore`)).body.project.state).toBe('closed')
})
