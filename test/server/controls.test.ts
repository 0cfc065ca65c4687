import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { boardRoots } from '#collab/documents/board-model.ts'
import { objectsOf, readBoard } from '#collab/documents/board-read.ts'
import { values } from '#collab/documents/board-values.ts'
import { setValues } from '#collab/documents/board-write.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { openDocument } from '#collab/relay/update.ts'
import { appendLogRows } from '#db/queries/document-log.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

async function opened(kind: 'page' | 'board') {
  const people = await makeClassProject(house.db)
  const document = await makePage(house.db, { kind, projectId: people.projectId, authorId: people.teacher.id })
  const [teacher, pupil] = await Promise.all([house.as(people.teacher), house.as(people.pupil)])
  return { people, teacher, pupil, id: document.id, path: `/api/documents/${document.id}` }
}

describe('a control character', () => {
  it.each([
    ['the title of a page', 'patch', (id: string) => `/api/documents/${id}`, { title: 'A\0B' }],
    ['the name of a version', 'post', (id: string) => `/api/documents/${id}/versions`, { name: 'A\u0001B' }],
  ] as const)('is refused in %s, in words', async (_where, method, path, body) => {
    const { teacher, id } = await opened('page')
    const answer = await teacher[method](path(id), body)
    expect([answer.status, answer.body.error.reason]).toEqual([400, 'invalid_input'])
    expect(answer.body.error.fields[0].reason).toBe('bad_characters')
  })

  it('is refused in every field of a request, those of people and schools among them', async () => {
    const { teacher, people } = await opened('page')
    const project = `/api/projects/${people.projectId}`
    for (const body of [{ name: 'A\0' }, { summary: 'A\u0007' }, { subjects: ['A\u007f'] }]) {
      const answer = await teacher.patch(project, body)
      expect([answer.status, JSON.stringify(body)]).toEqual([400, JSON.stringify(body)])
    }
    const school = await teacher.patch('/api/school', { name: 'A\0' })
    expect([school.status, school.body.error.fields?.[0]]).toEqual([400, { path: 'name', reason: 'bad_characters' }])
    const classroom = await teacher.post('/api/classrooms', { name: '6e\0B', ageFrom: 11, ageTo: 12 })
    expect([classroom.status, classroom.body.error.fields?.[0].path]).toEqual([400, 'name'])
    const myself = await teacher.patch('/api/me', { displayName: 'Theo\u0007' })
    expect([myself.status, myself.body.error.fields?.[0].path]).toEqual([400, 'displayName'])
    const signIn = await house.visitor().post('/api/session', { email: 'a\0@school.test', password: 'x'.repeat(12) })
    expect(signIn.status).toBe(400)
    const content = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'a\0b' }] }] }
    const made = await teacher.post(`${project}/documents`, { kind: 'page', title: 'A', content })
    expect(made.status).toBe(400)
  })
})

describe('a title', () => {
  it('holds nothing that turns the words around it, and nothing unseen', async () => {
    const { teacher, path } = await opened('page')
    const retitled = async (title: string) => (await teacher.patch(path, { title })).body
    for (const mark of ['\u202e', '\u202a', '\u2066', '\u2069', '\ue000'])
      expect((await retitled(`A${mark}B`)).error.fields[0].reason).toBe('bad_characters')
    expect((await retitled('\u200bRiv\u00ader\ufeff \u200f')).document.title).toBe('River')
    expect((await retitled('ab\u200dc')).document.title).toBe('abc')
    expect((await retitled('\u200b\u2800')).error.reason).toBe('invalid_input')
  })

  it.each(['👩‍🏫 Équipe 🏳️‍🌈', 'می‌خواهم', 'مرحبا بالعالم', 'שלום', 'ক্‍ষ', 'ქართული'])(
    'keeps what %s needs',
    async (title) => {
      const { teacher, path } = await opened('page')
      expect((await teacher.patch(path, { title })).body.document.title).toBe(title)
    },
  )
})

describe('a date', () => {
  it('of year 0 is refused in words, and no error of ours', async () => {
    const { teacher, people, path } = await opened('page')
    const frozen = await teacher.patch(path, { state: 'frozen', frozenUntil: '0000-01-01T00:00:00Z' })
    expect([frozen.status, frozen.body.error.fields[0].reason]).toEqual([400, 'date_far'])
    const holiday = { from: '0000-01-01', to: '0000-01-02', name: 'Never' }

    expect((await teacher.post('/api/school/holidays', { holidays: [holiday] })).status).toBe(400)
    const channels = await teacher.get(`/api/projects/${people.projectId}/channels`)
    const [channel] = channels.body.channels
    expect((await teacher.get(`/api/channels/${channel.id}/messages?date=0000-01-01`)).status).toBe(400)
  })
})

/** As older servers took it: straight into the log, past every check. Gives what was written. */
async function storeAsBefore<T>(id: string, authorId: string, change: (ydoc: Y.Doc) => T): Promise<T> {
  const { update: before, sequence } = await house.rooms.read(id)
  const ydoc = openDocument([before])
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  const made = ydoc.transact(() => change(ydoc))
  const bytes = Y.mergeUpdates(updates)
  const row = { documentId: id, sequence: sequence + 1, authorId, at: house.deps.now() }
  await appendLogRows(house.db, [{ ...row, bytes, crc: crcOf(bytes, row.sequence) }])
  // The room in which it was read may still be there, and knows nothing of the row.
  house.rooms.reset(id)
  return made
}

/** A note whose text, comment and values hold what nobody can store elsewhere. */
function oldNote(ydoc: Y.Doc, author: string): string {
  const id = objectId(author)
  const note = new Y.Map<unknown>([
    [values.type.key, 'card'],
    [values.at.key, 1],
    [values.order.key, 'a1'],
    [values.alt.key, 'a\0lt'],
    ['txt', new Y.Text('Un\0hide\u0007able')],
  ])
  objectsOf(ydoc).set(id, note)
  ydoc.getMap(boardRoots.comments).set(
    objectId(author),
    new Y.Map<unknown>([
      ['el', id],
      ['at', 1],
      ['txt', new Y.Text('And\0this')],
    ]),
  )
  return id
}

describe('a thing on a board that holds U+0000 from before', () => {
  it('is hidden, shown to teachers and brought back like any other', async () => {
    const { people, id, path, teacher, pupil } = await opened('board')
    const objectOf = await storeAsBefore(id, people.pupil.id, (ydoc) => oldNote(ydoc, authorOf(id, people.pupil.id)))
    const hidden = await teacher.post(`${path}/objects/${objectOf}/hide`)
    expect([hidden.status, hidden.body.hidden?.text]).toEqual([200, 'Unhideable'])
    const shown = await teacher.get(`${path}/hidden`)
    expect(shown.body.hidden[0]).toMatchObject({ text: 'Unhideable', alt: 'alt', comments: [{ text: 'Andthis' }] })
    const peer = await house.join(id, pupil).synced()
    expect(readBoard(peer.ydoc).objects).toEqual([])
    expect((await teacher.post(`${path}/objects/${objectOf}/restore`)).status).toBe(204)
    await until(() => readBoard(peer.ydoc).objects[0]?.text === 'Unhideable', 'the note to be back')
    const text = (await house.rooms.read(id)).update
    expect(Buffer.from(text).includes('Un\0hide')).toBe(false)
  })

  it('is moved by whoever may, and lost when they write in it', async () => {
    const { people, id, pupil } = await opened('board')
    const objectOf = await storeAsBefore(id, people.pupil.id, (ydoc) => oldNote(ydoc, authorOf(id, people.pupil.id)))
    const peer = await house.join(id, pupil).synced()
    setValues(peer.ydoc, objectOf, { place: [5, 6] })
    await peer.saved()
    expect(readBoard(peer.ydoc).objects[0]).toMatchObject({ place: [5, 6], text: 'Unhideable' })
    expect(peer.refusals).toEqual([])
  })
})

describe('a page that holds U+0000 from before', () => {
  it('is read, versioned and restored without it', async () => {
    const { people, id, path, teacher } = await opened('page')
    await storeAsBefore(id, people.pupil.id, (ydoc) => writeParagraph(ydoc, 'A\0river\u0001'))
    expect(documentKinds.page.read(openDocument([(await house.rooms.read(id)).update])).text).toContain('Ariver')
    const version = await teacher.post(`${path}/versions`, { name: 'Before' })
    expect(version.status).toBe(201)
    const restored = await teacher.post(`/api/versions/${version.body.version.id}/restore`, {})
    expect(restored.status).toBe(200)
    const { body } = await teacher.get(`${path}/content`)
    const restoredPage = openDocument([Buffer.from(body.update, 'base64')])
    expect(documentKinds.page.read(restoredPage).text).toContain('Ariver')
  })
})
