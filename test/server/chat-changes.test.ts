import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { documentKinds } from '#collab/documents/kinds.ts'
import { readBoard } from '#collab/documents/board-read.ts'
import { authorOf } from '#collab/documents/board-author.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { listAudit } from '#db/queries/audit.ts'
import { minutes } from '#test/helpers/app.ts'
import { makePage } from '#test/helpers/factories.ts'
import { type LiveApp, openLiveApp } from '#test/helpers/live-app.ts'
import { until } from '#test/helpers/relay.ts'
import { makeTalk as makeTalkIn, read, said, say, textsOf } from '#test/helpers/talk.ts'

let house: LiveApp
beforeAll(async () => {
  house = await openLiveApp()
})
afterAll(() => house.close())
const makeTalk = () => makeTalkIn(house)

describe('an edit', () => {
  it('puts one’s own words right for ten minutes; teachers see what they were', async () => {
    const { channel, alix, jonas, petra, pupil } = await makeTalk()
    const id = await said(alix, channel, 'The rivre is high')
    const edited = await alix.patch(`/api/messages/${id}`, { text: 'The river is high' })
    expect(edited.body.message).toMatchObject({ text: 'The river is high', sequence: 1 })
    expect(edited.body.message.editedAt).not.toBeNull()
    for (const other of [jonas, petra])
      expect((await other.patch(`/api/messages/${id}`, { text: 'Mine now' })).status).toBe(403)
    const { edits } = (await petra.get(`/api/messages/${id}/edits`)).body
    expect(edits).toMatchObject([{ text: 'The rivre is high', editorId: pupil.id }])
    expect((await alix.get(`/api/messages/${id}/edits`)).status).toBe(403)
    house.clock.advance(minutes(10))
    const late = await alix.patch(`/api/messages/${id}`, { text: 'Too late' })
    expect(late.body.error.reason).toBe('message_too_old')
    expect((await read(alix, channel)).messages[0]).toMatchObject({ text: 'The river is high', can: { edit: false } })
  })

  it('is sent to those who read the channel, found under its new words and mentions its new people', async () => {
    const { channel, projectId, alix, jonas, friend } = await makeTalk()
    const peer = await house.join(`space-${projectId}`, jonas).synced()
    const id = await said(alix, channel, 'Otters')
    await alix.patch(`/api/messages/${id}`, { text: `Beavers <@${friend.id}>` })
    await until(() => peer.notices.length === 2)
    expect(peer.notices[1]).toMatchObject({ message: { id, mentions: [{ kind: 'person', id: friend.id }] } })
    const found = async (q: string) => (await alix.get(`/api/channels/${channel}/search?q=${q}`)).body.messages.length
    expect([await found('otters'), await found('beavers')]).toEqual([0, 1])
  })

  it('is refused while the channel is paused, and cleaned like any text', async () => {
    const { channel, alix, odile } = await makeTalk()
    const id = await said(alix, channel, 'Hello')
    expect((await alix.patch(`/api/messages/${id}`, { text: 'a\u202Eb' })).body.message.text).toBe('ab')
    expect((await alix.patch(`/api/messages/${id}`, { text: '  ' })).status).toBe(400)
    await odile.patch(`/api/channels/${channel}`, { isPaused: true })
    expect((await alix.patch(`/api/messages/${id}`, { text: 'Sneaky' })).body.error.reason).toBe('channel_paused')
  })
})

describe('a deletion', () => {
  it('leaves a mark with its place, and the words for the teachers alone', async () => {
    const { channel, alix, jonas, petra, pupil } = await makeTalk()
    const id = await said(alix, channel, 'Something silly')
    await say(jonas, channel, 'A reply', { replyTo: id })
    await jonas.send('PUT', `/api/messages/${id}/reactions/laugh`)
    expect((await jonas.delete(`/api/messages/${id}`)).status).toBe(403)
    const removed = await alix.delete(`/api/messages/${id}`)
    expect(removed.body.message).toMatchObject({ text: '', deletedBy: pupil.id, reactions: [], threadCount: 1 })
    expect(JSON.stringify(await read(jonas, channel))).not.toContain('silly')
    expect((await petra.get(`/api/messages/${id}/edits`)).body.edits).toMatchObject([{ text: 'Something silly' }])
    const found = await alix.get(`/api/channels/${channel}/search?q=silly`)
    expect(found.body.messages).toEqual([])
    for (const again of [
      alix.patch(`/api/messages/${id}`, { text: 'Back' }),
      jonas.send('PUT', `/api/messages/${id}/reactions/laugh`),
      petra.send('PUT', `/api/messages/${id}/pin`),
    ])
      expect((await again).body.error.reason).toBe('message_removed')
    expect(
      (await alix.post(`/api/channels/${channel}/messages`, { id, text: 'Something silly' })).body.message.text,
    ).toBe('')
  })

  it('by a teacher is of any message, and in the audit', async () => {
    const { channel, alix, odile, owner, school } = await makeTalk()
    const id = await said(alix, channel, 'Not here')
    expect((await odile.delete(`/api/messages/${id}`)).body.message).toMatchObject({ deletedBy: owner.id })
    const { lines } = await listAudit(house.db, school.id, null)
    expect(lines.map(({ action }) => action)).toContain('message.removed')
  })
})

describe('marks on a message', () => {
  it('are reactions from the short list, each person’s once, seen by all', async () => {
    const { channel, alix, jonas, pupil, friend } = await makeTalk()
    const id = await said(alix, channel, 'We won')
    const react = (browser: typeof alix, reaction: string) =>
      browser.send('PUT', `/api/messages/${id}/reactions/${reaction}`)
    await react(jonas, 'cheer')
    await react(jonas, 'cheer')
    await react(alix, 'cheer')
    await react(alix, 'heart')
    const reactionsOf = async () => (await read(jonas, channel)).messages[0].reactions
    const all = await reactionsOf()
    expect(all.find((one: { reaction: string }) => one.reaction === 'cheer').userIds.toSorted()).toEqual(
      [pupil.id, friend.id].toSorted(),
    )
    expect(all).toHaveLength(2)
    await alix.delete(`/api/messages/${id}/reactions/heart`)
    expect(await reactionsOf()).toHaveLength(1)
    expect((await react(alix, 'skull')).status).toBe(404)
  })

  it('are pins by teachers, listed for everybody', async () => {
    const { channel, alix, odile } = await makeTalk()
    const ids = [await said(alix, channel, 'One'), await said(alix, channel, 'Two'), await said(alix, channel, 'Three')]
    expect((await odile.send('PUT', `/api/messages/${ids[1]}/pin`)).body.message.pinnedAt).not.toBeNull()
    expect(textsOf(await read(alix, channel, '?pinned=true'))).toEqual(['Two'])
    await odile.delete(`/api/messages/${ids[1]}/pin`)
    expect(textsOf(await read(alix, channel, '?pinned=true'))).toEqual([])
  })
})

describe('a message elsewhere', () => {
  const contentOf = async (documentId: string) => {
    const ydoc = new Y.Doc()
    Y.applyUpdate(ydoc, (await house.rooms.read(documentId)).update)
    return ydoc
  }

  it('becomes paragraphs at the end of a page, in its language, with people as references', async () => {
    const { channel, projectId, alix, owner, friend } = await makeTalk()
    const page = await makePage(house.db, { projectId, authorId: owner.id, title: 'River' })
    const text = `Merci <@${friend.id}> !\n\nÀ demain`
    const { id } = (await say(alix, channel, text, { language: 'fr' })).body.message
    expect((await alix.post(`/api/messages/${id}/copy`, { documentId: page.id })).status).toBe(201)
    const { json } = documentKinds.page.read(await contentOf(page.id))
    expect(json).toMatchObject({
      content: [
        { type: 'heading' },
        {
          type: 'paragraph',
          attrs: { language: 'fr' },
          content: [{ text: 'Merci ' }, { type: 'mention', attrs: { userId: friend.id } }, { text: ' !' }],
        },
        { type: 'paragraph', content: [{ text: 'À demain' }] },
        { type: 'paragraph' },
      ],
    })
  })

  it('becomes a card in the first column of a wall, as the work of whoever put it there', async () => {
    const { channel, projectId, alix, odile, pupil, friend } = await makeTalk()
    const objects = [{ id: 'c1', type: 'column', order: 'a1', text: 'Ideas' }]
    const content = { type: 'board', layout: 'columns', objects }
    const wall = await odile.post(`/api/projects/${projectId}/documents`, { kind: 'wall', title: 'Ideas', content })
    const documentId = wall.body.id
    const id = await said(alix, channel, `Ask <@${friend.id}> about weirs`)
    expect((await alix.post(`/api/messages/${id}/copy`, { documentId })).status).toBe(201)
    const board = readBoard(await contentOf(documentId))
    const [column] = board.objects.filter(({ type }) => type === 'column')
    const [card] = board.objects.filter(({ type }) => type === 'card')
    const author = authorOf(documentId, pupil.id)
    expect(card).toMatchObject({ text: 'Ask @… about weirs', parent: column?.id, author })
    await house.rooms.edit(documentId, null, (ydoc) => moderationOf(ydoc).set(moderationKey.paused(author), 1))
    expect((await alix.post(`/api/messages/${id}/copy`, { documentId })).body.error.reason).toBe('board_paused')
    expect((await odile.post(`/api/messages/${id}/copy`, { documentId })).status).toBe(201)
  })

  it('needs both, the channel and the document, in one project', async () => {
    const { channel, projectId, alix, jonas, odile, owner, askChannel } = await makeTalk()
    const frozen = await makePage(house.db, { projectId, authorId: owner.id, state: 'frozen' })
    const teachers = await makePage(house.db, { projectId, authorId: owner.id, access: 'teachers' })
    const open = await makePage(house.db, { projectId, authorId: owner.id })
    const other = await makeTalk()
    const elsewhere = await makePage(house.db, { projectId: other.projectId, authorId: other.owner.id })
    const id = await said(alix, channel, 'Hello')
    const copy = (browser: typeof alix, messageId: string, documentId: string) =>
      browser.post(`/api/messages/${messageId}/copy`, { documentId })
    expect((await copy(alix, id, frozen.id)).body.error.reason).toBe('document_frozen')
    expect((await copy(alix, id, teachers.id)).status).toBe(404)
    expect((await copy(alix, id, elsewhere.id)).status).toBe(404)
    expect((await copy(jonas, await said(alix, askChannel, 'Help'), open.id)).status).toBe(404)
    await alix.delete(`/api/messages/${id}`)
    expect((await copy(odile, id, open.id)).body.error.reason).toBe('message_removed')
  })
})
