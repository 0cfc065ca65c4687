import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchWords } from '#db/schema/directory.ts'
import { profiles } from '#db/schema/profiles.ts'
import { projectSchools } from '#db/schema/projects.ts'
import { schools } from '#db/schema/schools.ts'
import { users } from '#db/schema/users.ts'
import { keepUpWithAll } from '#server/directory/keep.ts'
import { mostPeopleAnHour } from '#server/directory/seen.ts'
import { readWords } from '#server/search/question.ts'
import { search } from '#server/search/search.ts'
import type { Shares } from '#server/search/shares.ts'
import { type Browser, hours, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeProfile } from '#test/helpers/directory.ts'
import { makeProject, makeSchool, makeStaff } from '#test/helpers/factories.ts'
import { makeOffice, regionOf } from '#test/helpers/offices.ts'

/* What is found in the directory, in what order, how far, and how much of it. */

let house: TestApp
let browser: Browser
const subjects = ['music', 'history', 'sciences']
const crowd = 340

beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  for (const countryCode of ['IT', 'GR']) await makeOffice(db, { countryCode })
  const lazio = await regionOf(db, 'IT', 'Lazio')
  const liceo = await makeSchool(db, { countryCode: 'IT', regionId: lazio, name: 'Liceo Dante', town: 'Roma' })
  const greek = await makeSchool(db, { countryCode: 'GR', name: 'Γυμνάσιο Πάτρας', town: 'Πάτρα' })
  for (let at = 0; at < crowd; at++) {
    const schoolId = at % 2 === 0 ? liceo.id : greek.id
    const { id: userId } = await makeStaff(db, { schoolId, displayName: `Person Nr${at}` })
    const level = (at % 6) + 1
    await makeProfile(db, {
      userId,
      subjects: [subjects[at % 3] ?? ''],
      languages: [{ code: 'fr', level }],
      ageFrom: 6,
      ageTo: 6 + (at % 10),
    })
  }
  browser = await house.as(await makeStaff(db, { schoolId: liceo.id }))
  await keepUpWithAll(house.deps)
})
afterAll(() => house.close())

const get = async (path: string) => {
  house.forgetPaces()
  return (await browser.get(path)).body
}
const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id)

describe('people', () => {
  it('come by pages that join to one list, no row twice, ten pages at most', async () => {
    const seen: string[] = []
    let cursor = ''
    let pages = 0
    let last
    do {
      last = await get(`/api/directory/people?${cursor && `cursor=${cursor}`}`)
      seen.push(...idsOf(last.people))
      cursor = last.nextCursor ?? ''
      pages++
    } while (cursor !== '')
    expect([pages, seen.length, new Set(seen).size, last.isCut]).toEqual([10, 200, 200, true])
  })

  it('are fewer by each filter, and those of one kind are either', async () => {
    const total = async (query: string) => (await get(`/api/directory/people/counts?${query}`)).counted
    expect(await total('country=GR')).toBe(170)
    expect(await total('country=GR&subject=music')).toBe(57)
    expect(await total('country=GR&subject=music,history')).toBe(114)
    expect(await total('country=GR&subject=music,history&language=fr:B2')).toBe(57)
    expect(await total('country=GR&age=15')).toBe(17 * 2)
    expect(await total('country=FR')).toBe(0)
  })

  it('are counted by filter, and in long lists by share', async () => {
    const short = await get('/api/directory/people/counts?country=GR')
    expect(short.total).toBe(170)
    expect(short.counts).toContainEqual({ kind: 'subject', value: 'music', count: 57 })
    expect((await get('/api/directory/people/counts')).total).toBeNull()
    const few = await get('/api/directory/people/counts?q=Nr339')
    expect(few.counts).toContainEqual({ kind: 'country', value: 'gr', count: null })
  })

  it('stand in the order of nearness, each with its reason', async () => {
    const { people } = await get('/api/directory/people?q=nr3')
    expect(people[0]).toMatchObject({ name: 'Person Nr3', reason: 'name' })
    expect(people[1]).toMatchObject({ reason: 'begins' })
    expect((await get('/api/directory/people?q=patra')).people[0]).toMatchObject({ reason: 'words' })
    expect((await get('/api/directory/people?q=perzon+nr3')).people[0]).toMatchObject({ reason: 'slip' })
  })

  it('answer to one letter, ten thousand letters and operators without harm', async () => {
    expect((await get('/api/directory/people?q=p')).people.length).toBe(20)
    expect((await get(`/api/directory/people?q=${'a'.repeat(10_000)}`)).error.reason).toBe('invalid_input')
    for (const q of ["' | '", '!!!', '& | !', ':*', '%_']) {
      const { people } = await get(`/api/directory/people?q=${encodeURIComponent(q)}`)
      expect([q, people.length]).toEqual([q, 0])
    }
  })

  it('have pages for whoever asked, for what they asked', async () => {
    const { nextCursor } = await get('/api/directory/people?country=GR')
    expect((await get(`/api/directory/people?country=IT&cursor=${nextCursor}`)).error.fields[0].reason).toBe(
      'unknown_page',
    )
    const other = await house.as(await makeStaff(house.db, { schoolId: await schoolOf('Liceo Dante') }))
    expect((await other.get(`/api/directory/people?country=GR&cursor=${nextCursor}`)).status).toBe(400)
  })
})

const schoolOf = async (name: string) => {
  const [row] = await house.db.select({ id: schools.id }).from(schools).where(eq(schools.name, name))
  return row?.id ?? ''
}

describe('schools and projects', () => {
  it('are found by name, town and code as soon as they are there, and by their new name', async () => {
    const { id } = await makeSchool(house.db, { countryCode: 'IT', name: 'Scuola Verdi', town: 'Parma' })
    expect((await get('/api/directory/schools?q=verdi+parma')).schools).toMatchObject([
      { id, town: 'Parma', reason: 'words' },
    ])
    await house.db.update(schools).set({ name: 'Scuola Rossini' }).where(eq(schools.id, id))
    expect((await get('/api/directory/schools?q=verdi')).schools).toEqual([])
    expect(idsOf((await get('/api/directory/schools?q=rossini')).schools)).toEqual([id])
  })

  it('show a project only where a school of it has a public page, and other schools without their name', async () => {
    const open = await makeSchool(house.db, { countryCode: 'IT', name: 'Scuola Aperta', isPublic: true })
    const shut = await makeSchool(house.db, { countryCode: 'GR', name: 'Scuola Chiusa', town: 'Volos' })
    const { id: projectId } = await makeProject(house.db, { name: 'Due fiumi', state: 'open' })
    const add = (schoolId: string) =>
      house.db.insert(projectSchools).values({ projectId, schoolId, standing: 'founder' })
    await add(shut.id)
    expect((await get('/api/directory/projects?q=fiumi')).projects).toEqual([])
    await add(open.id)
    const { projects } = await get('/api/directory/projects?q=fiumi')
    expect(projects[0]).toMatchObject({ id: projectId, title: 'Due fiumi' })
    expect(JSON.stringify(projects)).not.toContain('Chiusa')
    expect((await get('/api/directory/projects?q=chiusa')).projects).toEqual([])
  })
})

describe('the lists', () => {
  it('forget a word that nobody has any more', async () => {
    const { id: userId } = await makeStaff(house.db, {
      schoolId: await schoolOf('Liceo Dante'),
      displayName: 'Quintilla Rarissima',
    })
    await makeProfile(house.db, { userId })
    await keepUpWithAll(house.deps)
    const uses = async () => (await house.db.select().from(searchWords).where(eq(searchWords.word, 'rarissima'))).length
    expect(await uses()).toBe(1)
    await house.db.update(profiles).set({ isListed: false }).where(eq(profiles.userId, userId))
    await keepUpWithAll(house.deps)
    expect(await uses()).toBe(0)
    await house.db.update(profiles).set({ isListed: true }).where(eq(profiles.userId, userId))
    await keepUpWithAll(house.deps)
    await house.db.delete(users).where(eq(users.id, userId))
    expect(await uses()).toBe(0)
  })

  it('are looked up by their indexes', async () => {
    const { db } = house
    await db.execute(sql`analyze directory_people`)
    const plan = async (query: ReturnType<typeof sql>) =>
      db.transaction(async (tx) => {
        // So few rows are read faster without an index: whether it fits is asked here.
        await tx.execute(sql`set local enable_seqscan = off`)
        return JSON.stringify(await tx.execute(sql`explain (format json) ${query}`))
      })
    const asked = "'person' & 'c.gr' & ('s.music' | 's.history')"
    expect(
      await plan(
        sql`select id from directory_people where words @@ ${asked}::tsquery order by rank + 0 desc, id desc limit 20`,
      ),
    ).toContain('directory_people_words')
    const walked = await plan(
      sql`select id from directory_people where (rank, id) < (900000, ${crypto.randomUUID()}::uuid) order by rank desc, id desc limit 20`,
    )
    expect(walked).toContain('directory_people_rank')
    expect(walked).not.toContain('Sort')
    expect(
      await plan(sql`select word from search_words where deletes && '{1,2,3}'::int[] and list || '' = 'people'`),
    ).toContain('search_words_deletes')
  })

  it('give the same whether the best are looked at first, as in long ones, or all', async () => {
    const narrow = (low: number): Shares => ({
      rows: 1_000_000,
      shareOf: () => 0.3,
      bandWith: (_rows, high) => Math.max(0, high - low),
    })
    const { db } = house
    for (const [q, filters] of [
      ['person', []],
      ['per', [['c.gr']]],
      ['', [['s.music', 's.history'], ['l.fr.3']]],
      ['perzon', []],
    ] as const) {
      const wish = { list: 'people' as const, keys: readWords(q), filters: filters.map((kind) => [...kind]) }
      const asked = { after: null, limit: 21 }
      const whole = await search({ db, shares: null }, wish, asked)
      expect([q, whole.length]).toEqual([q, 21])
      for (const low of [0, 7, 100, 1_023])
        expect(await search({ db, shares: narrow(low) }, wish, asked)).toEqual(whole)
      const behind = { after: whole[9] ?? null, limit: 11 }
      expect(await search({ db, shares: narrow(7) }, wish, behind)).toEqual(whole.slice(10))
    }
  })

  it('are on no extension that would take their index away', async () => {
    const rows = await house.db.execute(sql`select 1 from pg_extension where extname = 'intarray'`)
    expect([...rows]).toEqual([])
  })
})

describe('whoever copies', () => {
  it('sees so many different people in an hour and no more, and goes on when it is over', async () => {
    house.forgetPaces()
    const copier = await makeStaff(house.db, { schoolId: await schoolOf('Liceo Dante') })
    const script = await house.as(copier)
    const seen = new Set<string>()
    let refused
    for (let at = 0; at < crowd && !refused; at++) {
      const answer = await script.get(`/api/directory/people?q=nr${at}`)
      if (answer.status === 429) refused = answer
      else for (const id of idsOf(answer.body.people)) seen.add(id)
    }
    expect(refused?.body.error.reason).toMatch(/^too_many_(people_seen|searches)$/)
    expect(seen.size).toBeLessThanOrEqual(mostPeopleAnHour)
    house.clock.advance(hours(1))
    expect((await (await house.as(copier)).get('/api/directory/people')).status).toBe(200)
  })
})
