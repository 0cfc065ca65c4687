import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { contacts } from '#db/schema/contacts.ts'
import { profiles } from '#db/schema/profiles.ts'
import { projects } from '#db/schema/projects.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { anonymise } from '#server/leaving/anonymise.ts'
import { lockLeaving } from '#server/leaving/hand-over.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { claire, eleni, greek, house, matches, post, teacherOf, withOfferCast } from '#test/helpers/offer-cast.ts'
import { offerDraft } from '#test/helpers/offers.ts'

/* A match becomes a project; who is asked for it stays who they want to be. */

withOfferCast()

describe('a project from a match', () => {
  const pact = { rhythm: 'Once a month, live.', calendars: 'Holidays in February and at Easter.' }
  const found = (browser: Browser, id: string, other: string) =>
    browser.post(`/api/offers/${id}/matches/${other}/project`, pact)
  const asked = async ({ id }: TestUser) =>
    house.db.select({ id: projects.id }).from(projects).where(eq(projects.coFounderId, id))

  it('is founded once, with outline and pact from both offers, and the other teacher is asked and accepts', async () => {
    const [id, other] = [await post(claire.browser), await post(eleni.browser, greek)]
    const first = await found(claire.browser, id, other)
    expect([first.status, (await found(claire.browser, id, other)).body]).toEqual([201, first.body])
    const projectId = String(first.body.id)
    const { project } = (await claire.browser.get(`/api/projects/${projectId}`)).body
    expect(project).toMatchObject({
      ...{ kind: 'european', state: 'waiting_partner', name: offerDraft.title, summary: offerDraft.words },
      ...{ languages: ['en'], subjects: ['sciences'], ageFrom: 12, ageTo: 13, role: 'owner' },
    })
    const { body } = await claire.browser.get(`/api/projects/${projectId}/dossier`)
    expect(JSON.stringify(body)).toContain('Μετράμε το νερό.')
    expect(JSON.stringify(body)).toContain(pact.calendars)
    expect(await asked(eleni.user)).toEqual([{ id: projectId }])
    expect((await found(eleni.browser, other, id)).body.error.reason).toBe('offer_founded')
    expect((await eleni.browser.post(`/api/projects/${projectId}/accept`)).status).toBe(200)
    expect((await matches(claire.browser, id)).body.matches).toMatchObject([{ projectId }])
    expect((await found(eleni.browser, other, id)).body).toEqual({ id: projectId })
    expect((await matches(eleni.browser, other)).body.matches).toMatchObject([{ projectId }])
  })

  it('is not founded with an offer that does not fit, is taken back, or is not there', async () => {
    const id = await post(claire.browser)
    const other = await post(eleni.browser, { ...greek, kind: 'national' })
    const gone = await post(eleni.browser, greek)
    await eleni.browser.send('PATCH', `/api/offers/${gone}`, { state: 'withdrawn' })
    for (const match of [other, gone, id, randomUUID()])
      expect((await found(claire.browser, id, match)).status).toBe(404)
    expect(await asked(eleni.user)).toEqual([])
  })

  it('is refused without a name by who hides theirs: in the bell, in the audit, and in what goes over the line', async () => {
    const admin = await house.as(await makeStaff(house.db, { schoolId: claire.school.id, isSchoolAdmin: true }))
    const refusal = async () => {
      const projectId = String(
        (await found(claire.browser, await post(claire.browser), await post(eleni.browser, greek))).body.id,
      )
      expect((await eleni.browser.post(`/api/projects/${projectId}/decline`)).status).toBe(204)
      const [notice] = (await claire.browser.get('/api/notices')).body.notices
      expect(notice).toMatchObject({ kind: 'co_founder_declined', project: { id: projectId } })
      const { text } = await admin.get('/api/school/audit')
      expect(text).toContain('project.founding_declined')
      return [notice.actor?.name, text.includes(eleni.user.displayName)]
    }
    await makeProfile(house.db, { userId: eleni.user.id, visible: { ...allRead, name: 'nobody' } })
    expect(await refusal()).toEqual([undefined, false])
    expect(JSON.stringify(house.rooms.notices)).not.toContain(eleni.user.id)
    await house.db.update(profiles).set({ visible: allRead }).where(eq(profiles.userId, eleni.user.id))
    expect(await refusal()).toEqual([eleni.user.displayName, true])
  })

  it('that was declined or archived is no end: either founds another one', async () => {
    const [id, other] = [await post(claire.browser), await post(eleni.browser, greek)]
    const first = String((await found(claire.browser, id, other)).body.id)
    await eleni.browser.post(`/api/projects/${first}/decline`)
    expect((await found(claire.browser, id, other)).body).toEqual({ id: first })
    const second = await found(eleni.browser, other, id)
    expect(second.status).toBe(201)
    expect(second.body.id).not.toBe(first)
    await claire.browser.post(`/api/projects/${second.body.id}/decline`)
    await claire.browser.send('PATCH', `/api/projects/${first}`, { state: 'archived' })
    expect((await matches(claire.browser, id)).body.matches).toMatchObject([{ projectId: null }])
    const third = await found(claire.browser, id, other)
    expect([third.status, third.body.id === first]).toEqual([201, false])
  })

  it('is nothing that somebody hears of from whom they keep away, and nobody founds with whom they have blocked', async () => {
    const [id, other] = [await post(claire.browser), await post(eleni.browser, greek)]
    const block = (who: typeof claire, whom: typeof claire) =>
      who.browser.send('PUT', `/api/contacts/${whom.user.id}/block`)
    const foundings = async () => (await eleni.browser.get('/api/me/foundings')).body.projects
    const first = String((await found(claire.browser, id, other)).body.id)
    expect(await foundings()).toHaveLength(1)
    expect((await block(eleni, claire)).status).toBe(204)
    expect([await foundings(), (await eleni.browser.get('/api/notices/unread')).body.unreadCount]).toEqual([[], 0])
    for (const deed of ['accept', 'decline'])
      expect((await eleni.browser.post(`/api/projects/${first}/${deed}`)).status).toBe(404)
    await claire.browser.send('PATCH', `/api/projects/${first}`, { state: 'archived' })
    const { status, body } = await found(claire.browser, id, other)
    expect(status).toBe(201)
    expect((await claire.browser.get(`/api/projects/${body.id}/life`)).body.life.isCoFounderAsked).toBe(true)
    expect([await foundings(), (await eleni.browser.get('/api/notices/unread')).body.unreadCount]).toEqual([[], 0])
    const refused = await found(eleni.browser, other, id)
    expect([refused.status, refused.body.error.reason]).toEqual([409, 'contact_blocked'])
  })

  it('asks as a letter does: so many in an hour, of both together', async () => {
    const id = await post(claire.browser)
    const other = await post(eleni.browser, greek)
    const others = []
    for (let at = 0; at < 14; at++) others.push((await makeStaff(house.db)).id)
    const at = house.clock.now()
    for (const otherId of others)
      await house.db
        .insert(contacts)
        .values({ userId: claire.user.id, otherId, state: 'asked', askedAt: at, changedAt: at })
    expect((await found(claire.browser, id, other)).status).toBe(201)
    const nikos = await teacherOf('GR', 'Nikos')
    const more = await found(claire.browser, id, await post(nikos.browser, greek))
    expect([more.status, more.body.error.reason]).toEqual([429, 'too_many_asks_hour'])
    const letter = await claire.browser.send('PUT', `/api/contacts/${nikos.user.id}`, { words: 'Hello' })
    expect([letter.status, letter.body.error.reason]).toEqual([429, 'too_many_asks_hour'])
    house.clock.advance(hours(2))
  })

  it('is founded with who is there: whoever leaves or changes at the same moment holds nobody up', async () => {
    await makeProfile(house.db, { userId: eleni.user.id })
    const [id, other] = [await post(claire.browser), await post(eleni.browser, greek)]
    const { profile } = (await eleni.browser.get('/api/me/profile')).body
    const [made, left, ...others] = await Promise.all([
      found(claire.browser, id, other),
      house.db.transaction(async (tx) => {
        await lockLeaving(tx, eleni.user)
        await anonymise(house.deps, tx, eleni.user, { by: 'time' })
        return true
      }),
      eleni.browser.send('PATCH', `/api/offers/${other}`, { pupils: 12 }),
      eleni.browser.send('PUT', '/api/me/profile', profile),
      claire.browser.send('PATCH', `/api/offers/${id}`, { pupils: 13 }),
      keepUpWithAll(house.deps).then(() => ({ status: 200 })),
    ])
    expect(left).toBe(true)
    expect([201, 404]).toContain(made.status)
    for (const { status } of others) expect(status).toBeLessThan(500)
    // Nobody is asked who is not there any more, and their offers went with them.
    expect(await asked(eleni.user)).toEqual([])
    expect((await matches(claire.browser, id)).body.matches).toEqual([])
    expect(await house.db.select().from(profiles).where(eq(profiles.userId, eleni.user.id))).toEqual([])
  })
})
