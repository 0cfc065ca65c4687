import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeMember, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { makeTalk } from '#test/helpers/talk.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

interface Begun {
  projectId: string
  channelId: string
  topicId: string
  pollId: string
  optionId: string
}

/** A topic with a poll in the forum of a project. */
async function begin(browser: Browser, projectId: string): Promise<Begun> {
  const topic = { id: randomUUID(), title: 'A secret river', text: 'secret', poll: { options: ['one', 'two'] } }
  const { body } = await browser.post(`/api/projects/${projectId}/forum`, topic)
  const { poll, channelId } = (await browser.get(`/api/topics/${body.topicId}`)).body
  return { projectId, channelId, topicId: body.topicId, pollId: poll.id, optionId: poll.options[0].id }
}

/** Whatever can be tried with a forum, over HTTP. */
const attempts = ({ projectId, channelId, topicId, pollId, optionId }: Begun): [string, string, object?][] => [
  ['GET', `/api/projects/${projectId}/forum`],
  ['POST', `/api/projects/${projectId}/forum`, { id: randomUUID(), title: 'Mine', text: 'Let me in' }],
  ['POST', `/api/projects/${projectId}/forum`, { id: topicId, title: 'Mine', text: 'As if it were mine' }],
  ['GET', `/api/topics/${topicId}`],
  ['PUT', `/api/topics/${topicId}/following`],
  ['DELETE', `/api/topics/${topicId}/following`],
  ['PUT', `/api/topics/${topicId}/read`, { sequence: 1 }],
  ['PUT', `/api/polls/${pollId}/choice`, { optionIds: [optionId] }],
  ['POST', `/api/polls/${pollId}/close`],
  ['GET', `/api/channels/${channelId}/messages?thread=${topicId}`],
  ['GET', `/api/channels/${channelId}/search?q=secret`],
  ['POST', `/api/channels/${channelId}/messages`, { id: randomUUID(), text: 'Me too', replyTo: topicId }],
  ['GET', `/api/messages/${topicId}`],
  ['DELETE', `/api/messages/${topicId}`],
  ['PUT', `/api/messages/${topicId}/pin`],
]

describe('the forum of a project', () => {
  it('does not exist for a teacher or a pupil of another one, nor for one who has left', async () => {
    const { projectId, odile, school } = await makeTalk(house)
    const { petra: strangeTeacher, alix: strangePupil } = await makeTalk(house)
    const leaving = await makeStaff(house.db, { schoolId: school.id })
    await makeMember(house.db, { projectId, user: leaving, role: 'teacher' })
    const gone = await house.as(leaving)
    await odile.delete(`/api/projects/${projectId}/members/${leaving.id}`)
    const begun = await begin(odile, projectId)
    for (const browser of [strangeTeacher, strangePupil, gone]) {
      for (const [method, path, body] of attempts(begun))
        expect([method, path, (await browser.send(method, path, body)).status]).toEqual([method, path, 404])
    }
    expect((await odile.get(`/api/topics/${begun.topicId}`)).body.poll).toMatchObject({
      participants: 0,
      closedAt: null,
    })
  })

  it.each(lineKinds)('cannot be listened to over %s, and nothing of it reaches a pupil elsewhere', async (line) => {
    const { projectId, odile } = await makeTalk(house)
    const { projectId: elsewhere, alix, odile: other, channel } = await makeTalk(house)
    const { channelId, topicId, pollId, optionId } = await begin(odile, projectId)
    for (const room of [channelId, `space-${channelId}`, topicId, `space-${topicId}`, `space-${projectId}`])
      expect(await house.join(room, alix, line).isCut()).toBe(closeCode.unknown)
    const peer = await house.join(`space-${elsewhere}`, alix, line).synced()
    await begin(odile, projectId)
    await odile.send('PUT', `/api/polls/${pollId}/choice`, { optionIds: [optionId] })
    await other.post(`/api/channels/${channel}/messages`, { id: randomUUID(), text: 'for everybody' })
    await until(() => peer.notices.length > 0)
    expect(peer.notices.map(({ topic }) => topic)).toEqual(['message'])
    peer.destroy()
  })

  it('says who chose what in a poll to nobody, over no line', async () => {
    const { projectId, odile, alix, jonas } = await makeTalk(house)
    const { topicId, pollId, optionId } = await begin(odile, projectId)
    const peer = await house.join(`space-${projectId}`, odile).synced()
    await alix.send('PUT', `/api/polls/${pollId}/choice`, { optionIds: [optionId] })
    await until(() => peer.notices.some(({ topic }) => topic === 'topics'))
    expect(JSON.stringify(peer.notices)).not.toContain(optionId)
    for (const browser of [odile, jonas])
      expect((await browser.get(`/api/topics/${topicId}`)).body.poll).toMatchObject({ participants: 1, chosen: [] })
    peer.destroy()
  })
})
