import { afterAll, beforeAll, expect, it } from 'vitest'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, say, said } from '#test/helpers/talk.ts'

/** What the doors of the lesson make of input that no screen sends. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const talk = await makeTalk(house)
  const { projectId, owner, pupil, channel, alix } = talk
  const template = await makePage(house.db, { projectId, authorId: owner.id, access: 'teachers', isTemplate: true })
  const message = await said(alix, channel, 'hello')
  const project = `/api/projects/${projectId}`
  const rule = { target: { user: pupil.id }, tool: 'all', mode: 'read' }
  const report = { target: { message }, reason: 'unkind' }
  /** Each door with something that it takes, and the name of its field for words. */
  const doors = [
    ['PUT', `${project}/rules`, rule, 'reason'],
    ['POST', `/api/desk/message.${message}`, { decision: 'return', version: null }, 'reason'],
    ['PUT', `${project}/timer`, { seconds: 60 }, 'words'],
    ['POST', `${project}/reports`, report, 'words'],
    ['POST', `/api/documents/${template.id}/instruction`, { place: 'top' }, 'text'],
  ] as const
  return { ...talk, project, doors, rule }
}

const bad = ['A\0B', 'A\u202eB', 'x'.repeat(1_000_000), 17, { a: 1 }, ['x'], '\ud800']

it('words that turn, end or are none break nothing, and what is too long or no text is refused', async () => {
  const { odile, project, doors } = await scene()
  for (const [method, path, body, field] of doors)
    for (const words of bad) {
      const answer = await odile.send(method, path, { ...body, [field]: words })
      const said = `${method} ${path} ${JSON.stringify(words).slice(0, 20)}`
      // Text of several lines is freed of what turns and of halves of letters; a line is refused.
      expect([400, 409, 413, 201, 200], said).toContain(answer.status)
      if (typeof words !== 'string' || words.length > 1_000) expect([400, 413], said).toContain(answer.status)
    }
  const rules = (await odile.get(`${project}/rules`)).body.rules
  expect(rules.every(({ reason }: { reason: string | null }) => reason === null || reason.length <= 200)).toBe(true)
})

it('refuses fields that it does not know, ids that are none, and times that are no times', async () => {
  const { odile, doors, rule, project, pupil } = await scene()
  for (const [method, path, body] of doors)
    expect((await odile.send(method, path, { ...body, more: 1 })).status, path).toBe(400)
  for (const until of ['0000-01-01T00:00:00Z', 'tomorrow', '9999-12-31T23:59:59Z', 5])
    expect((await odile.send('PUT', `${project}/rules`, { ...rule, until })).status, `${until}`).toBe(400)
  for (const target of [{}, { user: pupil.id, project: pupil.id }, { user: 'x' }, { group: null }])
    expect((await odile.send('PUT', `${project}/rules`, { ...rule, target })).status).toBe(400)
  for (const item of ['message', 'message.x', `rule.${pupil.id}`, `message.${pupil.id}.1`])
    expect([400, 404], item).toContain(
      (await odile.post(`/api/desk/${item}`, { decision: 'hide', version: null })).status,
    )
  expect((await odile.post(`/api/desk/message.${pupil.id}`, { decision: 'hide', version: null })).status).toBe(404)
})

it('answers sixty at once of the dearest, each whole or told to come again', async () => {
  const { odile, alix, project, pupil, channel } = await scene()
  await odile.send('PUT', `${project}/rules`, { target: { user: pupil.id }, tool: 'chat', mode: 'approval' })
  for (let at = 0; at < 20; at++) await say(alix, channel, `waits ${at}`)
  const answers = await Promise.all(Array.from({ length: 60 }, () => odile.get(`${project}/desk`)))
  for (const { status, body } of answers) {
    expect([200, 429]).toContain(status)
    if (status === 200) expect(body.items).toHaveLength(20)
  }
})

it('a right that was taken away a second ago is gone at every door', async () => {
  const { odile, petra, project, projectId, colleague, doors } = await scene()
  expect((await petra.get(`${project}/desk`)).status).toBe(200)
  expect((await odile.send('DELETE', `/api/projects/${projectId}/members/${colleague.id}`)).status).toBe(204)
  for (const door of ['desk', 'rules', 'live', 'reports', 'timer', 'hands'])
    expect((await petra.get(`${project}/${door}`)).status, door).toBe(404)
  for (const [method, path, body, field] of doors)
    expect((await petra.send(method, path, { ...body, [field]: 'words' })).status, path).toBe(404)
})
