import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { type NewObject, putObject, setValues } from '#collab/documents/board-write.ts'
import { schoolHolidays } from '#db/schema/quiet.ts'
import { isDueSoon, remindDue } from '#server/plan/reminders.ts'
import type { Browser } from '#test/helpers/app.ts'
import { liveBoard } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

/** A class with a plan of two subjects, made by its teacher. */
async function scene() {
  const people = await makeClassProject(house.db)
  const path = `/api/projects/${people.projectId}/plan`
  const [teacher, pupil, friend] = [
    await house.as(people.teacher),
    await house.as(people.pupil),
    await house.as(people.friend),
  ]
  const made = await teacher.post(path, { lanes: ['Histoire', 'Sciences'] })
  const id: string = made.body.documentId
  const put = async (object: Partial<NewObject> & Pick<NewObject, 'type'>) => {
    const thing = objectId(authorOf(id, people.teacher.id))
    await house.rooms.edit(id, people.teacher.id, (ydoc) => putObject(ydoc, thing, { at: 1, order: 'a5', ...object }))
    return thing
  }
  return { people, path, teacher, pupil, friend, id, put }
}

const today = () => house.clock.now().toISOString().slice(0, 10)
const dayAfter = (days: number) => new Date(house.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10)

describe('the plan of a project', () => {
  it('is made on first asking, with its subjects, and is the same for each who asks again', async () => {
    const { people, path, teacher, id } = await scene()
    const colleague = await house.as(people.colleague)
    expect((await colleague.post(path, {})).body).toEqual({ documentId: id })
    const board = await liveBoard(house, id)
    expect(board.meta.layout).toBe('plan')
    expect(board.objects.map(({ type, text }) => [type, text])).toEqual([
      ['column', 'Histoire'],
      ['column', 'Sciences'],
    ])
    expect((await teacher.get(path)).body).toMatchObject({ view: 'whole', documentId: id, can: { make: true } })
  })

  it('brings along the holidays and week-ends of each school, the own one first', async () => {
    const { people, path, teacher } = await scene()
    const colleague = await house.as(people.colleague)
    const holiday = { fromDate: '2027-02-08', toDate: '2027-02-19', name: 'Winterferien' }
    await house.db.insert(schoolHolidays).values({ schoolId: people.partner.id, ...holiday })
    const [own, partner] = (await teacher.get(path)).body.schools
    expect(own).toMatchObject({ id: people.school.id, weekend: [6, 7], holidays: [] })
    expect(partner.holidays).toEqual([{ from: '2027-02-08', to: '2027-02-19', name: 'Winterferien' }])
    expect((await colleague.get(path)).body.schools[0].id).toBe(people.partner.id)
  })

  it('is the teachers’: it is moved to nobody else, copied by nobody, and comes back from the bin', async () => {
    const { people, path, teacher, id } = await scene()
    const door = `/api/documents/${id}`
    expect((await teacher.patch(door, { access: 'project' })).body.error.reason).toBe('plan_of_teachers')
    const copy = { title: 'Mine', kind: 'board', access: 'project', copyOf: id }
    const copied = await teacher.post(`/api/projects/${people.projectId}/documents`, copy)
    expect(copied.body.error.reason).toBe('plan_of_teachers')
    await teacher.patch(door, { state: 'removed' })
    expect((await teacher.get(path)).body.documentId).toBeNull()
    expect((await teacher.post(path, {})).body).toEqual({ documentId: id })
    expect((await teacher.get(path)).body.documentId).toBe(id)
  })
})

describe('what pupils get of a plan', () => {
  it('is steps in their language and own tasks, and no letter of anything else', async () => {
    const { people, path, pupil, friend, id, put } = await scene()
    const { herons } = people
    await put({
      type: 'step',
      text: 'Enquêter',
      language: 'fr',
      date: '2027-01-08',
      translations: [['de', 'Erkunden']],
    })
    await put({ type: 'step', text: 'Montrer', language: 'fr', date: '2027-02-05', order: 'a6' })
    await put({ type: 'task', text: 'Photos', people: [people.pupil.id], date: '2027-01-05' })
    await put({ type: 'task', text: 'Carte', groupId: herons.id, isDone: true })
    await put({ type: 'task', text: 'SECRETJOB', people: [people.friend.id] })
    await put({ type: 'task', text: 'SECRETNOBODY' })
    await put({ type: 'session', text: 'SECRETLESSON', room: 'SECRETROOM', people: [people.teacher.id] })
    const seen = await pupil.get(path)
    expect(seen.body).toMatchObject({
      view: 'own',
      steps: [
        { title: 'Enquêter', language: 'fr', date: '2027-01-08' },
        { title: 'Montrer', date: '2027-02-05' },
      ],
      tasks: [
        { title: 'Photos', date: '2027-01-05', isDone: false, isOfGroup: false },
        { title: 'Carte', date: null, isDone: true, isOfGroup: true },
      ],
    })
    expect(JSON.stringify(seen.body)).not.toMatch(/SECRET|Histoire/)
    expect(JSON.stringify(seen.body)).not.toContain(id)
    await friend.patch('/api/me', { locale: 'de' })
    expect((await friend.get(path)).body.steps[0]).toMatchObject({ title: 'Erkunden', language: 'de' })
    expect((await pupil.get(`/api/documents/${id}`)).status).toBe(404)
    expect((await pupil.get(`/api/documents/${id}/content`)).status).toBe(404)
    const documents = await pupil.get(`/api/projects/${people.projectId}/documents`)
    expect(JSON.stringify(documents.body)).not.toContain(id)
  })
})

describe('a timetable for a plan', () => {
  const file = (...lines: string[]) =>
    ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', ...lines, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n')

  it('is proposals on the clock of the own school, and nothing of it is written', async () => {
    const { path, teacher, id } = await scene()
    const ics = file('DTSTART:20270112T080000Z', 'DURATION:PT90M', 'SUMMARY:Histoire', 'LOCATION:B12')
    const before = await liveBoard(house, id)
    expect((await teacher.post(`${path}/timetable`, { ics })).body).toEqual({
      lessons: [{ title: 'Histoire', date: '2027-01-12', startsAt: 540, minutes: 90, room: 'B12' }],
      leftOut: { wholeDay: 0, other: 0, repeats: 0, cancelled: 0 },
    })
    expect(await liveBoard(house, id)).toEqual(before)
  })

  it('that is too long or none is answered in words', async () => {
    const { path, teacher } = await scene()
    const reasonOf = async (ics: string) => (await teacher.post(`${path}/timetable`, { ics })).body.error.reason
    expect(await reasonOf('x'.repeat(1_000_001))).toBe('ics_too_large')
    expect(await reasonOf('hello')).toBe('ics_malformed')
  })
})

describe('a teacher who leaves', () => {
  it('leaves their sessions in the plan, and what is theirs by no name', async () => {
    const { people, path, teacher, id, put } = await scene()
    const session = await put({ type: 'session', text: 'Marais', people: [people.colleague.id], date: '2027-01-12' })
    const colleague = await house.as(people.colleague)
    await put({ type: 'task', text: 'Call', people: [people.colleague.id], date: '2027-01-13' })
    const owner = await house.as(people.owner)
    expect((await owner.delete(`/api/projects/${people.projectId}/members/${people.colleague.id}`)).status).toBe(204)
    expect((await colleague.get(path)).status).toBe(404)
    const found = (await liveBoard(house, id)).objects.find((one) => one.id === session)
    expect(found).toMatchObject({ text: 'Marais', people: [people.colleague.id], isRemoved: false })
    expect((await teacher.get(path)).body).toMatchObject({ view: 'whole', documentId: id })
    await expect(remindDue(house.deps)).resolves.toBeUndefined()
  })
})

describe('the address of a calendar', () => {
  const events = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => ({
      summary: event.getFirstPropertyValue('summary'),
      location: event.getFirstPropertyValue('location'),
      start: String(event.getFirstPropertyValue('dtstart')),
    }))
  const addressOf = async (browser: Browser) => {
    const { address } = (await browser.post('/api/me/calendar', {})).body
    const url = new URL(address)
    return `${url.pathname}${url.search}`
  }

  it('shows whoever has it the sessions and tasks of one person, rightly escaped, and nobody’s name', async () => {
    const { people, teacher, put } = await scene()
    const me = people.teacher.id
    const words = 'Carte; marais, berges\\n — BEGIN:VEVENT'
    await put({
      type: 'session',
      text: words,
      date: '2027-01-12',
      startsAt: 540,
      planned: 90,
      people: [me],
      room: 'B12',
    })
    await put({ type: 'session', text: 'Not mine', date: '2027-01-12', people: [people.owner.id] })
    await put({ type: 'task', text: 'Call the museum', date: '2027-01-13', people: [me] })
    const answer = await house.visitor().get(await addressOf(teacher))
    expect(answer.headers.get('Content-Type')).toContain('text/calendar')
    expect(events(answer.text)).toEqual([
      { summary: 'Call the museum', location: null, start: '2027-01-13' },
      // Nine o'clock in Paris.
      { summary: words, location: 'B12', start: '2027-01-12T08:00:00Z' },
    ])
    expect(answer.text).not.toContain('Theo')
  })

  it('shows a pupil steps and own tasks', async () => {
    const { people, pupil, put } = await scene()
    await put({ type: 'step', text: 'Show it', date: '2027-02-05' })
    await put({ type: 'session', text: 'Lesson', date: '2027-01-12', people: [people.pupil.id] })
    expect(events((await house.visitor().get(await addressOf(pupil))).text)).toMatchObject([{ summary: 'Show it' }])
  })

  it('leads nowhere once a new one was made or it was closed, and says of itself only that it is there', async () => {
    const { teacher } = await scene()
    const first = await addressOf(teacher)
    const second = await addressOf(teacher)
    const visitor = house.visitor()
    expect((await visitor.get(first)).status).toBe(404)
    expect((await visitor.get(second)).status).toBe(200)
    expect((await teacher.get('/api/me/calendar')).body).toEqual({ madeAt: house.clock.now().toISOString() })
    expect((await teacher.delete('/api/me/calendar')).status).toBe(204)
    expect((await visitor.get(second)).status).toBe(404)
    expect((await teacher.delete('/api/me/calendar')).status).toBe(404)
  })
})

describe('the bell', () => {
  const kindsOf = async (browser: Browser) =>
    (await browser.get('/api/notices')).body.notices.map(({ kind }: { kind: string }) => kind)

  it('rings once for what is due on the next day of school, and again where the day has changed', async () => {
    const { people, pupil, friend, id, put } = await scene()
    const task = await put({ type: 'task', text: 'Photos', people: [people.pupil.id], date: dayAfter(1) })
    await put({ type: 'task', text: 'Later', people: [people.friend.id], date: dayAfter(30) })
    await remindDue(house.deps)
    await remindDue(house.deps)
    expect(await kindsOf(pupil)).toEqual(['plan_due'])
    expect(await kindsOf(friend)).toEqual([])
    await house.rooms.edit(id, people.teacher.id, (ydoc) => setValues(ydoc, task, { date: today() }))
    await remindDue(house.deps)
    expect(await kindsOf(pupil)).toEqual(['plan_due', 'plan_due'])
    await house.rooms.edit(id, people.teacher.id, (ydoc) => setValues(ydoc, task, { isDone: true, date: dayAfter(1) }))
    await remindDue(house.deps)
    expect(await kindsOf(pupil)).toHaveLength(2)
  })

  it('rings in nobody’s quiet hours, and when they are over', async () => {
    const { people, put } = await scene()
    // Each day one signs in anew.
    const seen = async () => kindsOf(await house.as(people.pupil))
    await put({ type: 'task', text: 'Photos', people: [people.pupil.id], date: dayAfter(1) })
    house.clock.advance(12 * 3_600_000)
    await remindDue(house.deps)
    house.clock.advance(12 * 3_600_000)
    expect(await seen()).toEqual([])
    await remindDue(house.deps)
    expect(await seen()).toEqual(['plan_due'])
  })

  it('takes the day before a break for the day before', () => {
    const school = { weekend: [6, 7], holidays: [{ from: '2027-02-08', to: '2027-02-19', name: 'Winter' }] }
    expect(isDueSoon('2027-02-22', '2027-02-05', school)).toBe(true)
    expect(isDueSoon('2027-02-23', '2027-02-05', school)).toBe(false)
    expect(isDueSoon('2027-02-04', '2027-02-05', school)).toBe(false)
  })
})
