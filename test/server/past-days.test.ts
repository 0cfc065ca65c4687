import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makePupil, makeSchool, makeStaff, makeTerm } from '#test/helpers/factories.ts'
import { makeContact, makeMandate, makeOffice, regionOf } from '#test/helpers/offices.ts'

/**
 * What was true on a day of the past, at the doors of HTTP: who was registered, who was head, which countries were of the
 * programme, in which region a school was. What an office was: offices.test.ts.
 */

let house: TestApp
let france: { id: string }
let officer: Browser
let school: { id: string }
beforeAll(async () => {
  house = await openTestApp()
  const { db } = house
  france = await makeOffice(db, { countryCode: 'FR' })
  const user = await makeStaff(db, { schoolId: france.id })
  await makeMandate(db, { officeId: france.id, userId: user.id, post: 'officer' })
  officer = await house.as(user)
  const regionId = await regionOf(db, 'FR', 'Normandie')
  school = await makeSchool(db, { name: 'Collège', town: 'Rouen', nationalCode: '0761004D', regionId })
  const of = (displayName: string) => makeStaff(db, { schoolId: school.id, displayName })
  const [first, second] = [await of('Anne First'), await of('Bruno Second')]
  await makeTerm(db, { userId: first.id, post: 'head', fromDate: '2017-09-01', toDate: '2021-09-01' })
  await makeTerm(db, { userId: first.id, fromDate: '2016-09-01' })
  await makeTerm(db, { userId: second.id, post: 'head', fromDate: '2021-09-01' })
  await makeTerm(db, { userId: second.id, post: 'librarian', fromDate: '2019-01-07', toDate: '2019-01-07' })
  await makePupil(db, { schoolId: school.id, displayName: 'Nobody Here' })
})
afterAll(() => house.close())

const path = (officeId = france.id, schoolId = school.id) => `/api/offices/${officeId}/schools/${schoolId}`
async function on(day: string) {
  const { body } = await officer.get(`${path()}?on=${day}`)
  const registered = body.registered.flatMap(({ post, count }: { post: string; count: number }) =>
    count > 0 ? [`${count} ${post}`] : [],
  )
  return { region: body.region, membership: body.membership, head: body.head, registered }
}

describe('a school, for its office', () => {
  it('was in a region, of a country of the programme, with a head and who was registered', async () => {
    const [rouen, normandie] = [{ region: 'Rouen' }, { region: 'Normandie' }]
    const member = { membership: 'member' }
    expect(await on('2013-12-31')).toEqual({ ...rouen, membership: 'outside', head: null, registered: [] })
    expect(await on('2014-01-01')).toEqual({ ...rouen, ...member, head: null, registered: [] })
    expect(await on('2017-08-31')).toEqual({ ...rouen, ...member, head: null, registered: ['1 teacher'] })
    expect(await on('2019-12-31')).toEqual({
      ...{ ...rouen, ...member, head: 'Anne First' },
      registered: ['1 teacher', '1 head'],
    })
    expect(await on('2020-01-01')).toMatchObject({ ...normandie, head: 'Anne First' })
    expect(await on('2021-08-31')).toMatchObject({ head: 'Anne First' })
    expect(await on('2021-09-01')).toMatchObject({ head: 'Bruno Second', registered: ['1 teacher', '1 head'] })
  })

  it('is told of today where no day is said, and names of its people the head alone', async () => {
    const { body, text } = await officer.get(path())
    expect([body.on, body.head]).toEqual(['2026-11-24', 'Bruno Second'])
    expect(text).not.toMatch(/Anne|Nobody/)
  })

  it.each(['2026-02-30', 'yesterday', '0000-01-01', ''])('is not asked for the day %j', async (day) => {
    const { status, body } = await officer.get(`${path()}?on=${encodeURIComponent(day)}`)
    expect([status, body.error.fields[0].path]).toEqual([400, 'on'])
  })

  it('of another country, an office and nothing at all are not there', async () => {
    const german = await makeSchool(house.db, { countryCode: 'DE' })
    for (const id of [german.id, france.id, crypto.randomUUID()])
      expect((await officer.get(path(france.id, id))).status).toBe(404)
  })
})

it('the regions of an office are those of the day, with whom one found there', async () => {
  await makeContact(house.db, {
    ...{ regionId: await regionOf(house.db, 'FR', 'Rouen'), kind: 'rector', name: 'Rectrice de Rouen' },
    ...{ fromDate: '2016-01-01', toDate: '2020-01-01' },
  })
  const regions = async (day: string) =>
    (await officer.get(`/api/offices/${france.id}/regions?on=${day}`)).body.regions.filter(
      ({ name }: { name: string }) => /Rouen|Caen|Normandie/.test(name),
    )
  expect(await regions('2019-12-31')).toMatchObject([
    { name: 'Caen' },
    { name: 'Rouen', contacts: [{ name: 'Rectrice de Rouen' }] },
  ])
  expect(await regions('2020-01-01')).toMatchObject([{ name: 'Normandie', contacts: [] }])
})
