import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeSchool, makeStaff, type TestUser } from '#test/helpers/factories.ts'

/* A link holds only while its maker may make it. */

let house: TestApp
let admin: TestUser
let claire: TestUser
let projectId: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const school = await makeSchool(house.db)
  admin = await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true })
  claire = await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true })
  projectId = (await makeProject(house.db)).id
  await makeMember(house.db, { projectId, user: admin, role: 'owner' })
  await makeMember(house.db, { projectId, user: claire, role: 'teacher' })
})

interface Made {
  id: string
  token: string
}
async function make(path: string, body: object): Promise<Made> {
  const answer = await (await house.as(claire)).post(path, body)
  expect(answer.status).toBe(201)
  const { id, url } = answer.body.invitation
  return { id, token: new URL(url).hash.slice(1) }
}
const toSchool = (role = 'admin') => make('/api/school/invitations', { role })
const toProject = (role = 'teacher') => make(`/api/projects/${projectId}/invitations`, { role })

async function answersTo({ token }: Made, person?: TestUser) {
  const browser = person ? await house.as(person) : house.visitor()
  const answers = [await browser.post('/api/invitations/look', { token })]
  answers.push(await browser.post('/api/invitations/accept', { token }))
  return answers.map(({ status, body }) => `${status} ${body.error?.reason ?? 'ok'}`)
}
const gone = ['404 link_expired', '404 link_expired']
const listed = async (path: string, { id }: Made) => {
  const { body } = await (await house.as(admin)).get(path)
  const found = body.invitations.find((row: { id: string }) => row.id === id)
  return [found.state, found.voidReason]
}
const people = () => `/api/projects/${projectId}/people`
const lastLines = async () => (await (await house.as(admin)).get('/api/school/audit')).body.lines

describe('links to the school', () => {
  it('do not bring a demoted administrator back, nor anybody else', async () => {
    const link = await toSchool('admin')
    const browser = await house.as(admin)
    await browser.patch(`/api/school/staff/${claire.id}`, { isSchoolAdmin: false })
    expect(await answersTo(link, claire)).toEqual(gone)
    expect(await answersTo(link, await makeStaff(house.db, { schoolId: claire.schoolId }))).toEqual(gone)
    expect(await listed('/api/school', link)).toEqual(['revoked', 'demoted'])
    expect((await lastLines())[1]).toMatchObject({
      action: 'invitation.voided',
      detail: { count: 1, because: 'demoted' },
    })
    await browser.patch(`/api/school/staff/${claire.id}`, { isSchoolAdmin: true })
    expect(await answersTo(link)).toEqual(gone)
  })

  it('leave those to projects alone, which a demoted administrator may make as a teacher', async () => {
    const link = await toProject()
    await (await house.as(admin)).patch(`/api/school/staff/${claire.id}`, { isSchoolAdmin: false })
    expect(await answersTo(link, await makeStaff(house.db))).toEqual(['200 ok', '200 ok'])
  })

  it('and to projects are void for good when their maker is suspended', async () => {
    const links = [await toSchool(), await toProject()] as const
    const browser = await house.as(admin)
    await browser.patch(`/api/school/staff/${claire.id}`, { isSuspended: true })
    await browser.patch(`/api/school/staff/${claire.id}`, { isSuspended: false })
    for (const link of links) expect(await answersTo(link, await makeStaff(house.db))).toEqual(gone)
    expect(await listed('/api/school', links[0])).toEqual(['revoked', 'suspended'])
    expect(await listed(people(), links[1])).toEqual(['revoked', 'suspended'])
  })
})

describe('links to a project', () => {
  it('do not bring a removed teacher back, nor anybody else', async () => {
    const link = await toProject()
    await (await house.as(admin)).delete(`/api/projects/${projectId}/members/${claire.id}`)
    expect(await answersTo(link, claire)).toEqual(gone)
    expect(await answersTo(link, await makeStaff(house.db))).toEqual(gone)
    expect(await listed(people(), link)).toEqual(['revoked', 'left'])
  })

  it('are void when a teacher becomes a visitor, and hold when they become an owner', async () => {
    const link = await toProject()
    const browser = await house.as(admin)
    const path = `/api/projects/${projectId}/members/${claire.id}`
    await browser.patch(path, { role: 'owner' })
    expect(await listed(people(), link)).toEqual(['open', null])
    await browser.patch(path, { role: 'visitor' })
    expect(await answersTo(link, await makeStaff(house.db))).toEqual(gone)
    expect(await listed(people(), link)).toEqual(['revoked', 'demoted'])
  })

  it('are taken by nobody who made them', async () => {
    for (const link of [await toSchool('admin'), await toProject()])
      expect(await answersTo(link, claire)).toEqual(['200 ok', '409 own_link'])
    const browser = await house.as(claire)
    const { body } = await browser.post('/api/invitations/look', { token: (await toProject()).token })
    expect(body.invitation.refusal).toBe('own_link')
  })

  it('let nobody in of two who come while their maker is taken out', async () => {
    const link = await toProject()
    const owner = await house.as(admin)
    const partner = await house.as(await makeStaff(house.db))
    const [removed, accepted] = await Promise.all([
      owner.delete(`/api/projects/${projectId}/members/${claire.id}`),
      partner.post('/api/invitations/accept', { token: link.token }),
    ])
    expect(removed.status).toBe(204)
    const state = await listed(people(), link)
    expect(state).toEqual(accepted.status === 200 ? ['accepted', null] : ['revoked', 'left'])
  })
})
