import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { cards, users } from '#db/schema/users.ts'
import { newPseudonyms, pseudonymCount, pseudonymKey } from '#server/pseudonyms/names.ts'
import { type Browser, openTestApp, type TestApp, statusesOf } from '#test/helpers/app.ts'
import {
  makeClassroom,
  makeMember,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  type TestUser,
} from '#test/helpers/factories.ts'

let house: TestApp
let teacher: TestUser
let browser: Browser
let classroomId: string
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())
beforeEach(async () => {
  teacher = await makeStaff(house.db, { displayName: 'Claire Petit' })
  classroomId = (await makeClassroom(house.db, { schoolId: teacher.schoolId, teacherId: teacher.id })).id
  browser = await house.as(teacher)
})

const at = (path = '') => `/api/classrooms/${classroomId}${path}`
const newPupil = (displayName: string) =>
  makePupil(house.db, { schoolId: teacher.schoolId, classroomId, displayName, pseudonym: `Lynx ${displayName}` })

describe('a classroom', () => {
  it('is made by a teacher, who teaches it', async () => {
    const made = await browser.post('/api/classrooms', { name: ' 6e  B ', ageFrom: 11, ageTo: 12 })
    expect(made.status).toBe(201)
    const { body } = await browser.get(`/api/classrooms/${made.body.classroom.id}`)
    expect(body).toEqual({
      classroom: { id: made.body.classroom.id, name: '6e B', ageFrom: 11, ageTo: 12, archivedAt: null },
      pupils: [],
      teachers: [{ id: teacher.id, displayName: 'Claire Petit' }],
      can: { edit: true, printCards: true, printCardsAgain: true },
    })
  })

  it('has a name of its own in the school', async () => {
    const input = { name: '5e A', ageFrom: 12, ageTo: 13 }
    await browser.post('/api/classrooms', input)
    const again = await browser.post('/api/classrooms', input)
    expect([again.status, again.body.error.reason]).toEqual([409, 'classroom_name_taken'])
    const renamed = await browser.patch(at(), { name: '5e A' })
    expect([renamed.status, renamed.body.error.reason]).toEqual([409, 'classroom_name_taken'])
    const elsewhere = await house.as(await makeStaff(house.db))
    expect((await elsewhere.post('/api/classrooms', input)).status).toBe(201)
  })

  it.each([
    { name: '', ageFrom: 11, ageTo: 12 },
    { name: 'x'.repeat(41), ageFrom: 11, ageTo: 12 },
    { name: '6e', ageFrom: 12, ageTo: 11 },
    { name: '6e', ageFrom: 2, ageTo: 11 },
    { name: '6e', ageFrom: 11, ageTo: 12, schoolId: crypto.randomUUID() },
  ])('is not made of %j', async (input) => {
    const { status, body } = await browser.post('/api/classrooms', input)
    expect([status, body.error.reason]).toEqual([400, 'invalid_input'])
  })

  it('is listed with its pupils and cards for all staff of the school, and for nobody else', async () => {
    const [one, two] = [await newPupil('Alix M.'), await newPupil('Bo K.')]
    await browser.post(at('/cards'), { userIds: [one.id] })
    await browser.post(at('/cards'), { userIds: [one.id] })
    await browser.post(at('/teachers'), { userId: (await makeStaff(house.db, { schoolId: teacher.schoolId })).id })
    const { body } = await browser.get('/api/classrooms')
    expect(body.classrooms).toEqual([
      expect.objectContaining({ id: classroomId, pupilCount: 2, cardCount: 1, isMine: true, archivedAt: null }),
    ])
    const colleague = await house.as(await makeStaff(house.db, { schoolId: teacher.schoolId }))
    expect((await colleague.get('/api/classrooms')).body.classrooms[0].isMine).toBe(false)
    expect((await (await house.as(await makeStaff(house.db))).get('/api/classrooms')).body.classrooms).toEqual([])
    expect((await (await house.as(two)).get('/api/classrooms')).status).toBe(403)
  })

  it('is renamed and archived', async () => {
    const { body } = await browser.patch(at(), { name: 'La 6e', isArchived: true })
    expect(body.classroom).toMatchObject({ name: 'La 6e', archivedAt: expect.any(String) })
    expect((await browser.patch(at(), { isArchived: false })).body.classroom.archivedAt).toBeNull()
    expect((await browser.patch(at(), { ageTo: 5 })).status).toBe(400)
  })

  it('opens for its teachers and administrators; for others it is not there', async () => {
    const colleague = await makeStaff(house.db, { schoolId: teacher.schoolId })
    const admin = await makeStaff(house.db, { schoolId: teacher.schoolId, isSchoolAdmin: true })
    const strangers = [colleague, await makeStaff(house.db, { isSchoolAdmin: true }), await newPupil('Alix M.')]
    for (const stranger of strangers) {
      const other = await house.as(stranger)
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['PATCH', '', { name: 'Mine' }],
        ['POST', '/pupils/check', { text: 'Alix' }],
        ['POST', '/pupils', { names: ['Alix'] }],
        ['POST', '/cards', {}],
        ['POST', '/cards/void', { userIds: [stranger.id] }],
        ['POST', '/teachers', { userId: stranger.id }],
        ['DELETE', `/teachers/${teacher.id}`, undefined],
        ['PATCH', `/pupils/${stranger.id}`, { pseudonym: 'new' }],
        ['DELETE', `/pupils/${stranger.id}`, undefined],
      ] as const)
        expect((await other.send(method, at(path), body)).status, `${method} ${path}`).toBe(404)
    }
    expect((await (await house.as(admin)).get(at())).status).toBe(200)
    await browser.post(at('/teachers'), { userId: colleague.id })
    expect((await (await house.as(colleague)).get(at())).status).toBe(200)
    expect((await browser.delete(at(`/teachers/${colleague.id}`))).status).toBe(204)
    expect((await browser.delete(at(`/teachers/${colleague.id}`))).status).toBe(404)
    expect((await (await house.as(colleague)).get(at())).status).toBe(404)
  })

  it('is taught by active staff of the same school alone', async () => {
    const people = [
      await makeStaff(house.db),
      await newPupil('Alix M.'),
      await makeStaff(house.db, { schoolId: teacher.schoolId, suspendedAt: house.clock.now() }),
    ]
    for (const person of people) expect((await browser.post(at('/teachers'), { userId: person.id })).status).toBe(404)
  })
})

describe('a pasted list', () => {
  const check = async (text: string) => (await browser.post(at('/pupils/check'), { text })).body
  const namesIn = async (text: string) =>
    (await check(text)).rows.map(
      (row: { displayName: string | null; errors: string[] }) => row.displayName ?? row.errors[0],
    )

  it.each([
    ['lines', 'Alix Martin\nBo Kim\n\nNoé\n', ['Alix M.', 'Bo K.', 'Noé']],
    ['family names in capitals', 'DUPONT Alix\nDE LA TOUR Zoé\nMARTIN LÉA', ['Alix D.', 'Zoé D.', 'Léa M.']],
    ['semicolons', 'Alix;Martin\nBo;Kim', ['Alix M.', 'Bo K.']],
    ['commas', 'Alix,Martin\r\nBo,Kim\r\n', ['Alix M.', 'Bo K.']],
    ['tabs', 'Alix\tMartin\nBo\tKim', ['Alix M.', 'Bo K.']],
    ['a French header', '\ufeffNom;Prénom;Né(e) le\nMartin;Alix;01/02/2014\nKim;Bo;', ['Alix M.', 'Bo K.']],
    ['an English header', 'First name,Last name\nAlix,Martin', ['Alix M.']],
    ['a header of one column', 'Élève\nMARTIN Alix\nKIM Bo', ['Alix M.', 'Bo K.']],
    ['quoted cells', '"Martin, de";"Alix"\n', ['row_bad_characters']],
    ['careless capitals', 'alix martin\nMcKenzie Lee\nJEAN-PAUL;DURAND', ['Alix M.', 'McKenzie L.', 'Jean-Paul D.']],
    ['other scripts', 'Ιωάννα Παππά\nნინო ბერიძე\nЗоя Іваненко', ['Ιωάννα Π.', 'ნინო ბ.', 'Зоя І.']],
    ['names as they are shown', 'Alix M.\nAlix Mo.', ['Alix M.', 'Alix Mo.']],
    ['decomposed accents and odd spaces', 'Zoe\u0308\u00a0 Martin', ['Zoë M.']],
  ])('is read from %s', async (_what, text, names) => {
    expect(await namesIn(text)).toEqual(names)
  })

  it('tells pupils apart by as many letters as it takes', async () => {
    expect(await namesIn('Alix Martin\nAlix Moreau\nAlix Morel\nalix MARTIN\nAlix\nAlix')).toEqual([
      'Alix M.',
      'Alix Mo.',
      'Alix Mor.',
      'Alix Ma.',
      'Alix',
      'row_duplicate',
    ])
  })

  it('names what is wrong with a row and keeps the others', async () => {
    await newPupil('Bo K.')
    const text = `Alix Martin\nBo Kim\n;;\nalix@school.test\n${'x'.repeat(90)}\nZoé 2\n=SUM(A1)\nA\u202eB`
    expect(await check(text)).toEqual({
      rows: [
        { line: 1, input: 'Alix Martin', displayName: 'Alix M.', namesakeOf: null, errors: [] },
        { line: 2, input: 'Bo Kim', displayName: 'Bo Ki.', namesakeOf: null, errors: ['row_exists'] },
        { line: 3, input: '', displayName: null, namesakeOf: null, errors: ['row_empty'] },
        { line: 4, input: 'alix@school.test', displayName: null, namesakeOf: null, errors: ['row_bad_characters'] },
        { line: 5, input: 'x'.repeat(90), displayName: null, namesakeOf: null, errors: ['row_too_long'] },
        { line: 6, input: 'Zoé 2', displayName: null, namesakeOf: null, errors: ['row_bad_characters'] },
        { line: 7, input: '=SUM(A1)', displayName: null, namesakeOf: null, errors: ['row_bad_characters'] },
        { line: 8, input: 'A\u202eB', displayName: null, namesakeOf: null, errors: ['row_bad_characters'] },
      ],
      okCount: 1,
      order: { is: 'first_last', example: { first: 'Alix', last: 'Martin' } },
    })
    expect((await check('Alix;Martin\n;\n')).rows[1]).toMatchObject({ line: 2, errors: ['row_empty'] })
  })

  it.each([
    ['Alix;"Martin\nBo;Kim', 'csv_malformed'],
    ['', 'csv_no_rows'],
    ['  \n\n', 'csv_no_rows'],
    ['Nom;Prénom\n', 'csv_no_rows'],
    ['Alix\n'.repeat(61), 'csv_too_many'],
  ])('is refused whole where it is %j', async (text, reason) => {
    const { status, body } = await browser.post(at('/pupils/check'), { text })
    expect([status, body.error.reason]).toEqual([400, reason])
  })

  it('stores nothing when it is checked', async () => {
    await check('Alix Martin')
    expect((await browser.get(at())).body.pupils).toEqual([])
  })
})

describe('pupils', () => {
  it('are added by name with pseudonyms of their own', async () => {
    const added = await browser.post(at('/pupils'), { names: ['Alix M.', 'Bo K.', 'Noé'] })
    expect([added.status, added.body]).toEqual([201, { added: 3 }])
    const { pupils } = (await browser.get(at())).body
    expect(pupils.map((pupil: { displayName: string }) => pupil.displayName)).toEqual(['Alix M.', 'Bo K.', 'Noé'])
    const pseudonyms = pupils.map((pupil: { pseudonym: string }) => pupil.pseudonym)
    expect(new Set(pseudonyms).size).toBe(3)
    for (const pseudonym of pseudonyms) expect(pseudonym).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+$/)
    expect(pupils[0].card).toEqual({ state: 'none', createdAt: null, lastUsedAt: null, isKept: false })
  })

  it('are added all or none where a name is there already or twice', async () => {
    await newPupil('Alix M.')
    const { status, body } = await browser.post(at('/pupils'), { names: ['Bo K.', 'alix m.', 'Noé', 'noé'] })
    expect(status).toBe(409)
    expect(body.error).toMatchObject({
      reason: 'pupil_duplicate',
      fields: [
        { path: 'names.1', reason: 'row_exists' },
        { path: 'names.3', reason: 'row_duplicate' },
      ],
    })
    expect((await browser.get(at())).body.pupils).toHaveLength(1)
  })

  it('are added once where two teachers add the same at once', async () => {
    const answers = await Promise.all([1, 2].map(() => browser.post(at('/pupils'), { names: ['Alix M.'] })))
    expect(statusesOf(answers)).toEqual([201, 409])
  })

  it.each([[['<b>Alix</b>']], [['Alix\u0000']], [['']], [['x'.repeat(81)]], [[]], [Array(61).fill('Alix')]])(
    'are not added as %j',
    async (names) => {
      const { status, body } = await browser.post(at('/pupils'), { names })
      expect([status, body.error.reason]).toEqual([400, 'invalid_input'])
    },
  )

  it('get another name or another pseudonym, and their projects hear of it', async () => {
    const pupil = await newPupil('Alix M.')
    await newPupil('Bo K.')
    const project = await makeProject(house.db)
    await makeMember(house.db, { projectId: project.id, user: pupil, role: 'pupil' })
    const { body } = await browser.patch(at(`/pupils/${pupil.id}`), { displayName: 'Alix Ma.', pseudonym: 'new' })
    expect(body.pupil).toMatchObject({ id: pupil.id, displayName: 'Alix Ma.' })
    expect(body.pupil.pseudonym).not.toBe(pupil.pseudonym)
    expect(house.rooms.notices).toContainEqual({
      room: { projectId: project.id },
      notice: { topic: 'people', userId: pupil.id },
    })
    const taken = await browser.patch(at(`/pupils/${pupil.id}`), { displayName: 'bo k.' })
    expect([taken.status, taken.body.error.reason]).toEqual([409, 'pupil_duplicate'])
    const other = await makePupil(house.db, { schoolId: teacher.schoolId })
    expect((await browser.patch(at(`/pupils/${other.id}`), { pseudonym: 'new' })).status).toBe(404)
  })

  it('are forgotten when they leave and were nowhere else', async () => {
    const pupil = await newPupil('Alix M.')
    const pupilBrowser = await house.as(pupil)
    expect((await browser.delete(at(`/pupils/${pupil.id}`))).status).toBe(204)
    expect((await pupilBrowser.get('/api/session')).body.user).toBeNull()
    expect(house.rooms.rechecks).toContainEqual({ userIds: [pupil.id] })
    expect(await house.db.select().from(users).where(eq(users.id, pupil.id))).toEqual([])
    expect((await browser.delete(at(`/pupils/${pupil.id}`))).status).toBe(404)
  })

  it('stay who they are when they leave and were in a project, but their card is void', async () => {
    const pupil = await newPupil('Alix M.')
    await makeMember(house.db, { projectId: (await makeProject(house.db)).id, user: pupil, role: 'pupil' })
    const { secret } = (await browser.post(at('/cards'), { userIds: [pupil.id] })).body.cards[0]
    await browser.delete(at(`/pupils/${pupil.id}`))
    expect(await house.db.select().from(users).where(eq(users.id, pupil.id))).toHaveLength(1)
    expect((await house.visitor().post('/api/session', { card: secret })).status).toBe(401)
  })
})

describe('cards', () => {
  it('are printed for the whole classroom and open the door', async () => {
    const [alix] = [await newPupil('Alix M.'), await newPupil('Bo K.')]
    const { status, body } = await browser.post(at('/cards'), {})
    expect(status).toBe(201)
    expect(body.cards).toHaveLength(2)
    const [card] = body.cards
    expect(card).toMatchObject({ userId: alix.id, displayName: 'Alix M.' })
    expect(card.secret).toMatch(/^[\w-]{22}$/)
    expect(card.code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/)
    expect(card.url).toBe(`http://preau.test/join#${card.secret}`)
    expect((await browser.get(at())).body.pupils[0].card.state).toBe('ready')
    const entered = await house.visitor().post('/api/session', { card: card.code })
    expect(entered.body.user).toMatchObject({ id: alix.id, classroom: { id: classroomId } })
    expect((await browser.get(at())).body.pupils[0].card).toMatchObject({
      state: 'used',
      lastUsedAt: house.clock.now().toISOString(),
    })
  })

  it('stand nowhere in the clear', async () => {
    const pupil = await newPupil('Alix M.')
    const { secret, code } = (await browser.post(at('/cards'), {})).body.cards[0]
    const stored = JSON.stringify([
      await house.db.select().from(cards).where(eq(cards.userId, pupil.id)),
      await house.db.select().from(audit).where(eq(audit.targetId, classroomId)).orderBy(audit.id),
    ])
    for (const told of [secret, code, code.replace('-', '')]) expect(stored).not.toContain(told)
  })

  it('made anew void the ones before, and let who is in stay', async () => {
    const pupil = await newPupil('Alix M.')
    const first = (await browser.post(at('/cards'), {})).body.cards[0]
    const inside = house.visitor()
    await inside.post('/api/session', { card: first.secret })
    const second = (await browser.post(at('/cards'), { userIds: [pupil.id] })).body.cards[0]
    expect((await house.visitor().post('/api/session', { card: first.secret })).status).toBe(401)
    expect((await house.visitor().post('/api/session', { card: second.secret })).status).toBe(200)
    expect((await inside.get('/api/session')).body.user.id).toBe(pupil.id)
  })

  it('are voided, and whoever came in by them is out', async () => {
    const pupil = await newPupil('Alix M.')
    const { secret } = (await browser.post(at('/cards'), {})).body.cards[0]
    const inside = house.visitor()
    await inside.post('/api/session', { card: secret })
    expect((await browser.post(at('/cards/void'), { userIds: [pupil.id] })).status).toBe(204)
    expect((await house.visitor().post('/api/session', { card: secret })).status).toBe(401)
    expect((await inside.get('/api/session')).body.user).toBeNull()
    expect(house.rooms.rechecks).toContainEqual({ userIds: [pupil.id] })
    expect((await browser.get(at())).body.pupils[0].card.state).toBe('none')
  })

  it('of pupils of another classroom are not printed or voided here', async () => {
    const [pupil, other] = [await newPupil('Alix M.'), await makePupil(house.db, { schoolId: teacher.schoolId })]
    for (const path of ['/cards', '/cards/void'])
      expect((await browser.post(at(path), { userIds: [pupil.id, other.id] })).status).toBe(404)
    expect((await browser.get(at())).body.pupils[0].card.state).toBe('none')
  })
})

describe('pseudonyms', () => {
  it('are more than two thousand, each once, and go on when all are taken', () => {
    expect(pseudonymCount).toBeGreaterThan(2000)
    const all = newPseudonyms(pseudonymCount, new Set())
    expect(new Set(all).size).toBe(pseudonymCount)
    const more = newPseudonyms(3, new Set(all.map(pseudonymKey)))
    expect(new Set([...all, ...more]).size).toBe(pseudonymCount + 3)
  })

  it('are given to a pupil once in a school', async () => {
    const school = await makeSchool(house.db)
    const staff = await makeStaff(house.db, { schoolId: school.id })
    const own = await house.as(staff)
    for (const name of ['A', 'B', 'C']) {
      const { body } = await own.post('/api/classrooms', { name, ageFrom: 6, ageTo: 7 })
      const names = Array.from({ length: 60 }, (_, index) => `Alix ${'abcdefgh'[index % 8]}${'ijklmnop'[index >> 3]}`)
      expect((await own.post(`/api/classrooms/${body.classroom.id}/pupils`, { names })).status).toBe(201)
    }
    const rows = await house.db.select().from(users).where(eq(users.schoolId, school.id))
    const pseudonyms = rows.flatMap((row) => (row.pseudonym === null ? [] : [row.pseudonym]))
    expect([pseudonyms.length, new Set(pseudonyms).size]).toEqual([180, 180])
  })
})
