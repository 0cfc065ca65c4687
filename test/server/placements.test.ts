import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import { schools } from '#db/schema/schools.ts'
import { endWhatIsOver } from '#server/ends/ends.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage, makeSchool, makeStaff, makeTerm } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeMandate, makeOffice } from '#test/helpers/offices.ts'
import { makeInstitution, makePlacement } from '#test/helpers/placements.ts'

/* A trainee at a host school: arranged, agreed, in its projects for a time, and out of them by the host's clock. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function scene() {
  const { db } = house
  const people = await makeClassProject(db)
  const training = await makeInstitution(db)
  const host = await makeStaff(db, { schoolId: people.school.id, isSchoolAdmin: true, displayName: 'Hélène Host' })
  const { institution, trainee } = training
  const who = { traineeId: trainee.id, institutionId: institution.id, hostSchoolId: people.school.id }
  const asked = { traineeId: trainee.id, hostSchoolId: people.school.id, tutorId: people.teacher.id }
  return { ...people, ...training, host, who, asked }
}

const dates = { from: '2026-01-01', to: '2030-01-01' }

it('is arranged by the institution and holds nothing before the host agrees', async () => {
  const { admin, trainee, host, teacher, owner, asked, projectId } = await scene()
  const [asAdmin, asHost, asTeacher] = [await house.as(admin), await house.as(host), await house.as(teacher)]
  const made = await asAdmin.post('/api/placements', { ...asked, ...dates })
  expect(made.status).toBe(201)
  const { id } = made.body.placement
  const into = () => asTeacher.post(`/api/projects/${projectId}/trainees`, { placementId: id, role: 'visitor' })
  expect((await into()).body.error.reason).toBe('placement_not_now')
  const statesFor = async (person: typeof admin) =>
    (await (await house.as(person)).get('/api/placements')).body.placements.map(({ state }: { state: string }) => state)
  for (const person of [admin, trainee, host, teacher]) expect(await statesFor(person)).toEqual(['asked'])
  expect(await statesFor(owner), 'of the host, before it agreed').toEqual([])
  expect((await asHost.post(`/api/placements/${id}/agree`)).status).toBe(204)
  expect(await statesFor(owner)).toEqual(['agreed'])
  expect((await into()).status).toBe(204)
  expect((await into()).body.error.reason).toBe('already_member')
  const { lines } = (await asHost.get('/api/school/audit')).body
  const actions = lines.map(({ action }: { action: string }) => action)
  expect(actions).toEqual(expect.arrayContaining(['placement.asked', 'placement.agreed', 'member.added']))
})

it('names who fits: a trainee of today, a school, a tutor of one of both, days in their order', async () => {
  const { admin, institution, asked, teacher, partner } = await scene()
  const asAdmin = await house.as(admin)
  const stranger = await makeStaff(house.db)
  const wrong = async (changes: object) =>
    (await asAdmin.post('/api/placements', { ...asked, ...dates, ...changes })).body.error.fields
  expect(await wrong({ traineeId: admin.id })).toEqual([{ path: 'traineeId', reason: 'not_a_trainee' }])
  expect(await wrong({ traineeId: teacher.id })).toEqual([{ path: 'traineeId', reason: 'not_a_trainee' }])
  expect(await wrong({ hostSchoolId: institution.id })).toEqual([{ path: 'hostSchoolId', reason: 'not_a_host' }])
  expect(await wrong({ hostSchoolId: partner.id })).toEqual([{ path: 'tutorId', reason: 'not_a_tutor' }])
  expect(await wrong({ tutorId: stranger.id })).toEqual([{ path: 'tutorId', reason: 'not_a_tutor' }])
  expect(await wrong({ to: dates.from })).toEqual([{ path: 'to', reason: 'date_order' }])
  expect((await asAdmin.get('/api/placements')).body.placements).toEqual([])
})

describe('in a project of the host', () => {
  it('the trainee sees pseudonyms, and is out when the day begins at the host, on open lines too', async () => {
    const { who, trainee, teacher, projectId, owner, pupil } = await scene()
    const { db, clock, deps } = house
    const timeZone = 'Pacific/Auckland'
    await db.update(schools).set({ timeZone }).where(eq(schools.id, who.hostSchoolId))
    // Tomorrow at the host, where it is evening while Greenwich has its morning.
    const toDate = dayAt(clock.now(), timeZone, 1)
    const midnight = midnightAt(toDate, timeZone)
    clock.advance(midnight.getTime() - clock.now().getTime() - minutes(1))
    const placementId = await makePlacement(db, { ...who, toDate })
    const page = await makePage(db, { projectId, authorId: owner.id })
    await (await house.as(teacher)).post(`/api/projects/${projectId}/trainees`, { placementId, role: 'teacher' })
    const asTrainee = await house.as(trainee)
    const people = await asTrainee.get(`/api/projects/${projectId}/people`)
    expect(people.status).toBe(200)
    expect(people.text).not.toContain(pupil.displayName)
    const lines = await Promise.all([page.id, `space-${projectId}`].map((room) => house.join(room, asTrainee).synced()))
    expect(await endWhatIsOver(deps)).toEqual(midnight)
    expect((await asTrainee.get(`/api/projects/${projectId}`)).status).toBe(200)
    expect(lines.map(({ closed }) => closed)).toEqual([null, null])
    clock.advance(minutes(1))
    await endWhatIsOver(deps)
    for (const line of lines) expect(await line.isCut()).toBe(closeCode.unknown)
    for (const path of [`/api/projects/${projectId}`, `/api/documents/${page.id}`])
      expect((await asTrainee.get(path)).status, path).toBe(404)
    expect((await asTrainee.get('/api/placements')).body.placements).toMatchObject([{ state: 'over' }])
    const again = await (
      await house.as(teacher)
    ).post(`/api/projects/${projectId}/trainees`, { placementId, role: 'visitor' })
    expect(again.body.error.reason).toBe('placement_not_now')
    for (const line of lines) line.destroy()
  })

  it('may end earlier by either side, and never later', async () => {
    const { who, admin, host, trainee, teacher, projectId } = await scene()
    const placementId = await makePlacement(house.db, who)
    const path = `/api/placements/${placementId}`
    await (await house.as(teacher)).post(`/api/projects/${projectId}/trainees`, { placementId, role: 'visitor' })
    const asAdmin = await house.as(admin)
    expect((await asAdmin.patch(path, { to: '2031-01-01' })).body.error.fields).toEqual([
      { path: 'to', reason: 'placement_longer' },
    ])
    expect((await (await house.as(trainee)).patch(path, { to: '2026-01-01' })).status).toBe(403)
    expect((await asAdmin.patch(path, { to: '2029-01-01' })).status).toBe(204)
    const asHost = await house.as(host)
    expect((await asHost.patch(path, { to: house.clock.now().toISOString().slice(0, 10) })).status).toBe(204)
    await endWhatIsOver(house.deps)
    expect((await (await house.as(trainee)).get(`/api/projects/${projectId}`)).status).toBe(404)
    expect((await asHost.patch(path, { to: '2026-01-01' })).body.error.reason).toBe('placement_over')
  })

  it('no institution makes a project a European one', async () => {
    const { who, teacher, owner } = await scene()
    const asOwner = await house.as(owner)
    const founded = await asOwner.post('/api/projects', {
      ...{ kind: 'european', name: 'Rivers', cover: 1, languages: ['fr'], subjects: [] },
      ...{ ageFrom: 10, ageTo: 12, start: 'alone' },
    })
    expect(founded.status).toBe(201)
    const { id } = founded.body
    const stateOf = async () => (await asOwner.get(`/api/projects/${id}`)).body.project.state
    const before = await stateOf()
    await house.db.update(schools).set({ countryCode: 'IT' }).where(eq(schools.id, who.institutionId))
    const placementId = await makePlacement(house.db, who)
    expect((await asOwner.post(`/api/projects/${id}/trainees`, { placementId, role: 'teacher' })).status).toBe(204)
    await asOwner.patch(`/api/projects/${id}/members/${who.traineeId}`, { role: 'visitor' })
    await asOwner.patch(`/api/projects/${id}/members/${who.traineeId}`, { role: 'teacher' })
    expect([before, await stateOf()]).toEqual(['waiting_partner', 'waiting_partner'])
    expect(teacher.schoolId).toBe(who.hostSchoolId)
  })
})

it('a journal is the trainee’s, read by tutor and institution, and by nobody at the host', async () => {
  const { who, admin, trainee, teacher, host, owner } = await scene()
  const path = `/api/placements/${await makePlacement(house.db, { ...who, tutorId: teacher.id })}/journal`
  const asTrainee = await house.as(trainee)
  expect((await asTrainee.post(path, { text: ' ' })).status).toBe(400)
  expect((await asTrainee.post(path, { text: 'The groups found their own pace.' })).status).toBe(201)
  for (const person of [trainee, teacher, admin]) {
    const { entries } = (await (await house.as(person)).get(path)).body
    expect(entries).toMatchObject([{ text: 'The groups found their own pace.' }])
  }
  for (const person of [host, owner]) expect((await (await house.as(person)).get(path)).status).toBe(403)
  for (const person of [teacher, admin])
    expect((await (await house.as(person)).post(path, { text: 'Good' })).status).toBe(403)
})

it('an institution is admitted by its country’s office, where one is open, and arranges nothing before', async () => {
  const { db } = house
  const { admin, trainee, institution } = await makeInstitution(db, { countryCode: 'AT' })
  const host = await makeSchool(db)
  const asAdmin = await house.as(admin)
  const asked = { traineeId: trainee.id, hostSchoolId: host.id, tutorId: admin.id, ...dates }
  const apply = () => asAdmin.post('/api/school/admission', { letter: 'We train teachers in three countries.' })
  expect((await apply()).body.error.reason).toBe('no_office')
  expect((await asAdmin.post('/api/placements', asked)).status).toBe(201)
  const office = await makeOffice(db, { countryCode: 'AT' })
  const officer = await makeStaff(db, { schoolId: office.id })
  await makeMandate(db, { userId: officer.id, officeId: office.id, post: 'officer' })
  expect((await asAdmin.post('/api/placements', asked)).body.error.reason).toBe('institution_not_admitted')
  const applied = await apply()
  expect(applied.status).toBe(201)
  expect((await apply()).body.error.reason).toBe('approval_under_way')
  const path = `/api/approvals/${applied.body.approval.id}`
  expect((await (await house.as(officer)).post(`${path}/decide`, { outcome: 'approved' })).status).toBe(200)
  expect((await asAdmin.post('/api/placements', asked)).status).toBe(201)
  expect((await apply()).body.error.reason).toBe('institution_admitted')
  expect(institution.isVouched).toBe(false)
})

it('is let in by its country’s office, whose link makes its first administrator and no second', async () => {
  const { db } = house
  const office = await makeOffice(db, { countryCode: 'PT' })
  const officer = await makeStaff(db, { schoolId: office.id })
  await makeMandate(db, { userId: officer.id, officeId: office.id, post: 'officer' })
  const asOfficer = await house.as(officer)
  const path = `/api/offices/${office.id}/institutions`
  const made = await asOfficer.post(path, { name: 'Escola Superior', town: 'Porto' })
  expect(made.status).toBe(201)
  const { id } = made.body.institution
  const tokenOf = ({ body }: typeof made) => new URL(body.invitation.url).hash.slice(1)
  const more = await Promise.all([1, 2].map(() => asOfficer.post(`${path}/${id}/invitation`)))
  const looked = async (link: typeof made) =>
    (await house.visitor().post('/api/invitations/look', { token: tokenOf(link) })).status
  const seen = await Promise.all([made, ...more].map(async (link) => ({ link, status: await looked(link) })))
  // Wherever the links before went: the newest alone opens.
  expect(seen.map(({ status }) => status).toSorted()).toEqual([200, 404, 404])
  expect(seen[0]?.status).toBe(404)
  const newest = seen.find(({ status }) => status === 200)?.link ?? made
  const account = (email: string) => ({
    ...{ displayName: 'Inês Instituto', email, password: 'quatro rios calmos', locale: 'en' },
  })
  const browser = house.visitor()
  const came = await browser.post('/api/invitations/accept', {
    token: tokenOf(newest),
    account: account('ines@es.test'),
  })
  expect(came.status).toBe(200)
  const { school, staff } = (await browser.get('/api/school')).body
  expect(school).toMatchObject({ kind: 'institution', countryCode: 'PT', isVouched: false })
  expect(staff).toMatchObject([{ isSchoolAdmin: true, posts: ['management'] }])
  const late = await house
    .visitor()
    .post('/api/invitations/accept', { token: tokenOf(made), account: account('late@es.test') })
  expect(late.body.error.reason).toBe('link_expired')
  expect((await asOfficer.post(`${path}/${id}/invitation`)).body.error.reason).toBe('institution_has_admin')
  const { institutions } = (await asOfficer.get(path)).body
  expect(institutions).toMatchObject([{ id, hasAdmin: true, isAdmitted: false }])
})

it('is arranged by who trains there for themselves too, with a school that is found by its name', async () => {
  const { db } = house
  const { institution, trainee, admin } = await makeInstitution(db)
  const host = await makeSchool(db, { name: 'Collège des Deux Rives', town: 'Givors' })
  const staff = (displayName: string) => makeStaff(db, { schoolId: institution.id, displayName })
  const [trainer, secretary] = [await staff('Tara Trainer'), await staff('Sam Secretary')]
  await makeTerm(db, { userId: trainer.id, post: 'trainer' })
  const asTrainer = await house.as(trainer)
  const { trainees, tutors, can } = (await asTrainer.get('/api/school/training')).body
  expect([trainees, tutors, can]).toEqual([
    [{ id: trainee.id, displayName: 'Tom Trainee' }],
    [{ id: trainer.id, displayName: 'Tara Trainer' }],
    { arrange: true },
  ])
  const found = (await asTrainer.get('/api/school/training/hosts?country=FR&q=rives%20givors')).body.schools
  expect(found).toMatchObject([{ id: host.id, name: 'Collège des Deux Rives' }])
  const asked = { traineeId: trainee.id, hostSchoolId: host.id, ...dates }
  const other = await asTrainer.post('/api/placements', { ...asked, tutorId: admin.id })
  expect(other.body.error.fields).toEqual([{ path: 'tutorId', reason: 'not_a_tutor' }])
  expect((await asTrainer.post('/api/placements', { ...asked, tutorId: trainer.id })).status).toBe(201)
  const asSecretary = await house.as(secretary)
  expect((await asSecretary.get('/api/school/training')).body.can).toEqual({ arrange: false })
  expect((await asSecretary.post('/api/placements', { ...asked, tutorId: secretary.id })).status).toBe(403)
  expect((await asSecretary.get('/api/school/training/hosts?country=FR&q=rives')).status).toBe(403)
})

/** The day it is somewhere, so many days later. */
function dayAt(at: Date, timeZone: string, later: number): string {
  return new Intl.DateTimeFormat('sv', { timeZone }).format(new Date(at.getTime() + later * 86_400_000))
}

/** When a day begins somewhere, to the quarter of an hour. */
function midnightAt(day: string, timeZone: string): Date {
  const quarters = Array.from({ length: 4 * 48 }, (_, n) => new Date(Date.parse(`${day}T00:00Z`) + (n - 96) * 900_000))
  const first = quarters.find((at) => new Intl.DateTimeFormat('sv', { timeZone }).format(at) === day)
  if (!first) throw new Error('a day begins nowhere')
  return first
}
