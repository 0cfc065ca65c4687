import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { offices } from '#db/schema/offices.ts'
import { noteContact } from '#server/notices/contacts.ts'
import { insertNotices } from '#db/queries/notices.ts'
import { putDigests } from '#server/digests/digests.ts'
import { hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeConversation } from '#test/helpers/contacts.ts'
import { makeSchool, makeStaffWithPassword, type TestUser } from '#test/helpers/factories.ts'
import { openMailServer, postBy } from '#test/helpers/mail.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'

/* What rang and was not read, by mail. The clock of the tests begins on a Tuesday, at ten in Paris. */

let house: TestApp
let server: Awaited<ReturnType<typeof openMailServer>>
let office: Awaited<ReturnType<typeof makeOffice>>
let bruno: TestUser & { email: string }
beforeAll(async () => {
  house = await openTestApp({ sendsMail: true })
  server = await openMailServer()
  office = await makeOffice(house.db, { countryCode: 'FR' })
})
afterAll(async () => {
  await server.close()
  await house.close()
})
beforeEach(async () => {
  // The same hour of the same day of the week: no school is quiet.
  house.clock.advance(hours(7 * 24))
  await digest()
  server.letters.length = 0
  bruno = await makeStaffWithPassword(house.db, { displayName: 'Bruno', locale: 'fr' })
})

const ringFor = (userId: string, kind: 'recovery_made' | 'colleague_waits' = 'recovery_made') =>
  insertNotices(house.db, [{ userId, projectId: null, kind, at: house.clock.now() }])
async function digest() {
  await putDigests(house.deps)
  await postBy(house, server.url)
}
const readers = () => server.letters.map(({ to }) => to.join())
const choose = async (choice: object, user: TestUser = bruno) =>
  (await (await house.as(user)).send('PUT', '/api/me/mails', choice)).body.mails

describe('a digest', () => {
  it('comes to nobody who did not choose it', async () => {
    await ringFor(bruno.id)
    await digest()
    expect(readers()).toEqual([])
    expect((await (await house.as(bruno)).get('/api/me/mails')).body.mails).toMatchObject({ digest: 'none' })
  })

  it('says how much rang, once a day or once a week, and nothing where all is read', async () => {
    expect(await choose({ digest: 'daily' })).toMatchObject({ digest: 'daily' })
    await digest()
    expect(readers()).toEqual([])
    await ringFor(bruno.id)
    await ringFor(bruno.id, 'colleague_waits')
    await digest()
    await digest()
    expect(readers()).toEqual([bruno.email])
    expect(server.letters[0]?.source).toContain('Content-Language: fr')
    expect(server.letters[0]?.source).toContain('autres nouvelles: 1')
    house.clock.advance(hours(24))
    await digest()
    expect(readers()).toHaveLength(1)
    await ringFor(bruno.id)
    await (await house.as(bruno)).send('PUT', '/api/notices/read', { all: true })
    await digest()
    expect(readers()).toHaveLength(1)
    await choose({ digest: 'weekly' })
    await ringFor(bruno.id)
    await digest()
    expect(readers()).toHaveLength(1)
  })

  it('says in a line of its own how many contacts have written', async () => {
    const office = await makeOffice(house.db, { countryCode: 'IT' })
    const { id: schoolId } = await makeSchool(house.db, { countryCode: 'IT' })
    const { id: contactId } = await makeStaffWithPassword(house.db, { displayName: 'Carla', schoolId })
    await makeConversation(house.db, bruno.id, contactId)
    await choose({ digest: 'daily' })
    const rung = { userId: bruno.id, projectId: null, contactId, at: house.clock.now() }
    await insertNotices(house.db, [{ ...rung, kind: 'contact_wrote' }])
    await digest()
    const source = server.letters[0]?.source ?? ''
    expect(source).toContain('contacts qui vous ont')
    expect(source).not.toContain('Carla')
    // What nobody looked at keeps no later message out.
    house.clock.advance(hours(24))
    await house.db.transaction((tx) =>
      noteContact(tx, { userId: bruno.id, contactId, kind: 'contact_wrote', at: house.clock.now() }),
    )
    await digest()
    expect(readers()).toHaveLength(2)
    await house.db.update(offices).set({ closedOn: '2026-01-01' }).where(eq(offices.schoolId, office.id))
  })

  it('waits while the school is quiet', async () => {
    await choose({ digest: 'daily' })
    await ringFor(bruno.id)
    house.clock.advance(hours(12))
    await digest()
    expect(readers()).toEqual([])
    house.clock.advance(hours(12))
    await digest()
    expect(readers()).toEqual([bruno.email])
  })

  it('comes each week to who holds a mandate, until they stop it in one click', async () => {
    const officer = await makeStaffWithPassword(house.db, { schoolId: office.id })
    await makeMandate(house.db, { officeId: office.id, userId: officer.id, post: 'officer' })
    expect((await (await house.as(officer)).get('/api/me/mails')).body.mails).toMatchObject({ digest: 'weekly' })
    await ringFor(officer.id)
    await digest()
    expect(readers()).toEqual([officer.email])
    const source = server.letters[0]?.source.replaceAll(/\r\n[ \t]/g, ' ') ?? ''
    const url = /List-Unsubscribe: <([^>]+)>/.exec(source)?.[1] ?? ''
    expect((await house.app.request(url, { method: 'POST' })).status).toBe(200)
    expect((await (await house.as(officer)).get('/api/me/mails')).body.mails).toMatchObject({ digest: 'none' })
    house.clock.advance(hours(7 * 24))
    await ringFor(officer.id)
    await digest()
    expect(readers()).toHaveLength(1)
    expect(await choose({ digest: 'weekly' }, officer)).toMatchObject({ digest: 'weekly' })
    await digest()
    expect(readers()).toHaveLength(2)
  })

  it('that lay in the outbox is let go where it was stopped or read meanwhile', async () => {
    await choose({ digest: 'daily' })
    await ringFor(bruno.id)
    await putDigests(house.deps)
    await choose({ digest: 'none' })
    await postBy(house, server.url)
    expect(readers()).toEqual([])
  })
})

it('is no choice of pupils, nor of who waits', async () => {
  const school = await makeSchool(house.db)
  const waiting = await makeStaffWithPassword(house.db, { schoolId: school.id, waitingSince: house.clock.now() })
  expect((await (await house.as(waiting)).get('/api/me/mails')).status).toBe(403)
})
