import { afterAll, beforeAll, expect, it } from 'vitest'
import { thawDue } from '#server/documents/thaw.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk } from '#test/helpers/talk.ts'

/** A device says for how long; until when is the server's to say, whose clock is right. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const inMinutes = (count: number) => new Date(house.clock.now().getTime() + minutes(count)).toISOString()
const lengths = [0, -1, 1.5, 8 * 24 * 60 * 60, 'an hour']

it('a freeze lasts as long as was asked, by the server’s clock', async () => {
  const { projectId, teacher, pupil } = await makeClassProject(house.db)
  const { id } = await makePage(house.db, { projectId, authorId: teacher.id })
  const [asTeacher, asPupil] = [await house.as(teacher), await house.as(pupil)]
  const path = `/api/documents/${id}`
  const frozen = await asTeacher.patch(path, { state: 'frozen', frozenForSeconds: 15 * 60 })
  expect(frozen.body.document.frozen.until).toBe(inMinutes(15))
  const longer = await asTeacher.patch(path, { frozenForSeconds: 60 * 60 })
  expect(longer.body.document.frozen.until).toBe(inMinutes(60))
  const open = await asTeacher.patch(path, { state: 'frozen', frozenForSeconds: null })
  expect(open.body.document.frozen.until).toBeNull()
  await asTeacher.patch(path, { state: 'frozen', frozenForSeconds: 60 })
  house.clock.advance(minutes(1))
  await thawDue(house.deps)
  expect((await asPupil.get(path)).body.document.state).toBe('open')
  for (const frozenForSeconds of lengths)
    expect((await asTeacher.patch(path, { state: 'frozen', frozenForSeconds })).status, `${frozenForSeconds}`).toBe(400)
  expect((await asTeacher.patch(path, { state: 'open', frozenForSeconds: 60 })).status).toBe(400)
})

it('a pause lasts as long as was asked, by the server’s clock', async () => {
  const { channel, odile } = await makeTalk(house)
  const path = `/api/channels/${channel}`
  const paused = await odile.patch(path, { isPaused: true, pausedForSeconds: 60 * 60 })
  expect(paused.body.channel).toMatchObject({ isPaused: true, pausedUntil: inMinutes(60) })
  const open = await odile.patch(path, { isPaused: true, pausedForSeconds: null })
  expect(open.body.channel).toMatchObject({ isPaused: true, pausedUntil: null })
  await odile.patch(path, { isPaused: true, pausedForSeconds: 60 })
  house.clock.advance(minutes(1))
  expect((await odile.patch(path, { slowSeconds: 0 })).body.channel.isPaused).toBe(false)
  for (const pausedForSeconds of lengths)
    expect((await odile.patch(path, { isPaused: true, pausedForSeconds })).status, `${pausedForSeconds}`).toBe(400)
  expect((await odile.patch(path, { isPaused: false, pausedForSeconds: 60 })).status).toBe(400)
})
