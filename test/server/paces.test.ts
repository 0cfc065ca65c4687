import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { statusesOf, testOrigin } from '#test/helpers/app.ts'
import { makeCard } from '#test/helpers/cards.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeClassroom, makeMember, makePage, makePupil, makeStaff } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

/* How much of what one person, a class and a stranger may ask for. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const times = <T>(count: number, ask: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => ask(at)))

const ask = async (...asked: Parameters<typeof house.app.request>) => house.app.request(...asked)

/** One after the other: places in a project are given in order. */
async function inOrder<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let at = 0; at < count; at++) made.push(await make())
  return made
}

const countOf = (answers: { status: number }[], status: number) =>
  answers.filter((answer) => answer.status === status).length

/** A project with its pupil, and a page of their group that teachers read too. */
async function makePlace() {
  const people = await makeClassProject(house.db)
  const { projectId, owner, herons } = people
  const page = await makePage(house.db, { projectId, authorId: owner.id, groupId: herons.id })
  return { ...people, page }
}

describe('one person', () => {
  it('who makes documents without end is stopped after twenty, a teacher later, and told when to come again', async () => {
    const { projectId, pupil, owner } = await makePlace()
    const browser = await house.as(pupil)
    const path = `/api/projects/${projectId}/documents`
    const answers = await times(60, (at) => browser.post(path, { kind: 'page', title: `Page ${at}` }))
    expect([countOf(answers, 201), countOf(answers, 429)]).toEqual([20, 40])
    const refused = answers.find(({ status }) => status === 429)
    expect(refused?.body.error.reason).toBe('too_many_new')
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0)
    const teacher = await house.as(owner)
    const others = await times(25, (at) => teacher.post(path, { kind: 'page', title: `Another’s ${at}` }))
    expect(countOf(others, 201)).toBe(25)
  })

  it('who asks for content without end is stopped, and nobody else is', async () => {
    const { pupil, teacher, page } = await makePlace()
    const path = `/api/documents/${page.id}/content`
    const browser = await house.as(pupil)
    const answers = await times(60, () => browser.get(path))
    expect([countOf(answers, 200), countOf(answers, 429)]).toEqual([20, 40])
    expect(answers.find(({ status }) => status === 429)?.body.error.reason).toBe('too_many_contents')
    expect((await (await house.as(teacher)).get(path)).status).toBe(200)
  })

  it('who opens a day of many projects again and again is shown the plan of each', async () => {
    const { projectId, teacher } = await makePlace()
    const browser = await house.as(teacher)
    const answers = await times(60, () => browser.get(`/api/projects/${projectId}/plan`))
    expect(countOf(answers, 200)).toBe(60)
  })

  it('who sends slowly holds up nobody: a turn begins when all of a request is there', async () => {
    const { pupil, teacher, page } = await makePlace()
    const { body } = await (await house.as(teacher)).post(`/api/documents/${page.id}/versions`, { name: 'One' })
    const path = `/api/versions/${body.version.id}/restore`
    const Cookie = (await house.as(pupil)).cookie() ?? ''
    const unending = Array.from({ length: 6 }, () => {
      let end = () => {}
      const stream = new ReadableStream({
        start(controller) {
          end = () => {
            controller.enqueue(new TextEncoder().encode('{}'))
            controller.close()
          }
        },
      })
      const headers = { Cookie, Origin: testOrigin, 'Content-Type': 'application/json' }
      const init = { method: 'POST', headers, body: stream, duplex: 'half' }
      const answer = ask(new Request(`http://x${path}`, init))
      return { answer, end }
    })
    expect((await (await house.as(teacher)).post(path, {})).status).toBe(200)
    for (const { end } of unending) end()
    expect(statusesOf(await Promise.all(unending.map(({ answer }) => answer))).every((status) => status < 500)).toBe(
      true,
    )
  })

  it('who asks without end waits for themselves, and what they no longer wait for is not begun', async () => {
    const { pupil, teacher } = await makePlace()
    const flood = await house.as(pupil)
    const order: string[] = []
    const asked = times(100, () => flood.get('/api/session').then(() => order.push('flood')))
    const other = (await house.as(teacher)).get('/api/session').then(() => order.push('other'))
    await Promise.all([asked, other])
    expect(order.indexOf('other')).toBeLessThan(50)
    const gone = { incoming: { socket: { destroyed: true } } }
    const headers = { Cookie: flood.cookie() ?? '' }
    expect((await ask('/api/session', { headers }, gone)).status).toBe(429)
    expect((await ask('/api/session', { headers })).status).toBe(200)
  })

  it('who changes what they wish to be called rings their teacher once', async () => {
    const { school, owner } = await makePlace()
    const classroom = await makeClassroom(house.db, { schoolId: school.id, teacherId: owner.id })
    const pupil = await house.as(await makePupil(house.db, { schoolId: school.id, classroomId: classroom.id }))
    const { choices } = (await pupil.get('/api/me/pseudonym')).body
    const wish = (at: number) => pupil.send('PUT', '/api/me/pseudonym', { pseudonym: choices[at] })
    expect(choices.length).toBeGreaterThanOrEqual(8)
    for (let at = 0; at < 4; at++) expect((await wish(at)).status).toBe(200)
    await pupil.delete('/api/me/pseudonym')
    for (let at = 4; at < 8; at++) expect((await wish(at)).status).toBe(200)
    const { notices } = (await (await house.as(owner)).get('/api/notices')).body
    expect(notices.filter((notice: { kind: string }) => notice.kind === 'pseudonym_asked')).toHaveLength(1)
    expect((await pupil.get('/api/me/pseudonym')).body.asked).toBe(choices[7])
  })
})

describe('a class of thirty', () => {
  const from = { incoming: { socket: { remoteAddress: '203.0.113.20' } } }

  it('behind one address signs in, loads its home and opens the same page at one moment', async () => {
    const { projectId, school, herons, page } = await makePlace()
    const pupils = await inOrder(30, async () => {
      const pupil = await makePupil(house.db, { schoolId: school.id })
      await makeMember(house.db, { projectId, user: pupil, role: 'pupil', groupId: herons.id })
      return (await makeCard(house.deps, pupil.id)).code
    })
    const headers = { Origin: testOrigin, 'Content-Type': 'application/json' }
    const cookies = await Promise.all(
      pupils.map(async (card) => {
        const body = JSON.stringify({ card })
        const answer = await house.app.request('/api/session', { method: 'POST', headers, body }, from)
        expect(answer.status).toBe(200)
        return answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
      }),
    )
    const home = ['/api/session', '/api/projects', '/api/notices/unread', `/api/projects/${projectId}`]
    const space = ['people', 'documents', 'channels', 'quiet'].map((what) => `/api/projects/${projectId}/${what}`)
    const shown = [...home, ...space, `/api/documents/${page.id}`, `/api/documents/${page.id}/versions`]
    const asked = cookies.flatMap((Cookie) => shown.map((path) => ask(path, { headers: { Cookie } }, from)))
    expect(new Set(statusesOf(await Promise.all(asked)))).toEqual(new Set([200]))
  })

  it('that asks for all of one page at one moment gets it, whole and the same', async () => {
    const { projectId, school, page } = await makePlace()
    const teachers = await inOrder(30, async () => {
      const user = await makeStaff(house.db, { schoolId: school.id })
      await makeMember(house.db, { projectId, user, role: 'teacher' })
      return house.as(user)
    })
    const answers = await times(60, (at) => teachers[at % 30]?.get(`/api/documents/${page.id}/content`) ?? never())
    expect(new Set(statusesOf(answers))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]?.body).toMatchObject({ version: null, previous: null, deletions: [], update: expect.any(String) })
  })

  it('reads content packed where it takes that', async () => {
    const { teacher, page } = await makePlace()
    const browser = await house.as(teacher)
    const Cookie = browser.cookie() ?? ''
    const headers = { Cookie, 'Accept-Encoding': 'gzip' }
    const answer = await house.app.request(`/api/documents/${page.id}/content`, { headers })
    expect([answer.headers.get('Content-Encoding'), answer.headers.get('Vary')]).toEqual(['gzip', 'Accept-Encoding'])
    const unpacked = new Response(answer.body?.pipeThrough(new DecompressionStream('gzip')))
    expect(await unpacked.json()).toEqual((await browser.get(`/api/documents/${page.id}/content`)).body)
  })
})

describe('a stranger', () => {
  it('is counted by where they come from', async () => {
    const from = (remoteAddress: string) => ask('/api/openapi.json', {}, { incoming: { socket: { remoteAddress } } })
    const answers = await times(31, () => from('203.0.113.30'))
    expect(countOf(answers, 429)).toBe(1)
    expect((await from('203.0.113.31')).status).toBe(200)
  })

  it('holds back no device at the same address where somebody has signed in before', async () => {
    const card = (await makeCard(house.deps, (await makePupil(house.db)).id)).secret
    const at = { incoming: { socket: { remoteAddress: '203.0.113.32' } } }
    const signIn = async (headers: Record<string, string>, body = '{}') =>
      ask('/api/session', { method: 'POST', headers: { Origin: testOrigin, ...headers }, body }, at)
    const json = { 'Content-Type': 'application/json' }
    const first = await signIn(json, JSON.stringify({ card }))
    const Cookie =
      first.headers
        .getSetCookie()
        .find((cookie) => cookie.startsWith('device='))
        ?.split(';')[0] ?? ''
    const flood = await times(700, () => signIn(json))
    expect(countOf(flood, 429)).toBeGreaterThan(0)
    expect((await signIn({ ...json, Cookie }, JSON.stringify({ card }))).status).toBe(200)
  })
})

const never = () => Promise.reject(new Error('nobody is there'))
