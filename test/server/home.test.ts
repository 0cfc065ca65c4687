import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { type NewObject, putObject } from '#collab/documents/board-write.ts'
import { projectSchools } from '#db/schema/projects.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMessage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { makeOffice } from '#test/helpers/offices.ts'
import { channelsOf } from '#test/helpers/talk.ts'

/** What a teacher of the programme comes back to. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const dayMs = 86_400_000
const dayIn = (days: number) => new Date(house.clock.now().getTime() + days * dayMs).toISOString().slice(0, 10)

/** A class of two schools, of which the second has not written since it came. */
async function scene() {
  const people = await makeClassProject(house.db)
  const [teacher, pupil] = [await house.as(people.teacher), await house.as(people.pupil)]
  const { projectId } = people
  const joinedAt = new Date(house.clock.now().getTime() - 60 * dayMs)
  await house.db.update(projectSchools).set({ joinedAt }).where(eq(projectSchools.projectId, projectId))
  const channel = (await channelsOf(teacher, projectId)).find(({ kind }) => kind === 'project')
  const at = house.clock.now()
  await makeMessage(house.db, { channelId: String(channel?.['id']), authorId: people.teacher.id, at })
  return { people, teacher, pupil, projectId }
}

describe('the home of a teacher', () => {
  it('is there where an office of the programme is open, and for nobody else', async () => {
    const { teacher, pupil, people } = await scene()
    expect((await teacher.get('/api/me/home')).status).toBe(404)
    await makeOffice(house.db, { countryCode: people.school.countryCode })
    expect((await teacher.get('/api/me/home')).status).toBe(200)
    expect((await pupil.get('/api/me/home')).status).toBe(403)
  })

  it('says which partner is silent, and which own days of its plans come in four weeks, the next first', async () => {
    const { teacher, people, projectId } = await scene()
    const { documentId } = (await teacher.post(`/api/projects/${projectId}/plan`, { lanes: ['Histoire'] })).body
    const put = (object: Partial<NewObject> & Pick<NewObject, 'type'>) => {
      const id = objectId(authorOf(documentId, people.teacher.id))
      return house.rooms.edit(documentId, people.teacher.id, (ydoc) =>
        putObject(ydoc, id, { at: 1, order: 'a5', ...object }),
      )
    }
    const own = [people.teacher.id]
    await put({ type: 'task', text: 'Call the museum', date: dayIn(9), people: own })
    await put({ type: 'session', text: 'Maps', date: dayIn(2), startsAt: 540, planned: 55, people: own })
    await put({ type: 'session', text: 'Rivers', date: dayIn(2), startsAt: 480, planned: 55, people: own })
    await put({ type: 'session', text: 'Not mine', date: dayIn(2), people: [people.owner.id] })
    await put({ type: 'task', text: 'Past', date: dayIn(-2), people: own })
    await put({ type: 'task', text: 'Far', date: dayIn(40), people: own })
    const { pulses, days } = (await teacher.get('/api/me/home')).body
    expect(pulses).toMatchObject([{ projectId, silent: [{ name: people.partner.name, isOwn: false }] }])
    expect(days).toMatchObject([
      { title: 'Rivers', day: dayIn(2) },
      { title: 'Maps', day: dayIn(2), project: { id: projectId } },
      { title: 'Call the museum', day: dayIn(9), startsAt: null },
    ])
  })
})
