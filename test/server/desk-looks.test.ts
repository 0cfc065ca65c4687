import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

// A teacher sees that another one is on an item: a hint for a minute, and no lock.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

it('who is on an item of the desk is seen by the other teachers at once, for a minute, and by nobody else', async () => {
  const { projectId, teacher, colleague, pupil } = await makeClassProject(house.db)
  const path = `/api/projects/${projectId}/desk/looks`
  const [theo, petra, alix] = [await house.as(teacher), await house.as(colleague), await house.as(pupil)]
  const [seen, hidden] = await Promise.all([petra, alix].map((one) => house.join(`space-${projectId}`, one).synced()))
  const items = [`message.${randomUUID()}`, `report.${randomUUID()}`] as const
  expect((await theo.send('PUT', path, { item: items[0] })).status).toBe(204)
  await expect.poll(() => seen?.notices.map(({ topic }) => topic)).toContain('looks')
  const looksOf = async (browser: typeof theo) => (await browser.get(path)).body.looks
  expect(await looksOf(petra)).toEqual([{ item: items[0], name: 'Theo Teacher', leftMs: 60_000 }])
  expect(await looksOf(theo)).toEqual([])
  // One is on one thing at a time.
  await theo.send('PUT', path, { item: items[1] })
  expect(await looksOf(petra)).toMatchObject([{ item: items[1] }])
  house.clock.advance(59_999)
  expect(await looksOf(petra)).toMatchObject([{ leftMs: 1 }])
  house.clock.advance(1)
  expect(await looksOf(petra)).toEqual([])
  for (const item of ['', 'message.x', `file.${randomUUID()}`, `message.${randomUUID()}.x`])
    expect((await theo.send('PUT', path, { item })).status).toBe(400)
  expect((await alix.get(path)).status).toBe(403)
  expect(hidden?.notices.map(({ topic }) => topic)).not.toContain('looks')
})
