import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { minutes, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'

let house: TestApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openTestApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

async function scene() {
  const [teacher, pupil] = [await house.as(base.teacher, false), await house.as(base.pupil, false)]
  const path = `/api/projects/${base.projectId}/timer`
  const seenBy = async (who: typeof pupil) => (await who.get(path)).body
  return { teacher, pupil, path, seenBy }
}

describe('the timer of a project', () => {
  it('is started by a teacher and seen by all, and everybody is told at once wherever they are', async () => {
    const { teacher, pupil, path, seenBy } = await scene()
    expect(await seenBy(pupil)).toEqual({ timer: null, can: { set: false } })
    house.rooms.told.length = 0
    const started = await teacher.send('PUT', path, { seconds: 600, words: '  Read  the text ' })
    expect(started.body).toMatchObject({ timer: { words: 'Read the text', leftMs: 600_000 }, can: { set: true } })
    house.clock.advance(minutes(4))
    expect((await seenBy(pupil)).timer).toMatchObject({ words: 'Read the text', isPaused: false, leftMs: 360_000 })
    const { owner, colleague, visitor, guest, friend } = base
    const everybody = [owner, base.teacher, colleague, visitor, guest, base.pupil, friend].map(({ id }) => id)
    expect(house.rooms.told).toMatchObject([{ notice: { topic: 'timer', id: base.projectId } }])
    expect([...(house.rooms.told[0]?.userIds ?? [])].toSorted()).toEqual(everybody.toSorted())
  })

  it('stands still and goes on with what was left, and takes more time', async () => {
    const { teacher, path, seenBy } = await scene()
    await teacher.send('PUT', path, { seconds: 300 })
    house.clock.advance(minutes(2))
    expect((await teacher.patch(path, { state: 'paused' })).body.timer).toMatchObject({
      isPaused: true,
      leftMs: 180_000,
    })
    house.clock.advance(minutes(10))
    expect((await seenBy(teacher)).timer).toMatchObject({ isPaused: true, leftMs: 180_000 })
    expect((await teacher.patch(path, { addSeconds: 60 })).body.timer.leftMs).toBe(240_000)
    const colleague = await house.as(base.colleague)
    expect((await colleague.patch(path, { state: 'running' })).body.timer).toMatchObject({ leftMs: 240_000 })
    expect((await teacher.patch(path, { state: 'running' })).body.timer).toMatchObject({ leftMs: 240_000 })
    house.clock.advance(minutes(5))
    expect((await seenBy(teacher)).timer.leftMs).toBe(-60_000)
    expect((await teacher.patch(path, { state: 'paused' })).status).toBe(409)
    expect((await teacher.patch(path, { addSeconds: 120 })).body.timer.leftMs).toBe(120_000)
    expect((await teacher.patch(path, { addSeconds: 8 * 3_600 })).status).toBe(400)
  })

  it('is forgotten after its end, taken away once, and replaced by a new one', async () => {
    const { teacher, pupil, path, seenBy } = await scene()
    await teacher.send('PUT', path, { seconds: 60, words: 'Draw' })
    house.clock.advance(minutes(4))
    expect((await seenBy(pupil)).timer).toBeNull()
    expect((await teacher.patch(path, { addSeconds: 60 })).status).toBe(404)
    await teacher.send('PUT', path, { seconds: 60 })
    await teacher.send('PUT', path, { seconds: 90, words: 'Write' })
    expect((await seenBy(pupil)).timer).toMatchObject({ words: 'Write', leftMs: 90_000 })
    expect((await teacher.delete(path)).status).toBe(204)
    expect((await teacher.delete(path)).status).toBe(404)
    expect((await seenBy(pupil)).timer).toBeNull()
  })

  it('takes no time that is none, and none of a project that is closed to whoever asks', async () => {
    const { teacher, pupil, path } = await scene()
    for (const body of [
      { seconds: 0 },
      { seconds: 1e6 },
      { seconds: 60, words: '' },
      { seconds: 60, words: 'x'.repeat(121) },
    ])
      expect((await teacher.send('PUT', path, body)).status).toBe(400)
    expect((await teacher.patch(path, { state: 'over' })).status).toBe(400)
    expect((await pupil.send('PUT', path, { seconds: 60 })).status).toBe(403)
  })
})
