import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listAudit } from '#db/queries/audit.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { users } from '#db/schema/users.ts'
import { eq } from 'drizzle-orm'
import { objectId, authorOf } from '#collab/documents/board-author.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { addToPage } from '#collab/documents/page.ts'
import { openReports } from '#server/reports/reports.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMessage, makePage, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

// What somebody reports reaches the grown-ups with what it said, and never whom it is about.

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const base = await makeClassProject(house.db)
  const admin = await makeStaff(house.db, { schoolId: base.school.id, isSchoolAdmin: true })
  const people = { ...base, admin }
  const channels = await listChannelIds(house.db, base.projectId, ['project', 'teachers'])
  const channelOf = (kind: string) => channels.find((channel) => channel.kind === kind)?.id ?? ''
  const path = `/api/projects/${base.projectId}/reports`
  const as = (who: Parameters<LiveApp['as']>[0]) => house.as(who, false)
  return {
    ...{ people, path, as },
    say: (author: { id: string }, text: string, kind = 'project') =>
      makeMessage(house.db, { channelId: channelOf(kind), authorId: author.id, text, at: house.clock.now() }),
    report: async (who: Parameters<LiveApp['as']>[0], target: object, more: object = {}) =>
      (await as(who)).post(path, { target, reason: 'unkind', ...more }),
    listOf: async (who: Parameters<LiveApp['as']>[0]) => (await (await as(who)).get(path)).body.reports,
    bellOf: async (who: Parameters<LiveApp['as']>[0]) =>
      (await (await as(who)).get('/api/notices')).body.notices.map(({ kind }: { kind: string }) => kind),
  }
}

describe('a report', () => {
  it('keeps what a message said, and shows each teacher names that are meant for them', async () => {
    const { people, say, report, listOf, as } = await scene()
    const message = await say(people.friend, `You are stupid <@${people.pupil.id}>`)
    const made = await report(people.pupil, { message: message.id }, { words: 'He says it each day' })
    expect(made.status).toBe(201)
    expect(made.body.report).toMatchObject({ level: 'teacher' })
    await (await as(people.friend)).delete(`/api/messages/${message.id}`)
    const [here] = await listOf(people.teacher)
    expect(here).toMatchObject({
      evidence: { text: 'You are stupid @Alix M.' },
      words: 'He says it each day',
      reporter: { name: 'Alix M.' },
      subject: { name: 'Quick Otter' },
      target: { kind: 'message', message: null },
      turn: 'after',
      can: { answer: true, escalate: true },
    })
    const [there] = await listOf(people.colleague)
    expect(there).toMatchObject({ reporter: { name: 'Blue Heron' }, subject: { name: 'Jonas K.' }, turn: 'first' })
    expect((await (await as(people.pupil)).get(`/api/projects/${people.projectId}/reports`)).status).toBe(403)
  })

  it('keeps the block of a page and the thing on a board that were meant', async () => {
    const { people, report, listOf } = await scene()
    const { projectId, teacher, pupil, friend } = people
    const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River' })
    const paragraph = (text: string) => ({ type: 'paragraph', content: [{ type: 'text', text }] })
    await house.rooms.edit(page.id, null, (ydoc) =>
      addToPage(ydoc, [paragraph('A heron'), paragraph('A bad word')], 'end'),
    )
    expect((await report(pupil, { document: page.id, block: 2 })).status).toBe(201)
    house.clock.advance(1_000)
    const board = await makePage(house.db, { kind: 'board', projectId, authorId: teacher.id, title: 'Ideas' })
    const id = objectId(authorOf(board.id, friend.id))
    await house.rooms.edit(board.id, friend.id, (ydoc) =>
      putObject(ydoc, id, { type: 'note', at: 1, order: 'a1', text: 'Not nice' }),
    )
    expect((await report(pupil, { object: id, document: board.id })).status).toBe(201)
    const found = (await listOf(people.colleague)).map(
      ({
        evidence,
        subject,
        target,
      }: {
        evidence: { text: string }
        subject: unknown
        target: { document: unknown }
      }) => ({
        text: evidence.text,
        subject,
        document: target.document,
      }),
    )
    expect(found).toEqual([
      { text: 'A bad word', subject: null, document: { id: page.id, title: 'River', kind: 'page' } },
      {
        text: 'Not nice',
        subject: expect.objectContaining({ name: 'Jonas K.' }),
        document: { id: board.id, title: 'Ideas', kind: 'board' },
      },
    ])
  })

  it('of what one cannot see is a report of nothing', async () => {
    const { people, say, report } = await scene()
    const secret = await say(people.teacher, 'About the pupils', 'teachers')
    const other = await makeClassProject(house.db)
    const page = await makePage(house.db, {
      projectId: people.projectId,
      authorId: people.teacher.id,
      access: 'teachers',
    })
    for (const target of [{ message: secret.id }, { document: page.id }, { user: other.pupil.id }])
      expect((await report(people.pupil, target)).status).toBe(404)
    expect((await report(other.pupil, { user: people.pupil.id })).status).toBe(404)
    expect((await report(people.pupil, { user: people.friend.id }, { reason: 'boring' })).status).toBe(400)
  })

  it('said again by the same person is one report, by another person a second one', async () => {
    const { people, report, listOf, bellOf } = await scene()
    const target = { user: people.friend.id }
    const first = await report(people.pupil, target, { words: 'Once' })
    const again = await report(people.pupil, target, { words: 'Twice', reason: 'contact' })
    expect(again.body.report.id).toBe(first.body.report.id)
    expect(await listOf(people.teacher)).toMatchObject([{ words: 'Once\nTwice', reason: 'contact' }])
    await report(people.guest, target)
    expect(await listOf(people.teacher)).toHaveLength(2)
    // A bell that was not looked at rings once.
    expect(await bellOf(people.teacher)).toEqual(['report_came'])
  })

  it('can be made and answered in an archived project', async () => {
    const { people, report, listOf, as } = await scene()
    await (await as(people.owner)).patch(`/api/projects/${people.projectId}`, { state: 'closed' })
    await (await as(people.owner)).patch(`/api/projects/${people.projectId}`, { state: 'archived' })
    const made = await report(people.pupil, { user: people.friend.id })
    expect(made.status).toBe(201)
    const answered = await (await as(people.teacher)).post(`/api/reports/${made.body.report.id}`, { decision: 'close' })
    expect(answered.status).toBe(204)
    expect(await listOf(people.teacher)).toMatchObject([{ state: 'closed', can: { answer: false } }])
  })
})

describe('what waits for a teacher', () => {
  it('is listed for whoever gathers it, one’s own pupils’ first, and goes when it is answered', async () => {
    const { people, report, as } = await scene()
    const other = await report(people.pupil, { user: people.friend.id })
    house.clock.advance(1_000)
    const own = await report(people.friend, { user: people.pupil.id })
    const user = { ...people.teacher, isWaiting: false, locale: null, theme: 'system' as const }
    const ctx = { ...house.deps, user, sessionId: null, requestId: 'test' }
    const open = () => openReports(ctx, { projectId: people.projectId, user, schoolId: people.school.id })
    expect(await open()).toMatchObject([
      { id: own.body.report.id, kind: 'report', author: people.pupil.id, targetKind: 'user', turn: 'first' },
      { id: other.body.report.id, kind: 'report', author: people.friend.id, targetKind: 'user', turn: 'after' },
    ])
    await (await as(people.colleague)).post(`/api/reports/${other.body.report.id}`, { decision: 'close' })
    expect(await open()).toHaveLength(1)
  })
})

describe('an answer', () => {
  it('is told to teachers wherever they are, and once to whoever reported', async () => {
    const { people, report, as, bellOf } = await scene()
    const made = await report(people.pupil, { user: people.friend.id })
    const path = `/api/reports/${made.body.report.id}`
    const teacher = await as(people.teacher)
    expect(await bellOf(people.teacher)).toEqual(['report_came'])
    expect((await teacher.post(path, { decision: 'seen' })).status).toBe(204)
    expect((await teacher.post(path, { decision: 'close', words: 'We talked' })).status).toBe(204)
    expect(await bellOf(people.pupil)).toEqual(['report_seen'])
    expect(await bellOf(people.friend)).toEqual([])
    const actions = (await listAudit(house.db, people.school.id, null)).lines.map(({ action, actorName }) => [
      action,
      actorName,
    ])
    expect(actions).toEqual([
      ['report.closed', 'Theo Teacher'],
      ['report.seen', 'Theo Teacher'],
      ['report.made', null],
    ])
  })

  it('of two at once has one outcome, and the second is told so', async () => {
    const { people, report, as } = await scene()
    const made = await report(people.pupil, { user: people.friend.id })
    const path = `/api/reports/${made.body.report.id}`
    const [one, two] = [await as(people.teacher), await as(people.colleague)]
    const both = await Promise.all([one.post(path, { decision: 'close' }), two.post(path, { decision: 'escalate' })])
    const statuses = both.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([204, 409])
    const lost = both.find(({ status }) => status === 409)
    expect(lost?.body.error.reason).toBe('report_answered')
  })

  it('of the level above is that of the administrators of the school it is about', async () => {
    const { people, report, as, listOf } = await scene()
    const admin = await makeStaff(house.db, { schoolId: people.partner.id, isSchoolAdmin: true })
    const made = await report(people.pupil, { user: people.friend.id })
    const path = `/api/reports/${made.body.report.id}`
    expect((await (await as(admin)).post(path, { decision: 'close' })).status).toBe(404)
    await (await as(people.teacher)).post(path, { decision: 'escalate', words: 'Please call the parents' })
    expect(await listOf(people.teacher)).toMatchObject([{ level: 'school', can: { answer: false } }])
    const asAdmin = await as(admin)
    expect((await asAdmin.get('/api/school/reports')).body.reports).toMatchObject([
      { subject: { name: 'Jonas K.' }, reporter: { name: 'Blue Heron' }, note: 'Please call the parents' },
    ])
    expect((await (await as(people.admin)).get('/api/school/reports')).body.reports).toEqual([])
    expect((await asAdmin.post(path, { decision: 'escalate' })).body.error.reason).toBe('report_no_level')
    expect((await asAdmin.post(path, { decision: 'close' })).status).toBe(204)
  })
})

describe('a report about a teacher', () => {
  it('goes to the administrators of their school, and neither to them nor to the other teachers', async () => {
    const { people, say, report, listOf, as, bellOf } = await scene()
    const message = await say(people.teacher, 'Come to my room')
    const made = await report(people.pupil, { message: message.id }, { reason: 'contact' })
    expect(made.body.report.level).toBe('school')
    for (const who of [people.teacher, people.owner, people.colleague]) {
      expect(await listOf(who)).toEqual([])
      expect(await bellOf(who)).toEqual([])
      const answer = await (await as(who)).post(`/api/reports/${made.body.report.id}`, { decision: 'close' })
      expect(answer.status).toBe(404)
    }
    expect(await bellOf(people.admin)).toEqual(['report_came'])
    const shown = (await (await as(people.admin)).get('/api/school/reports')).body.reports
    expect(shown).toMatchObject([{ subject: { name: 'Theo Teacher' }, evidence: { text: 'Come to my room' } }])
  })

  it('never comes to them where they are an administrator, or the only one', async () => {
    const { people, report, listOf, as } = await scene()
    await house.db.update(users).set({ isSchoolAdmin: true }).where(eq(users.id, people.teacher.id))
    const made = await report(people.pupil, { user: people.teacher.id })
    const asTeacher = await as(people.teacher)
    expect((await asTeacher.get('/api/school/reports')).body.reports).toEqual([])
    expect((await asTeacher.post(`/api/reports/${made.body.report.id}`, { decision: 'close' })).status).toBe(404)
    await house.db.update(users).set({ isSchoolAdmin: false }).where(eq(users.id, people.admin.id))
    const alone = await report(people.friend, { user: people.teacher.id })
    expect(alone.body.report.level).toBe('teacher')
    expect(await listOf(people.colleague)).toHaveLength(1)
    expect(await listOf(people.teacher)).toEqual([])
  })
})
