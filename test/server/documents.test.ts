import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeCode } from '#collab/protocol.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { contributions, documentLog, documents } from '#db/schema/documents.ts'
import { thawDue } from '#server/documents/thaw.ts'
import { minutes } from '#test/helpers/app.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makeGroup, makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

const textOf = async (documentId: string) => {
  const { openDocument } = await import('#collab/relay/update.ts')
  const { update } = await house.rooms.read(documentId)
  return documentKinds.page.read(openDocument([update])).text
}
const paragraph = (text: string) => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

describe('starting a page', () => {
  it('seeds it once, as the words of who made it', async () => {
    const { projectId, teacher } = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    const draft = { kind: 'page', title: 'Our river', content: paragraph('What lives in it?') }
    const made = await browser.post(`/api/projects/${projectId}/documents`, draft)
    expect(made.status).toBe(201)
    expect(await textOf(made.body.id)).toBe('What lives in it?')
    const rows = await house.db.select().from(documentLog).where(eq(documentLog.documentId, made.body.id))
    expect(rows).toMatchObject([{ sequence: 1, authorId: teacher.id }])
    const owners = await house.db.select().from(contributions).where(eq(contributions.documentId, made.body.id))
    expect(owners).toMatchObject([{ userId: teacher.id }])
    const { body } = await browser.get(`/api/documents/${made.body.id}`)
    expect(body.document).toMatchObject({
      projectId,
      title: 'Our river',
      state: 'open',
      access: 'project',
      group: null,
      frozen: null,
      reach: 'write',
      reason: null,
      readers: 'project',
      writers: 'project',
      can: { write: true, rename: true, freeze: true, remove: true, handOut: false, restoreVersion: true },
    })
  })

  it('refuses content that is no page, and half a page is never left behind', async () => {
    const { projectId, teacher } = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    const post = (content: unknown) =>
      browser.post(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'Bad', content })
    const script = { type: 'doc', content: [{ type: 'script', content: [{ type: 'text', text: 'x' }] }] }
    expect((await post(script)).body.error.fields).toEqual([{ path: 'content', reason: 'not_of_kind' }])
    const link = { type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }] }
    expect((await post({ type: 'doc', content: [{ type: 'paragraph', content: [link] }] })).status).toBe(400)
    expect((await post({ type: 'doc', content: [] })).status).toBe(400)
    expect((await browser.get(`/api/projects/${projectId}/documents`)).body.documents).toEqual([])
  })

  it('gives a pupil a page of their own group and nothing else', async () => {
    const { projectId, pupil, herons, otters, guest, visitor } = await makeClassProject(house.db)
    const browser = await house.as(pupil)
    const post = (draft: object) =>
      browser.post(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'Ours', ...draft })
    const made = await post({})
    expect((await browser.get(`/api/documents/${made.body.id}`)).body.document).toMatchObject({
      access: 'group',
      group: { id: herons.id, name: 'Herons' },
      can: { write: true, freeze: false, remove: false, restoreVersion: false },
    })
    for (const more of [{ groupId: otters.id }, { access: 'project' }, { access: 'teachers' }, { isTemplate: true }])
      expect((await post(more)).status).toBe(403)
    for (const person of [guest, visitor])
      expect(
        (await (await house.as(person)).post(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'No' }))
          .status,
      ).toBe(403)
  })

  it('refuses a group of another project', async () => {
    const { projectId, teacher } = await makeClassProject(house.db)
    const other = await makeClassProject(house.db)
    const draft = { kind: 'page', title: 'Theirs', groupId: other.herons.id }
    expect((await (await house.as(teacher)).post(`/api/projects/${projectId}/documents`, draft)).status).toBe(404)
    const without = { kind: 'page', title: 'Nobody’s', access: 'group' }
    expect((await (await house.as(teacher)).post(`/api/projects/${projectId}/documents`, without)).status).toBe(400)
  })
})

describe('the pages one sees', () => {
  it('tell why they are only read', async () => {
    const { projectId, teacher, pupil, friend, visitor, guest, herons } = await makeClassProject(house.db)
    const page = await makePage(house.db, { projectId, groupId: herons.id, authorId: teacher.id })
    const frozen = await makePage(house.db, { projectId, authorId: teacher.id, state: 'frozen', frozenBy: teacher.id })
    const reason = async (person: typeof pupil, id: string) =>
      (await (await house.as(person)).get(`/api/documents/${id}`)).body.document.reason
    expect(await reason(pupil, page.id)).toBeNull()
    expect(await reason(friend, page.id)).toBe('other_group')
    expect(await reason(visitor, page.id)).toBe('visitor')
    expect(await reason(guest, page.id)).toBe('guest')
    expect(await reason(pupil, frozen.id)).toBe('frozen')
    expect(await reason(teacher, frozen.id)).toBeNull()
  })

  it('never hold what is the teachers’, and an unknown page answers exactly as a forbidden one', async () => {
    const { projectId, teacher, pupil, guest, visitor } = await makeClassProject(house.db)
    const secret = await makePage(house.db, { projectId, authorId: teacher.id, access: 'teachers' })
    const other = await makeClassProject(house.db)
    const foreign = await makePage(house.db, { projectId: other.projectId, authorId: other.teacher.id })
    const browser = await house.as(pupil)
    const answers = []
    for (const id of [secret.id, foreign.id, '00000000-0000-4000-8000-000000000000', 'x']) {
      const { status, body } = await browser.get(`/api/documents/${id}`)
      answers.push({ status, error: { ...body.error, requestId: '', fields: [] } })
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]?.status).toBe(404)
    expect((await browser.get(`/api/projects/${projectId}/documents`)).body.documents).toEqual([])
    expect((await (await house.as(guest)).get(`/api/documents/${secret.id}`)).status).toBe(404)
    expect((await (await house.as(visitor)).get(`/api/documents/${secret.id}`)).body.document.reach).toBe('read')
  })

  it('leave out removed ones until they are asked for, and never show those to pupils', async () => {
    const { projectId, teacher, pupil } = await makeClassProject(house.db)
    const page = await makePage(house.db, { projectId, authorId: teacher.id })
    const browser = await house.as(teacher)
    const path = `/api/projects/${projectId}/documents`
    expect((await browser.patch(`/api/documents/${page.id}`, { state: 'removed' })).body.document.state).toBe('removed')
    expect((await browser.get(path)).body.documents).toEqual([])
    expect((await browser.get(`${path}?removed=true`)).body.documents).toMatchObject([{ id: page.id, reach: 'read' }])
    expect((await (await house.as(pupil)).get(`${path}?removed=true`)).body.documents).toEqual([])
    expect((await browser.patch(`/api/documents/${page.id}`, { state: 'open' })).body.document.reach).toBe('write')
  })
})

describe('changing a page', () => {
  it('lets writers rename it and teachers alone manage it', async () => {
    const { projectId, teacher, pupil, friend, guest, herons, otters } = await makeClassProject(house.db)
    const page = await makePage(house.db, { projectId, groupId: herons.id, authorId: teacher.id })
    const path = `/api/documents/${page.id}`
    const asPupil = await house.as(pupil)
    expect((await asPupil.patch(path, { title: 'Our pond' })).body.document.title).toBe('Our pond')
    for (const changes of [{ state: 'frozen' }, { state: 'removed' }, { access: 'project' }, { groupId: otters.id }])
      expect((await asPupil.patch(path, changes)).status).toBe(403)
    for (const person of [friend, guest])
      expect((await (await house.as(person)).patch(path, { title: 'Theirs' })).status).toBe(403)
    const other = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    expect((await browser.patch(path, { groupId: other.herons.id })).status).toBe(404)
    expect((await browser.patch(path, { groupId: otters.id })).body.document.group.name).toBe('Otters')
    expect((await browser.patch(path, { access: 'teachers' })).body.document).toMatchObject({
      group: null,
      readers: 'teachers',
    })
    expect((await asPupil.get(path)).status).toBe(404)
  })

  it('freezes it for pupils at once and says until when; teachers write on', async () => {
    const { projectId, teacher, pupil } = await makeClassProject(house.db)
    const page = await makePage(house.db, { projectId, authorId: teacher.id })
    const asPupil = await house.as(pupil)
    const browser = await house.as(teacher)
    const writer = await house.join(page.id, asPupil).synced()
    const end = new Date(house.clock.now().getTime() + minutes(10)).toISOString()
    const frozen = await browser.patch(`/api/documents/${page.id}`, { state: 'frozen', frozenUntil: end })
    expect(frozen.body.document).toMatchObject({
      state: 'frozen',
      frozen: { by: 'Theo Teacher', until: end },
      reach: 'write',
    })
    await until(() => writer.identities.at(-1)?.access === 'read', 'the freeze')
    expect(writer.closed).toBe(null)
    expect((await asPupil.patch(`/api/documents/${page.id}`, { title: 'Quick' })).body.error.reason).toBe(
      'document_frozen',
    )
    const reader = await house.join(page.id, asPupil).synced()
    writeParagraph(reader.ydoc, 'against the ice')
    expect(await reader.isCut()).toBe(closeCode.accessChanged)
    expect(await textOf(page.id)).not.toContain('ice')
    const past = new Date(house.clock.now().getTime() - 1).toISOString()
    const late = await browser.patch(`/api/documents/${page.id}`, { state: 'frozen', frozenUntil: past })
    expect(late.body.error.fields).toEqual([{ path: 'frozenUntil', reason: 'freeze_end' }])
  })

  it('thaws by itself when the time has come', async () => {
    const { projectId, teacher, pupil } = await makeClassProject(house.db)
    const frozenUntil = new Date(house.clock.now().getTime() + minutes(5))
    const page = await makePage(house.db, {
      projectId,
      authorId: teacher.id,
      state: 'frozen',
      frozenBy: teacher.id,
      frozenUntil,
    })
    const browser = await house.as(pupil)
    const reader = await house.join(page.id, browser).synced()
    await thawDue(house.deps)
    expect((await browser.get(`/api/documents/${page.id}`)).body.document.reason).toBe('frozen')
    house.clock.advance(minutes(5))
    expect((await browser.get(`/api/documents/${page.id}`)).body.document.reason).toBeNull()
    await thawDue(house.deps)
    await until(() => reader.identities.at(-1)?.access === 'write', 'the thaw')
    expect(reader.closed).toBe(null)
    const [row] = await house.db.select().from(documents).where(eq(documents.id, page.id))
    expect(row).toMatchObject({ state: 'open', frozenBy: null, frozenUntil: null })
  })
})

describe('handing out a template', () => {
  it('gives each group one copy of what the template holds now', async () => {
    const { projectId, teacher, pupil, herons, otters } = await makeClassProject(house.db)
    const browser = await house.as(teacher)
    const draft = { kind: 'page', title: 'Interview', isTemplate: true, content: paragraph('Ask who remembers') }
    const template = await browser.post(`/api/projects/${projectId}/documents`, draft)
    const path = `/api/documents/${template.body.id}`
    expect((await browser.get(path)).body.document).toMatchObject({ readers: 'teachers', can: { handOut: true } })
    const writer = await house.join(template.body.id, browser).synced()
    writeParagraph(writer.ydoc, 'and thank them')
    await writer.saved()
    const first = await browser.post(`${path}/hand-out`, { groupIds: [herons.id] })
    expect(first.body.documents).toMatchObject([{ groupId: herons.id }])
    const [copy] = first.body.documents
    expect(await textOf(copy.id)).toBe('Ask who remembers\nand thank them')
    expect((await (await house.as(pupil)).get(`/api/documents/${copy.id}`)).body.document).toMatchObject({
      title: 'Interview',
      isTemplate: false,
      reach: 'write',
    })
    const second = await browser.post(`${path}/hand-out`, {})
    expect(second.body.documents).toMatchObject([{ groupId: otters.id }])
    expect((await browser.post(`${path}/hand-out`, {})).body.documents).toEqual([])
  })

  it('makes exactly one copy when two teachers hand out at the same moment', async () => {
    const { projectId, teacher, colleague, herons } = await makeClassProject(house.db)
    const template = await makePage(house.db, { projectId, authorId: teacher.id, isTemplate: true, access: 'teachers' })
    const browsers = await Promise.all([teacher, colleague, teacher, colleague].map((person) => house.as(person)))
    await Promise.all(browsers.map((browser) => browser.post(`/api/documents/${template.id}/hand-out`, {})))
    const rows = await house.db.select().from(documents).where(eq(documents.templateId, template.id))
    expect(rows.filter((row) => row.groupId === herons.id)).toHaveLength(1)
    expect(rows).toHaveLength(2)
  })

  it('is not for pupils, nor for groups of another project, nor for a page that is no template', async () => {
    const { projectId, teacher, pupil, visitor } = await makeClassProject(house.db)
    const other = await makeClassProject(house.db)
    const values = { projectId, authorId: teacher.id, isTemplate: true }
    const template = await makePage(house.db, values)
    const path = `/api/documents/${template.id}/hand-out`
    for (const person of [pupil, visitor]) expect((await (await house.as(person)).post(path, {})).status).toBe(403)
    const browser = await house.as(teacher)
    expect((await browser.post(path, { groupIds: [other.herons.id] })).status).toBe(404)
    const page = await makePage(house.db, { projectId, authorId: teacher.id })
    expect((await browser.post(`/api/documents/${page.id}/hand-out`, {})).body.error.reason).toBe('not_a_template')
  })

  it('keeps a copy from moving to a group that has one', async () => {
    const { projectId, teacher, otters } = await makeClassProject(house.db)
    const template = await makePage(house.db, { projectId, authorId: teacher.id, isTemplate: true })
    const browser = await house.as(teacher)
    const { body } = await browser.post(`/api/documents/${template.id}/hand-out`, {})
    const beavers = await makeGroup(house.db, { projectId, name: 'Beavers' })
    const path = `/api/documents/${body.documents[0].id}`
    expect((await browser.patch(path, { groupId: otters.id })).body.error.reason).toBe('group_has_copy')
    expect((await browser.patch(path, { groupId: beavers.id })).body.document.group.name).toBe('Beavers')
  })
})

it('somebody taken out of the project is out of its open pages and its space', async () => {
  const { projectId, teacher, pupil } = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId, authorId: teacher.id })
  const browser = await house.as(pupil)
  const [inPage, inSpace] = [house.join(page.id, browser), house.join(`space-${projectId}`, browser)]
  await inPage.synced()
  await until(() => inSpace.isOpen, 'the space')
  const list = await (await house.as(teacher)).get(`/api/projects/${projectId}/documents`)
  expect(list.body.documents).toMatchObject([{ id: page.id, presentCount: 1 }])
  await (await house.as(teacher)).delete(`/api/projects/${projectId}/members/${pupil.id}`)
  expect([closeCode.accessChanged, closeCode.unknown]).toContain(await inPage.isCut())
  expect([closeCode.accessChanged, closeCode.unknown]).toContain(await inSpace.isCut())
  expect(await house.join(page.id, browser).isCut()).toBe(closeCode.unknown)
})
