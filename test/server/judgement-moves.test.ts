import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertExtract } from '#db/queries/extracts.ts'
import { classroomPupils } from '#db/schema/classrooms.ts'
import { eraseExtractsOf } from '#server/extracts/leave.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeClassroom, makeStaff } from '#test/helpers/factories.ts'
import { readPdf } from '#test/helpers/read-pdf.ts'

/* What was judged stays with its pupil, whatever class or group they come to, and whatever it rested on is gone. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

async function judgedPupil() {
  const people = await makeClassProject(house.db)
  const path = `/api/projects/${people.projectId}`
  const [owner, teacher] = [await house.as(people.owner), await house.as(people.teacher)]
  const criterion = { id: randomUUID(), words: 'Asks and listens', itemId: null, levels: ['a', 'b', 'c', 'd'] }
  const rubric = { version: 0, isOpen: true, peers: 'nobody', criteria: [criterion], products: [] }
  await owner.send('PUT', `${path}/rubric`, rubric)
  const content = { title: 'Our page', version: null, blocks: [], drawing: { svg: '<svg/>', by: [people.pupil.id] } }
  const taken = { kind: 'passage' as const, content, takenAt: house.clock.now(), madeAt: house.clock.now() }
  const extract = await house.db.transaction((tx) =>
    insertExtract(tx, { projectId: people.projectId, ...taken }, [people.pupil.id]),
  )
  const place = { pupil: people.pupil.id, criterion: criterion.id }
  for (const browser of [owner, teacher])
    await browser.post(`${path}/judgements`, { ...place, level: 3, extracts: [extract.id] })
  await owner.send('PUT', `${path}/agreements`, { ...place, level: 3, note: '', words: 'You ask well' })
  await owner.send('PATCH', `${path}/agreements`, { pupils: [people.pupil.id], isPublished: true })
  return { ...people, path, asOwner: owner, asTeacher: teacher, place, extractId: extract.id }
}

it('a pupil who changes class and group keeps what was agreed; the teachers of the project go on', async () => {
  const { asOwner, asTeacher, path, pupil, school, owner, otters, place } = await judgedPupil()
  const [before, after] = [
    await makeClassroom(house.db, { schoolId: school.id, teacherId: owner.id, name: '5e A' }),
    await makeClassroom(house.db, { schoolId: school.id, name: '5e B' }),
  ]
  await house.db.insert(classroomPupils).values({ classroomId: before.id, userId: pupil.id })
  await house.db.insert(classroomPupils).values({ classroomId: after.id, userId: pupil.id })
  expect((await asOwner.delete(`/api/classrooms/${before.id}/pupils/${pupil.id}`)).status).toBe(204)
  const left = await house.db.select().from(classroomPupils).where(eq(classroomPupils.userId, pupil.id))
  expect(left.map(({ classroomId }) => classroomId)).toEqual([after.id])
  expect((await asOwner.patch(`${path}/members/${pupil.id}`, { groupId: otters.id })).status).toBe(200)

  const asPupil = await house.as(pupil)
  expect((await asPupil.get(`${path}/judgements`)).body.agreements).toMatchObject([{ level: 3, words: 'You ask well' }])
  const better = { ...place, level: 4, note: '', words: 'Better still' }
  expect((await asTeacher.send('PUT', `${path}/agreements`, better)).status).toBe(204)
  await asTeacher.send('PATCH', `${path}/agreements`, { pupils: [pupil.id], isPublished: true })
  for (const sheet of ['sheet', 'parents']) {
    const response = await house.app.request(`${path}/pupils/${pupil.id}/judgements/${sheet}?language=en`, {
      headers: { Cookie: asTeacher.cookie() ?? '' },
    })
    expect((await readPdf(new Uint8Array(await response.arrayBuffer()))).text).toContain('Better still')
  }
  const { text } = await asTeacher.get(`${path}/levels?columns=en`)
  expect(text).toContain('"Alix M.","Otters"')
})

it('a judgement stays when what it rested on was erased, and a teacher outside the team sees and changes nothing', async () => {
  const { asTeacher, path, pupil, school, place, extractId } = await judgedPupil()
  await house.db.transaction((tx) => eraseExtractsOf(tx, pupil.id))
  const { judgements } = (await asTeacher.get(`${path}/judgements`)).body
  expect(judgements).toMatchObject([{ level: 3, extracts: [extractId] }, { level: 3 }])
  expect((await asTeacher.get(`/api/extracts/${extractId}`)).body.extract.content.drawing).toBeNull()

  const outside = await house.as(await makeStaff(house.db, { schoolId: school.id, isSchoolAdmin: true }))
  for (const [method, at, body] of [
    ['POST', 'judgements', { ...place, level: 1 }],
    ['PUT', 'agreements', { ...place, level: 1 }],
    ['PATCH', 'agreements', { pupils: [pupil.id], isPublished: false }],
    ['POST', 'observations', { ...place, level: 1 }],
    ['GET', 'judgements', undefined],
    ['GET', 'skills', undefined],
    ['GET', `pupils/${pupil.id}/judgements/parents`, undefined],
  ] as const)
    expect([at, (await outside.send(method, `${path}/${at}`, body)).status]).toEqual([at, 404])
  expect((await asTeacher.get(`${path}/judgements`)).body.agreements).toMatchObject([{ level: 3 }])
})
