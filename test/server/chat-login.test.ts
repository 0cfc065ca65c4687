import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sessions, users } from '#db/schema/users.ts'
import { minutes } from '#test/helpers/app.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, read, said, say } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** Alix has written a moment ago: neither her login nor her rights are looked up before her next words are stored. */
async function writing() {
  const talk = await makeTalk(house)
  for (const text of ['One', 'Two']) await said(talk.alix, talk.channel, text)
  const count = async () => (await read(talk.odile, talk.channel)).messages.length
  expect(await count()).toBe(2)
  return { ...talk, count }
}

describe('whoever writes again', () => {
  it('is nobody any more once they signed out, whatever their cookie says', async () => {
    const { alix, channel, count } = await writing()
    const cookie = alix.cookie() ?? ''
    await alix.delete('/api/session')
    const again = await house.visitor().post(`/api/channels/${channel}/messages`, { text: 'Ghost' }, { Cookie: cookie })
    expect([again.status, again.body.error.reason]).toEqual([401, 'session_missing'])
    expect(await count()).toBe(2)
  })

  it('is refused from the moment they are suspended, or their login has run out', async () => {
    const { alix, pupil, channel, count } = await writing()
    const suspend = (suspendedAt: Date | null) =>
      house.db.update(users).set({ suspendedAt }).where(eq(users.id, pupil.id))
    await suspend(house.clock.now())
    expect((await say(alix, channel, 'Three')).status).toBe(401)
    await suspend(null)
    const again = await house.as(pupil)
    for (const text of ['Three', 'Four']) await said(again, channel, text)
    await house.db.update(sessions).set({ expiresAt: house.clock.now() }).where(eq(sessions.userId, pupil.id))
    expect((await say(again, channel, 'Five')).status).toBe(401)
    expect(await count()).toBe(4)
  })

  it('is out of the channel as soon as they are out of the project', async () => {
    const { alix, odile, projectId, pupil, channel, count } = await writing()
    await odile.delete(`/api/projects/${projectId}/members/${pupil.id}`)
    expect((await say(alix, channel, 'Three')).status).toBe(404)
    expect(await count()).toBe(2)
  })

  it('keeps their login alive by writing alone', async () => {
    const { alix, channel } = await writing()
    for (let turn = 0; turn < 36; turn++) {
      // One is taken from memory, the next looked up.
      house.clock.advance(turn % 2 === 0 ? 1_000 : minutes(1.4))
      expect((await say(alix, channel, `Still here ${turn}`)).status).toBe(201)
    }
    expect((await alix.get('/api/session')).status).toBe(200)
  })
})
