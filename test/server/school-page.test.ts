import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { schools } from '#db/schema/schools.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeMember, makeProject, makeSchool, makeStaff, makeTerm } from '#test/helpers/factories.ts'

/* A school's page for everybody: off until it is switched on, without a name but its head's who chose it. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const read = async (schoolId: string, headers: Record<string, string> = {}) => {
  const response = await house.app.request(`/schools/${schoolId}`, { headers })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function school(values = {}) {
  const { id } = await makeSchool(house.db, { name: 'Collège <Moulin>', town: 'Caen', ...values })
  const admin = await makeStaff(house.db, { schoolId: id, displayName: 'Anne Admin', isSchoolAdmin: true })
  return { id, admin, asAdmin: await house.as(admin) }
}

it('is not there until an administrator switches it on, and no longer once it is off again', async () => {
  const { id, asAdmin } = await school()
  expect((await read(id)).status).toBe(404)
  expect((await read('nothing')).status).toBe(404)
  expect((await asAdmin.patch('/api/school', { isPublic: true })).body.school.isPublic).toBe(true)
  const page = await read(id, { 'Accept-Language': 'fr' })
  expect([page.status, page.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8'])
  expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(page.text).toContain('<html lang="fr">')
  expect(page.text).toContain('<h1>Collège &lt;Moulin&gt;</h1>')
  expect(page.text).toContain('Cet établissement ne montre encore aucun projet.')
  expect(page.text).not.toContain('Anne Admin')
  await asAdmin.patch('/api/school', { isPublic: false })
  expect((await read(id)).status).toBe(404)
})

it('is not sent again to who has it, until it says something else', async () => {
  const { id, asAdmin } = await school({ isPublic: true })
  const etag = (await read(id)).headers.get('ETag') ?? ''
  const again = await read(id, { 'If-None-Match': etag })
  expect([again.status, again.text]).toEqual([304, ''])
  await asAdmin.patch('/api/school', { town: 'Bayeux' })
  expect((await read(id, { 'If-None-Match': etag })).status).toBe(200)
})

it('names the head where they want it, who alone may say so, for as long as they are head', async () => {
  const { id, asAdmin } = await school({ isPublic: true })
  const head = await makeStaff(house.db, { schoolId: id, displayName: 'Hugo Head' })
  const term = await makeTerm(house.db, { userId: head.id, post: 'head' })
  const asHead = await house.as(head)
  expect((await asAdmin.send('PUT', '/api/school/head', { isNamed: true })).status).toBe(403)
  expect((await asHead.get('/api/school')).body.head).toEqual({ isMe: true, isNamed: false })
  expect((await read(id)).text).not.toContain('Hugo Head')
  expect((await asHead.send('PUT', '/api/school/head', { isNamed: true })).status).toBe(204)
  expect((await asAdmin.get('/api/school')).body.head).toEqual({ isMe: false, isNamed: true })
  expect((await read(id)).text).toContain('Hugo Head')
  const { lines } = (await asAdmin.get('/api/school/audit')).body
  expect(lines.map(({ action }: { action: string }) => action)).toContain('head.named')
  await asAdmin.patch(`/api/school/terms/${term.id}`, { to: house.clock.now().toISOString().slice(0, 10) })
  expect((await read(id)).text).not.toContain('Hugo Head')
  expect((await asHead.send('PUT', '/api/school/head', { isNamed: true })).status).toBe(403)
})

it('shows what was open by year, and of partners the name only where their page is public too', async () => {
  const { id, admin } = await school({ isPublic: true })
  const partner = await makeSchool(house.db, { name: 'Liceo Fermi', town: 'Bologna', countryCode: 'IT' })
  const other = await makeStaff(house.db, { schoolId: partner.id, displayName: 'Piero Partner' })
  const make = async (values: Parameters<typeof makeProject>[1]) => {
    const project = await makeProject(house.db, { languages: ['fr', 'it'], ...values })
    await makeMember(house.db, { projectId: project.id, user: admin, role: 'owner' })
    await makeMember(house.db, { projectId: project.id, user: other, role: 'teacher' })
    return project
  }
  const { id: projectId } = await make({ name: 'Inner name', kind: 'european', state: 'open' })
  await make({ name: 'Old mills', kind: 'national', state: 'archived', stateBefore: 'closed' })
  await make({ name: 'Only a draft', kind: 'european', state: 'draft' })
  await make({ name: 'Never opened', kind: 'european', state: 'archived', stateBefore: 'waiting_partner' })
  await (await house.as(admin)).patch(`/api/projects/${projectId}/team`, { publicTitle: 'Two rivers', year: 2024 })
  const { text } = await read(id)
  expect(text).toContain('School year 2024–2025')
  expect(text).toContain('Two rivers')
  expect(text).toContain('European project')
  expect(text).toContain('French, Italian')
  expect(text).toContain('Old mills')
  expect(text).toContain('Bologna, Italy')
  for (const hidden of ['Inner name', 'Only a draft', 'Never opened', 'Liceo Fermi', 'Piero', 'Anne'])
    expect(text, hidden).not.toContain(hidden)
  await house.db.update(schools).set({ isPublic: true }).where(eq(schools.id, partner.id))
  expect((await read(id)).text).toContain(`<a href="/schools/${partner.id}">Liceo Fermi</a>, Bologna, Italy`)
})

it('an office has none', async () => {
  const { id } = await school({ kind: 'office', isPublic: true })
  expect((await read(id)).status).toBe(404)
})
