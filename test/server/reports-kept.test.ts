import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reports } from '#db/schema/reports.ts'
import { forgetOldTalk } from '#server/chat/forget.ts'
import { hours } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

// What a report kept as evidence is no treasure: a year after it was settled nobody needs it.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

it('a report goes with its evidence a year after it was closed, and never while it is open', async () => {
  const { projectId, pupil, friend, teacher } = await makeClassProject(house.db)
  const path = `/api/projects/${projectId}/reports`
  const asPupil = await house.as(pupil)
  const make = async (target: object) =>
    (await asPupil.post(path, { target, reason: 'unkind', words: 'Each day again' })).body.report.id
  const [settled, open] = [await make({ user: friend.id }), await make({ user: pupil.id })]
  await (await house.as(teacher)).post(`/api/reports/${settled}`, { decision: 'close', words: 'We talked' })
  const kept = async () =>
    (await house.db.select().from(reports).where(eq(reports.projectId, projectId))).map(({ id }) => id)
  house.clock.advance(hours(24 * 365) - 1_000)
  await forgetOldTalk(house.deps)
  expect((await kept()).toSorted()).toEqual([settled, open].toSorted())
  house.clock.advance(1_000)
  const screen = await house.join(`space-${projectId}`, await house.as(teacher)).synced()
  expect(await forgetOldTalk(house.deps)).toBe(1)
  expect(await kept()).toEqual([open])
  await expect.poll(() => screen.notices).toContainEqual(expect.objectContaining({ topic: 'forgotten' }))
  house.clock.advance(hours(24 * 900))
  await forgetOldTalk(house.deps)
  expect(await kept()).toEqual([open])
})
