import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { classrooms } from '#db/schema/classrooms.ts'
import { cards } from '#db/schema/users.ts'
import { type Browser, openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeCard } from '#test/helpers/cards.ts'
import {
  makeClassroom,
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  type TestUser,
} from '#test/helpers/factories.ts'

/* The turn of a school year: all classes go up in one gesture, and back within 30 days. */

const dayMs = 24 * 60 * 60_000

let house: TestApp
let schoolId: string
let admin: Browser
let ids: Record<'sixth' | 'fifth' | 'third', string>
let pupil: TestUser
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  const { db } = house
  schoolId = (await makeSchool(db, { countryCode: 'FR', timeZone: 'Europe/Paris' })).id
  const staff = await makeStaff(db, { schoolId, isSchoolAdmin: true })
  admin = await house.as(staff)
  const made = (name: string, ageFrom: number) => makeClassroom(db, { schoolId, name, ageFrom, ageTo: ageFrom + 1 })
  ids = { sixth: (await made('6e A', 11)).id, fifth: (await made('5e A', 12)).id, third: (await made('3e A', 14)).id }
  pupil = await makePupil(db, {
    schoolId,
    classroomId: ids.third,
    displayName: 'Alix M.',
    pseudonym: `Lynx ${schoolId}`,
  })
  await makeCard(house.deps, pupil.id)
  await makeMember(db, { projectId: (await makeProject(db)).id, user: pupil, role: 'pupil' })
})

interface Move {
  id: string
  was: string
  does: string
  name: string
}

async function proposed(): Promise<Move[]> {
  const { body } = await admin.get('/api/school/rollover')
  const rows = (body as { classrooms: { id: string; name: string; proposed: { does: string; name: string } }[] })
    .classrooms
  return rows.map(({ id, name, proposed: move }) => ({ id, was: name, ...move }))
}

const run = (moves: Move[], path = '') => admin.post(`/api/school/rollover${path}`, { classrooms: moves })
const reason = (answer: { status: number; body: { error: { reason: string } } }) => [
  answer.status,
  answer.body.error.reason,
]
const stored = async () =>
  (await house.db.select().from(classrooms).where(eq(classrooms.schoolId, schoolId)))
    .map(({ id, name, ageFrom, ageTo, archivedAt, leftOn }) => ({
      id,
      name,
      ageFrom,
      ageTo,
      hasLeft: archivedAt !== null,
      leftOn,
    }))
    .toSorted((one, other) => one.id.localeCompare(other.id))

describe('the turn of the year', () => {
  it('proposes the next name of each class, and says what would change without changing it', async () => {
    const before = await stored()
    const moves = await proposed()
    expect(moves.map(({ was, does, name }) => [was, does, name])).toEqual([
      ['3e A', 'leaves', '3e A (2026)'],
      ['5e A', 'up', '4e A'],
      ['6e A', 'up', '5e A'],
    ])
    const { body } = await run(moves, '/check')
    expect(body).toEqual({
      changes: [
        { id: ids.third, from: '3e A', to: '3e A (2026)', leaves: true, pupils: 1 },
        { id: ids.fifth, from: '5e A', to: '4e A', leaves: false, pupils: 0 },
        { id: ids.sixth, from: '6e A', to: '5e A', leaves: false, pupils: 0 },
      ],
      stays: { pupils: 1, cards: 1, projects: 1 },
    })
    expect(await stored()).toEqual(before)
  })

  it('moves all up at once: pupils, cards and projects stay, who leaves is in the archive with the day', async () => {
    expect((await run(await proposed())).status).toBe(201)
    const by = new Map((await stored()).map((row) => [row.id, row]))
    expect(by.get(ids.sixth)).toMatchObject({ name: '5e A', ageFrom: 12, ageTo: 13, hasLeft: false, leftOn: null })
    expect(by.get(ids.fifth)).toMatchObject({ name: '4e A', ageFrom: 13, ageTo: 14, hasLeft: false })
    expect(by.get(ids.third)).toMatchObject({ name: '3e A (2026)', ageFrom: 14, hasLeft: true, leftOn: '2026-11-24' })
    const [card] = await house.db.select().from(cards).where(eq(cards.userId, pupil.id))
    expect(card?.voidedAt).toBeNull()
    expect((await (await house.as(pupil)).get('/api/projects')).body.projects).toHaveLength(1)
    const lines = await house.db.select().from(audit).where(eq(audit.schoolId, schoolId)).orderBy(audit.id)
    expect(lines.map(({ action, detail }) => [action, detail])).toContainEqual([
      'school.rolled_over',
      { classrooms: 3, left: 1 },
    ])
  })

  it('takes names of one’s own, and leaves alone what stays', async () => {
    const moves = (await proposed()).map((move) =>
      move.was === '5e A' ? { ...move, does: 'stays' } : move.was === '6e A' ? { ...move, name: '5e Lynx' } : move,
    )
    await run(moves)
    expect(new Set((await stored()).map(({ name }) => name))).toEqual(new Set(['5e Lynx', '5e A', '3e A (2026)']))
  })
})

describe('what it refuses, and changes nothing by', () => {
  it.each([
    [
      'two classes of one name',
      (moves: Move[]) => moves.map((move) => ({ ...move, name: '4e' })),
      [409, 'classroom_name_taken'],
    ],
    [
      'a name that a class has which stays',
      (moves: Move[]) => moves.map((move) => (move.was === '5e A' ? { ...move, does: 'stays' } : move)),
      [409, 'classroom_name_taken'],
    ],
    ['a class twice', (moves: Move[]) => [...moves, ...moves], [400, 'invalid_input']],
    ['nothing', (moves: Move[]) => moves.map((move) => ({ ...move, does: 'stays' })), [400, 'invalid_input']],
    [
      'a class that was renamed meanwhile',
      (moves: Move[]) => moves.map((move) => ({ ...move, was: 'old' })),
      [409, 'rollover_stale'],
    ],
  ])('%s', async (_name, change, expected) => {
    const before = await stored()
    const moves = change(await proposed())
    expect(reason(await run(moves))).toEqual(expected)
    expect(reason(await run(moves, '/check'))).toEqual(expected)
    expect(await stored()).toEqual(before)
  })

  it('a class of another school, and an archived one', async () => {
    const { id } = await makeClassroom(house.db, { name: '6e Z' })
    expect((await run([{ id, was: '6e Z', does: 'up', name: '5e Z' }])).status).toBe(404)
    await admin.patch(`/api/classrooms/${ids.third}`, { isArchived: true })
    expect((await run([{ id: ids.third, was: '3e A', does: 'up', name: '2de A' }])).status).toBe(404)
  })

  it('a second time in one summer', async () => {
    await run(await proposed())
    expect(reason(await run(await proposed()))).toEqual([409, 'rollover_recent'])
  })
})

it('is told to look again where somebody makes a class of one of its names in the same second', async () => {
  const moves = await proposed()
  const before = await stored()
  // What the index says of a class that another transaction commits after this one has read them.
  await house.db.execute(sql`create function taken() returns trigger language plpgsql as $$ begin
    raise unique_violation using constraint = 'classrooms_school_name'; end $$`)
  await house.db.execute(sql`create trigger taken before update on classrooms for each row
    when (new.name = '4e A') execute function taken()`)
  const answer = await run(moves)
  await house.db.execute(sql`drop trigger taken on classrooms`)
  expect(reason(answer)).toEqual([409, 'rollover_stale'])
  expect(await stored()).toEqual(before)
})

describe('undoing it', () => {
  async function done(): Promise<string> {
    return (await run(await proposed())).body.rollover.id
  }
  const undo = (id: string) => admin.delete(`/api/school/rollover/${id}`)

  it('gives each class back what it was, once, and lets it be done again', async () => {
    const before = await stored()
    const id = await done()
    expect((await admin.get('/api/school/rollover')).body.last).toMatchObject({
      id,
      undoneUntil: '2026-12-24T09:00:00.000Z',
    })
    expect((await undo(id)).status).toBe(204)
    expect(await stored()).toEqual(before)
    expect(reason(await undo(id))).toEqual([409, 'rollover_undone'])
    expect((await run(await proposed())).status).toBe(201)
  })

  it('is refused where a class is another since, or its name is taken', async () => {
    const id = await done()
    await admin.post('/api/classrooms', { name: '6e A', ageFrom: 11, ageTo: 12 })
    const after = await stored()
    expect(reason(await undo(id))).toEqual([409, 'rollover_changed'])
    const [made] = after.filter(({ name }) => name === '6e A')
    await admin.patch(`/api/classrooms/${made?.id}`, { name: '6e new' })
    await admin.patch(`/api/classrooms/${ids.fifth}`, { name: '4e B' })
    expect(reason(await undo(id))).toEqual([409, 'rollover_changed'])
    await admin.patch(`/api/classrooms/${ids.fifth}`, { name: '4e A' })
    expect((await undo(id)).status).toBe(204)
  })

  it('is refused after 30 days, and of another school', async () => {
    const id = await done()
    const other = await house.as(await makeStaff(house.db, { isSchoolAdmin: true }))
    expect((await other.delete(`/api/school/rollover/${id}`)).status).toBe(404)
    house.clock.advance(31 * dayMs)
    const fresh = await house.as(await makeStaff(house.db, { schoolId, isSchoolAdmin: true }))
    expect(reason(await fresh.delete(`/api/school/rollover/${id}`))).toEqual([409, 'rollover_final'])
  })
})
