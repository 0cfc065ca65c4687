import { eq } from 'drizzle-orm'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf } from '#collab/documents/board-author.ts'
import { insertAudit } from '#db/queries/audit.ts'
import { auditHash } from '#db/queries/audit-hash.ts'
import { audit } from '#db/schema/audit.ts'
import { lookAfterAudit } from '#server/audit/check.ts'
import { exportAudit } from '#server/audit/export.ts'
import type { Ctx, SessionUser } from '#server/kit/context.ts'
import { hours, testOrigin } from '#test/helpers/app.ts'
import { actionsOf, tamper, writeLines } from '#test/helpers/audit.ts'
import { openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { makeClassroom, makePage, makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeTalk, said } from '#test/helpers/talk.ts'

/** Both schools read what concerns theirs and nothing else; all of it can be checked and taken away by administrators. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

type Browser = Awaited<ReturnType<LiveApp['as']>>
interface Line {
  action: string
  actor: string | null
  actorSchool: string | null
  isActorGone: boolean
  target: { name: string } | null
  about: { name: string } | null
}

const linesOf = async (admin: Browser): Promise<Line[]> => (await admin.get('/api/school/audit')).body.lines
const findLine = async (admin: Browser, action: string) =>
  (await linesOf(admin)).find((line) => line.action === action) ?? null

/** A project of two schools, and an administrator of each; of a third school, which is not in it, too. */
async function twoSchools() {
  const people = await makeTalk(house)
  const third = await makeSchool(house.db)
  const adminOf = async (schoolId: string) =>
    house.as(await makeStaff(house.db, { schoolId, isSchoolAdmin: true, displayName: 'Admin' }))
  return {
    ...people,
    here: await adminOf(people.school.id),
    there: await adminOf(people.partner.id),
    elsewhere: await adminOf(third.id),
  }
}

describe('a line', () => {
  it('about a partner’s pupil is read by both schools, each with the names that are for it', async () => {
    const { jonas, friend, owner, odile, channel, here, there, elsewhere, school } = await twoSchools()
    await odile.delete(`/api/messages/${await said(jonas, channel, 'Oops')}`)
    const own = { actor: owner.displayName, actorSchool: null, about: null }
    expect(await findLine(here, 'message.removed')).toMatchObject(own)
    const partner = { actor: owner.displayName, actorSchool: school.name, about: { name: friend.displayName } }
    expect(await findLine(there, 'message.removed')).toMatchObject(partner)
    expect(await findLine(elsewhere, 'message.removed')).toBeNull()
    const rows = await house.db.select().from(audit).where(eq(audit.action, 'message.removed')).orderBy(audit.id)
    expect(new Set(rows.map((row) => row.subjectSchoolId))).toEqual(new Set([friend.schoolId]))
    expect(rows.map((row) => row.schoolId).toSorted()).toEqual([school.id, friend.schoolId].toSorted())
  })

  it('about one’s own pupil is not the partner’s business', async () => {
    const { alix, odile, channel, here, there } = await twoSchools()
    await odile.delete(`/api/messages/${await said(alix, channel, 'Oops')}`)
    expect(await findLine(here, 'message.removed')).not.toBeNull()
    expect(await findLine(there, 'message.removed')).toBeNull()
  })

  it('about what all of a project share is read by all its schools', async () => {
    const { odile, channel, projectId, here, there, elsewhere, pupil } = await twoSchools()
    await odile.patch(`/api/channels/${channel}`, { slowSeconds: 30 })
    const rule = { tool: 'all', purpose: 'rule', mode: 'read' }
    await odile.send('PUT', `/api/projects/${projectId}/rules`, { ...rule, target: { project: projectId } })
    for (const admin of [here, there]) {
      expect(await findLine(admin, 'channel.changed')).not.toBeNull()
      expect(await findLine(admin, 'writing.ruled')).not.toBeNull()
    }
    await odile.send('PUT', `/api/projects/${projectId}/rules`, { ...rule, target: { user: pupil.id } })
    const count = async (admin: Browser) =>
      (await linesOf(admin)).filter((one) => one.action === 'writing.ruled').length
    expect([await count(here), await count(there)]).toEqual([2, 1])
    expect(await linesOf(elsewhere)).not.toContainEqual(expect.objectContaining({ action: 'channel.changed' }))
  })

  it('says who was put into another group, and which group is gone', async () => {
    const { odile, projectId, friend, herons, otters, here, there } = await twoSchools()
    const path = `/api/projects/${projectId}/members/${friend.id}`
    for (const groupId of [herons.id, herons.id]) expect((await odile.patch(path, { groupId })).status).toBe(200)
    expect((await odile.delete(`/api/groups/${otters.id}`)).status).toBe(204)
    for (const admin of [here, there]) {
      const actions = (await linesOf(admin)).map(({ action }) => action)
      expect(actions.filter((action) => action.startsWith('member.') || action.startsWith('group.'))).toEqual([
        'group.removed',
        'member.moved',
      ])
    }
  })

  it('about a thing on a board is read by its maker’s school', async () => {
    const { id, path, people, teacher, friend } = await openClassBoard(house)
    const peer = await house.join(id, friend).synced()
    const note = await putThing(peer, authorOf(id, people.friend.id), { type: 'note', text: 'Hm' })
    expect((await teacher.post(`${path}/objects/${note}/hide`)).status).toBe(200)
    await teacher.get(`${path}/hidden`)
    expect(await actionsOf(house.db, people.friend.schoolId)).toEqual(['board.hidden_opened', 'board.hidden'])
  })

  it('about a report names no grown-up’s school', async () => {
    const { alix, colleague, friend, projectId, odile, school } = await twoSchools()
    const report = (target: object) => ({ target, reason: 'unkind', words: '' })
    expect((await alix.post(`/api/projects/${projectId}/reports`, report({ user: colleague.id }))).status).toBe(201)
    expect(await actionsOf(house.db, colleague.schoolId)).not.toContain('report.made')
    expect(await actionsOf(house.db, school.id)).toContain('report.made')
    expect((await alix.post(`/api/projects/${projectId}/reports`, report({ user: friend.id }))).status).toBe(201)
    expect(await actionsOf(house.db, friend.schoolId)).toContain('report.made')
    await odile.get(`/api/projects/${projectId}/reports`)
    expect(await actionsOf(house.db, friend.schoolId)).toContain('report.opened')
  })

  it('says that whoever did it has left', async () => {
    const admin = await house.as(await makeStaff(house.db, { isSchoolAdmin: true }))
    const { id: schoolId } = (await admin.get('/api/school')).body.school
    const at = house.clock.now()
    const line = { at, schoolId, action: 'test.done' }
    await house.db.transaction((tx) => insertAudit(tx, { ...line, actorId: crypto.randomUUID() }))
    expect(await findLine(admin, 'test.done')).toMatchObject({ actor: null, isActorGone: true })
    await house.db.transaction((tx) => insertAudit(tx, { ...line, actorId: null }))
    expect(await findLine(admin, 'test.done')).toMatchObject({ actor: null, isActorGone: false })
  })
})

describe('an opening of a pupil’s data', () => {
  it('is a line, one within an hour', async () => {
    const teacher = await makeStaff(house.db)
    const classroom = await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id })
    const look = async () => (await house.as(teacher)).get(`/api/classrooms/${classroom.id}`)
    const opened = async () =>
      (await actionsOf(house.db, teacher.schoolId)).filter((action) => action === 'classroom.opened').length
    for (let count = 0; count < 3; count++) await look()
    expect(await opened()).toBe(1)
    house.clock.advance(hours(1))
    await look()
    expect(await opened()).toBe(2)
    const other = await house.as(await makeStaff(house.db, { schoolId: teacher.schoolId, isSchoolAdmin: true }))
    await other.get(`/api/classrooms/${classroom.id}`)
    expect(await opened()).toBe(3)
  })

  it('is a line for what was said before, a pupil’s questions, a history and all groups live', async () => {
    const { jonas, alix, odile, petra, channel, askChannel, projectId, school, partner, page } = await withPage()
    const message = await said(jonas, channel, 'Oops')
    await jonas.delete(`/api/messages/${message}`)
    await odile.get(`/api/messages/${message}/edits`)
    await petra.get(`/api/channels/${askChannel}/messages`)
    await alix.get(`/api/channels/${askChannel}/messages`)
    await odile.get(`/api/documents/${page}/content`)
    await odile.get(`/api/projects/${projectId}/live`)
    const both = ['live.opened', 'history.opened', 'questions.opened', 'message.edits_opened']
    expect(await actionsOf(house.db, school.id)).toEqual(both)
    expect(await actionsOf(house.db, partner.id)).toEqual(both)
  })

  it('is none where a pupil looks at what is theirs', async () => {
    const { alix, askChannel, page, school } = await withPage()
    await alix.get(`/api/channels/${askChannel}/messages`)
    await alix.get(`/api/documents/${page}/content`)
    expect(await actionsOf(house.db, school.id)).toEqual([])
  })

  async function withPage() {
    const people = await makeTalk(house)
    const { id: page } = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id })
    return { ...people, page }
  }
})

describe('a board that is taken along', () => {
  it('is a line for all schools of its project', async () => {
    const { people, path, pupil } = await openClassBoard(house)
    expect((await pupil.post(`${path}/exports`, { format: 'png', hasNames: false })).status).toBe(204)
    for (const schoolId of [people.school.id, people.partner.id])
      expect(await actionsOf(house.db, schoolId)).toContain('board.exported')
    const there = await house.as(await makeStaff(house.db, { schoolId: people.partner.id, isSchoolAdmin: true }))
    const partner = { actor: people.pupil.pseudonym, actorSchool: people.school.name }
    expect(await findLine(there, 'board.exported')).toMatchObject(partner)
    expect((await pupil.post(`${path}/exports`, { format: 'exe', hasNames: false })).status).toBe(400)
  })
})

describe('the check', () => {
  it('says when all was read and what was found, to administrators', async () => {
    const user = await makeStaff(house.db, { isSchoolAdmin: true })
    const teacher = await house.as(await makeStaff(house.db, { schoolId: user.schoolId }))
    const admin = await house.as(user)
    await writeLines(house.db, user.schoolId, 5, house.clock.now())
    expect((await admin.get('/api/school/audit/check')).body).toEqual({ check: null })
    const whole = { check: { at: house.clock.now().toISOString(), lines: 5, fault: null } }
    expect((await admin.post('/api/school/audit/check')).body).toEqual(whole)
    for (const [method, browser] of [
      ['GET', teacher],
      ['POST', teacher],
    ] as const)
      expect((await browser.send(method, '/api/school/audit/check', method === 'GET' ? undefined : {})).status).toBe(
        403,
      )
    await tamper(house.db, (tx) =>
      tx.update(audit).set({ action: 'nothing.happened' }).where(eq(audit.schoolId, user.schoolId)),
    )
    expect((await admin.get('/api/school/audit/check')).body).toEqual(whole)
    house.clock.advance(hours(24))
    await lookAfterAudit({ ...house.deps, log: house.deps.log.child({}, { level: 'silent' }) })
    const { check } = (await (await house.as(user)).get('/api/school/audit/check')).body
    expect(check).toMatchObject({
      at: house.clock.now().toISOString(),
      lines: 0,
      fault: { kind: 'altered', number: 1, where: 'school' },
    })
    const stranger = await house.as(await makeStaff(house.db, { isSchoolAdmin: true }))
    expect((await stranger.post('/api/school/audit/check')).body.check).toMatchObject({ lines: 0, fault: null })
  })
})

describe('the audit as a file', () => {
  const parsed = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as typeof audit.$inferSelect & { at: string })

  it('holds all lines of the own school, the taking last, and what their hashes are made of', async () => {
    const user = await makeStaff(house.db, { isSchoolAdmin: true })
    await writeLines(house.db, user.schoolId, 3, house.clock.now())
    await writeLines(house.db, (await makeSchool(house.db)).id, 2, house.clock.now())
    const { status, headers, text } = await (await house.as(user)).get('/api/school/audit/export?format=jsonl')
    expect([status, headers.get('Content-Type')]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
    expect(headers.get('Content-Disposition')).toMatch(/^attachment; filename="audit-[\d-]+\.jsonl"$/)
    const lines = parsed(text)
    expect(lines.map(({ number, action }) => [number, action])).toEqual([
      [1, 'test.done'],
      [2, 'test.done'],
      [3, 'test.done'],
      [4, 'audit.exported'],
    ])
    for (const line of lines) expect(auditHash({ ...line, at: new Date(line.at) })).toBe(line.hash)
    expect(lines.slice(1).map(({ previous }) => previous)).toEqual(lines.slice(0, -1).map(({ hash }) => hash))
  })

  it('is a table that no spreadsheet takes for a formula', async () => {
    const user = await makeStaff(house.db, { isSchoolAdmin: true, displayName: '=1+1' })
    const line = { at: house.clock.now(), actorId: user.id, schoolId: user.schoolId, action: 'test.done' }
    await house.db.transaction((tx) => insertAudit(tx, { ...line, detail: { reason: 'a "quoted", line' } }))
    const { text } = await (await house.as(user)).get('/api/school/audit/export?format=csv')
    const { data } = Papa.parse<Record<string, string>>(text.replace('\uFEFF', ''), {
      header: true,
      skipEmptyLines: true,
    })
    expect(data.map((row) => [row['number'], row['action'], row['actor'], row['detail']])).toEqual([
      ['1', 'test.done', "'=1+1", '{"reason":"a \\"quoted\\", line"}'],
      ['2', 'audit.exported', "'=1+1", '{"format":"csv"}'],
    ])
  })

  it('goes out while it is read, some lines at a time', async () => {
    const user = await makeStaff(house.db, { isSchoolAdmin: true })
    await writeLines(house.db, user.schoolId, 1_200, house.clock.now())
    const stream = await exportAudit(ctxOf({ ...user, isWaiting: false }), 'jsonl')
    const reader = stream.getReader()
    const first = parsed(new TextDecoder().decode((await reader.read()).value as Uint8Array))
    expect(first).toHaveLength(500)
    // What is written after it was asked for is in the next one.
    await writeLines(house.db, user.schoolId, 1, house.clock.now())
    const sizes: number[] = []
    for (let part = await reader.read(); !part.done; part = await reader.read())
      sizes.push(parsed(new TextDecoder().decode(part.value as Uint8Array)).length)
    expect(sizes).toEqual([500, 201])
  })

  it('is for administrators alone, in a form that there is', async () => {
    const user = await makeStaff(house.db, { isSchoolAdmin: true })
    const pupil = await makePupil(house.db, { schoolId: user.schoolId })
    const teacher = await makeStaff(house.db, { schoolId: user.schoolId })
    const address = '/api/school/audit/export?format=csv'
    expect((await house.visitor().get(address)).status).toBe(401)
    for (const one of [pupil, teacher]) expect((await (await house.as(one)).get(address)).status).toBe(403)
    expect((await (await house.as(user)).get('/api/school/audit/export?format=xlsx')).status).toBe(400)
    expect(await actionsOf(house.db, user.schoolId)).toEqual([])
  })

  const ctxOf = (user: Omit<SessionUser, 'isWaiting'> & { isWaiting: boolean }): Ctx => ({
    ...house.deps,
    user,
    sessionId: null,
    requestId: testOrigin,
  })
})
