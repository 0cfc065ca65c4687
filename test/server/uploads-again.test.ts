import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { files } from '#db/schema/files.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, say } from '#test/helpers/talk.ts'
import { upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const picture = (background: string) =>
  sharp({ create: { width: 4, height: 4, channels: 3, background } })
    .png()
    .toBuffer()

async function talkWithPicture() {
  const talk = await makeTalk(house)
  return { ...talk, path: `/api/channels/${talk.channel}`, bytes: await picture('#1f7056'), key: randomUUID() }
}

const countFiles = async (projectId: string) =>
  (await house.db.select({ id: files.id }).from(files).where(eq(files.projectId, projectId))).length

describe('a file whose upload was not answered', () => {
  it('is stored once, however often and however closely it is sent again', async () => {
    const { path, bytes, key, pupil, projectId } = await talkWithPicture()
    const alix = await house.as(pupil)
    const first = await upload(house, alix, path, { bytes, type: 'image/png', key })
    const again = await Promise.all([1, 2, 3].map(() => upload(house, alix, path, { bytes, type: 'image/png', key })))
    expect(again.map(({ body }) => body)).toEqual([first.body, first.body, first.body])
    const other = { bytes, type: 'image/png', key: randomUUID() }
    const together = await Promise.all([1, 2, 3].map(() => upload(house, alix, path, other)))
    expect(new Set(together.map(({ status, body }) => `${status} ${body.file.id}`)).size).toBe(1)
    expect(await countFiles(projectId)).toBe(2)
  })

  it('is another file in another channel, for another person, and once it was deleted', async () => {
    const { path, bytes, key, pupil, friend, channel, projectId } = await talkWithPicture()
    const elsewhere = await talkWithPicture()
    const alix = await house.as(pupil)
    const send = async (browser: typeof alix, to = path) =>
      (await upload(house, browser, to, { bytes, type: 'image/png', key })).body.file?.id
    const own = await send(alix)
    expect(await send(await house.as(friend))).not.toBe(own)
    expect(await send(await house.as(elsewhere.pupil), elsewhere.path)).not.toBe(own)
    expect((await say(alix, channel, 'Look', { attachments: [{ id: own, alt: 'A weir' }] })).status).toBe(201)
    expect(await send(alix)).toBe(own)
    await house.db.delete(files).where(eq(files.id, own))
    const fresh = await send(alix)
    expect(fresh).not.toBe(own)
    expect(await countFiles(projectId)).toBe(2)
  })
})
