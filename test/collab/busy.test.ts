import { afterEach, expect, test } from 'vitest'
import { startRelay, type TestRelay } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test('a document in which somebody always writes is told of all the same, again and again (SPEC 46)', async () => {
  relay = await startRelay({ quietMs: 60_000, busyMs: 40 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  for (let letters = 0; relay.store.quiet.length < 2 && letters < 2_000; letters++) {
    lina.type('a')
    await lina.saved()
  }
  const told = relay.store.quiet
  expect(told.map(({ documentId }) => documentId)).toEqual([page, page])
  expect(told[1]?.sequence).toBeGreaterThan(told[0]?.sequence ?? Infinity)
})
