import { afterAll, beforeAll, expect, it } from 'vitest'
import { applications } from '#db/schema/applications.ts'
import { approvals } from '#db/schema/approvals.ts'
import { awards } from '#db/schema/awards.ts'
import { campaigns } from '#db/schema/campaigns.ts'
import { figures } from '#db/schema/figures.ts'
import { helpRequests } from '#db/schema/help.ts'
import { letters } from '#db/schema/letters.ts'
import { mandates, offices } from '#db/schema/offices.ts'
import { placements } from '#db/schema/placements.ts'
import { projects, projectSchools } from '#db/schema/projects.ts'
import { projectKinds, projectStates } from '#db/schema/values.ts'
import { verifyChain } from '#server/audit/verify.ts'
import { programmeGreeting } from '#server/demo/programme/greeting.ts'
import { seedProgramme } from '#server/demo/programme/programme.ts'
import { makeDueFigures } from '#server/figures/nightly.ts'
import { seedDemo } from '#server/demo/seed.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'

let house: TestApp
let logins: Awaited<ReturnType<typeof seedProgramme>>
beforeAll(async () => {
  house = await openTestApp()
  await seedDemo(house.deps)
  expect(await house.db.select().from(offices)).toEqual([])
  logins = await seedProgramme(house.deps)
})
afterAll(() => house.close())

async function as(email: string): Promise<Browser> {
  house.forgetPaces()
  const browser = house.visitor()
  const answer = await browser.post('/api/session', { email, password: 'demo-demo-demo' })
  expect([email, answer.status]).toEqual([email, 200])
  return browser
}

interface Desk {
  items: { kind: string; title: string; isLate: boolean; isAppeal: boolean; waitsFor: string }[]
}

async function deskOf(email: string, country: string | null): Promise<Desk['items']> {
  const [office] = (await house.db.select().from(offices)).filter(({ countryCode }) => countryCode === country)
  const { body } = await (await as(email)).get(`/api/offices/${office?.schoolId}/desk?limit=100`)
  return (body as Desk).items
}

const stateOf = (name: string) => logins.projects.find((project) => project.name === name)?.state

it('opens nothing in the plain demonstration, and offices of Europe and three countries where it is asked for', async () => {
  const open = await house.db.select().from(offices)
  expect(open.map(({ countryCode }) => countryCode ?? 'EU').toSorted()).toEqual(['DE', 'EU', 'FR', 'IT'])
  const given = await house.db.select().from(mandates)
  expect(new Set(given.map(({ post }) => post))).toEqual(
    new Set(['director', 'officer', 'observer', 'correspondent', 'assessor']),
  )
})

it('prints who can sign in, and each can', async () => {
  const said = programmeGreeting(logins, 'http://preau.test').join('\n')
  for (const { email } of [...logins.offices, ...logins.correspondents, ...logins.teachers, ...logins.newcomers]) {
    expect(said).toContain(email)
    await as(email)
  }
  for (const { name, state } of logins.projects) expect(said).toMatch(new RegExp(`${state} .*${name}`))
})

it('shows news and the gallery to everybody', async () => {
  for (const [path, words] of [
    ['/news', 'Partners wanted for projects about water'],
    ['/gallery', 'Deux classes, deux rivières'],
  ] as const)
    expect(await (await house.app.request(path)).text(), path).toContain(words)
})

it('has figures, of which some are told and some hidden', async () => {
  await makeDueFigures(house.deps)
  const all = await house.db.select().from(figures)
  const newest = all.filter(
    ({ day }) =>
      day ===
      all
        .map((one) => one.day)
        .toSorted()
        .at(-1),
  )
  const told = newest.find(({ scope }) => scope === 'EU')?.rows.filter(({ by, n }) => by === 'all' && n !== null) ?? []
  expect(told.map(({ measure }) => measure).toSorted()).toEqual(['projects', 'pupils', 'schools', 'teachers'])
  expect(newest.some(({ rows }) => rows.some(({ n }) => n === null))).toBe(true)
})

it('has projects of each kind in each state, and what was answered about them', async () => {
  const programme = new Set(logins.projects.map(({ name }) => name))
  const all = (await house.db.select().from(projects)).filter(({ name }) => programme.has(name))
  expect(all).toHaveLength(logins.projects.length)
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(projectKinds))
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(projectStates))
  const asked = await house.db.select().from(approvals)
  const states = new Set(asked.filter(({ projectId }) => projectId !== null).map(({ state }) => state))
  expect(states).toEqual(new Set(['waiting', 'question', 'approved', 'refused']))
  // A refused one is its founders' draft again; one that appealed waits once more.
  expect(stateOf('Voyage à deux')).toBe('draft')
  expect(stateOf('Le journal des Alpes')).toBe('waiting_office')
  // Kinds that an office, two, a head, an institution or nobody opened.
  for (const name of ['One river, three banks', 'Nos cours de récré', 'Deux rives', 'Le goût des mots'])
    expect([name, stateOf(name)]).toEqual([name, 'open'])
  expect(stateOf('Apprendre à coopérer')).toBe('open')
  expect(stateOf('Teaching with a partner class')).toBe('waiting_partner')
  // A school that came and left.
  const schools = await house.db.select().from(projectSchools)
  expect(schools.filter(({ leftAt }) => leftAt !== null)).toHaveLength(1)
  expect(
    (await house.db.select().from(placements)).map(({ endedAt, agreedAt }) => [endedAt, agreedAt !== null]),
  ).toEqual([[null, true]])
})

it('has something of each kind on the desks of its offices, some of it late', async () => {
  const [france, italy] = [await deskOf('samir@office.demo', 'FR'), await deskOf('livia@office.demo', 'IT')]
  const kinds = new Set([...france, ...italy].map(({ kind }) => kind))
  expect(kinds).toEqual(new Set(['person', 'institution', 'project', 'help', 'inactive', 'partner']))
  const titles = (items: Desk['items'], is: (item: Desk['items'][number]) => boolean) =>
    items.filter(is).map(({ title }) => title)
  expect(titles(france, ({ isAppeal }) => isAppeal)).toEqual(['Le journal des Alpes'])
  expect(titles(france, ({ waitsFor }) => waitsFor === 'asker')).toEqual(['Songs of the harbour'])
  expect(titles(italy, ({ kind, isLate }) => kind === 'project' && isLate)).toEqual(['Birds on the move'])
  expect(titles(france, ({ kind, isLate }) => kind === 'help' && isLate)).toContain(
    'Faire parler des enfants de quatre ans à distance',
  )
  const requests = await house.db.select().from(helpRequests)
  expect(new Set(requests.map(({ state }) => state))).toEqual(new Set(['open', 'closed']))
  expect(new Set(requests.map(({ holder }) => holder))).toEqual(new Set(['office', 'correspondent']))
})

it('has a label of last year with its letter, calls of today, and a labelled school', async () => {
  const { db } = house
  const given = await db.select().from(awards)
  expect(given.map(({ scheme }) => scheme).toSorted()).toEqual(['national_label', 'pupil_label', 'school_label'])
  const label = given.find(({ scheme }) => scheme === 'national_label')
  const certificate = await (await house.app.request(`/certificate/${label?.code}`)).text()
  expect(certificate).toContain('Le pain d’ici et d’ailleurs')
  const thomas = await as('thomas@demo.school')
  expect((await thomas.get('/api/awards')).body.awards.map(({ state }: { state: string }) => state)).toContain('valid')
  expect((await db.select().from(letters)).map(({ state, pdf }) => [state, pdf !== null])).toEqual([['sent', true]])
  const called = (await db.select().from(campaigns)).map(({ state }) => state)
  expect(called.toSorted()).toEqual(['open', 'open', 'published'])
  const states = (await db.select().from(applications)).map(({ state }) => state)
  expect(states.toSorted()).toEqual(['decided', 'draft', 'submitted'])
  const list = await (await house.app.request('/labelled-schools')).text()
  expect(list).toContain('Gesamtschule am Neckar')
})

it('shows each office its own, a correspondent their region, and a teacher of no office nothing of it', async () => {
  const germany = (await deskOf('karin@office.demo', 'DE')).map(({ title }) => title)
  expect(germany).toContain('Große lesen für Kleine')
  expect(germany).not.toContain('Birds on the move')
  const lyon = (await deskOf('nadia@demo.school', 'FR')).map(({ title }) => title)
  expect(lyon).toContain('Faire parler des enfants de quatre ans à distance')
  expect(lyon).not.toContain('Songs of the harbour')
  const [office] = await house.db.select().from(offices)
  expect((await (await as('thomas@demo.school')).get(`/api/offices/${office?.schoolId}/desk`)).status).toBe(404)
  const head = await (await as('sylvie@demo.school')).get('/api/school/overview')
  expect(head.status).toBe(200)
})

it('leaves whole chains, in the order of what happened', async () => {
  for (const { schoolId } of await house.db.select().from(offices))
    expect((await verifyChain(house.db, schoolId)).fault).toBeNull()
})

it('lets one find teachers by words of any script, and by their name only where they want it', async () => {
  const { body } = await house
    .visitor()
    .post('/api/session', { email: 'lukas@demo.school', password: 'demo-demo-demo' })
  const lukas = await house.as(body.user)
  const find = async (q: string) =>
    (await lukas.get(`/api/directory/people?q=${encodeURIComponent(q)}`)).body.people.map(
      ({ name }: { name: string | null }) => name,
    )
  expect(await find('theatro')).toContain('Carla Ferri')
  expect([await find('ponti'), await find('Paolo Villa')]).toEqual([[null], []])
})

it('changes nothing at a second run', async () => {
  const rows = async () => [await house.db.select().from(mandates), await house.db.select().from(projects)]
  const before = await rows()
  await seedProgramme(house.deps)
  expect(await rows()).toEqual(before)
})
