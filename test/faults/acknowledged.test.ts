import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { syncType } from '#collab/protocol.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test('who comes back with words that are on their way to the disk is told stored only when they are there (SPEC 37)', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  await lina.saved()
  let open = () => {}
  const disk = new Promise<void>((resolve) => (open = resolve))
  relay.store.beforeAppend = () => disk
  lina.type('a')
  await until(() => tom.text === 'a', 'the word at a reader')
  // The line breaks; the same words come again with the step 2 of the next connection.
  lina.destroy()
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(lina.ydoc))
  const again = await relay.join(page, 'lina', { access: 'write' }, { ydoc: copy }).synced()
  await until(() => again.sent === 1, 'step 2 sent')
  // Whatever the relay had to say to it was said before this is answered.
  again.isSynced = false
  again.sendSync(syncType.stepOne, Y.encodeStateVector(again.ydoc))
  await again.synced()
  expect(relay.store.text(page)).toBe('')
  expect(again.stored).toBe(0)
  open()
  await again.saved()
  expect(relay.store.text(page)).toBe('a')
})
