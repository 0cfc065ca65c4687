import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeMember, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'
import { channelsOf, makeTalk, said, say } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** Whatever can be tried with a channel and a message in it, over HTTP. */
const attempts = (channelId: string, messageId: string): [method: string, path: string, body?: object][] => [
  ['GET', `/api/channels/${channelId}/messages`],
  ['GET', `/api/channels/${channelId}/messages?around=1`],
  ['GET', `/api/channels/${channelId}/messages?thread=${messageId}`],
  ['GET', `/api/channels/${channelId}/search?q=secret`],
  ['GET', `/api/channels/${channelId}/held`],
  ['POST', `/api/channels/${channelId}/messages`, { id: randomUUID(), text: 'Let me in' }],
  ['POST', `/api/channels/${channelId}/messages`, { id: messageId, text: 'As if it were mine' }],
  ['PUT', `/api/channels/${channelId}/read`, { sequence: 1 }],
  ['PATCH', `/api/channels/${channelId}`, { isPaused: true }],
  ['GET', `/api/messages/${messageId}`],
  ['PATCH', `/api/messages/${messageId}`, { text: 'Changed' }],
  ['DELETE', `/api/messages/${messageId}`],
  ['GET', `/api/messages/${messageId}/edits`],
  ['PUT', `/api/messages/${messageId}/reactions/heart`],
  ['DELETE', `/api/messages/${messageId}/reactions/heart`],
  ['PUT', `/api/messages/${messageId}/pin`],
  ['DELETE', `/api/messages/${messageId}/pin`],
]

async function statuses(browser: Browser, channelId: string, messageId: string): Promise<number[]> {
  const found = new Set<number>()
  for (const [method, path, body] of attempts(channelId, messageId))
    found.add((await browser.send(method, path, body)).status)
  return [...found]
}

describe('a private channel', () => {
  it('does not exist for pupils it is not for: not the teachers’, not another group’s, not another pupil’s', async () => {
    const { projectId, teachersChannel, heronsChannel, askChannel, channel, odile, alix, jonas } = await makeTalk(house)
    const secrets = [
      [teachersChannel, await said(odile, teachersChannel, 'secret of the staff')],
      [heronsChannel, await said(alix, heronsChannel, 'secret of the herons')],
      [askChannel, await said(alix, askChannel, 'secret of mine')],
    ] as const
    for (const [channelId, messageId] of secrets) expect(await statuses(jonas, channelId, messageId)).toEqual([404])
    const elsewhere = await say(jonas, channel, 'A bridge', { replyTo: secrets[0][1] })
    expect(elsewhere.status).toBe(404)
    const seen = (await channelsOf(jonas, projectId)).map(({ id }) => id)
    for (const [channelId] of secrets) expect(seen).not.toContain(channelId)
  })

  it('between an adult and another school’s pupil cannot be had: a partner teacher reads along, and no more', async () => {
    const { askChannel, alix, petra, odile } = await makeTalk(house)
    const messageId = await said(alix, askChannel, 'May I hand it in tomorrow?')
    expect((await say(petra, askChannel, 'Just you and me')).status).toBe(403)
    expect((await petra.send('PUT', `/api/messages/${messageId}/reactions/heart`)).status).toBe(403)
    expect((await petra.delete(`/api/messages/${messageId}`)).status).toBe(403)
    expect((await petra.get(`/api/channels/${askChannel}/messages`)).status).toBe(200)
    expect((await say(odile, askChannel, 'Yes, tomorrow')).status).toBe(201)
  })

  it('does not exist for a teacher of another project, nor for one who has left', async () => {
    const { projectId, askChannel, teachersChannel, alix, odile, school } = await makeTalk(house)
    const { petra: stranger } = await makeTalk(house)
    const leaving = await makeStaff(house.db, { schoolId: school.id })
    await makeMember(house.db, { projectId, user: leaving, role: 'teacher' })
    const gone = await house.as(leaving)
    expect((await say(gone, teachersChannel, 'Goodbye')).status).toBe(201)
    expect((await odile.delete(`/api/projects/${projectId}/members/${leaving.id}`)).status).toBe(204)
    const asked = await said(alix, askChannel, 'secret')
    const told = await said(odile, teachersChannel, 'secret')
    for (const browser of [stranger, gone]) {
      expect(await statuses(browser, askChannel, asked)).toEqual([404])
      expect(await statuses(browser, teachersChannel, told)).toEqual([404])
    }
  })

  it.each(lineKinds)(
    'cannot be listened to over %s, by any address, and nothing of it comes over the space',
    async (line) => {
      const { projectId, teachersChannel, askChannel, channel, odile, alix, jonas } = await makeTalk(house)
      for (const room of [askChannel, teachersChannel, `space-${askChannel}`, `space-${teachersChannel}`])
        expect(await house.join(room, jonas, line).isCut()).toBe(closeCode.unknown)
      const peer = await house.join(`space-${projectId}`, jonas, line).synced()
      await said(odile, teachersChannel, 'secret of the staff')
      const asked = await said(alix, askChannel, 'secret of mine')
      await odile.send('PUT', `/api/messages/${asked}/reactions/heart`)
      await odile.delete(`/api/messages/${asked}`)
      await said(odile, channel, 'for everybody')
      await until(() => peer.notices.length > 0)
      expect(JSON.stringify(peer.notices)).not.toContain('secret')
      expect(peer.notices.map(({ topic }) => topic)).toEqual(['message'])
      peer.destroy()
    },
  )

  it('reaches nobody who was moved out of its group, at the very next message', async () => {
    const { projectId, heronsChannel, otters, odile, alix, pupil } = await makeTalk(house)
    const peer = await house.join(`space-${projectId}`, alix).synced()
    await said(odile, heronsChannel, 'still here')
    await until(() => peer.notices.length === 1)
    await odile.patch(`/api/projects/${projectId}/members/${pupil.id}`, { groupId: otters.id })
    await said(odile, heronsChannel, 'secret of the herons')
    expect((await say(alix, heronsChannel, 'Hello?')).status).toBe(404)
    const { channel } = await channelOfKind(alix, projectId)
    await said(odile, channel, 'for everybody')
    await until(() => JSON.stringify(peer.notices).includes('for everybody'))
    expect(JSON.stringify(peer.notices)).not.toContain('secret')
  })
})

async function channelOfKind(browser: Browser, projectId: string) {
  const found = (await channelsOf(browser, projectId)).find(({ kind }) => kind === 'project')
  return { channel: String(found?.['id']) }
}
