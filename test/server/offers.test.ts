import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { noteListedOf } from '#db/queries/profiles.ts'
import { offices } from '#db/schema/offices.ts'
import { profiles } from '#db/schema/profiles.ts'
import { users } from '#db/schema/users.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { mostPeopleAnHour } from '#server/directory/seen.ts'
import { type Browser, hours } from '#test/helpers/app.ts'
import { allRead, makeProfile } from '#test/helpers/directory.ts'
import { makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import {
  claire,
  eleni,
  find,
  greek,
  holiday,
  house,
  matches,
  own,
  post,
  teacherOf,
  withOfferCast,
} from '#test/helpers/offer-cast.ts'
import { makeOffer, offerDraft } from '#test/helpers/offers.ts'

/* Classes that look for each other: posted, found and matched. France and Greece have an office, Spain has none. */

withOfferCast()

describe('an offer', () => {
  it('comes back as it was said, from the Monday of its first week to the Sunday of its last', async () => {
    await post(claire.browser, { weeks: { from: '2027-01-13', to: '2027-02-02' } })
    const weeks = { from: '2027-01-11', to: '2027-02-07' }
    expect(await own(claire.browser)).toMatchObject([{ ...offerDraft, weeks, state: 'open' }])
  })

  it('is there once, however often a browser sends it, and nobody takes the id of another', async () => {
    const offer = { id: randomUUID(), ...offerDraft }
    for (let time = 0; time < 2; time++) expect((await claire.browser.post('/api/offers', offer)).status).toBe(201)
    const otherwise = await claire.browser.post('/api/offers', { ...offer, title: 'Twice' })
    expect([otherwise.status, otherwise.body.error.reason]).toEqual([409, 'sent_otherwise'])
    expect(await own(claire.browser)).toMatchObject([{ title: offer.title }])
    expect((await eleni.browser.post('/api/offers', offer)).status).toBe(400)
    expect(await own(eleni.browser)).toEqual([])
  })

  it('for weeks that are over, or with lessons at once, says what is wrong and stores nothing', async () => {
    const wrong: [object, string, string][] = [
      [{ weeks: { from: '2026-09-07', to: '2026-11-20' } }, 'weeks.to', 'weeks_over'],
      [{ weeks: { from: '2027-03-01', to: '2027-01-11' } }, 'weeks.to', 'date_order'],
      [{ weeks: { from: '2027-01-11', to: '2028-01-31' } }, 'weeks.to', 'weeks_long'],
      [{ ages: { from: 14, to: 12 } }, 'ages.to', 'age_order'],
      [{ hours: [...offerDraft.hours, { weekday: 2, startsAt: 630, minutes: 55 }] }, 'hours', 'lessons_at_once'],
      [{ hours: [{ weekday: 2, startsAt: 1_400, minutes: 55 }] }, 'hours.0.minutes', 'lesson_late'],
    ]
    for (const [values, path, reason] of wrong) {
      const { status, body } = await claire.browser.post('/api/offers', { id: randomUUID(), ...offerDraft, ...values })
      expect([status, body.error.fields]).toEqual([400, [{ path, reason }]])
    }
    expect(await own(claire.browser)).toEqual([])
  })

  it('is its teacher’s alone to change; what it says now is what is found', async () => {
    const id = await post(claire.browser)
    expect((await eleni.browser.send('PATCH', `/api/offers/${id}`, { title: 'Mine' })).status).toBe(404)
    const changed = await claire.browser.send('PATCH', `/api/offers/${id}`, { title: 'Bridges', pupils: 12 })
    expect(changed.body).toMatchObject({ ...offerDraft, title: 'Bridges', pupils: 12 })
    expect(await find(eleni.browser, 'q=bridges')).toMatchObject([{ id, title: 'Bridges' }])
    expect(await find(eleni.browser, 'q=letters')).toEqual([])
  })

  it('is out of the list when it is taken back, and in it again when it is posted again; the audit has both', async () => {
    const id = await post(claire.browser)
    await claire.browser.send('PATCH', `/api/offers/${id}`, { state: 'withdrawn' })
    expect(await find(eleni.browser)).toEqual([])
    await claire.browser.send('PATCH', `/api/offers/${id}`, { state: 'open' })
    expect(await find(eleni.browser)).toMatchObject([{ id }])
    const lines = await house.db
      .select({ action: audit.action })
      .from(audit)
      .where(eq(audit.actorId, claire.user.id))
      .orderBy(audit.id)
    expect(lines.map(({ action }) => action)).toEqual(['offer.posted', 'offer.withdrawn', 'offer.posted'])
  })

  it('ends by itself with its last week, and begins anew with new ones', async () => {
    const today = house.clock.now().toISOString().slice(0, 10)
    const id = await post(claire.browser, { weeks: { from: today, to: today } })
    expect(await find(claire.browser)).toHaveLength(1)
    house.clock.advance(hours(24 * 7))
    const again = await house.as(claire.user)
    expect(await find(again)).toEqual([])
    expect((await again.get('/api/directory/offers/counts')).body.total).toBe(0)
    expect(await own(again)).toMatchObject([{ id, state: 'over' }])
    expect((await matches(again, id)).body.error.reason).toBe('offer_over')
    expect((await again.send('PATCH', `/api/offers/${id}`, { state: 'open' })).body.error.fields).toEqual([
      { path: 'weeks.to', reason: 'weeks_over' },
    ])
    await again.send('PATCH', `/api/offers/${id}`, { weeks: offerDraft.weeks })
    expect(await find(again)).toMatchObject([{ id }])
  })

  it('is one of ten that are open', async () => {
    for (let count = 0; count < 10; count++) await makeOffer(house.db, { userId: claire.user.id })
    const { status, body } = await claire.browser.post('/api/offers', { id: randomUUID(), ...offerDraft })
    expect([status, body.error.reason]).toEqual([409, 'offers_open'])
  })

  it('is nobody’s where no office is, and no pupil’s', async () => {
    const spanish = await teacherOf('ES', 'Ana')
    const pupil = await house.as(await makePupil(house.db, { schoolId: claire.school.id }))
    const ask = (browser: Browser) => browser.post('/api/offers', { id: randomUUID(), ...offerDraft })
    expect([(await ask(spanish.browser)).status, (await ask(pupil)).status]).toEqual([404, 403])
  })
})

describe('the list of offers', () => {
  it('is found by words in any script and with slips, and by what the class is like', async () => {
    const id = await post(eleni.browser, greek)
    for (const query of [
      'q=potami',
      'q=ποταμι',
      'q=potamj',
      'country=GR',
      'language=en:B2',
      'subject=sciences',
      'age=14',
    ])
      expect([query, (await find(claire.browser, query)).map((one: { id: string }) => one.id)]).toEqual([query, [id]])
    for (const query of ['country=FR', 'language=fr', 'age=15', 'kind=national'])
      expect([query, await find(claire.browser, query)]).toEqual([query, []])
    expect((await claire.browser.get('/api/directory/offers/counts')).body.total).toBe(1)
  })

  it('names no teacher who hides their name, at once, and has none who is suspended', async () => {
    await makeProfile(house.db, { userId: eleni.user.id, isListed: false })
    await post(eleni.browser, greek)
    expect(await find(claire.browser)).toMatchObject([{ name: 'Ελένη Παππά' }])
    const [{ userId: _, changedAt: __, ageFrom: ___, ageTo: ____, ...profile } = { userId: '' }] = await house.db
      .select()
      .from(profiles)
      .where(eq(profiles.userId, eleni.user.id))
    const hidden = { ...profile, ages: null, visible: { ...allRead, name: 'nobody' } }
    expect((await eleni.browser.send('PUT', '/api/me/profile', hidden)).status).toBe(200)
    const { text } = await claire.browser.get('/api/directory/offers')
    expect(text).toContain('Το ποτάμι μας')
    expect(text).not.toContain('Ελένη')
    expect(await find(claire.browser, 'q=eleni')).toEqual([])
    await house.db.update(users).set({ suspendedAt: house.clock.now() }).where(eq(users.id, eleni.user.id))
    expect(await find(claire.browser)).toEqual([])
  })

  it('of who was away for long, or whose office has closed, is out of the list; its teacher can take it back', async () => {
    const [id, french] = [await post(eleni.browser, greek), await post(claire.browser)]
    const [greece] = await house.db.select().from(offices).where(eq(offices.countryCode, 'GR'))
    const close = (closedOn: string | null) =>
      house.db
        .update(offices)
        .set({ closedOn })
        .where(eq(offices.schoolId, greece?.schoolId ?? ''))
    const hide = (hiddenAt: Date | null) => house.db.update(users).set({ hiddenAt }).where(eq(users.id, eleni.user.id))
    const seen = async () => (await find(claire.browser)).map((offer: { id: string }) => offer.id).includes(id)
    expect(await seen()).toBe(true)
    await hide(house.clock.now())
    expect(await seen()).toBe(false)
    await hide(null)
    expect(await seen()).toBe(true)
    await close('2026-01-01')
    await house.db.transaction((tx) => noteListedOf(tx, 'GR'))
    expect(await seen()).toBe(false)
    expect((await matches(claire.browser, french)).body.matches).toEqual([])
    expect(await own(eleni.browser)).toMatchObject([{ id, state: 'open' }])
    expect((await eleni.browser.send('PATCH', `/api/offers/${id}`, { title: 'Mine' })).status).toBe(404)
    const withdrawn = await eleni.browser.send('PATCH', `/api/offers/${id}`, { state: 'withdrawn' })
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn' })
    await close(null)
  })

  it('tells of who offers it, and is not in the directory, the name and the school alone', async () => {
    await makeProfile(house.db, { userId: eleni.user.id, isListed: false, about: 'Cornamusa', subjects: ['music'] })
    await post(eleni.browser, greek)
    const { body, text } = await claire.browser.get(`/api/contacts/${eleni.user.id}`)
    expect(body.person).toMatchObject({ name: 'Ελένη Παππά', subjects: [], about: '' })
    expect(text).not.toContain('Cornamusa')
    const [shown] = await find(claire.browser)
    expect(Object.keys(shown).toSorted()).toEqual(
      `ages countries free hours id kind languages name pupils reason rhythm school subjects title weeks words`.split(
        ' ',
      ),
    )
  })

  it('counts the people it shows: a script meets no more of them than the directory lets it', async () => {
    for (let at = 0; at < 320; at++) {
      const user = await makeStaff(house.db, { schoolId: eleni.school.id })
      const age = at % 2 === 0 ? 5 : 15
      await makeOffer(house.db, { userId: user.id, ageFrom: age, ageTo: age })
    }
    await keepUpWithAll(house.deps)
    const seen = new Set<string>()
    let last = ''
    for (const age of [5, 15])
      for (let cursor = ''; cursor !== 'end';) {
        const { body } = await claire.browser.get(`/api/directory/offers?age=${age}${cursor && `&cursor=${cursor}`}`)
        for (const { id } of body.offers ?? []) seen.add(id)
        last = body.error?.reason ?? ''
        cursor = body.nextCursor ?? 'end'
      }
    expect([seen.size, last]).toEqual([mostPeopleAnHour, 'too_many_people_seen'])
  })
})

describe('matches', () => {
  it('are offers of others that fit, with what they share, each calendar, and hours by the own clock', async () => {
    await holiday(claire.school.id, '2027-02-06', '2027-02-21')
    await holiday(eleni.school.id, '2027-03-22', '2027-04-04')
    const id = await post(claire.browser)
    const other = await post(eleni.browser, greek)
    const { body } = await matches(claire.browser, id)
    expect(body.matches).toHaveLength(1)
    const [{ offer, match, calendar, projectId }] = body.matches
    expect(offer).toMatchObject({ id: other, name: 'Ελένη Παππά', school: { country: 'GR' } })
    expect(match).toEqual({
      score: expect.any(Number),
      languages: [{ code: 'en', level: 3 }],
      weeks: 9,
      hours: { least: 45, most: 45 },
      subjects: ['sciences'],
      ages: { from: 12, to: 13 },
      answers: null,
      unknown: [],
    })
    expect(calendar.weeks).toHaveLength(13)
    expect(calendar.weeks[4]).toEqual({ monday: '2027-02-08', own: 'holiday', other: 'lessons' })
    expect(calendar.weeks[10]).toEqual({ monday: '2027-03-22', own: 'lessons', other: 'holiday' })
    expect(calendar.hours).toEqual({
      monday: '2027-01-11',
      own: offerDraft.hours,
      other: [{ weekday: 2, startsAt: 600, minutes: 45 }],
    })
    expect(projectId).toBeNull()
  })

  it('say of a school without a calendar that it has none, and do not rank it behind for hours that nobody said', async () => {
    const id = await post(claire.browser)
    const silent = await teacherOf('GR', 'Nikos')
    const missed = await post(eleni.browser, { ...greek, hours: [{ weekday: 5, startsAt: 660, minutes: 45 }] })
    const unsaid = await post(silent.browser, { ...greek, hours: [] })
    const { body } = await matches(claire.browser, id)
    expect(body.matches.map((one: { offer: { id: string } }) => one.offer.id)).toEqual([unsaid, missed])
    expect(body.matches[0].match).toMatchObject({
      hours: null,
      unknown: ['own_calendar', 'other_calendar', 'other_hours'],
    })
  })

  it('are found beside more offers of one’s own country than are compared, and by a language spoken elsewhere', async () => {
    const languages = [{ code: 'pt-BR', level: 'B2' }]
    const id = await post(claire.browser, { languages })
    const other = await post(eleni.browser, { ...greek, languages: [{ code: 'pt', level: 'C1' }] })
    const school = await makeSchool(house.db, { countryCode: 'FR' })
    for (let at = 0; at < 310; at++) {
      const user = await makeStaff(house.db, { schoolId: school.id })
      const createdAt = new Date('2026-12-01T12:00:00Z')
      await makeOffer(house.db, { userId: user.id, languages: [{ code: 'pt', level: 3 }], createdAt })
    }
    await keepUpWithAll(house.deps)
    expect((await matches(claire.browser, id)).body.matches).toMatchObject([
      { offer: { id: other }, match: { languages: [{ code: 'pt', level: 4 }] } },
    ])
  })

  it('keep to the countries and the kind that both look for, and to other schools', async () => {
    const id = await post(claire.browser, { countries: ['GR'] })
    const colleague = await house.as(await makeStaff(house.db, { schoolId: claire.school.id }))
    const french = await teacherOf('FR', 'Luc')
    await post(colleague)
    await post(french.browser)
    await post(eleni.browser, { ...greek, countries: ['IT'] })
    await post(eleni.browser, { ...greek, kind: 'national' })
    expect((await matches(claire.browser, id)).body.matches).toEqual([])
    const national = await post(claire.browser, { kind: 'national' })
    const fits = await post(french.browser, { kind: 'national' })
    expect((await matches(claire.browser, national)).body.matches).toMatchObject([{ offer: { id: fits } }])
  })

  it('are told to whose offer it is alone, while it is open', async () => {
    const id = await post(claire.browser)
    expect((await matches(eleni.browser, id)).status).toBe(404)
    await claire.browser.send('PATCH', `/api/offers/${id}`, { state: 'withdrawn' })
    expect((await matches(claire.browser, id)).body.error.reason).toBe('offer_withdrawn')
  })
})
