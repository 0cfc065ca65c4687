import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withoutNames } from '#server/sheets/without-names.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makePupil } from '#test/helpers/factories.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* What the parents of a pupil are told on paper: their own child, in their language, and nobody else. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

async function sheet(browser: Browser, path: string) {
  const response = await house.app.request(path, { headers: { Cookie: browser.cookie() ?? '' } })
  return response.status === 200 ? readPdf(new Uint8Array(await response.arrayBuffer())) : response.status
}

const text = async (browser: Browser, path: string) => {
  const read = await sheet(browser, path)
  return typeof read === 'number' ? String(read) : read.text.replaceAll(/\s+/g, ' ')
}

const criterion = (words: string) => ({ id: randomUUID(), words, itemId: null, levels: ['a', 'b', 'c', 'd'] })

async function judged() {
  const people = await makeClassProject(house.db)
  const mate = await makePupil(house.db, { schoolId: people.school.id, displayName: 'Kenza T.' })
  await makeMember(house.db, { projectId: people.projectId, user: mate, role: 'pupil', groupId: people.otters.id })
  const [owner, teacher, asPupil] = [
    await house.as(people.owner),
    await house.as(people.teacher),
    await house.as(people.pupil),
  ]
  const path = `/api/projects/${people.projectId}`
  const criteria = [criterion('Asks and listens'), criterion('Checks sources')] as const
  const products = [
    { title: 'A walk along the river', steps: [], groupIds: [people.herons.id], userIds: [] },
    { title: 'SECRET of the Otters', steps: [], groupIds: [people.otters.id], userIds: [] },
  ].map((product) => ({ ...product, id: randomUUID() }))
  await owner.send('PUT', `${path}/rubric`, { version: 0, isOpen: true, peers: 'project', criteria, products })
  await owner.post(`${path}/team/subjects`, { subject: 'Science', teacherId: people.teacher.id, hours: 4 })
  const place = { pupil: people.pupil.id, criterion: criteria[0].id }
  for (const browser of [owner, teacher])
    await browser.post(`${path}/judgements`, { ...place, level: 2, words: 'SECRET blind note' })
  await asPupil.post(`${path}/judgements`, { ...place, level: 1, words: 'SECRET own words' })
  const agreed = { ...place, level: 3, note: 'SECRET note', words: 'Listens well, and helps Kenza too' }
  expect((await owner.send('PUT', `${path}/agreements`, agreed)).status).toBe(204)
  return { ...people, mate, owner, asTeacher: teacher, asPupil, path, criteria }
}

it('has what was agreed and published of their child, in the language that the teacher chose, and nobody else’s name', async () => {
  const { owner, asTeacher, path, pupil, criteria } = await judged()
  const own = `${path}/pupils/${pupil.id}/judgements/parents?language=`
  const before = await text(asTeacher, `${own}en`)
  expect(before).toContain('The teachers have not told anything yet.')
  expect(before).not.toMatch(/Asks and listens|Alone/)
  await owner.send('PATCH', `${path}/agreements`, { pupils: [pupil.id], isPublished: true })
  // Judged by one alone, and not agreed: not told.
  await owner.post(`${path}/judgements`, { pupil: pupil.id, criterion: criteria[1].id, level: 1 })

  const french = await sheet(asTeacher, `${own}fr`)
  expect(french).toMatchObject({ title: 'Pour les parents de Alix M.', language: 'fr' })
  const told = await text(asTeacher, `${own}fr`)
  expect(told).toContain('En autonomie : cela marche sans aide.')
  expect(told).toContain('Listens well, and helps un·e autre élève too')
  expect(told).toContain('Theo Teacher (Science)')
  expect(told).toContain('A walk along the river')
  expect(told).not.toMatch(/SECRET|Kenza|Checks sources|Odile|Jonas|Otter/)
  expect(await text(asTeacher, `${own}de`)).toContain('Allein: Es gelingt ohne Hilfe.')
  const { roles, alts } = (await sheet(asTeacher, `${own}en`)) as Awaited<ReturnType<typeof readPdf>>
  for (const role of ['H1', 'H2', 'P', 'L', 'BlockQuote']) expect(roles).toContain(role)
  expect(alts).toEqual([])
})

it('is printed by teachers of the pupil’s school alone', async () => {
  const { asPupil, asTeacher, path, pupil, friend, owner: _, ...people } = await judged()
  const own = `${path}/pupils/${pupil.id}/judgements/parents`
  expect(await sheet(asPupil, own)).toBe(403)
  expect(await sheet(await house.as(people.colleague), own)).toBe(403)
  expect(await sheet(asTeacher, `${path}/pupils/${friend.id}/judgements/parents`)).toBe(403)
  expect(await sheet(asTeacher, `${path}/pupils/${people.teacher.id}/judgements/parents`)).toBe(404)
  expect(await sheet(asTeacher, `${own}?language=xx`)).toBe(400)
})

describe('words without other pupils’ names', () => {
  it.each([
    ['Bo helps Ada.', 'X helps Ada.'],
    ['With Bo T., always', 'With X, always'],
    ['Bob and bo stay; Élodie’s work', 'Bob and bo stay; X’s work'],
    ['A (friend) of Ζωή', 'A (friend) of X'],
  ])('%s', (given, wanted) => {
    expect(withoutNames(given, 'Ada L.', ['Bo T.', 'Ada K.', 'Élodie (2)', 'Ζωή Π.', ''], 'X')).toBe(wanted)
  })
})
