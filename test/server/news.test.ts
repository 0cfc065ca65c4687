import ICAL from 'ical.js'
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { news } from '#db/schema/news.ts'
import { offices } from '#db/schema/offices.ts'
import { type Browser, openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import { makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeNews } from '#test/helpers/news.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* What offices tell, to whom, for how long, and how everybody reads it. */

let house: TestApp
let france: { id: string }
let europe: { id: string }
let lyon: string
let officer: Browser
let european: Browser
beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  france = await makeOffice(db, { countryCode: 'FR' })
  europe = await makeOffice(db, { countryCode: null })
  lyon = await regionOf(db, 'FR', 'Lyon')
  const officerOf = async (officeId: string) => {
    const person = await makeStaff(db, { schoolId: officeId })
    await makeMandate(db, { officeId, userId: person.id, post: 'officer' })
    return house.as(person)
  }
  officer = await officerOf(france.id)
  european = await officerOf(europe.id)
})
afterAll(() => house.close())
beforeEach(async () => {
  house.forgetPaces()
  await house.db.delete(news)
})

const draft = {
  ...{ kind: 'action', countryCode: 'FR', regionId: null, themeId: null, from: '2026-11-01', to: null },
  ...{ startsAt: null, endsAt: null, place: '', url: null, citations: [] },
  texts: [{ language: 'fr', title: 'Deux rivières', body: 'Un projet.' }],
}
const write = async (fields: object = {}) => officer.post('/api/news', { officeId: france.id, ...draft, ...fields })
const published = async (fields: object = {}) => {
  const made = await write(fields)
  expect(made.status, made.text).toBe(201)
  const id = String(made.body.news.id)
  expect((await officer.patch(`/api/news/${id}`, { state: 'published' })).status).toBe(200)
  return id
}
const page = async (path: string, language = 'en') => {
  const answer = await house.app.request(path, { headers: { 'Accept-Language': language } })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}
const fieldOf = ({ status, body }: { status: number; body: { error?: { fields?: object[] } } }) => [
  status,
  body.error?.fields?.[0],
]
const titlesOf = ({ body }: { body: { news: { title: string }[] } }) => body.news.map(({ title }) => title)

describe('an item of news', () => {
  it('is drafted, published, withdrawn and out again, and each step is in the audit', async () => {
    const made = await write()
    const id = String(made.body.news.id)
    expect(made.body.news).toMatchObject({ state: 'draft', version: 1, outSince: null })
    expect((await page(`/news/${id}`)).status).toBe(404)
    expect((await officer.patch(`/api/news/${id}`, { state: 'withdrawn' })).body.error.reason).toBe('news_not_now')
    await officer.patch(`/api/news/${id}`, { state: 'published' })
    expect((await page(`/news/${id}`)).text).toContain('<h1>Deux rivières</h1>')
    await officer.patch(`/api/news/${id}`, { state: 'withdrawn' })
    expect((await page(`/news/${id}`)).status).toBe(404)
    expect((await page('/news')).text).not.toContain('Deux rivières')
    await officer.patch(`/api/news/${id}`, { state: 'published' })
    const director = await makeStaff(house.db, { schoolId: france.id, isSchoolAdmin: true })
    const { lines } = (await (await house.as(director)).get('/api/school/audit')).body
    const actions = lines
      .map(({ action }: { action: string }) => action)
      .filter((one: string) => one.startsWith('news'))
    expect(actions).toEqual(['news.published', 'news.withdrawn', 'news.published', 'news.drafted'])
  })

  it('is changed whole, by its version: whoever changes an older one is told, and nothing is lost', async () => {
    const id = String((await write()).body.news.id)
    const texts = [...draft.texts, { language: 'de', title: 'Zwei Flüsse', body: 'Ein Projekt.' }]
    const changed = await officer.patch(`/api/news/${id}`, { ...draft, texts, version: 1 })
    expect(changed.body.news).toMatchObject({
      version: 2,
      texts: [{ title: 'Zwei Flüsse' }, { title: 'Deux rivières' }],
    })
    const late = await officer.patch(`/api/news/${id}`, { ...draft, version: 1 })
    expect([late.status, late.body.error.reason]).toEqual([409, 'news_changed'])
    expect((await officer.get(`/api/news/${id}`)).body.news.texts).toHaveLength(2)
  })

  it('with a script in it is text', async () => {
    const evil = '</title><script>alert(1)</script>"\'&'
    const id = await published({
      place: '<img src=x onerror=alert(1)>',
      texts: [{ language: 'fr', title: evil, body: evil }],
    })
    for (const path of ['/news', `/news/${id}`, '/news/atom.xml']) {
      const { text } = await page(path)
      expect(text, path).not.toMatch(/<script|<img/)
      expect(text, path).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;')
    }
    expect((await page(`/news/${id}`)).headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'/)
  })

  it.each([
    ['a script for an address', { url: 'javascript:alert(1)' }, 'url', 'news_url'],
    ['an end before its beginning', { to: '2026-10-01' }, 'to', 'date_order'],
    ['an event without a time', { kind: 'event' }, 'startsAt', 'news_time'],
    ['a time without an event', { startsAt: '2026-12-01T10:00:00Z' }, 'startsAt', 'news_time'],
    ['another country', { countryCode: 'DE' }, 'countryCode', 'news_elsewhere'],
    ['everybody, from an office of a country', { countryCode: null }, 'countryCode', 'news_elsewhere'],
    ['a theme that is none', { themeId: 'none' }, 'themeId', 'news_theme'],
    ['a text that is none', { citations: ['none'] }, 'citations', 'news_citation'],
    ['one language twice', { texts: [...draft.texts, ...draft.texts] }, 'texts', 'news_languages'],
  ])('is not taken with %s', async (_name, fields, path, reason) => {
    expect(fieldOf(await write(fields))).toEqual([400, { path, reason }])
    expect(await house.db.$count(news)).toBe(0)
  })

  it('is not taken for a region of another country', async () => {
    expect(fieldOf(await write({ regionId: await regionOf(house.db, 'DE', 'Bayern') }))).toEqual([
      400,
      { path: 'regionId', reason: 'region_unknown' },
    ])
  })

  it('shows its pictures to everybody while it is out, and to nobody else afterwards', async () => {
    const id = await published()
    const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
      .png()
      .toBuffer()
    const form = new FormData()
    form.set('kind', 'picture')
    form.set('alt', 'A "river"')
    form.set('file', new File([new Uint8Array(bytes)], 'river.png', { type: 'image/png' }))
    const headersOf = { Origin: testOrigin, Cookie: officer.cookie() ?? '' }
    const added = await house.app.request(`/api/news/${id}/files`, { method: 'POST', headers: headersOf, body: form })
    expect(added.status).toBe(201)
    const path = `/api/news/${id}/files/${(await added.json()).news.files[0].id}`
    const { text, headers } = await page(`/news/${id}`)
    expect(text).toContain(`<img src="${path}" alt="A &quot;river&quot;" width="4" height="4">`)
    expect(headers.get('Content-Security-Policy')).toContain("img-src 'self'")
    const picture = await house.app.request(path)
    expect([picture.status, picture.headers.get('Content-Type')]).toEqual([200, 'image/webp'])
    await officer.patch(`/api/news/${id}`, { state: 'withdrawn' })
    expect((await house.app.request(path)).status).toBe(404)
    expect((await officer.get(path)).status).toBe(200)
  })
})

describe('news', () => {
  it('of a teacher are those of their country and region in any language, and those of Europe in theirs, by time', async () => {
    const { db } = house
    const at = (hour: number) => ({ publishedAt: new Date(Date.UTC(2026, 10, 20, hour)) })
    const own = { officeId: france.id, countryCode: 'FR' }
    await makeNews(db, { ...own, ...at(1), titles: { br: 'Keleier' } })
    await makeNews(db, { ...own, ...at(2), regionId: lyon, titles: { fr: 'Lyon' } })
    await makeNews(db, { ...own, ...at(3), regionId: await regionOf(db, 'FR', 'Rennes'), titles: { fr: 'Rennes' } })
    await makeNews(db, { officeId: europe.id, ...at(4), titles: { en: 'Europe', fr: 'L’Europe' } })
    await makeNews(db, { officeId: europe.id, ...at(5), titles: { el: 'Ευρώπη' } })
    await makeNews(db, { officeId: europe.id, ...at(6), countryCode: 'DE', titles: { fr: 'Allemagne' } })
    await makeNews(db, { ...own, ...at(7), state: 'draft', titles: { fr: 'Brouillon' } })
    const school = await makeSchool(db, { regionId: lyon, locale: 'fr' })
    const teacher = await house.as(await makeStaff(db, { schoolId: school.id, locale: 'fr' }))
    expect(titlesOf(await teacher.get('/api/news'))).toEqual(['L’Europe', 'Lyon', 'Keleier'])
    const first = await teacher.get('/api/news?limit=2')
    const rest = await teacher.get(`/api/news?limit=2&before=${first.body.nextBefore}`)
    expect([titlesOf(first), titlesOf(rest), rest.body.nextBefore]).toEqual([['L’Europe', 'Lyon'], ['Keleier'], null])
  })

  it('of Europe are written to everybody or to one country', async () => {
    const sent = (countryCode: string | null) =>
      european.post('/api/news', { officeId: europe.id, ...draft, countryCode })
    expect([(await sent(null)).status, (await sent('IT')).status]).toEqual([201, 201])
    expect(fieldOf(await sent('XX'))).toEqual([400, { path: 'countryCode', reason: 'country_unknown' }])
  })

  it('are read by everybody in the language of their browser, and found by country, kind, language and theme', async () => {
    const titles = { fr: 'Deux rivières', de: 'Zwei Flüsse' }
    const id = await makeNews(house.db, {
      officeId: france.id,
      countryCode: 'FR',
      titles,
      themeId: 'semaine-langues-vivantes',
    })
    await makeNews(house.db, { officeId: europe.id, kind: 'policy', titles: { en: 'A policy' } })
    expect((await page('/news', 'de')).text).toContain('Zwei Flüsse')
    const item = (await page(`/news/${id}`, 'de')).text
    expect(item).toContain('<h1>Zwei Flüsse</h1>')
    expect(item).toContain(`/news/${id}?language=fr`)
    expect((await page(`/news/${id}?language=fr`, 'de')).text).toContain('<h1>Deux rivières</h1>')
    for (const search of ['country=DE', 'kind=policy', 'language=en', 'theme=centenaire-grande-guerre'])
      expect((await page(`/news?${search}`)).text, search).not.toContain(`/news/${id}"`)
    for (const search of [
      'country=FR',
      'kind=action',
      'language=fr',
      'theme=semaine-langues-vivantes',
      'kind=%00',
      'country=',
    ])
      expect((await page(`/news?${search}`)).text, search).toContain(`/news/${id}"`)
  })

  it('of a region are found by it, with those of its whole country', async () => {
    const own = { officeId: france.id, countryCode: 'FR' }
    const [inLyon, whole] = [
      await makeNews(house.db, { ...own, regionId: lyon, titles: { fr: 'Lyon' } }),
      await makeNews(house.db, { ...own, titles: { fr: 'Partout' } }),
    ]
    const rennes = await regionOf(house.db, 'FR', 'Rennes')
    const shownIn = async (region: string) => {
      const { text } = await page(`/news?country=FR&region=${region}`)
      return [inLyon, whole].map((id) => text.includes(`/news/${id}"`))
    }
    expect([await shownIn(lyon), await shownIn(rennes)]).toEqual([
      [true, true],
      [false, true],
    ])
  })

  it('are a feed that programs read, and events a calendar', async () => {
    const id = await published({
      ...{
        kind: 'event',
        startsAt: '2026-12-05T09:00:00+01:00',
        endsAt: '2026-12-05T11:00:00+01:00',
        place: 'Lyon; quai, 5',
      },
      texts: [{ language: 'fr', title: 'Atelier, mardi', body: 'Venez !\n\nTous.' }],
    })
    const feed = await page('/news/atom.xml?language=fr')
    expect(feed.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
    expect(feed.text).toContain(`<id>urn:uuid:${id}</id>\n<title>Atelier, mardi</title>`)
    expect((feed.text.match(/<entry/g) ?? []).length).toBe(1)
    const { text, headers } = await page('/news/events.ics')
    expect(headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined)
    expect([event.summary, event.location, event.startDate.toJSDate().toISOString()]).toEqual([
      'Atelier, mardi',
      'Lyon; quai, 5',
      '2026-12-05T08:00:00.000Z',
    ])
  })

  it('that were published ahead come up on their first day, on pages and in the feed, and not below what is older', async () => {
    const of = { officeId: france.id, countryCode: 'FR' }
    const between = await makeNews(house.db, of)
    const ahead = await makeNews(house.db, {
      ...{ ...of, fromDate: '2026-11-24', publishedAt: new Date('2026-11-10T12:00:00Z') },
    })
    const { text } = await page('/news?language=en&country=FR')
    const feed = (await page('/news/atom.xml?language=en')).text
    for (const [shown, ids] of [
      [text, /href="\/news\/([\w-]{36})/g],
      [feed, /urn:uuid:([\w-]{36})/g],
    ] as const)
      expect([...shown.matchAll(ids)].map(([, id]) => id)).toEqual([ahead, between])
    expect(feed).toContain('<published>2026-11-23T23:00:00.000Z</published>')
    const paged = await officer.get(`/api/news?before=${ahead}`)
    expect(paged.body.news.map(({ id }: { id: string }) => id)).toEqual([between])
  })

  it('cite official texts, whose page says number, day, address and what was not verified', async () => {
    const id = await published({ citations: ['fr-2016-091', 'fr-2005-086', 'fr-2005-086'] })
    const { text } = await page(`/news/${id}`)
    expect([...text.matchAll(/href="\/texts#([\w-]+)"/g)].map(([, to]) => to)).toEqual(['fr-2005-086', 'fr-2016-091'])
    const texts = (await page('/texts', 'fr')).text
    expect((texts.match(/<li id="fr-/g) ?? []).length).toBe(9)
    expect(texts).toContain('Circulaire 2005-086, 25 mai 2005')
    expect(texts).toContain('https://www.education.gouv.fr/bo/2005/22/MENT0500936C.htm')
    expect(texts).toContain('Non vérifié')
    expect((await officer.get('/api/texts')).body.texts).toHaveLength(9)
  })
})

describe('where no office is open', () => {
  it('there are no news, no page of them, no feed and no texts', async () => {
    const { db } = house
    const id = await published()
    const teacher = await house.as(await makeStaff(db, {}))
    expect((await teacher.get('/api/session')).body.user.can.readNews).toBe(true)
    await db.update(offices).set({ closedOn: '2026-11-01' })
    for (const path of ['/news', `/news/${id}`, '/news/atom.xml', '/news/events.ics', '/texts'])
      expect((await page(path)).status, path).toBe(404)
    expect((await teacher.get('/api/news')).body).toEqual({ news: [], nextBefore: null })
    expect((await teacher.get('/api/texts')).status).toBe(404)
    expect((await teacher.get('/api/session')).body.user.can.readNews).toBe(false)
    expect((await officer.get(`/api/news?office=${france.id}`)).status).toBe(404)
    await db.update(offices).set({ closedOn: null }).where(eq(offices.schoolId, france.id))
  })
})

describe('the life of an item', () => {
  it('goes from its first day to its last, by the clock of its office', async () => {
    const id = await published({ from: '2027-01-02', to: '2027-01-03' })
    const shown = async (at: string) => {
      house.clock.advance(Date.parse(at) - house.clock.now().getTime())
      return (await page(`/news/${id}`)).status
    }
    // Midnight in Paris is eleven o'clock before it.
    expect([
      await shown('2027-01-01T22:59:00Z'),
      await shown('2027-01-01T23:00:00Z'),
      await shown('2027-01-02T22:59:00Z'),
      await shown('2027-01-02T23:00:00Z'),
    ]).toEqual([404, 200, 200, 404])
  })
})
