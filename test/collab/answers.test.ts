import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as encoding from 'lib0/encoding'
import { afterEach, test } from 'vitest'
import * as Y from 'yjs'
import { syncType } from '#collab/protocol.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function bufferBytes(): number {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().arrayBuffers
}

test('answers to many different state vectors are not all kept (SPEC 10)', async () => {
  relay = await startRelay({ lagBytes: Number.POSITIVE_INFINITY, updatesPerSecond: Number.POSITIVE_INFINITY })
  const written = new Y.Doc()
  written.clientID = 1
  written.getText('t').insert(0, 'x'.repeat(1_000_000))
  const page = relay.store.add({ snapshot: { sequence: 0, bytes: Y.encodeStateAsUpdate(written) } })
  const eve = await relay.join(page, 'eve').synced()
  eve.heard.length = 0
  const before = bufferBytes()
  for (let clock = 1; clock <= 60; clock++) {
    const encoder = encoding.createEncoder()
    for (const value of [1, 1, clock]) encoding.writeVarUint(encoder, value)
    eve.sendSync(syncType.stepOne, encoding.toUint8Array(encoder))
    await until(() => eve.heard.some(({ bytes }) => bytes.length > 900_000), 'an answer')
    eve.heard.length = 0
  }
  // Bytes that nobody holds are let go on a thread of its own, late on a busy machine; those that are kept stay.
  await until(() => bufferBytes() - before < 30_000_000, 'half of the answers to be let go')
})
