import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { members } from '#db/schema/projects.ts'
import { profiles } from '#db/schema/profiles.ts'
import { terms } from '#db/schema/terms.ts'
import { credentials, users } from '#db/schema/users.ts'
import { noteSeen } from '#server/auth/seen.ts'
import { seeToDormant } from '#server/leaving/dormant.ts'
import { letterWriters } from '#server/posting.ts'
import { type Carrier, type Letter, Undeliverable } from '#server/mail/carriers.ts'
import { forgetMails, postDue } from '#server/mail/post.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeStaff, makeStaffWithPassword } from '#test/helpers/factories.ts'
import { isInDirectory, makeListedTeacher, userRow } from '#test/helpers/leaving.ts'
import { makeOffice } from '#test/helpers/offices.ts'

/* Staff who are not here for long: written to, hidden, and at last without a name. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  await makeOffice(house.db, { countryCode: null })
  await makeOffice(house.db, { countryCode: 'FR' })
})
afterAll(() => house.close())
beforeEach(() => house.forgetPaces())

const rowOf = (userId: string) => userRow(house, userId)
const isFound = (userId: string) => isInDirectory(house, userId)

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
    const { id, email } = await makeListedTeacher(house, { lastSeenOn: '2020-01-10' })
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
    const { id } = await makeListedTeacher(house, { lastSeenOn: '2020-01-10' })
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
    const { id, email } = await makeListedTeacher(house, { lastSeenOn: '2015-01-10' })
    await lookOn('2026-01-10')
    expect(lettersTo(email)).toEqual([expect.stringContaining('In 30 days')])
    for (const day of ['2026-02-10', '2026-03-15', '2026-04-20', '2027-12-01']) await lookOn(day)
    expect(lettersTo(email)).toEqual([])
    const { hiddenAt, anonymisedAt } = await rowOf(id)
    expect([hiddenAt?.toISOString().slice(0, 10), anonymisedAt]).toEqual(['2026-02-10', null])
  })

  it('is left alone where no letter goes: without a mail server, refused, or kept out', async () => {
    const [unwritten, gone, out] = [
      await makeListedTeacher(house, { lastSeenOn: '2010-01-10' }),
      await makeListedTeacher(house, { lastSeenOn: '2010-01-10' }),
      await makeListedTeacher(house, { lastSeenOn: '2010-01-10' }),
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
    const person = await makeListedTeacher(house, { lastSeenOn: '2010-01-10' })
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
      const { id } = await makeListedTeacher(house, { lastSeenOn: '2010-01-10' })
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
    const owner = await makeListedTeacher(house, { lastSeenOn: '2010-01-10' })
    const { id: projectId } = await makeProject(house.db)
    const [newer, older, out] = [
      await makeListedTeacher(house, { lastSeenOn: '2026-01-01' }),
      await makeListedTeacher(house, { lastSeenOn: '2026-01-01' }),
      await makeListedTeacher(house, { lastSeenOn: '2026-01-01' }),
    ]
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
    const person = await makeListedTeacher(house, { lastSeenOn: '2019-01-01' })
    await house.db.update(users).set({ isSchoolAdmin: true }).where(eq(users.id, person.id))
    await makeStaffWithPassword(house.db, { schoolId: person.schoolId, lastSeenOn: '2026-01-01' })
    for (const day of ['2023-01-01', '2023-03-01', '2025-03-01', '2025-05-01', '2025-07-01']) await lookOn(day)
    const { hiddenAt, anonymisedAt } = await rowOf(person.id)
    expect([hiddenAt === null, anonymisedAt]).toEqual([false, null])
  })
})
