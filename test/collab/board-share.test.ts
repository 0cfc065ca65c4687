import { afterEach, expect, test } from 'vitest'
import { objectId } from '#collab/documents/board-author.ts'
import { boardLimits } from '#collab/documents/board-model.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putComment, putObject } from '#collab/documents/board-write.ts'
import { type Peer, startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { addBoard } from '#test/helpers/relay-boards.ts'

// A board has room for everybody: one pupil alone does not fill it.

let relay: TestRelay
afterEach(() => relay.stop())

async function board() {
  relay = await startRelay({ updatesPerSecond: 1e6, bytesPerSecond: 1e9 })
  return addBoard(relay.store)
}

const join = (room: string, author: string, isModerator = false) =>
  relay.join(room, author, { access: 'write', actor: { author, isModerator } }).synced()

function put(peer: Peer, author: string, count: number): void {
  peer.ydoc.transact(() => {
    for (let at = 0; at < count; at++)
      putObject(peer.ydoc, objectId(author), { type: 'note', at: 1, order: 'a1', text: '' })
  })
}

test('a pupil puts no more than a share on a board, and the others go on (SPEC 64)', async () => {
  const room = await board()
  const [lina, tom, claire] = [
    await join(room, 'linalinalina'),
    await join(room, 'tomtomtomtom'),
    await join(room, 'claireclaire', true),
  ]
  for (let left = boardLimits.objectsOfOne; left > 0; left -= 500) put(lina, 'linalinalina', Math.min(500, left))
  await lina.saved()
  put(lina, 'linalinalina', 1)
  await until(() => lina.refusals.length > 0, 'the refusal')
  expect(lina.refusals).toEqual([{ reason: 'forbidden', detail: 'full for one' }])
  put(tom, 'tomtomtomtom', 3)
  put(claire, 'claireclaire', 3)
  await tom.saved()
  await claire.saved()
  await until(() => objectsOf(tom.ydoc).size === boardLimits.objectsOfOne + 6, 'all of them')
})

test('a pupil writes no more than a share of the comments (SPEC 64)', async () => {
  const room = await board()
  const lina = await join(room, 'linalinalina')
  const card = objectId('linalinalina')
  putObject(lina.ydoc, card, { type: 'card', at: 1, order: 'a1', text: 'a card' })
  const comment = () => putComment(lina.ydoc, objectId('linalinalina'), { objectId: card, at: 1, text: 'ok' })
  for (let count = 0; count < boardLimits.commentsOfOne; count++) comment()
  await lina.saved()
  comment()
  await until(() => lina.refusals.length > 0, 'the refusal')
  expect(lina.refusals).toEqual([{ reason: 'forbidden', detail: 'full for one' }])
})
