import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import {
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  testPassword,
} from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const signIn = (body: object) => house.visitor().post('/api/session', body)

describe('own settings', () => {
  it('keep language, theme and shape, and tell the projects', async () => {
    const pupil = await makePupil(house.db)
    const project = await makeProject(house.db)
    await makeMember(house.db, { projectId: project.id, user: pupil, role: 'pupil' })
    const browser = await house.as(pupil)
    const { status, body } = await browser.patch('/api/me', { locale: 'de', theme: 'contrast', shape: 2 })
    expect(status).toBe(200)
    expect(body.user).toMatchObject({ locale: 'de', theme: 'contrast', shape: 2 })
    expect(house.rooms.notices).toContainEqual({
      room: { projectId: project.id },
      notice: { topic: 'people', userId: pupil.id },
    })
  })

  it('let staff change their name and pupils not', async () => {
    const staff = await house.as(await makeStaff(house.db))
    const pupil = await house.as(await makePupil(house.db))
    const renamed = await staff.patch('/api/me', { displayName: '  Zoe\u0308   Martin ' })
    expect(renamed.body.user.displayName).toBe('Zoë Martin')
    expect((await pupil.patch('/api/me', { displayName: 'Zoe' })).status).toBe(403)
  })

  it('keep nothing in a name that is not seen, and no tower of marks over other lines', async () => {
    const staff = await house.as(await makeStaff(house.db))
    const { body } = await staff.patch('/api/me', { displayName: `Z\u200bo${'\u0301'.repeat(40)}e\u00ad` })
    expect(body.user.displayName).toBe(`Z\u00f3${'\u0301'.repeat(6)}e`)
  })

  it.each([
    { locale: 'xx' },
    { theme: 'pink' },
    { shape: 3 },
    { displayName: 'a\u202eb' },
    { displayName: ' ' },
    { kind: 'staff' },
  ])('refuse %j', async (change) => {
    const browser = await house.as(await makeStaff(house.db))
    const { status, body } = await browser.patch('/api/me', change)
    expect([status, body.error.reason]).toEqual([400, 'invalid_input'])
  })

  it('change the password, and put every other login out', async () => {
    const staff = await makeStaffWithPassword(house.db)
    const [here, there] = [await house.as(staff), await house.as(staff)]
    const next = 'seven green umbrellas'
    expect((await here.post('/api/me/password', { current: 'not-the-password', next })).status).toBe(401)
    expect((await here.post('/api/me/password', { current: testPassword, next })).status).toBe(204)
    expect((await here.get('/api/session')).body.user).not.toBeNull()
    expect((await there.get('/api/session')).body.user).toBeNull()
    expect((await signIn({ email: staff.email, password: next })).status).toBe(200)
    expect((await signIn({ email: staff.email, password: testPassword })).status).toBe(401)
  })

  it.each([
    ['short', 'elevenchars'],
    ['long', 'abcdefgh '.repeat(23)],
    ['common', 'Password1234!'],
    ['monotonous', 'abababababababab'],
    ['with the own address', 'helene.durand-1789'],
    ['with the school', 'Lycée Voltaire 75011'],
  ])('refuse a password that is %s', async (_what, next) => {
    const school = await makeSchool(house.db, { name: 'Lycée Voltaire' })
    const email = `helene.durand@${school.id}.test`
    const browser = await house.as(await makeStaffWithPassword(house.db, { schoolId: school.id, email }))
    const { status, body } = await browser.post('/api/me/password', { current: testPassword, next })
    expect([status, body.error.reason]).toEqual([400, 'weak_password'])
  })
})
