import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepShipped } from '#server/frameworks/shipped.ts'
import { openTestApp, type TestApp } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeProject, makeMember, makeSchool, makeStaff } from '#test/helpers/factories.ts'

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
  await keepShipped(house.db)
})
afterAll(() => house.close())

interface Item {
  id: string
  code: string
  parent: string | null
  texts: Record<string, string>
}
interface Framework {
  id: string
  code: string
  source: string
  licence: string
  isOwn: boolean
  items: Item[]
}

const table = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding).toString('base64')
const draft = (file: string, name = 'Our school') => ({
  ...{ name, language: 'fr', ageFrom: 11, ageTo: 15, source: 'Staff meeting, 2026', licence: 'CC BY 4.0', file },
})

const asStaff = async (values: Parameters<typeof makeStaff>[1] = {}) => house.as(await makeStaff(house.db, values))
const codesOf = (body: { frameworks: Framework[] }) => body.frameworks.map(({ code }) => code).toSorted()

describe('the shipped frameworks', () => {
  it('are whole, each with its source and licence', async () => {
    const { body } = await (await asStaff()).get('/api/frameworks')
    const frameworks: Framework[] = body.frameworks
    const find = (code: string) => frameworks.find((one) => one.code === code)?.items ?? []
    const under = (code: string, depth: number) => {
      const items = find(code)
      const depthOf = ({ parent }: Item): number =>
        parent === null
          ? 0
          : 1 + depthOf(items.find((one) => one.code === parent) ?? { id: '', code: '', parent: null, texts: {} })
      return items.filter((item) => depthOf(item) === depth).length
    }
    expect([under('socle', 0), under('crcn', 0), under('crcn', 1)]).toEqual([5, 5, 16])
    expect([find('key-competences').length, find('epi-themes').length]).toEqual([8, 8])
    expect([under('democratic-culture', 1), under('cefr', 0), under('cefr', 1)]).toEqual([20, 5, 30])
    for (const { source, licence, items } of frameworks) {
      expect(source.length * licence.length).toBeGreaterThan(0)
      for (const { texts } of items) expect(Object.keys(texts)).toEqual(expect.arrayContaining(['fr', 'en']))
    }
  })

  it('keep the ids of their lines when a release stores them again', async () => {
    const browser = await asStaff()
    const ids = async () => {
      const frameworks: Framework[] = (await browser.get('/api/frameworks')).body.frameworks
      return frameworks.flatMap(({ items }) => items.map(({ id }) => id))
    }
    const before = await ids()
    await keepShipped(house.db)
    expect(await ids()).toEqual(before)
  })

  it('follow the level that is asked for, and the ages of a project', async () => {
    const teacher = await makeStaff(house.db)
    const browser = await house.as(teacher)
    expect(codesOf((await browser.get('/api/frameworks?level=fr.ps')).body)).toEqual([
      'democratic-culture',
      'key-competences',
    ])
    expect(codesOf((await browser.get('/api/frameworks?level=de.8')).body)).toEqual([
      'cefr',
      'democratic-culture',
      'key-competences',
    ])
    expect(codesOf((await browser.get('/api/frameworks?level=fr.5e')).body)).toContain('socle')
    const project = await makeProject(house.db, { ageFrom: 17, ageTo: 18 })
    await makeMember(house.db, { projectId: project.id, user: teacher, role: 'owner' })
    expect(codesOf((await browser.get(`/api/frameworks?project=${project.id}`)).body)).not.toContain('socle')
    const unknown = await browser.get('/api/frameworks?level=xx.1')
    expect([unknown.status, unknown.body.error.fields[0].reason]).toEqual([400, 'level_unknown'])
    const { projectId } = await makeClassProject(house.db)
    expect((await browser.get(`/api/frameworks?project=${projectId}`)).status).toBe(404)
  })
})

describe('a school’s own framework', () => {
  it('is read from UTF-8 and from Latin-1, and formulas become words', async () => {
    const school = await makeSchool(house.db)
    const browser = await asStaff({ schoolId: school.id })
    const text = 'code;parent;fr\nA;;Vivre à l’école\nA1;A;=HYPERLINK("http://x")\nA2;A;@Écouter'
    expect((await browser.post('/api/frameworks', draft(table(text)))).body.lines).toBe(3)
    const latin = table('code;texte\n1;Élève curieux, à l\xe9coute', 'latin1')
    expect((await browser.post('/api/frameworks', draft(latin, 'Old list'))).status).toBe(201)
    const frameworks: Framework[] = (await browser.get('/api/frameworks')).body.frameworks.filter(
      ({ isOwn }: Framework) => isOwn,
    )
    const words = frameworks.flatMap(({ items }) => items.map(({ texts }) => texts.fr))
    expect(words.toSorted()).toEqual([
      'HYPERLINK("http://x")',
      'Vivre à l’école',
      'Écouter',
      'Élève curieux, à lécoute',
    ])
  })

  it('is taken whole or not at all: each wrong line is named', async () => {
    const browser = await asStaff()
    const text = `code;parent;fr\nA;;Vivre\nA;;Encore\nB;Z;Orpheline\nC;;\nD;;${'x'.repeat(400)}`
    const { status, body } = await browser.post('/api/frameworks', draft(table(text)))
    expect(status).toBe(400)
    expect(body.error.fields).toEqual([
      { path: 'file.3', reason: 'item_twice' },
      { path: 'file.4', reason: 'item_orphan' },
      { path: 'file.5', reason: 'item_no_text' },
      { path: 'file.6', reason: 'item_long' },
    ])
    const reasons = ['', 'code;parent\n1;2', 'code;fr\n', `code;fr\n${'1;a\n'.repeat(600)}`, 'code;fr\n1;"a']
    const answers = []
    for (const one of reasons)
      answers.push((await browser.post('/api/frameworks', draft(table(one)))).body.error.reason)
    expect(answers).toEqual([
      ...['framework_no_heads', 'framework_no_heads', 'framework_empty', 'framework_too_long', 'framework_malformed'],
    ])
    expect((await browser.get('/api/frameworks')).body.frameworks.some(({ isOwn }: Framework) => isOwn)).toBe(false)
  })

  it('asks for its source and licence, is its school’s alone, and can be ended by who took it in', async () => {
    const school = await makeSchool(house.db)
    const [one, other, elsewhere] = [
      await asStaff({ schoolId: school.id }),
      await asStaff({ schoolId: school.id }),
      await asStaff(),
    ]
    const file = table('code;fr\n1;Vivre')
    expect((await one.post('/api/frameworks', { ...draft(file), source: '' })).status).toBe(400)
    expect((await one.post('/api/frameworks', { ...draft(file), licence: '' })).status).toBe(400)
    const { body } = await one.post('/api/frameworks', draft(file))
    expect((await one.post('/api/frameworks', draft(file))).body.error.reason).toBe('framework_twice')
    const has = async (browser: typeof one) =>
      (await browser.get('/api/frameworks')).body.frameworks.some(({ isOwn }: Framework) => isOwn)
    expect([await has(one), await has(other), await has(elsewhere)]).toEqual([true, true, false])
    const path = `/api/frameworks/${String(body.id)}`
    expect((await elsewhere.delete(path)).status).toBe(404)
    expect((await other.delete(path)).status).toBe(403)
    expect((await one.delete(path)).status).toBe(204)
    expect(await has(other)).toBe(false)
  })
})
