import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateLastSeen, updateUser } from '#db/queries/users.ts'
import { audit } from '#db/schema/audit.ts'
import { invitations, members, projects } from '#db/schema/projects.ts'
import { dossier } from '#db/schema/dossier.ts'
import { journalEntries, placements } from '#db/schema/placements.ts'
import { mandates } from '#db/schema/offices.ts'
import { profiles } from '#db/schema/profiles.ts'
import { schools } from '#db/schema/schools.ts'
import { forgetLate } from '#server/leaving/anonymise.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeCircle } from '#test/helpers/circles.ts'
import { makeConversation } from '#test/helpers/contacts.ts'
import { allRead } from '#test/helpers/directory.ts'
import {
  makeMember,
  makeProject,
  makeStaff,
  makeStaffWithPassword,
  makeTerm,
  testPassword,
} from '#test/helpers/factories.ts'
import { isInDirectory, makeListedTeacher, userRow } from '#test/helpers/leaving.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { makeOffer } from '#test/helpers/offers.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* Staff who go: what they take along, what goes with them, and what stays without their name. */

let house: TestApp
let officeId: string
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  officeId = (await makeOffice(house.db, { countryCode: null })).id
  await makeOffice(house.db, { countryCode: 'FR' })
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const rowOf = (userId: string) => userRow(house, userId)
const isFound = (userId: string) => isInDirectory(house, userId)

describe('one’s own account', () => {
  it('is downloaded whole, and nobody else’s with it', async () => {
    const world = await makeClassProject(house.db)
    const owner = await house.as(world.owner)
    await makeConversation(house.db, world.owner.id, world.colleague.id)
    await makeOffer(house.db, { userId: world.owner.id, title: 'A class by a river' })
    const { projectId, owner: me, partner } = world
    const written = {
      projectId,
      field: 'aims',
      value: 'To know two rivers.',
      authorId: me.id,
      changedAt: new Date(),
    } as const
    await house.db.insert(dossier).values({ ...written, revision: 1 })
    const [placement] = await house.db
      .insert(placements)
      .values({
        ...{ traineeId: me.id, institutionId: me.schoolId, hostSchoolId: partner.id },
        ...{ fromDate: '2024-01-01', toDate: '2024-03-01', createdAt: new Date() },
      })
      .returning()
    const entry = { placementId: placement?.id ?? '', at: new Date(), text: 'My first lesson.' }
    await house.db.insert(journalEntries).values(entry)
    const response = await house.app.request('/api/me/account/export', { headers: { Cookie: owner.cookie() ?? '' } })
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="preau-.*\.json"$/)
    const text = await response.text()
    const data = JSON.parse(text)
    expect(data.account.displayName).toBe(world.owner.displayName)
    expect(data.projects.map(({ projectId }: { projectId: string }) => projectId)).toContain(world.projectId)
    expect(data.offers.map(({ title }: { title: string }) => title)).toEqual(['A class by a river'])
    expect(data.rows.dossier).toEqual([
      expect.objectContaining({ project_id: world.projectId, field: 'aims', value: 'To know two rivers.' }),
    ])
    expect([data.journal.map((one: { text: string }) => one.text), data.isWhole]).toEqual([['My first lesson.'], true])
    expect(data.messagesToContacts.map((one: { text: string }) => one.text)).toEqual(['Two rivers?'])
    expect(text).not.toContain(world.colleague.displayName)
  })

  it('says on paper what one was and did, and of nobody else', async () => {
    const world = await makeClassProject(house.db)
    await makeTerm(house.db, { userId: world.owner.id })
    await house.db
      .update(projects)
      .set({ openedAt: new Date('2024-02-01') })
      .where(eq(projects.id, world.projectId))
    await makeTerm(house.db, { userId: world.owner.id, post: 'trainee', fromDate: '2018-09-01', toDate: '2019-07-01' })
    const mistaken = { officeId, post: 'officer', fromDate: '2021-03-03', toDate: '2021-03-03' } as const
    await makeMandate(house.db, { userId: world.owner.id, ...mistaken })
    const ended = await makeProject(house.db, { openedAt: new Date('2022-02-01'), archivedAt: new Date('2023-06-15') })
    await makeMember(house.db, { projectId: ended.id, user: world.owner, role: 'owner' })
    const owner = await house.as(world.owner)
    const answer = await house.app.request('/api/me/attestation?language=fr', {
      headers: { Cookie: owner.cookie() ?? '' },
    })
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
    const { title, language, text } = await readPdf(new Uint8Array(await answer.arrayBuffer()))
    const [project] = await house.db.select().from(projects).where(eq(projects.id, world.projectId))
    expect([title, language]).toEqual(['Attestation de participation', 'fr'])
    const words = text.replaceAll(/\s+/g, ' ')
    for (const said of [
      world.owner.displayName,
      project?.name ?? '',
      'Enseignant·e',
      'depuis le 1 septembre 2020',
      'au 30 juin 2019',
      'au 15 juin 2023',
    ])
      expect(words.replace('1er', '1')).toContain(said)
    for (const unsaid of [world.colleague.displayName, 'mars 2021']) expect(words).not.toContain(unsaid)
  })

  it('is deleted with the password alone, and what one wrote stays without a name', async () => {
    const person = await makeListedTeacher(house)
    const world = await makeClassProject(house.db)
    const place = { projectId: world.projectId, schoolId: world.owner.schoolId, role: 'teacher', position: 90 } as const
    await house.db.insert(members).values({ ...place, userId: person.id })
    const browser = await house.as(person)
    const wrong = await browser.post('/api/me/account/delete', { password: 'another quiet river' })
    expect([wrong.status, wrong.body.error.reason]).toEqual([401, 'wrong_password'])
    expect((await rowOf(person.id)).anonymisedAt).toBeNull()
    expect((await browser.post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    expect((await rowOf(person.id)).displayName).toBe('–')
    expect((await browser.get('/api/me/account')).status).toBe(401)
    const entered = { email: person.email, password: testPassword, isSharedDevice: false }
    expect((await house.visitor().post('/api/session', entered)).status).toBe(401)
    const people = (await (await house.as(world.owner)).get(`/api/projects/${world.projectId}/people`)).body
    expect(JSON.stringify(people)).not.toContain('Noor Haddad')
    expect(await isFound(person.id)).toBe(false)
  })

  it('is kept while nobody else looks after a project, a school or an office, which is said by name', async () => {
    const world = await makeClassProject(house.db)
    const director = await makeStaffWithPassword(house.db, { isSchoolAdmin: true })
    await makeStaffWithPassword(house.db, { schoolId: director.schoolId })
    await makeMandate(house.db, { userId: director.id, officeId, post: 'director' })
    await house.db.insert(members).values({
      projectId: world.projectId,
      userId: director.id,
      schoolId: world.owner.schoolId,
      role: 'owner',
      position: 91,
    })
    await house.db.update(members).set({ role: 'teacher' }).where(eq(members.userId, world.owner.id))
    const browser = await house.as(director)
    const { handOver } = (await browser.get('/api/me/account')).body
    const [project] = await house.db.select().from(projects).where(eq(projects.id, world.projectId))
    expect(handOver.projects).toEqual([{ id: world.projectId, name: project?.name }])
    expect([handOver.schools.length, handOver.offices.map(({ name }: { name: string }) => name)]).toEqual([
      1,
      ['Office of Europe'],
    ])
    const refused = await browser.post('/api/me/account/delete', { password: testPassword })
    expect([refused.status, refused.body.error.reason]).toEqual([409, 'account_hand_over'])
    expect((await rowOf(director.id)).anonymisedAt).toBeNull()
  })

  it('takes along no circle of others, and ends those in which nobody is left', async () => {
    const person = await makeStaffWithPassword(house.db)
    const other = await makeStaffWithPassword(house.db)
    const alone = await makeCircle(house.db, person)
    const shared = await makeCircle(house.db, other, { members: [person] })
    const browser = await house.as(person)
    expect((await browser.post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    const states = await house.db
      .select({ id: projects.id, state: projects.state })
      .from(projects)
      .where(inArray(projects.id, [alone, shared]))
    expect(Object.fromEntries(states.map(({ id, state }) => [id, state]))).toEqual({
      [alone]: 'archived',
      [shared]: 'open',
    })
    const lines = await house.db.select().from(audit).where(eq(audit.projectId, alone)).orderBy(audit.id)
    expect(lines.map(({ action }) => action)).toEqual(['circle.ended'])
  })

  it('leaves neither address nor name, nor what was on its way', async () => {
    const person = await makeListedTeacher(house)
    const { email } = person
    const invitation = {
      ...({ schoolId: officeId, role: 'staff', audience: 'colleague', mandatePost: 'officer', email } as const),
      ...{ tokenHash: crypto.randomUUID(), expiresAt: new Date('2030-01-01') },
    }
    await house.db.insert(invitations).values(invitation)
    const browser = await house.as(person)
    expect((await browser.post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    expect(await house.db.select().from(invitations).where(eq(invitations.email, email))).toEqual([])
    // These had begun before.
    await updateUser(house.db, person.id, { displayName: 'Noor Haddad' })
    await updateLastSeen(house.db, person.id, '2026-12-01')
    const profile = {
      userId: person.id,
      about: 'I like maps.',
      visible: allRead,
      isListed: true,
      changedAt: new Date(),
    }
    await house.db.insert(profiles).values(profile)
    expect(await rowOf(person.id)).toMatchObject({ displayName: '–', lastSeenOn: null })
    await forgetLate(house.deps)
    expect(await house.db.select().from(profiles).where(eq(profiles.userId, person.id))).toEqual([])
  })

  it('is not that of the last administrator of the installation, also where nobody else is there', async () => {
    const [first] = await house.db.select().from(schools).orderBy(asc(schools.createdAt), asc(schools.id)).limit(1)
    const alone = await makeStaffWithPassword(house.db, { schoolId: first?.id ?? '', isSchoolAdmin: true })
    const browser = await house.as(alone)
    const goes = async () => (await browser.post('/api/me/account/delete', { password: testPassword })).status
    expect(await goes()).toBe(409)
    await makeStaff(house.db, { schoolId: first?.id ?? '', isSchoolAdmin: true })
    expect(await goes()).toBe(204)
    // Of another school one may be the last.
    const elsewhere = await house.as(await makeStaffWithPassword(house.db, { isSchoolAdmin: true }))
    expect((await elsewhere.post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
  })

  it('once deleted is nobody’s to let in again', async () => {
    const person = await makeListedTeacher(house)
    const admin = await house.as(await makeStaff(house.db, { schoolId: person.schoolId, isSchoolAdmin: true }))
    expect((await (await house.as(person)).post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    const path = `/api/school/staff/${person.id}`
    expect((await admin.patch(path, { isSuspended: false })).status).toBe(404)
    expect((await admin.post(`${path}/terms`, { posts: ['teacher'], from: '2026-01-01' })).status).toBe(404)
    expect((await rowOf(person.id)).suspendedAt).not.toBeNull()
  })

  it('is kept by a director whose one colleague is kept out, on the day of the office', async () => {
    const office = await makeOffice(house.db, { countryCode: 'ES' })
    await house.db.update(schools).set({ timeZone: 'Pacific/Kiritimati' }).where(eq(schools.id, office.id))
    const [director, out] = [
      await makeStaffWithPassword(house.db),
      await makeStaff(house.db, { suspendedAt: new Date() }),
    ]
    const [row] = await house.db.execute<{ today: string }>(
      sql`select (${house.clock.now().toISOString()}::timestamptz at time zone 'Pacific/Kiritimati')::date::text as today`,
    )
    const today = row?.today ?? ''
    for (const { id: userId } of [director, out])
      await makeMandate(house.db, { userId, officeId: office.id, post: 'director', fromDate: today })
    const browser = await house.as(director)
    expect((await browser.post('/api/me/account/delete', { password: testPassword })).status).toBe(409)
    await makeMandate(house.db, { userId: (await makeStaff(house.db)).id, officeId: office.id, post: 'director' })
    expect((await browser.post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    const [mandate] = await house.db.select().from(mandates).where(eq(mandates.userId, director.id))
    expect(mandate?.toDate).toBe(today)
  })

  it('stays with the second of two who are the last and go at once', async () => {
    const world = await makeClassProject(house.db)
    const [one, other] = [await makeStaffWithPassword(house.db), await makeStaffWithPassword(house.db)]
    await house.db.delete(members).where(eq(members.userId, world.owner.id))
    for (const user of [one, other]) await makeMember(house.db, { projectId: world.projectId, user, role: 'owner' })
    for (const userId of [one.id, other.id]) await makeMandate(house.db, { userId, officeId, post: 'director' })
    const browsers = [await house.as(one), await house.as(other)]
    const answers = await Promise.all(
      browsers.map((browser) => browser.post('/api/me/account/delete', { password: testPassword })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409])
    const there = await house.db
      .select({ id: members.userId })
      .from(members)
      .where(and(eq(members.projectId, world.projectId), eq(members.role, 'owner'), isNull(members.leftAt)))
    expect(there).toHaveLength(1)
  })
})
