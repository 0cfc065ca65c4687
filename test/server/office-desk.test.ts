import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type DeskPage, listWaitingApprovals, listWaitingHelp } from '#db/queries/office-desk.ts'
import { approvals } from '#db/schema/approvals.ts'
import { helpRequests } from '#db/schema/help.ts'
import { mandates } from '#db/schema/offices.ts'
import { documents } from '#db/schema/documents.ts'
import { projects } from '#db/schema/projects.ts'
import { schoolHolidays } from '#db/schema/quiet.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makePage, makeProject, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'
import { makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/* What waits at an office, who is late, and since when. */

interface Item {
  kind: string
  id: string
  title: string
  isLate: boolean
  waitsFor: string
  region: { name: string } | null
}

interface Desk {
  items: Item[]
  nextAfter: string | null
}

const dayMs = 24 * 60 * 60_000

let house: TestApp
let italy: { id: string }
let regions: Record<'lazio' | 'toscana', string>
let teacher: TestUser
let director: Browser
let correspondent: Browser
beforeAll(async () => {
  house = await openTestApp()
  italy = await makeOffice(house.db, { countryCode: 'IT' })
  regions = { lazio: await regionOf(house.db, 'IT', 'Lazio'), toscana: await regionOf(house.db, 'IT', 'Toscana') }
})
afterAll(() => house.close())

beforeEach(async () => {
  const { db } = house
  for (const table of [approvals, helpRequests, mandates, documents, projects]) await db.delete(table)
  teacher = await teacherIn('lazio')
  const boss = await makeStaff(db, { schoolId: italy.id })
  await makeMandate(db, { officeId: italy.id, userId: boss.id, post: 'director' })
  director = await house.as(boss)
  const near = await makeStaff(db)
  const mandate = { officeId: italy.id, userId: near.id, post: 'correspondent' as const, regionId: regions.lazio }
  await makeMandate(db, mandate)
  correspondent = await house.as(near)
})

async function teacherIn(region: keyof typeof regions, name = 'Tea Teacher') {
  const place = { countryCode: 'IT', timeZone: 'Europe/Rome', regionId: regions[region] }
  const school = await makeSchool(house.db, place)
  return makeStaff(house.db, { schoolId: school.id, displayName: name })
}

const ago = (days: number) => new Date(house.clock.now().getTime() - days * dayMs)
async function desk(browser: Browser, query = '') {
  const { body }: { body: Desk } = await browser.get(`/api/offices/${italy.id}/desk${query}`)
  return body
}
const linesOf = ({ items }: Desk) => items.map(({ kind, title, isLate }) => `${kind} ${title}${isLate ? ' late' : ''}`)

async function help(title: string, days: number, who = teacher, region: keyof typeof regions = 'lazio') {
  const [at, place] = [ago(days), { officeId: italy.id, regionId: regions[region] }]
  const times = { askedAt: at, waitingSince: at, changedAt: at }
  const row = { ...place, ...times, askedBy: who.id, userId: who.id, holder: 'office' as const }
  await house.db.insert(helpRequests).values({ ...row, kind: 'teaching', title })
}

async function approval(subject: Partial<typeof approvals.$inferInsert>, days: number) {
  await house.db.insert(approvals).values({ officeId: italy.id, askedAt: ago(days), ...subject })
}

/** Open, founded by a teacher, in which somebody wrote last so many days ago. */
async function project(name: string, days: number, who = teacher) {
  const { id: projectId } = await makeProject(house.db, { name, createdAt: ago(400) })
  await makeMember(house.db, { projectId, user: who, role: 'owner' })
  const page = await makePage(house.db, { projectId, authorId: who.id })
  await house.db.execute(sql`update documents set changed_at = ${ago(days).toISOString()} where id = ${page.id}`)
  return projectId
}

describe('the desk of an office', () => {
  it('has nothing where nothing waits', async () => {
    await project('Awake', 3)
    expect((await desk(director)).items).toEqual([])
  })

  it('has what was late for longest first, of all kinds in one list', async () => {
    const school = await makeSchool(house.db, { name: 'New school', countryCode: 'IT', regionId: regions.lazio })
    const house2 = await makeSchool(house.db, { name: 'Training', kind: 'institution', countryCode: 'IT' })
    await approval({ userId: teacher.id }, 30)
    await approval({ schoolId: school.id }, 2)
    await approval({ schoolId: house2.id, state: 'question' }, 11)
    await approval({ projectId: await project('A new project', 1) }, 12)
    await help('The camera', 20)
    await help('The kit', 1)
    await project('Asleep', 60)
    const seen = await desk(director)
    expect(linesOf(seen)).toEqual([
      'inactive Asleep late',
      'person Tea Teacher late',
      'help The camera late',
      'project A new project late',
      'institution Training late',
      'help The kit',
      'school New school',
    ])
    expect(seen.items[4]?.waitsFor).toBe('asker')
  })

  it('is read in pages, of any length, each item once and in the same order', async () => {
    for (let days = 1; days <= 6; days++) {
      await help(`Help ${days}`, days * 3)
      await project(`Project ${days}`, 30 + days * 3)
    }
    const whole = linesOf(await desk(director))
    expect(whole).toHaveLength(12)
    const paged: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const page: Desk = await desk(director, `?limit=5${after === '' ? '' : `&after=${after}`}`)
      paged.push(...linesOf(page))
      after = page.nextAfter
    }
    expect(paged).toEqual(whole)
  })

  it('shows a correspondent their region alone, and nobody a region that is not theirs', async () => {
    const tuscan = await teacherIn('toscana', 'Tosca')
    await help('Here', 3)
    await help('There', 3, tuscan, 'toscana')
    await approval({ userId: teacher.id }, 3)
    await approval({ userId: tuscan.id }, 3)
    await project('Sleeps here', 50)
    await project('Sleeps there', 50, tuscan)
    expect(linesOf(await desk(correspondent)).toSorted()).toEqual(
      ['help Here', 'inactive Sleeps here late', 'person Tea Teacher'].toSorted(),
    )
    expect((await correspondent.get(`/api/offices/${italy.id}/desk?region=${regions.toscana}`)).status).toBe(404)
    expect(linesOf(await desk(director, `?region=${regions.toscana}&kind=help`))).toEqual(['help There'])
  })

  it('counts weeks with school: holidays of the school are none', async () => {
    const projectId = await project('On holiday', 33)
    expect(linesOf(await desk(director))).toEqual(['inactive On holiday late'])
    const days = { fromDate: ago(20).toISOString().slice(0, 10), toDate: ago(12).toISOString().slice(0, 10) }
    await house.db.insert(schoolHolidays).values({ schoolId: teacher.schoolId, name: 'Autumn', ...days })
    expect(linesOf(await desk(director))).toEqual([])
    // The same days once more, of another name, are no more days.
    await house.db.insert(schoolHolidays).values({ schoolId: teacher.schoolId, name: 'Bridge', ...days })
    await house.db.execute(
      sql`update documents set changed_at = ${ago(40).toISOString()} where project_id = ${projectId}`,
    )
    expect(linesOf(await desk(director))).toEqual(['inactive On holiday late'])
  })

  it('has a project no longer once somebody has said something, and none of another country', async () => {
    const projectId = await project('Asleep', 60)
    await project('French', 60, await makeStaff(house.db))
    expect(linesOf(await desk(director))).toEqual(['inactive Asleep late'])
    await house.db.execute(sql`update channels set last_at = ${ago(1).toISOString()} where project_id = ${projectId}`)
    expect(linesOf(await desk(director))).toEqual([])
  })

  it('goes by what the office holds itself to, which its director alone says', async () => {
    await help('The kit', 4)
    expect(linesOf(await desk(director))).toEqual(['help The kit'])
    const promises = { approvalDays: 5, helpDays: 3, inactiveWeeks: 6 }
    const path = `/api/offices/${italy.id}/promises`
    expect((await correspondent.send('PUT', path, promises)).status).toBe(403)
    expect((await director.send('PUT', path, { ...promises, helpDays: 91 })).status).toBe(400)
    expect((await director.send('PUT', path, promises)).status).toBe(200)
    expect(linesOf(await desk(director))).toEqual(['help The kit late'])
  })

  it('is closed with a mandate, from the morning on', async () => {
    await house.db.update(mandates).set({ toDate: house.clock.now().toISOString().slice(0, 10) })
    expect((await director.get(`/api/offices/${italy.id}/desk`)).status).toBe(404)
    const can = async (browser: Browser) => (await browser.get('/api/session')).body.user.can
    expect(await can(director)).toMatchObject({ readOffice: false, askOffice: false })
    expect(await can(await house.as(teacher))).toMatchObject({ readOffice: false, askOffice: true })
  })

  it('takes notes nowhere at that of Europe, which accompanies nobody', async () => {
    const europe = await makeOffice(house.db, { countryCode: null })
    const officer = await makeStaff(house.db, { schoolId: europe.id })
    await makeMandate(house.db, { officeId: europe.id, userId: officer.id, post: 'officer' })
    const { can } = (await (await house.as(officer)).get(`/api/offices/${europe.id}/desk`)).body
    expect(can.takeNotes).toBe(false)
  })

  it.each([
    ['help_requests_waiting', (db: TestApp['db'], page: DeskPage) => listWaitingHelp(db, page, teacher.id)],
    ['approvals_office', (db: TestApp['db'], page: DeskPage) => listWaitingApprovals(db, page, null)],
  ])('reads no more than a page, by the index %s', async (index, list) => {
    const page = {
      officeId: italy.id,
      countryCode: 'IT',
      day: '2026-01-01',
      regions: 'all' as const,
      after: null,
      limit: 30,
    }
    const plan = await house.db.transaction(async (tx) => {
      // A table of three rows is read whole otherwise.
      await tx.execute(sql`set local enable_seqscan = off`)
      return tx.execute(sql`explain ${list(house.db, page).getSQL()}`)
    })
    expect(JSON.stringify(plan)).toContain(index)
  })

  it.each(['after=1', 'after=x.y', 'kind=note', 'limit=0', 'region=1'])('refuses %s', async (query) => {
    expect((await director.get(`/api/offices/${italy.id}/desk?${query}`)).status).toBe(400)
  })
})
