import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { endDueRules } from '#server/writing/ends.ts'
import { minutes } from '#test/helpers/app.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, say } from '#test/helpers/talk.ts'

/** One rule for several pupils and groups at once: all that can be set is set together, and the others are named. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const talk = await makeTalk(house)
  const path = `/api/projects/${talk.projectId}/rules`
  return {
    ...talk,
    path,
    setFor: (targets: object[], more: object = {}) =>
      talk.odile.send('PUT', path, { targets, tool: 'chat', mode: 'read', ...more }),
  }
}

it('binds and frees pupils of two schools in one gesture, with a line of the audit for each, and ends for all', async () => {
  const { alix, jonas, odile, pupil, friend, school, partner, channel, projectId, path, setFor } = await scene()
  const both = [{ user: pupil.id }, { user: friend.id }]
  const set = await setFor([...both, ...both], { reason: 'Read first', forSeconds: 60 })
  expect(set).toMatchObject({ status: 200, body: { left: [], can: { rule: true } } })
  expect(set.body.rules).toHaveLength(2)
  for (const browser of [alix, jonas]) {
    expect((await say(browser, channel, 'no')).status).toBe(409)
    expect((await browser.get(path)).body.rules).toMatchObject([{ reason: 'Read first', by: 'Odile Owner' }])
  }
  const lines = await house.db.select().from(audit).where(eq(audit.projectId, projectId)).orderBy(audit.id)
  const chainsOf = (id: string) => lines.filter((line) => line.targetId === id).map(({ chain }) => chain)
  expect(chainsOf(pupil.id)).toEqual([school.id])
  expect(chainsOf(friend.id).toSorted()).toEqual([school.id, partner.id].toSorted())
  await setFor(both, { mode: 'free' })
  expect((await odile.get(path)).body.rules).toEqual([])
  for (const browser of [alix, jonas]) expect((await say(browser, channel, 'yes')).status).toBe(201)
  await setFor(both, { forSeconds: 60 })
  house.clock.advance(minutes(1))
  await endDueRules(house.deps)
  expect((await odile.get(path)).body.rules).toEqual([])
})

it('names whom it could not bind and why, and binds the others', async () => {
  const { alix, odile, pupil, owner, herons, channel, path, setFor } = await scene()
  const other = await scene()
  const gone = { user: randomUUID() }
  const targets = [gone, { user: owner.id }, { user: pupil.id }, { group: other.herons.id }, { group: herons.id }]
  const { status, body } = await setFor(targets)
  expect(status).toBe(200)
  const reasonOf = (target: object) =>
    body.left.find((one: { target: object }) => JSON.stringify(one.target) === JSON.stringify(target))?.reason
  expect(reasonOf(gone)).toBe('rule_target_gone')
  expect(reasonOf({ user: owner.id })).toBe('rules_bind_pupils')
  expect(reasonOf({ group: other.herons.id })).toBe('rule_target_gone')
  expect(body.left).toHaveLength(3)
  expect((await odile.get(path)).body.rules).toHaveLength(2)
  expect((await say(alix, channel, 'no')).status).toBe(409)
  const nobody = await setFor([gone])
  expect(nobody).toMatchObject({ status: 200, body: { left: [{ target: gone }] } })
})

it('takes one or several and not both, sixty at most, and no sanction of several', async () => {
  const { alix, odile, pupil, friend, projectId, path, setFor } = await scene()
  const [one, another] = [{ user: pupil.id }, { user: friend.id }]
  const refused = async (body: object) => {
    const answer = await odile.send('PUT', path, { tool: 'chat', mode: 'read', ...body })
    expect(answer.status, JSON.stringify(body).slice(0, 200)).toBe(400)
  }
  await refused({})
  await refused({ targets: [] })
  await refused({ target: one, targets: [another] })
  await refused({ targets: [one, { user: 'x' }] })
  await refused({ targets: Array.from({ length: 61 }, () => ({ user: randomUUID() })) })
  await refused({ targets: [one, another], purpose: 'sanction', forSeconds: 60 })
  await refused({
    targets: [one, another],
    mode: 'away',
    tool: 'all',
    purpose: 'sanction',
    reason: 'x',
    forSeconds: 60,
  })
  await refused({ targets: [{ project: projectId }], purpose: 'sanction' })
  expect((await alix.send('PUT', path, { targets: [one], tool: 'chat', mode: 'free' })).status).toBe(403)
  expect((await odile.get(path)).body.rules).toEqual([])
  // One alone in a list may be sanctioned: it is said to one pupil.
  expect((await setFor([one], { purpose: 'sanction', reason: 'Unkind', forSeconds: 60 })).status).toBe(200)
})

it('two teachers who bind the same pupils at the same moment both come through', async () => {
  const { odile, petra, pupil, friend, herons, path } = await scene()
  const targets = [{ user: pupil.id }, { user: friend.id }, { group: herons.id }]
  const body = { tool: 'page', mode: 'approval' }
  const answers = await Promise.all([
    odile.send('PUT', path, { ...body, targets }),
    petra.send('PUT', path, { ...body, targets: targets.toReversed() }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await odile.get(path)).body.rules).toHaveLength(3)
})
