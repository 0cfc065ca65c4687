import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { type NewObject, putObject } from '#collab/documents/board-write.ts'
import { listShippedItems } from '#db/queries/frameworks.ts'
import { keepShipped } from '#server/frameworks/shipped.ts'
import type { Browser } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

/* On which lines of frameworks lessons work: what the skills map is made of, for teachers alone. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
  await keepShipped(house.db)
})
afterAll(() => house.close())

const itemOf = async (framework: string, code: string) => {
  const [item] = await listShippedItems(house.db, [{ framework, code }])
  return item?.id ?? ''
}

async function plannedProject() {
  const people = await makeClassProject(house.db)
  const path = `/api/projects/${people.projectId}`
  const teacher = await house.as(people.teacher)
  const id: string = (await teacher.post(`${path}/plan`, { lanes: ['Sciences'] })).body.documentId
  const put = (object: Partial<NewObject> & Pick<NewObject, 'type'>) =>
    house.rooms.edit(id, people.teacher.id, (ydoc) =>
      putObject(ydoc, objectId(authorOf(id, people.teacher.id)), { at: 1, order: 'a5', ...object }),
    )
  return { ...people, id, path, asTeacher: teacher, put }
}

interface Line {
  code: string
}
const codesOf = (body: { frameworks: { items: Line[] }[] }) => body.frameworks.map(({ items }) => items.length)

it('gives lessons by their day with what they work on, and the frameworks that lessons and criteria name', async () => {
  const { asTeacher, path, put, id } = await plannedProject()
  expect((await asTeacher.get(`${path}/skills`)).body).toEqual({ planId: id, sessions: [], frameworks: [] })
  const [science, digital] = [await itemOf('socle', 'D4.1'), await itemOf('crcn', '1.2')]
  await put({ type: 'session', text: 'Later', itemIds: [science], planned: 60 })
  await put({
    type: 'session',
    text: 'Measure',
    parent: 'lane-0',
    date: '2027-01-05',
    itemIds: [science, randomUUID()],
  })
  await put({ type: 'session', text: 'Works on nothing', date: '2027-01-04' })
  const criterion = { id: randomUUID(), words: 'Keeps data', itemId: digital, levels: ['a', 'b', 'c', 'd'] }
  const rubric = { version: 0, isOpen: true, peers: 'nobody', criteria: [criterion], products: [] }
  expect((await asTeacher.send('PUT', `${path}/rubric`, rubric)).status).toBe(200)
  const { body } = await asTeacher.get(`${path}/skills`)
  expect(body.sessions).toMatchObject([
    { title: 'Measure', date: '2027-01-05' },
    { title: 'Later', date: null, planned: 60 },
  ])
  // What is in no framework is no line: 21 of the digital one, all of the socle.
  expect(codesOf(body)).toEqual([21, 41])
  expect(body.frameworks[0].items).toContainEqual(expect.objectContaining({ id: digital, code: '1.2', parent: '1' }))
})

/** A line of a framework that the school of this person alone has. */
async function ownLine(asTeacher: Browser): Promise<string> {
  const file = Buffer.from('code;en\n1;SECRET line').toString('base64')
  const ages = { ageFrom: 11, ageTo: 15 }
  const draft = { name: 'Theirs', language: 'en', ...ages, source: 'Staff meeting', licence: 'ours', file }
  expect((await asTeacher.post('/api/frameworks', draft)).status).toBe(201)
  const { frameworks } = (await asTeacher.get('/api/frameworks')).body
  return frameworks.find(({ isOwn }: { isOwn: boolean }) => isOwn).items[0].id
}

it('names no line of another school’s own framework, and is the teachers’', async () => {
  const { asTeacher, path, put, colleague, pupil, visitor } = await plannedProject()
  const asColleague = await house.as(colleague)
  const own = await ownLine(asColleague)
  await put({ type: 'session', text: 'Measure', itemIds: [own] })
  expect(JSON.stringify((await asColleague.get(`${path}/skills`)).body)).toContain('SECRET')
  expect(JSON.stringify((await asTeacher.get(`${path}/skills`)).body)).not.toContain('SECRET')
  for (const who of [pupil, visitor]) expect((await (await house.as(who)).get(`${path}/skills`)).status).toBe(403)
})

it('goes along in a kit, as far as every school has it', async () => {
  const { asTeacher, path, put } = await plannedProject()
  const science = await itemOf('socle', 'D4.1')
  const itemIds = [science, await ownLine(asTeacher)]
  await put({ type: 'session', text: 'Measure', parent: 'lane-0', date: '2027-01-05', itemIds })
  const about = { title: 'Rivers', summary: 'Four weeks', language: 'en', ageFrom: 11, ageTo: 14 }
  const kit = { ...about, credit: 'T.', licence: 'CC BY 4.0', audience: 'everybody', documentIds: [], withPlan: true }
  const made = await asTeacher.post(`${path}/kits`, kit)
  expect(made.status).toBe(201)
  const other = await makeClassProject(house.db)
  const asOther = await house.as(other.teacher)
  const there = `/api/projects/${other.projectId}`
  expect((await asOther.post(`${there}/kits/${made.body.id}/copies`)).body).toMatchObject({ hasPlan: true })
  expect((await asOther.get(`${there}/skills`)).body.sessions).toMatchObject([{ title: 'Measure', itemIds: [science] }])
})
