import { afterAll, beforeAll, expect, it } from 'vitest'
import { testOrigin } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { pdf } from '#test/helpers/pdf.ts'
import { upload } from '#test/helpers/uploads.ts'

let house: LiveApp
beforeAll(async () => void (house = await openLiveApp()))
afterAll(() => house.close())

it('of one person who sends many files at once, or slowly, two are read, and others send theirs meanwhile', async () => {
  const people = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId: people.projectId, authorId: people.teacher.id })
  const path = `/api/documents/${page.id}`
  const [pupil, teacher] = [await house.as(people.pupil), await house.as(people.teacher)]
  const read: number[] = []
  const ends: (() => void)[] = []
  const slow = Array.from({ length: 5 }, async (_, at) => {
    const body = new ReadableStream(
      {
        pull(controller) {
          if (read.includes(at)) return undefined
          read.push(at)
          ends.push(() => controller.close())
          return undefined
        },
      },
      { highWaterMark: 0 },
    )
    const headers = {
      ...{ Origin: testOrigin, Cookie: pupil.cookie() ?? '', 'Content-Length': '1000' },
      'Content-Type': 'multipart/form-data; boundary=x',
    }
    return house.app.request(`${path}/files`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)
  })
  await expect.poll(() => read.length).toBe(2)
  const { status } = await upload(house, teacher, path, { kind: 'file', name: 'a.pdf', bytes: pdf })
  expect([status, read.length]).toEqual([201, 2])
  for (let end = ends.shift(); end !== undefined || read.length < 5; end = ends.shift()) {
    end?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const answer of await Promise.all(slow)) expect(answer.status).toBe(400)
})
