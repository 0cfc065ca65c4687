import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteExtract, insertExtract } from '#db/queries/extracts.ts'
import type { Browser } from '#test/helpers/app.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

const criterion = (words: string) => ({
  id: randomUUID(),
  words,
  itemId: null,
  levels: ['not yet', 'with help', 'alone', 'helps others'],
})

/** An open rubric of two criteria in a project of two schools, and a browser for everybody. */
async function judgedProject(peers: 'nobody' | 'group' | 'project' = 'group') {
  const base = await makeClassProject(house.db)
  const mate = await makePupil(house.db, { schoolId: base.school.id, displayName: 'Bo T.' })
  await makeMember(house.db, { projectId: base.projectId, user: mate, role: 'pupil', groupId: base.herons.id })
  const names = ['owner', 'teacher', 'colleague', 'pupil', 'friend', 'visitor', 'guest'] as const
  const browsers = await Promise.all(names.map(async (name) => [name, await house.as(base[name])] as const))
  const as = Object.fromEntries(browsers) as Record<(typeof names)[number], Browser>
  const criteria = [criterion('Asks and listens'), criterion('Explains to others')] as const
  const path = `/api/projects/${base.projectId}`
  const rubric = { version: 0, isOpen: true, peers, criteria, products: [] }
  expect((await as.owner.send('PUT', `${path}/rubric`, rubric)).status).toBe(200)
  return { ...base, mate, as: { ...as, mate: await house.as(mate) }, criteria, path, rubric }
}

type Judged = Awaited<ReturnType<typeof judgedProject>>
const enter = (browser: Browser, { path, pupil, criteria }: Judged, said: object) =>
  browser.post(`${path}/judgements`, { pupil: pupil.id, criterion: criteria[0].id, ...said })
const look = async (browser: Browser, { path }: Judged) => (await browser.get(`${path}/judgements`)).body
const textFor = async (browser: Browser, judged: Judged) => JSON.stringify(await look(browser, judged))
const levelsIn = (body: { judgements: { level: number }[] }) => body.judgements.map(({ level }) => level)

describe('the rubric', () => {
  it('tells the later of two who save it, and changes nothing', async () => {
    const judged = await judgedProject()
    const { as, path, rubric } = judged
    const second = { ...rubric, version: 1, criteria: [...rubric.criteria, criterion('Checks sources')] }
    expect((await as.teacher.send('PUT', `${path}/rubric`, second)).body.rubric.version).toBe(2)
    const late = await as.owner.send('PUT', `${path}/rubric`, { ...rubric, version: 1, criteria: [] })
    expect([late.status, late.body.error.reason]).toEqual([409, 'rubric_changed'])
    expect((await as.owner.get(`${path}/rubric`)).body.rubric.criteria).toHaveLength(3)
  })

  it('keeps what was judged by a criterion that is taken out, and does not touch another project’s', async () => {
    const judged = await judgedProject()
    const other = await judgedProject()
    await enter(judged.as.owner, judged, { level: 2 })
    const without = { ...judged.rubric, version: 1, criteria: [judged.criteria[1]] }
    const { body } = await judged.as.owner.send('PUT', `${judged.path}/rubric`, without)
    expect(body.rubric.criteria.map((one: { isRemoved: boolean }) => one.isRemoved)).toEqual([false, true])
    expect(levelsIn(await look(judged.as.owner, judged))).toEqual([2])
    expect((await enter(judged.as.owner, judged, { level: 3 })).status).toBe(404)
    const stolen = { ...other.rubric, version: 1, criteria: [{ ...judged.criteria[1], words: 'Mine now' }] }
    await other.as.owner.send('PUT', `${other.path}/rubric`, stolen)
    const here = (await judged.as.owner.get(`${judged.path}/rubric`)).body.rubric.criteria
    expect(here[0].words).toBe('Explains to others')
  })

  it('names only what is of the project', async () => {
    const { as, path, rubric, pupil, herons } = await judgedProject()
    const other = await makeClassProject(house.db)
    const product = (ids: object) => ({
      id: randomUUID(),
      title: 'A sound walk',
      steps: [],
      groupIds: [],
      userIds: [],
      ...ids,
    })
    const save = (products: object[], criteria: object[] = []) =>
      as.owner.send('PUT', `${path}/rubric`, { ...rubric, version: 1, criteria, products })
    expect((await save([product({ groupIds: [other.herons.id] })])).body.error.fields[0].path).toBe('products.0')
    expect((await save([product({ userIds: [other.pupil.id] })])).status).toBe(400)
    expect((await save([], [{ ...criterion('Tied'), itemId: randomUUID() }])).status).toBe(400)
    expect((await save([product({ groupIds: [herons.id], userIds: [pupil.id] })])).status).toBe(200)
  })

  it('is hidden from pupils until it is opened', async () => {
    const { as, path, rubric } = await judgedProject()
    await as.owner.send('PUT', `${path}/rubric`, { ...rubric, version: 1, isOpen: false })
    const { body } = await as.pupil.get(`${path}/rubric`)
    expect([body.rubric.criteria, body.rubric.products, body.can.assess]).toEqual([[], [], false])
  })
})

describe('teachers judge blind', () => {
  it('nobody learns of another’s judgement before entering their own; then both see, and nothing changes any more', async () => {
    const judged = await judgedProject()
    const { as } = judged
    await enter(as.owner, judged, { level: 4, words: 'Always first to listen' })
    expect((await look(as.teacher, judged)).judgements).toEqual([])
    expect((await enter(as.owner, judged, { level: 3, words: 'Often' })).status).toBe(201)
    await enter(as.teacher, judged, { level: 2 })
    for (const browser of [as.owner, as.teacher])
      expect(levelsIn(await look(browser, judged)).toSorted()).toEqual([2, 3])
    const again = await enter(as.teacher, judged, { level: 3 })
    expect([again.status, again.body.error.reason]).toEqual([409, 'judgement_seen'])
  })

  it('an observation of another is not seen before one’s own judgement either, and only its writer takes it back', async () => {
    const judged = await judgedProject()
    const { as, path, pupil, criteria } = judged
    const seen = { pupil: pupil.id, criterion: criteria[0].id, level: 4 }
    const { body } = await as.owner.post(`${path}/observations`, seen)
    expect((await look(as.owner, judged)).observations).toHaveLength(1)
    expect((await look(as.teacher, judged)).observations).toEqual([])
    expect((await as.teacher.delete(`/api/observations/${String(body.id)}`)).status).toBe(404)
    await enter(as.teacher, judged, { level: 1 })
    expect((await look(as.teacher, judged)).observations).toHaveLength(1)
    expect((await as.owner.delete(`/api/observations/${String(body.id)}`)).status).toBe(204)
    expect((await look(as.owner, judged)).observations).toEqual([])
  })

  it('agree when two have entered, or note that they differ; one alone cannot, unless alone for the school', async () => {
    const judged = await judgedProject()
    const { as, path, pupil, friend, criteria } = judged
    const place = { pupil: pupil.id, criterion: criteria[0].id }
    const agree = (browser: Browser, said: object) => browser.send('PUT', `${path}/agreements`, { ...place, ...said })
    expect((await agree(as.owner, { level: 3 })).body.error.reason).toBe('judgement_first')
    await enter(as.owner, judged, { level: 3 })
    expect((await agree(as.owner, { level: 3 })).body.error.reason).toBe('judgement_waits')
    await enter(as.teacher, judged, { level: 2 })
    expect((await agree(as.owner, { level: null })).body.error.fields[0].reason).toBe('difference_unsaid')
    expect((await agree(as.owner, { level: null, note: 'Theo saw another lesson' })).status).toBe(204)
    expect((await agree(as.teacher, { level: 3, words: 'You ask well' })).status).toBe(204)
    expect((await enter(as.owner, judged, { level: 4 })).body.error.reason).toBe('judgement_agreed')
    const elsewhere = { pupil: friend.id, criterion: criteria[0].id }
    await as.colleague.post(`${path}/judgements`, { ...elsewhere, level: 3 })
    expect((await as.colleague.send('PUT', `${path}/agreements`, { ...elsewhere, level: 3 })).status).toBe(204)
  })

  it('are those of the pupil’s own school', async () => {
    const judged = await judgedProject()
    const { as } = judged
    const partner = await enter(as.colleague, judged, { level: 3 })
    expect([partner.status, partner.body.error.reason]).toEqual([403, 'judgement_elsewhere'])
    for (const browser of [as.visitor, as.guest]) expect((await enter(browser, judged, { level: 3 })).status).toBe(403)
    await enter(as.owner, judged, { level: 3 })
    await enter(as.teacher, judged, { level: 3 })
    expect((await look(as.colleague, judged)).judgements).toEqual([])
    const outside = await house.as(await makeStaff(house.db))
    expect((await enter(outside, judged, { level: 3 })).status).toBe(404)
  })

  it('a teacher who comes later and has entered nothing sees what the team agreed, and a pupil who leaves keeps it', async () => {
    const judged = await judgedProject()
    const { as, path, pupil, criteria, school, projectId } = judged
    for (const browser of [as.owner, as.teacher]) await enter(browser, judged, { level: 3 })
    await as.owner.send('PUT', `${path}/agreements`, { pupil: pupil.id, criterion: criteria[0].id, level: 3 })
    const late = await makeStaff(house.db, { schoolId: school.id })
    await makeMember(house.db, { projectId, user: late, role: 'teacher' })
    await as.owner.delete(`${path}/members/${pupil.id}`)
    const body = await look(await house.as(late), judged)
    expect([levelsIn(body), body.agreements[0].level]).toEqual([[3, 3], 3])
  })
})

describe('a judgement rests on extracts', () => {
  it('of the project alone, which the team sees with it and pupils do not', async () => {
    const judged = await judgedProject()
    const other = await judgedProject()
    const { as, projectId, pupil } = judged
    const keep = (where: string) =>
      house.db.transaction(async (tx) => {
        const content = { title: 'Our page', version: null, blocks: [], drawing: null }
        const taken = { kind: 'passage' as const, content, takenAt: house.clock.now(), madeAt: house.clock.now() }
        return (await insertExtract(tx, { projectId: where, ...taken }, [pupil.id])).id
      })
    const [here, elsewhere] = [await keep(projectId), await keep(other.projectId)]
    expect((await enter(as.owner, judged, { level: 3, extracts: [elsewhere] })).status).toBe(404)
    expect((await enter(as.owner, judged, { level: 3, extracts: [here] })).status).toBe(201)
    await enter(as.teacher, judged, { level: 3 })
    expect(await textFor(as.teacher, judged)).toContain(here)
    expect(await textFor(as.pupil, judged)).not.toContain(here)
    await house.db.transaction((tx) => deleteExtract(tx, here))
    expect(await textFor(as.teacher, judged)).not.toContain(here)
  })
})

describe('what pupils are shown', () => {
  it('is their own words, and of the teachers’ what was agreed and published: no note, no single level', async () => {
    const judged = await judgedProject()
    const { as, path, pupil, criteria } = judged
    await enter(as.pupil, judged, { level: 2, words: 'I asked twice' })
    await enter(as.owner, judged, { level: 4, words: 'SECRET of the owner' })
    await enter(as.teacher, judged, { level: 1, words: 'SECRET of the teacher' })
    const place = { pupil: pupil.id, criterion: criteria[0].id }
    await as.owner.send('PUT', `${path}/agreements`, { ...place, level: 3, note: 'SECRET note', words: 'Go on asking' })
    const before = await look(as.pupil, judged)
    expect([before.judgements.length, before.agreements]).toEqual([1, []])
    await as.teacher.patch(`${path}/agreements`, { pupils: [pupil.id], isPublished: true })
    const after = await look(as.pupil, judged)
    expect(after.agreements).toMatchObject([{ level: 3, words: 'Go on asking', note: '' }])
    expect(after.judgements.map(({ kind }: { kind: string }) => kind)).toEqual(['self'])
    expect(JSON.stringify(after)).not.toContain('SECRET')
    await as.owner.send('PUT', `${path}/agreements`, { ...place, level: 4, words: 'Better still' })
    expect((await look(as.pupil, judged)).agreements).toEqual([])
  })

  it('is nothing about another pupil, whatever is on the wire', async () => {
    const judged = await judgedProject()
    const { as, path, pupil, mate, criteria } = judged
    await enter(as.pupil, judged, { words: 'OWN words' })
    for (const browser of [as.owner, as.teacher]) await enter(browser, judged, { level: 3, words: 'TEACHER words' })
    await as.owner.send('PUT', `${path}/agreements`, {
      pupil: pupil.id,
      criterion: criteria[0].id,
      level: 3,
      words: 'AGREED words',
    })
    await as.owner.patch(`${path}/agreements`, { pupils: [pupil.id], isPublished: true })
    await as.owner.post(`${path}/observations`, { pupil: pupil.id, criterion: criteria[0].id, level: 4 })
    for (const browser of [as.mate, as.friend, as.colleague]) {
      const body = await look(browser, judged)
      expect([body.judgements, body.agreements, body.observations]).toEqual([[], [], []])
    }
    await as.pupil.post(`${path}/judgements`, { pupil: mate.id, criterion: criteria[0].id, words: 'PEER words' })
    expect(await textFor(as.mate, judged)).not.toContain('words')
    expect(await textFor(as.pupil, judged)).toContain('PEER words')
  })
})

describe('pupils assess each other', () => {
  it('as far as a teacher opened it, and the one it is about reads it when a teacher lets it through', async () => {
    const judged = await judgedProject('group')
    const { as, path, pupil, criteria } = judged
    expect((await enter(as.friend, judged, { words: 'Well done' })).body.error.reason).toBe('assessment_closed')
    const { body } = await enter(as.mate, judged, { level: 3, words: 'She explained it to me' })
    expect((await look(as.pupil, judged)).judgements).toEqual([])
    expect((await look(as.owner, judged)).judgements).toHaveLength(1)
    const shown = `/api/judgements/${String(body.id)}`
    expect((await as.colleague.patch(shown, { isShown: true })).status).toBe(404)
    expect((await as.owner.patch(shown, { isShown: true })).status).toBe(204)
    expect((await look(as.pupil, judged)).judgements).toMatchObject([
      { kind: 'peer', level: 3, words: 'She explained it to me' },
    ])
    // New words have not been read by a teacher.
    await enter(as.mate, judged, { words: 'She is slow' })
    expect((await look(as.pupil, judged)).judgements).toEqual([])
    const wide = { ...judged.rubric, version: 1, peers: 'project' }
    await as.owner.send('PUT', `${path}/rubric`, wide)
    const friendly = await as.friend.post(`${path}/judgements`, {
      pupil: pupil.id,
      criterion: criteria[1].id,
      words: 'Nice',
    })
    expect(friendly.status).toBe(201)
    await as.owner.send('PUT', `${path}/rubric`, { ...wide, version: 2, isOpen: false })
    expect((await enter(as.pupil, judged, { words: 'Me' })).status).toBe(403)
  })
})

describe('the file of levels', () => {
  it('has the heads that are asked for and what was agreed for one’s own school, and no formula', async () => {
    const school = await makeSchool(house.db)
    const teacher = await makeStaff(house.db, { schoolId: school.id })
    const pupil = await makePupil(house.db, { schoolId: school.id, displayName: '=Alix "A"' })
    const { id: projectId } = await makeProject(house.db, { kind: 'school' })
    await makeMember(house.db, { projectId, user: teacher, role: 'owner' })
    await makeMember(house.db, { projectId, user: pupil, role: 'pupil' })
    const browser = await house.as(teacher)
    const one = criterion('Explains')
    const path = `/api/projects/${projectId}`
    await browser.send('PUT', `${path}/rubric`, {
      version: 0,
      isOpen: false,
      peers: 'nobody',
      criteria: [one],
      products: [],
    })
    const place = { pupil: pupil.id, criterion: one.id }
    await browser.post(`${path}/judgements`, { ...place, level: 3 })
    await browser.send('PUT', `${path}/agreements`, { ...place, level: 3, words: '+1' })
    const { text } = await browser.get(`${path}/levels?columns=fr`)
    const day = house.clock.now().toISOString().slice(0, 10)
    expect(text).toBe(
      `"Élève";"Groupe";"Critère";"Compétence";"Niveau";"Appréciation";"Date"\r\n"'=Alix ""A""";"";"Explains";"";"3";"'+1";"${day}"\r\n`,
    )
    expect((await browser.get(`${path}/levels?columns=xx`)).status).toBe(400)
  })
})
