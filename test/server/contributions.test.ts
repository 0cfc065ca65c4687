import { afterAll, beforeAll, expect, it } from 'vitest'
import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putComment, setValues } from '#collab/documents/board-write.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { syncType } from '#collab/protocol.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { foldLog } from '#server/versions/fold.ts'
import { hours } from '#test/helpers/app.ts'
import { openClassBoard, putThing } from '#test/helpers/class-board.ts'
import { makeClassProject } from '#test/helpers/class-project.ts'
import { makePage } from '#test/helpers/factories.ts'
import { deleteBlock, type LiveApp, openLiveApp, writeParagraph } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'

/* How much each person wrote in a page: for teachers all, for whoever wrote there their own. */

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())

it('adds up to the page, whoever moved what, and after its rows were folded; a pupil sees their own alone', async () => {
  const people = await makeClassProject(house.db)
  const { projectId, teacher, pupil, herons } = people
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River', groupId: herons.id })
  const [asTeacher, asPupil] = [await house.as(teacher), await house.as(pupil)]
  const [teacherPeer, pupilPeer] = [
    await house.join(page.id, asTeacher).synced(),
    await house.join(page.id, asPupil).synced(),
  ]
  writeParagraph(pupilPeer.ydoc, 'The heron stands')
  await pupilPeer.saved()
  writeParagraph(pupilPeer.ydoc, 'gone')
  await pupilPeer.saved()
  const blocks = teacherPeer.ydoc.getXmlFragment(pageRoot)
  await until(() => blocks.length === 4)
  deleteBlock(teacherPeer.ydoc, 3)
  await teacherPeer.saved()
  // The teacher makes a heading of the pupil's paragraph, and adds a word.
  teacherPeer.ydoc.transact(() => {
    blocks.delete(2, 1)
    const heading = new Y.XmlElement('heading')
    heading.insert(0, [new Y.XmlText('The heron stands')])
    blocks.insert(2, [heading])
  })
  writeParagraph(teacherPeer.ydoc, 'Look')
  await teacherPeer.saved()

  const ask = async (who: typeof teacher) =>
    (await (await house.as(who)).get(`/api/documents/${page.id}/contributions`)).body
  const expected = [
    { userId: pupil.id, typed: 20, kept: 16, removed: 0, days: 1 },
    { userId: teacher.id, typed: 9, kept: 9, removed: 4 },
  ]
  const byPerson = (one: { userId: string }, other: { userId: string }) => one.userId.localeCompare(other.userId)
  const sorted = (list: { userId: string }[]) => list.toSorted(byPerson)
  expect(await ask(teacher)).toMatchObject({ letters: 25 })
  expect(sorted((await ask(teacher)).people)).toMatchObject(sorted(expected))
  expect((await ask(pupil)).people).toMatchObject([expected[0]])
  // The groups, and who is in none, add up to the page.
  expect((await ask(teacher)).groups).toMatchObject([
    { groupId: herons.id, name: 'Herons', kept: 16, typed: 20, documents: 1 },
    { groupId: null, kept: 9, typed: 9, removed: 4 },
  ])
  expect((await ask(pupil)).groups).toEqual([])

  house.clock.advance(hours(26))
  await foldLog(house.deps, page.id, house.clock.now())
  expect(sorted((await ask(teacher)).people)).toMatchObject(sorted(expected))
  for (const reader of [people.visitor, people.guest])
    expect((await (await house.as(reader)).get(`/api/documents/${page.id}/contributions`)).status).toBe(403)
})

/** Of no editor: what says in a few bytes that half a trillion letters were there and went; and then a word. */
function hugePlace(clientId: number): Uint8Array {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientId
  ydoc.store.clients.set(clientId, [new Y.GC(Y.createID(clientId, 0), 2 ** 39)])
  writeParagraph(ydoc, 'heron')
  return Y.encodeStateAsUpdate(ydoc)
}

it('counts letters and no places that never held one, however long they say they are', async () => {
  const { projectId, teacher, pupil } = await makeClassProject(house.db)
  const page = await makePage(house.db, { projectId, authorId: teacher.id, title: 'River' })
  const asTeacher = await house.as(teacher)
  const reader = await house.join(page.id, asTeacher).synced()
  const writer = await house.join(page.id, await house.as(pupil)).synced()
  const bytes = hugePlace(writer.ydoc.clientID)
  expect(bytes.length).toBeLessThan(100)
  writer.sendSync(syncType.update, bytes)
  await until(() => reader.ydoc.getXmlFragment(pageRoot).toString().includes('heron'))
  const { body } = await asTeacher.get(`/api/documents/${page.id}/contributions`)
  expect(body.people).toContainEqual(expect.objectContaining({ userId: pupil.id, typed: 5, kept: 5, removed: 0 }))
})

it('counts things, cards, strokes and comments of a board by who made them, and the same after its rows were folded', async () => {
  const board = await openClassBoard(house)
  const { pupil, friend, teacher } = board.people
  const [peer, other] = [
    await house.join(board.id, board.pupil).synced(),
    await house.join(board.id, board.friend).synced(),
  ]
  const note = await putThing(peer, board.author, { type: 'note', text: 'A heron' })
  await putThing(peer, board.author, { type: 'card', text: 'A card' })
  await putThing(peer, board.author, { type: 'ink', points: new Uint8Array([2, 4, 6, 8]) })
  const friendAuthor = authorOf(board.id, friend.id)
  await until(() => objectsOf(other.ydoc).has(note))
  putComment(other.ydoc, objectId(friendAuthor), { objectId: note, at: 1, text: 'Where?' })
  for (const place of [
    [1, 1],
    [2, 2],
  ] as const)
    setValues(other.ydoc, note, { place })
  await other.saved()
  const ask = async (who: typeof teacher, path = `/api/documents/${board.id}/contributions`) =>
    (await (await house.as(who)).get(path)).body
  const expected = [
    { userId: pupil.id, things: 1, cards: 1, strokes: 1, comments: 0, typed: 13, kept: 13, changed: 0, days: 1 },
    { userId: friend.id, things: 0, cards: 0, strokes: 0, comments: 1, typed: 6, kept: 6, changed: 1, days: 1 },
  ]
  const { people } = await ask(teacher)
  expect(people).toEqual(expected.map((one) => expect.objectContaining(one)))
  expect(people[0].byDay).toEqual([expect.objectContaining({ things: 1, cards: 1, strokes: 1, typed: 13 })])
  expect((await ask(pupil)).people).toEqual([expect.objectContaining(expected[0])])

  await (
    await house.as(pupil)
  ).post(`/api/channels/${await channelOf(board.people.projectId)}/messages`, {
    id: crypto.randomUUID(),
    text: 'Look at our board',
  })
  const path = `/api/projects/${board.people.projectId}/contributions`
  const all = await ask(teacher, path)
  expect(all.people).toContainEqual(
    expect.objectContaining({ userId: pupil.id, groupId: board.people.herons.id, messages: 1, documents: 1, cards: 1 }),
  )
  expect(all.groups.map(({ name }: { name: string }) => name)).toEqual(['Herons', 'Otters'])
  expect(all.totals).toMatchObject([
    { groupId: board.people.herons.id, cards: 1, comments: 0, messages: 1, documents: 1 },
    { groupId: board.people.otters.id, cards: 0, comments: 1, messages: 0, documents: 1 },
  ])
  for (const name of ['typed', 'kept', 'things', 'cards', 'strokes', 'comments', 'changed', 'messages']) {
    const sum = (rows: Record<string, number>[]) => rows.reduce((total, row) => total + (row[name] ?? 0), 0)
    expect([name, all.all[name]]).toEqual([name, sum(all.people)])
    expect([name, all.all[name]]).toEqual([name, sum(all.totals)])
  }
  expect(all.all.documents).toBe(1)
  expect((await ask(pupil, path)).totals).toEqual([])
  expect((await ask(pupil, path)).people.map(({ userId }: { userId: string }) => userId)).toEqual([pupil.id])

  // Kept as an extract they stay as they were.
  const kept = async (who: typeof teacher) => {
    const asked = await house.as(who)
    const { body } = await asked.post('/api/extracts', { source: { figures: board.id } })
    return (await asked.get(`/api/extracts/${body.id}`)).body.extract
  }
  const counts = { things: 1, cards: 1, strokes: 1, typed: 13, days: 1 }
  expect((await kept(pupil)).content.figures).toEqual([{ userId: pupil.id, counts: expect.objectContaining(counts) }])
  expect(await kept(teacher)).toMatchObject({ kind: 'figure', authors: expect.arrayContaining([pupil.id, friend.id]) })

  house.clock.advance(hours(26))
  await foldLog(house.deps, board.id, house.clock.now())
  expect((await ask(teacher)).people).toEqual(expected.map((one) => expect.objectContaining(one)))
})

const channelOf = async (projectId: string) => (await listChannelIds(house.db, projectId, ['project']))[0]?.id ?? ''
