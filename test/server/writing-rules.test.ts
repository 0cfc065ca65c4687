import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { endDueRules } from '#server/writing/ends.ts'
import { minutes } from '#test/helpers/app.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { channelsOf, makeTalk, said, say } from '#test/helpers/talk.ts'
import { download, upload } from '#test/helpers/uploads.ts'

/** One table says what pupils may write, and both doors ask it. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const picture = () =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
    .png()
    .toBuffer()

async function scene() {
  const talk = await makeTalk(house)
  const { projectId, owner } = talk
  const page = await makePage(house.db, { projectId, authorId: owner.id })
  const path = `/api/projects/${projectId}/rules`
  return {
    ...talk,
    pageId: page.id,
    path,
    rule: (target: object, more: object = {}) =>
      talk.odile.send('PUT', path, { target, tool: 'all', mode: 'read', ...more }),
    free: (target: object, more: object = {}) =>
      talk.odile.send('PUT', path, { target, tool: 'all', mode: 'free', ...more }),
  }
}

it('a rule for one pupil closes pages and chat to them and nobody else, and says why', async () => {
  const { alix, jonas, pupil, pageId, channel, askChannel, projectId, rule, free, path } = await scene()
  expect((await say(alix, channel, 'before')).status).toBe(201)
  const set = await rule({ user: pupil.id }, { reason: 'First read what is there', forSeconds: 600 })
  expect(set.status).toBe(200)
  const page = await alix.get(`/api/documents/${pageId}`)
  expect(page.body.document).toMatchObject({ reach: 'read', reason: 'ruled', can: { write: false } })
  // What the chat remembers of who wrote before does not outlive the rule.
  expect(await say(alix, channel, 'after')).toMatchObject({ status: 409, body: { error: { reason: 'writing_ruled' } } })
  const talk = (await channelsOf(alix, projectId)).find(({ id }) => id === channel)
  expect(talk).toMatchObject({ mode: 'read', can: { write: false } })
  const listed = (await alix.get(`/api/projects/${projectId}/documents`)).body.documents
  expect(listed.find(({ id }: { id: string }) => id === pageId).reach).toBe('read')
  expect((await alix.post(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'Mine' })).status).toBe(409)
  // To their teachers they always can.
  expect((await say(alix, askChannel, 'May I?')).status).toBe(201)
  const [told] = (await alix.get(path)).body.rules
  expect(told).toMatchObject({ mode: 'read', reason: 'First read what is there', by: 'Odile Owner' })
  expect((await jonas.get(path)).body.rules).toEqual([])
  expect((await say(jonas, channel, 'me too')).status).toBe(201)
  await free({ user: pupil.id })
  expect((await say(alix, channel, 'again')).status).toBe(201)
})

it('a group, a document, a tool and the whole project are bound as they are named', async () => {
  const { alix, jonas, herons, pageId, channel, projectId, odile, rule, free } = await scene()
  const reach = async (browser: typeof alix) => (await browser.get(`/api/documents/${pageId}`)).body.document.reach
  await rule({ group: herons.id }, { tool: 'page' })
  expect([await reach(alix), await reach(jonas)]).toEqual(['read', 'write'])
  expect((await say(alix, channel, 'the chat is free')).status).toBe(201)
  await free({ group: herons.id }, { tool: 'page' })
  await rule({ document: pageId })
  expect([await reach(alix), await reach(jonas), await reach(odile)]).toEqual(['read', 'read', 'write'])
  await free({ document: pageId })
  await rule({ project: projectId }, { tool: 'chat' })
  expect([await reach(alix), await reach(jonas)]).toEqual(['write', 'write'])
  for (const browser of [alix, jonas]) expect((await say(browser, channel, 'no')).status).toBe(409)
  expect((await say(odile, channel, 'I may')).status).toBe(201)
})

it('reaches an open page without cutting its line, and ends by the server’s clock', async () => {
  const { alix, pupil, pageId, rule } = await scene()
  const peer = house.join(pageId, alix)
  await until(() => peer.identities.at(-1)?.access === 'write', 'writing')
  writeParagraph(peer.ydoc, 'typed before')
  await until(() => peer.stored > 0, 'stored')
  await rule({ user: pupil.id }, { forSeconds: 60 })
  await until(() => peer.identities.at(-1)?.access === 'read', 'told')
  house.clock.advance(minutes(1))
  await endDueRules(house.deps)
  await until(() => peer.identities.at(-1)?.access === 'write', 'told again')
  expect(peer.closed).toBeNull()
})

it('of several the strictest holds, and lifting one leaves the others', async () => {
  const { alix, pupil, projectId, channel, rule, free, path } = await scene()
  await rule({ project: projectId }, { purpose: 'eyes', forSeconds: 20 })
  await rule({ user: pupil.id }, { purpose: 'sanction', tool: 'chat', forSeconds: 3600, reason: 'Unkind words' })
  expect((await alix.get(path)).body.rules).toHaveLength(2)
  await free({ project: projectId }, { purpose: 'eyes' })
  expect((await say(alix, channel, 'still')).status).toBe(409)
  await free({ user: pupil.id }, { purpose: 'sanction', tool: 'chat' })
  expect((await say(alix, channel, 'now')).status).toBe(201)
})

it('refuses what makes no sense, with a plain reason, and changes nothing', async () => {
  const { alix, owner, pupil, projectId, channel, rule, odile, path } = await scene()
  const other = await scene()
  const past = new Date(house.clock.now().getTime() - 1000).toISOString()
  expect((await rule({ user: pupil.id }, { until: past })).status).toBe(400)
  expect((await rule({ project: projectId }, { purpose: 'eyes' })).status).toBe(400)
  expect((await rule({ project: projectId }, { purpose: 'eyes', forSeconds: 3600 })).status).toBe(400)
  expect((await rule({ project: projectId }, { purpose: 'sanction', forSeconds: 60 })).status).toBe(400)
  expect((await rule({ user: owner.id })).body.error.reason).toBe('rules_bind_pupils')
  for (const target of [
    { user: other.owner.id },
    { group: other.herons.id },
    { document: other.pageId },
    { project: other.projectId },
  ])
    expect((await rule(target)).status, JSON.stringify(target)).toBe(404)
  expect((await alix.send('PUT', path, { target: { project: projectId }, tool: 'all', mode: 'free' })).status).toBe(403)
  expect((await odile.get(path)).body.rules).toEqual([])
  expect(await said(alix, channel, 'free as before')).toBeTruthy()
})

it('what a pupil says under approval is seen by the teachers alone until one lets it out', async () => {
  const { alix, jonas, odile, petra, pupil, channel, projectId, rule, free } = await scene()
  await rule({ user: pupil.id }, { tool: 'chat', mode: 'approval' })
  const sent = await say(alix, channel, 'first draft')
  expect(sent).toMatchObject({ status: 201, body: { message: { sequence: null, returnedReason: null } } })
  const { id } = sent.body.message
  const held = async (browser: typeof alix) => (await browser.get(`/api/channels/${channel}/held`)).body.messages
  expect([(await held(alix)).length, (await held(jonas)).length]).toEqual([1, 0])
  expect((await jonas.get(`/api/messages/${id}`)).status).toBe(404)
  const desk = async (browser = odile) => (await browser.get(`/api/projects/${projectId}/desk`)).body.items
  expect(await desk()).toMatchObject([{ id: `message.${id}`, text: 'first draft', isOwn: true, authorId: pupil.id }])
  expect((await desk(petra))[0].isOwn).toBe(false)
  const decide = (browser: typeof alix, decision: string, more: object = {}) =>
    browser.post(`/api/desk/message.${id}`, { decision, version: null, ...more })
  expect((await decide(jonas, 'approve')).status).toBe(404)
  expect((await decide(alix, 'approve')).status).toBe(403)
  expect((await decide(odile, 'return')).status).toBe(400)
  expect((await decide(odile, 'return', { reason: 'Say it kindly' })).status).toBe(204)
  expect(await desk()).toEqual([])
  expect((await held(alix))[0]).toMatchObject({ returnedReason: 'Say it kindly' })
  expect((await alix.patch(`/api/messages/${id}`, { text: 'second draft' })).status).toBe(200)
  expect(await desk()).toMatchObject([{ text: 'second draft' }])
  // She has read the first one only.
  expect((await decide(petra, 'approve')).body.error.reason).toBe('message_rewritten')
  const [{ version }] = await desk()
  const both = await Promise.all([decide(odile, 'approve', { version }), decide(petra, 'approve', { version })])
  expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([204, 409])
  expect((await jonas.get(`/api/messages/${id}`)).body.message).toMatchObject({ text: 'second draft', sequence: 1 })
  // Nothing that was read first is changed behind a teacher's back.
  expect((await alix.patch(`/api/messages/${id}`, { text: 'another' })).body.error.reason).toBe('edit_waits')
  await free({ user: pupil.id }, { tool: 'chat' })
  expect((await say(alix, channel, 'free')).body.message.sequence).toBe(2)
})

it('a topic waits with its title and what its poll offers, and a picture that came with words is there to be looked at', async () => {
  const { alix, jonas, odile, pupil, channel, projectId, rule } = await scene()
  await rule({ user: pupil.id }, { tool: 'chat', mode: 'approval' })
  const poll = { options: ['Heron', 'Otter'] }
  const topic = await alix.post(`/api/projects/${projectId}/forum`, { title: 'Which one?', text: 'Choose', poll })
  expect(topic.status).toBe(201)
  const sent = await upload(house, alix, `/api/channels/${channel}`, {
    ...{ bytes: await picture(), type: 'image/png', name: 'weir.png' },
  })
  expect(sent).toMatchObject({ status: 201 })
  const file: string = sent.body.file.id
  await say(alix, channel, 'look', { attachments: [{ id: file, alt: 'A heron' }] })
  const { items } = (await odile.get(`/api/projects/${projectId}/desk`)).body
  expect(items).toMatchObject([
    { text: 'Which one?\nChoose\n– Heron\n– Otter', place: { channelKind: 'forum' } },
    { text: 'look', files: [{ id: file, kind: 'picture', alt: 'A heron' }] },
  ])
  const read = async (browser: typeof alix) => (await download(house, browser, file)).status
  expect([await read(odile), await read(alix), await read(jonas)]).toEqual([200, 200, 404])
  expect((await jonas.get(`/api/topics/${topic.body.topicId}`)).status).toBe(404)
})

it('a rule of a document that a pupil may not see is not there for them', async () => {
  const { alix, odile, owner, projectId, path, rule } = await scene()
  const secret = await makePage(house.db, { projectId, authorId: owner.id, access: 'teachers', title: 'Marks' })
  await rule({ document: secret.id })
  expect((await odile.get(path)).body.rules).toMatchObject([{ target: { name: 'Marks' } }])
  expect((await alix.get(path)).body.rules).toEqual([])
})
