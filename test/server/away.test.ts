import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { endDueRules } from '#server/writing/ends.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMessage, makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

// A sanction says until when and why, and another teacher can be asked to look at it.

let house: LiveApp
let base: Awaited<ReturnType<typeof makeClassProject>>
beforeAll(async () => {
  house = await openLiveApp()
})
beforeEach(async () => {
  base = await makeClassProject(house.db)
})
afterAll(() => house.close())

type Person = Parameters<LiveApp['as']>[0]

async function scene() {
  const { projectId, owner, herons } = base
  const page = await makePage(house.db, { projectId, authorId: owner.id, groupId: herons.id })
  const channels = await listChannelIds(house.db, projectId, ['project'])
  const channel = channels[0]?.id ?? ''
  await makeMessage(house.db, { channelId: channel, authorId: owner.id, text: 'Hello all', at: house.clock.now() })
  const rules = `/api/projects/${projectId}/rules`
  const as = (who: Person) => house.as(who, false)
  const away = { target: { user: base.pupil.id }, tool: 'all', mode: 'away', purpose: 'sanction' }
  const sanction = async (
    more: object = { reason: 'We talk about it tomorrow', forSeconds: 3_600 },
    who: Person = base.teacher,
  ) => (await as(who)).send('PUT', rules, { ...away, ...more })
  const appeal = async (who: Person = base.pupil, words = 'It was not me') => {
    const asked = await as(who)
    const rule = (await asked.get(rules)).body.rules.find(({ purpose }: { purpose: string }) => purpose === 'sanction')
    return asked.post(`/api/projects/${projectId}/appeals`, { rule: rule.id, words })
  }
  const desk = async (who: Person) => (await (await as(who)).get(`/api/projects/${projectId}/desk`)).body.items
  const decide = async (who: Person, itemId: string, decision: string, reason?: string) =>
    (await as(who)).post(`/api/desk/${itemId}`, { decision, version: null, ...(reason ? { reason } : {}) })
  return { page, channel, rules, as, sanction, appeal, desk, decide }
}

describe('a pupil who is kept away', () => {
  it('loses every line to the project at once with 4403, finds every door closed and is told until when and why', async () => {
    const { page, channel, rules, as, sanction } = await scene()
    const { projectId } = base
    const [pupil, friend] = [await as(base.pupil), await as(base.friend)]
    const lines = await Promise.all([page.id, `space-${projectId}`].map((room) => house.join(room, pupil).synced()))
    const other = await house.join(`space-${projectId}`, friend).synced()
    expect((await sanction()).status).toBe(200)
    for (const line of lines) expect(await line.isCut()).toBe(4403)
    expect(lines[1]?.notices.map(({ topic }) => topic)).toContain('writing')
    expect(other.closed).toBeNull()
    for (const room of [page.id, `space-${projectId}`]) expect(await house.join(room, pupil).isCut()).toBe(4403)
    for (const path of [
      `/api/projects/${projectId}`,
      `/api/projects/${projectId}/people`,
      `/api/projects/${projectId}/documents`,
      `/api/projects/${projectId}/channels`,
      `/api/documents/${page.id}`,
      `/api/documents/${page.id}/content`,
      `/api/channels/${channel}/messages`,
    ]) {
      const answer = await pupil.get(path)
      expect([path, answer.status, answer.body.error?.reason]).toEqual([path, 403, 'kept_away'])
    }
    const post = await pupil.post(`/api/channels/${channel}/messages`, { id: crypto.randomUUID(), text: 'Let me in' })
    expect([post.status, post.body.error.reason]).toEqual([403, 'kept_away'])
    expect((await pupil.get('/api/unread')).body).toEqual((await (await as(base.guest)).get('/api/unread')).body)
    const [card] = (await pupil.get('/api/projects')).body.projects
    expect(card).toMatchObject({ id: projectId, isAway: true })
    expect((await pupil.get(rules)).body.rules).toMatchObject([
      { mode: 'away', purpose: 'sanction', by: 'Theo Teacher', reason: 'We talk about it tomorrow', leftMs: 3_600_000 },
    ])
    expect((await friend.get(`/api/projects/${projectId}`)).status).toBe(200)
    for (const line of [...lines, other]) line.destroy()
  })

  it('comes in again once it is over, or a teacher lifts it', async () => {
    const { page, as, sanction } = await scene()
    const pupil = await as(base.pupil)
    await sanction({ reason: 'Breathe', forSeconds: 60 })
    house.clock.advance(60_000)
    await endDueRules(house.deps)
    const back = await as(base.pupil)
    expect((await back.get(`/api/documents/${page.id}`)).status).toBe(200)
    await sanction()
    expect((await back.get(`/api/documents/${page.id}`)).status).toBe(403)
    await sanction({ mode: 'free' })
    expect((await pupil.get(`/api/documents/${page.id}`)).status).toBe(200)
    const line = await house.join(page.id, back).synced()
    line.destroy()
  })

  it('is one pupil, everywhere, as a sanction with a reason and an end', async () => {
    const { sanction } = await scene()
    const good = { reason: 'We talk about it', forSeconds: 60 }
    for (const wrong of [
      { forSeconds: 60 },
      { reason: 'We talk about it' },
      { ...good, tool: 'chat' },
      { ...good, purpose: 'rule' },
      { ...good, target: { project: base.projectId } },
      { ...good, target: { group: base.herons.id } },
      { ...good, forSeconds: undefined, until: new Date(house.clock.now().getTime() - 1).toISOString() },
      { ...good, forSeconds: undefined, until: new Date(house.clock.now().getTime() + 15 * 86_400_000).toISOString() },
    ])
      expect((await sanction(wrong)).status).toBe(400)
    expect((await sanction({ ...good, target: { user: base.teacher.id } })).body.error.reason).toBe('rules_bind_pupils')
    expect((await sanction(good, base.pupil)).status).toBe(403)
    expect((await sanction(good)).status).toBe(200)
  })
})

describe('an appeal', () => {
  it('is on the desk of every teacher but the one who set it, is answered once, and the pupil sees the answer', async () => {
    const { rules, as, sanction, appeal, desk, decide } = await scene()
    await sanction()
    expect((await appeal()).status).toBe(201)
    expect((await appeal()).body.error.reason).toBe('appeal_made')
    expect(await desk(base.teacher)).toEqual([])
    const [item] = await desk(base.colleague)
    expect(item).toMatchObject({
      kind: 'appeal',
      authorId: base.pupil.id,
      text: 'It was not me',
      place: { kind: 'sanction', mode: 'away', by: 'Theo Teacher', reason: 'We talk about it tomorrow' },
      can: ['approve', 'return'],
    })
    expect(await desk(base.owner)).toHaveLength(1)
    expect((await decide(base.teacher, item.id, 'approve')).body.error.reason).toBe('appeal_own')
    expect((await decide(base.pupil, item.id, 'approve')).body.error.reason).toBe('kept_away')
    expect((await decide(base.friend, item.id, 'approve')).status).toBe(403)
    expect((await decide(base.owner, item.id, 'return')).status).toBe(400)
    const both = await Promise.all([
      decide(base.owner, item.id, 'return', 'Three others saw it'),
      decide(base.colleague, item.id, 'return', 'Three others saw it'),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 409])
    expect(await desk(base.owner)).toEqual([])
    const pupil = await as(base.pupil)
    expect((await pupil.get(rules)).body.rules).toMatchObject([
      { mode: 'away', appeal: { answer: 'Three others saw it' } },
    ])
    const { notices } = (await pupil.get('/api/notices')).body
    expect(notices.map(({ kind }: { kind: string }) => kind)).toEqual(['appeal_kept'])
    expect((await appeal()).body.error.reason).toBe('appeal_made')
    // Set anew it is another sanction.
    await sanction()
    expect((await appeal()).status).toBe(201)
  })

  it('that is granted lifts the sanction, of a pupil who only reads too', async () => {
    const { page, as, sanction, appeal, desk, decide } = await scene()
    await sanction({ mode: 'read' })
    const pupil = await as(base.pupil)
    expect((await pupil.get(`/api/documents/${page.id}`)).body.document.can.write).toBe(false)
    await appeal()
    const [item] = await desk(base.owner)
    expect((await decide(base.owner, item.id, 'approve')).status).toBe(204)
    expect((await pupil.get(`/api/documents/${page.id}`)).body.document.can.write).toBe(true)
    expect((await decide(base.colleague, item.id, 'return', 'Too late')).status).toBe(404)
    const { lines } = await listAudit(house.db, base.school.id, null)
    expect(lines.map(({ action }) => action)).toEqual(expect.arrayContaining(['appeal.made', 'appeal.lifted']))
  })

  it('is for one’s own sanction, while it holds, and while there is another teacher', async () => {
    const { rules, as, sanction } = await scene()
    const path = `/api/projects/${base.projectId}/appeals`
    await sanction()
    const [rule] = (await (await as(base.teacher)).get(rules)).body.rules
    expect((await (await as(base.friend)).post(path, { rule: rule.id })).status).toBe(404)
    expect((await (await as(base.teacher)).post(path, { rule: rule.id })).status).toBe(403)
    const pupil = await as(base.pupil)
    for (const wrong of [{}, { rule: 'x' }, { rule: rule.id, words: 'x'.repeat(501) }])
      expect((await pupil.post(path, wrong)).status).toBe(400)
    const owner = await as(base.owner)
    for (const { id } of [base.teacher, base.colleague])
      await owner.delete(`/api/projects/${base.projectId}/members/${id}`)
    await sanction(undefined, base.owner)
    const again = (await pupil.get(rules)).body.rules[0]
    expect((await pupil.post(path, { rule: again.id })).body.error.reason).toBe('appeal_nobody')
    house.clock.advance(3_600_000)
    expect((await (await as(base.pupil)).post(path, { rule: again.id })).status).toBe(404)
  })
})
