import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { directoryPeople } from '#db/schema/directory.ts'
import { members, projects } from '#db/schema/projects.ts'
import { profiles } from '#db/schema/profiles.ts'
import { schools } from '#db/schema/schools.ts'
import { terms } from '#db/schema/terms.ts'
import { credentials, users } from '#db/schema/users.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { noteSeen } from '#server/auth/seen.ts'
import { seeToDormant } from '#server/leaving/dormant.ts'
import { letterWriters } from '#server/letters.ts'
import { type Carrier, type Letter, Undeliverable } from '#server/mail/carriers.ts'
import { forgetMails, postDue } from '#server/mail/post.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeConversation } from '#test/helpers/contacts.ts'
import {
  makeMember,
  makeProject,
  makeStaff,
  makeStaffWithPassword,
  makeTerm,
  testPassword,
} from '#test/helpers/factories.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { makeOffer } from '#test/helpers/offers.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* Staff who are not here for long, and those who go: what goes with them, and what stays without their name. */

let house: TestApp
let officeId: string
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  officeId = (await makeOffice(house.db, { countryCode: null })).id
  await makeOffice(house.db, { countryCode: 'FR' })
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const visible = { name: 'all', subjects: 'all', ages: 'all', languages: 'all', interests: 'all', about: 'all' } as const

async function teacher(lastSeenOn: string | null = null) {
  const person = await makeStaffWithPassword(house.db, { lastSeenOn, displayName: 'Noor Haddad' })
  await makeTerm(house.db, { userId: person.id })
  const profile = { userId: person.id, about: 'I like maps.', visible, isListed: true, changedAt: new Date() }
  await house.db.insert(profiles).values(profile)
  return person
}
const rowOf = async (userId: string) => {
  const [row] = await house.db.select().from(users).where(eq(users.id, userId))
  if (!row) throw new Error('the row stays')
  return row
}
const isFound = async (userId: string) => {
  await keepUpWithAll(house.deps)
  return (await house.db.select().from(directoryPeople).where(eq(directoryPeople.id, userId))).length > 0
}

describe('who is not here for long', () => {
  const gone = new Map<string, Letter[]>()
  /** What the mail server says no to. */
  const refused = new Set<string>()
  const carrier: Carrier = {
    send: async (letter) => {
      if (refused.has(letter.to)) throw new Undeliverable('nobody is there')
      gone.set(letter.to, [...(gone.get(letter.to) ?? []), letter])
    },
    forget: async () => undefined,
  }
  const lookOn = async (day: string, settings: Partial<TestApp['deps']['settings']> = {}) => {
    const now = () => new Date(`${day}T12:00:00Z`)
    const deps = { ...house.deps, settings: { ...house.deps.settings, ...settings }, now }
    await forgetMails(deps, carrier)
    await seeToDormant(deps)
    await postDue(deps, { carrier, writers: letterWriters })
  }
  /** The letters that have gone since this was asked last. */
  const lettersTo = (email: string) => {
    const letters = gone.get(email) ?? []
    gone.delete(email)
    return letters.map(({ text }) => text)
  }

  it('is written to, hidden after a year, written to again, and without a name after three', async () => {
    const { id, email } = await teacher('2020-01-10')
    expect(await isFound(id)).toBe(true)
    await lookOn('2020-12-01')
    expect(lettersTo(email)).toEqual([])
    await lookOn('2020-12-15')
    expect(lettersTo(email)).toEqual([expect.stringContaining('In 30 days')])
    expect(await isFound(id)).toBe(true)
    await lookOn('2021-01-20')
    expect([await isFound(id), (await rowOf(id)).displayName]).toEqual([false, 'Noor Haddad'])
    await lookOn('2022-12-20')
    expect(lettersTo(email)).toEqual([])
    await lookOn('2022-12-22')
    expect(lettersTo(email)).toEqual([expect.stringContaining('without your name')])
    await lookOn('2023-01-20')
    expect((await rowOf(id)).anonymisedAt).toBeNull()
    await lookOn('2023-01-22')
    expect(await rowOf(id)).toMatchObject({ displayName: '–', lastSeenOn: null, isSchoolAdmin: false })
    expect(await house.db.select().from(credentials).where(eq(credentials.userId, id))).toEqual([])
    expect(await house.db.select().from(profiles).where(eq(profiles.userId, id))).toEqual([])
    const [term] = await house.db.select().from(terms).where(eq(terms.userId, id))
    expect(term?.toDate).toBe('2023-01-22')
  })

  it('is as before on coming back, and is not hidden where nobody wrote before', async () => {
    const { id } = await teacher('2020-01-10')
    await lookOn('2022-01-01')
    expect(await isFound(id)).toBe(true)
    await lookOn('2022-02-02')
    expect(await isFound(id)).toBe(false)
    noteSeen({ ...house.deps, now: () => new Date('2022-03-01T09:00:00Z') }, id)
    await expect.poll(() => isFound(id)).toBe(true)
    expect(await rowOf(id)).toMatchObject({ hiddenAt: null, warnedAt: null, lastSeenOn: '2022-03-01' })
    await lookOn('2023-01-05')
    expect(await isFound(id)).toBe(true)
  })

  it('is hidden for the whole time before, also where nobody looked for years', async () => {
    const { id, email } = await teacher('2015-01-10')
    await lookOn('2026-01-10')
    expect(lettersTo(email)).toEqual([expect.stringContaining('In 30 days')])
    for (const day of ['2026-02-10', '2026-03-15', '2026-04-20', '2027-12-01']) await lookOn(day)
    expect(lettersTo(email)).toEqual([])
    const { hiddenAt, anonymisedAt } = await rowOf(id)
    expect([hiddenAt?.toISOString().slice(0, 10), anonymisedAt]).toEqual(['2026-02-10', null])
  })

  it('is left alone where no letter goes: without a mail server, refused, or kept out', async () => {
    const [unwritten, gone, out] = [
      await teacher('2010-01-10'),
      await teacher('2010-01-10'),
      await teacher('2010-01-10'),
    ]
    const left = async () => [await rowOf(unwritten.id), await rowOf(gone.id), await rowOf(out.id)]
    refused.add(gone.email)
    await house.db
      .update(users)
      .set({ suspendedAt: new Date('2012-01-01') })
      .where(eq(users.id, out.id))
    for (const day of ['2012-01-10', '2012-02-15', '2014-05-01', '2014-07-01']) await lookOn(day, { sendsMail: false })
    const untouched = { warnedAt: null, hiddenAt: null, anonymisedAt: null }
    for (const row of await left()) expect(row).toMatchObject(untouched)
    for (const day of ['2014-07-02', '2014-08-15', '2016-10-01', '2016-12-01']) await lookOn(day)
    expect((await rowOf(unwritten.id)).anonymisedAt).not.toBeNull()
    for (const { id } of [gone, out]) expect(await rowOf(id)).toMatchObject(untouched)
    // It is tried once in a month, and arrives in the end.
    refused.clear()
    await lookOn('2017-03-01')
    expect([lettersTo(gone.email).length, lettersTo(out.email)]).toEqual([1, []])
    expect((await rowOf(gone.id)).warnedAt).toEqual(new Date('2017-03-01T12:00:00Z'))
  })

  it('is written to anew after having been kept out', async () => {
    const person = await teacher('2010-01-10')
    const admin = await house.as(await makeStaff(house.db, { schoolId: person.schoolId, isSchoolAdmin: true }))
    await lookOn('2012-01-10')
    expect((await rowOf(person.id)).warnedAt).not.toBeNull()
    for (const isSuspended of [true, false])
      expect((await admin.patch(`/api/school/staff/${person.id}`, { isSuspended })).status).toBe(200)
    await lookOn('2014-01-10')
    expect([lettersTo(person.email).length, (await rowOf(person.id)).hiddenAt]).toEqual([2, null])
  })

  it.runIf(inject('databaseTemplate').kind === 'server')(
    'keeps their name who comes back while it is taken',
    async () => {
      const { id } = await teacher('2010-01-10')
      for (const day of ['2012-01-10', '2012-02-15', '2014-05-01']) await lookOn(day)
      const looking = await house.db.transaction(async (tx) => {
        await tx.update(users).set({ lastSeenOn: '2014-07-01', warnedAt: null, hiddenAt: null }).where(eq(users.id, id))
        const looks = lookOn('2014-07-01')
        const waiting = sql`select 1 from pg_locks where not granted`
        await expect.poll(async () => (await house.db.execute(waiting)).length).toBeGreaterThan(0)
        return { looks }
      })
      await looking.looks
      expect(await rowOf(id)).toMatchObject({ anonymisedAt: null, displayName: 'Noor Haddad' })
    },
  )

  it('leaves a project to whoever has taught in it longest', async () => {
    const owner = await teacher('2010-01-10')
    const { id: projectId } = await makeProject(house.db)
    const [newer, older, out] = [await teacher('2026-01-01'), await teacher('2026-01-01'), await teacher('2026-01-01')]
    await makeMember(house.db, { projectId, user: owner, role: 'owner' })
    for (const user of [newer, older, out]) await makeMember(house.db, { projectId, user, role: 'teacher' })
    const since = (userId: string, day: string) =>
      house.db
        .update(members)
        .set({ joinedAt: new Date(day) })
        .where(eq(members.userId, userId))
    await since(newer.id, '2012-01-01')
    await since(older.id, '2011-01-01')
    await since(out.id, '2010-01-01')
    await house.db
      .update(users)
      .set({ suspendedAt: new Date('2012-01-01') })
      .where(eq(users.id, out.id))
    for (const day of ['2012-01-10', '2012-02-15', '2014-05-01', '2014-07-01']) await lookOn(day)
    expect((await rowOf(owner.id)).anonymisedAt).not.toBeNull()
    const there = await house.db.select().from(members).where(eq(members.projectId, projectId))
    const isOwner = there.filter(({ role, leftAt }) => role === 'owner' && leftAt === null)
    expect(isOwner.map(({ userId }) => userId)).toEqual([older.id])
  })

  it('stays where they alone look after a school or an office', async () => {
    const person = await teacher('2019-01-01')
    await house.db.update(users).set({ isSchoolAdmin: true }).where(eq(users.id, person.id))
    await makeStaffWithPassword(house.db, { schoolId: person.schoolId, lastSeenOn: '2026-01-01' })
    for (const day of ['2023-01-01', '2023-03-01', '2025-03-01', '2025-05-01', '2025-07-01']) await lookOn(day)
    const { hiddenAt, anonymisedAt } = await rowOf(person.id)
    expect([hiddenAt === null, anonymisedAt]).toEqual([false, null])
  })
})

describe('one’s own account', () => {
  it('is downloaded whole, and nobody else’s with it', async () => {
    const world = await makeClassProject(house.db)
    const owner = await house.as(world.owner)
    await makeConversation(house.db, world.owner.id, world.colleague.id)
    await makeOffer(house.db, { userId: world.owner.id, title: 'A class by a river' })
    const response = await house.app.request('/api/me/account/export', { headers: { Cookie: owner.cookie() ?? '' } })
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment; filename="preau-.*\.json"$/)
    const text = await response.text()
    const data = JSON.parse(text)
    expect(data.account.displayName).toBe(world.owner.displayName)
    expect(data.projects.map(({ projectId }: { projectId: string }) => projectId)).toContain(world.projectId)
    expect(data.offers.map(({ title }: { title: string }) => title)).toEqual(['A class by a river'])
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
    const owner = await house.as(world.owner)
    const answer = await house.app.request('/api/me/attestation?language=fr', {
      headers: { Cookie: owner.cookie() ?? '' },
    })
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'application/pdf'])
    const { title, language, text } = await readPdf(new Uint8Array(await answer.arrayBuffer()))
    const [project] = await house.db.select().from(projects).where(eq(projects.id, world.projectId))
    expect([title, language]).toEqual(['Attestation de participation', 'fr'])
    const words = text.replaceAll(/\s+/g, ' ')
    for (const said of [world.owner.displayName, project?.name ?? '', 'Enseignant·e', 'depuis le 1 septembre 2020'])
      expect(words.replace('1er', '1')).toContain(said)
    expect(words).not.toContain(world.colleague.displayName)
  })

  it('is deleted with the password alone, and what one wrote stays without a name', async () => {
    const person = await teacher()
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
    const person = await teacher()
    const admin = await house.as(await makeStaff(house.db, { schoolId: person.schoolId, isSchoolAdmin: true }))
    expect((await (await house.as(person)).post('/api/me/account/delete', { password: testPassword })).status).toBe(204)
    const path = `/api/school/staff/${person.id}`
    expect((await admin.patch(path, { isSuspended: false })).status).toBe(404)
    expect((await admin.post(`${path}/terms`, { posts: ['teacher'], from: '2026-01-01' })).status).toBe(404)
    expect((await rowOf(person.id)).suspendedAt).not.toBeNull()
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
