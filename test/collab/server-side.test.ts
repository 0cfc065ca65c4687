import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, spaceRoom } from '#collab/protocol.ts'
import { contentHash } from '#collab/relay/content-hash.ts'
import { openDocument } from '#collab/relay/update.ts'
import { awarenessOf, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test('the server edits a page that people have open, and they see it once it is stored (SPEC 47)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  lina.type('draft')
  await lina.saved()
  await relay.rooms.edit(page, 'teacher', (ydoc) => {
    ydoc.getText('t').delete(0, 5)
    ydoc.getText('t').insert(0, 'restored')
  })
  expect(relay.store.text(page)).toBe('restored')
  const row = relay.store.get(page).rows.at(-1)
  expect(row).toMatchObject({ authorId: 'teacher', sequence: 2 })
  expect(relay.store.get(page).contributors.get(row?.newClientIds[0] ?? 0)).toBe('teacher')
  await until(() => lina.text === 'restored')
  lina.type('!')
  await lina.saved()
  expect(relay.store.text(page)).toBe('restored!')
})

test('the server edits a page nobody has open (SPEC 47)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  await Promise.all(
    ['a', 'b', 'c'].map((letter) => relay.rooms.edit(page, null, (ydoc) => ydoc.getText('t').insert(0, letter))),
  )
  expect([...relay.store.text(page)].sort().join('')).toBe('abc')
  await relay.rooms.edit(page, null, () => {})
  expect(relay.store.get(page).rows.length).toBe(3)
  await expect(relay.rooms.edit(randomUUID(), null, () => {})).rejects.toThrow('no such document')
})

test('an edit that cannot be stored throws and is seen by nobody (SPEC 47)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  relay.store.isBroken = true
  await expect(relay.rooms.edit(page, 'teacher', (ydoc) => ydoc.getText('t').insert(0, 'ghost'))).rejects.toThrow(
    'disk full',
  )
  const fails = () =>
    relay.rooms.edit(page, 'teacher', () => {
      throw new Error('the change itself fails')
    })
  await expect(fails()).rejects.toThrow('the change itself fails')
  relay.store.isBroken = false
  lina.type('real')
  await lina.saved()
  expect([lina.text, relay.store.text(page)]).toEqual(['real', 'real'])
})

test('the server reads what is live, with the sequence of what is stored (SPEC 48)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  lina.type('stored ')
  await lina.saved()
  relay.store.isBroken = true
  lina.type('not yet')
  await until(() => tom.text === 'stored not yet')
  const { update, sequence } = await relay.rooms.read(page)
  const ydoc = new Y.Doc()
  Y.applyUpdate(ydoc, update)
  expect([ydoc.getText('t').toString(), sequence]).toEqual(['stored not yet', 1])
  relay.store.isBroken = false
  await lina.saved()
})

test.each(lineKinds)(
  'a notice reaches one room, and the server knows who is there (SPEC 49), over %s',
  async (line) => {
    relay = await startRelay({ line })
    const [page, other, project] = [relay.store.add(), relay.store.add(), randomUUID()]
    const lina = await relay.join(page, 'lina').synced()
    const tom = await relay.join(other, 'tom').synced()
    const mia = await relay.join(spaceRoom(project), 'mia', { access: 'read' }).synced()
    relay.rooms.notice({ documentId: page }, { topic: 'versions', id: 'v1' })
    relay.rooms.notice({ projectId: project }, { topic: 'people', userId: 'lina' })
    await until(() => lina.notices.length === 1 && mia.notices.length === 1)
    expect([lina.notices[0], mia.notices[0], tom.notices.length]).toEqual([
      { topic: 'versions', id: 'v1' },
      { topic: 'people', userId: 'lina' },
      0,
    ])
    expect(relay.rooms.present({ documentId: page })).toEqual(['lina'])
    expect(relay.rooms.present({ projectId: project })).toEqual(['mia'])
    expect(relay.rooms.present({ projectId: randomUUID() })).toEqual([])
  },
)

test.each(lineKinds)('a message reaches those it is for and nobody else (SPEC 67), over %s', async (line) => {
  relay = await startRelay({ line })
  const project = randomUUID()
  const [lina, tom] = [relay.join(spaceRoom(project), 'lina'), relay.join(spaceRoom(project), 'tom')]
  await Promise.all([lina.synced(), tom.synced()])
  const message = { id: 'm1', text: 'Bonjour', channelId: 'c1', sequence: 1 }
  relay.rooms.notice({ projectId: project }, { topic: 'message', id: 'c1', message }, new Set(['lina']))
  relay.rooms.notice({ projectId: project }, { topic: 'people' })
  await until(() => lina.notices.length === 2 && tom.notices.length === 1)
  expect(lina.notices[0]).toEqual({ topic: 'message', id: 'c1', message })
  expect(tom.notices[0]).toEqual({ topic: 'people' })
})

test('what concerns somebody reaches them in whichever room they are, and nobody else (SPEC 85)', async () => {
  relay = await startRelay()
  const [page, project] = [relay.store.add(), randomUUID()]
  const [onPage, inSpace] = [relay.join(page, 'lina'), relay.join(spaceRoom(project), 'lina')]
  const tom = relay.join(page, 'tom')
  await Promise.all([onPage.synced(), inSpace.synced(), tom.synced()])
  relay.rooms.tell(new Set(['lina']), { topic: 'hands' })
  relay.rooms.notice({ documentId: page }, { topic: 'people' })
  await until(() => onPage.notices.length === 2 && inSpace.notices.length === 1 && tom.notices.length === 1)
  expect(onPage.notices[0]).toEqual({ topic: 'hands' })
  expect(inSpace.notices).toEqual([{ topic: 'hands' }])
  expect(tom.notices).toEqual([{ topic: 'people' }])
})

test('messages do not pile up for a reader that takes nothing; it hears that it missed some (SPEC 67)', async () => {
  relay = await startRelay({ lagBytes: 50_000 })
  const project = randomUUID()
  const lina = await relay.join(spaceRoom(project), 'lina').synced()
  lina.ws.pause()
  const text = 'x'.repeat(20_000)
  for (let sequence = 1; sequence <= 2_000; sequence++)
    relay.rooms.notice({ projectId: project }, { topic: 'message', message: { id: 'm', sequence, text } })
  lina.ws.resume()
  await until(() => lina.notices.some(({ topic }) => topic === 'missed'))
  expect(lina.notices.length).toBeLessThan(1_000)
  relay.rooms.notice({ projectId: project }, { topic: 'message', message: { id: 'm', sequence: 2_001, text } })
  await until(() => lina.notices.at(-1)?.topic === 'message')
})

test('a space has people and no content (SPEC 50)', async () => {
  relay = await startRelay({ awarenessMs: 1 })
  const space = spaceRoom(randomUUID())
  const lina = await relay.join(space, 'lina').synced()
  const tom = relay.provider(space, 'tom')
  await until(() => tom.synced)
  await until(() => awarenessOf(lina).size === 2)
  lina.type('content')
  expect(await lina.isCut()).toBe(closeCode.accessChanged)
  expect(relay.store.appends).toBe(0)
  expect(tom.wsconnected).toBe(true)
})

test('what an open room has committed is looked at without opening it or waiting for its writers (SPEC 62)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  expect(await relay.rooms.peek(page)).toBeNull()
  expect(relay.store.loads).toBe(0)
  const lina = await relay.join(page, 'lina').synced()
  let letGo = () => {}
  relay.store.beforeAppend = () => new Promise((resolve) => (letGo = () => resolve()))
  lina.type('one')
  await until(() => relay.store.appends === 1)
  const peeked = relay.rooms.peek(page)
  expect(relay.store.get(page).rows).toHaveLength(0)
  relay.store.beforeAppend = () => Promise.resolve()
  letGo()
  const seen = await peeked
  expect(seen?.sequence).toBe(1)
  expect(contentHash(openDocument(seen?.updates ?? []))).toBe(contentHash(relay.store.ydoc(page)))
})

test('a room that is reset sends everybody back to what the store holds (SPEC 63)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const other = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(other, 'tom').synced()
  lina.type('one')
  await lina.saved()
  relay.store.get(page).rows.splice(0)
  relay.store.get(page).contributors.clear()
  relay.rooms.reset(page)
  relay.rooms.reset(randomUUID())
  expect(await lina.isCut()).toBe(closeCode.restart)
  const mia = await relay.join(page, 'mia').synced()
  expect(mia.text).toBe('')
  expect([relay.store.loads, tom.closed]).toEqual([3, null])
})
