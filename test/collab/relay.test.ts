import { afterEach, expect, test } from 'vitest'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'

let relay: TestRelay
afterEach(() => relay.stop())

test('two people see each other type, and both are told when it is stored', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const tom = await relay.join(page, 'tom').synced()
  lina.type('hello ')
  await until(() => tom.text === 'hello ')
  tom.type('world')
  await until(() => lina.text === 'hello world')
  await Promise.all([lina.saved(), tom.saved()])
  expect(relay.store.text(page)).toBe('hello world')
})

test('a stock y-websocket provider reads and writes', async () => {
  relay = await startRelay()
  const page = relay.store.add()
  const lina = relay.provider(page, 'lina')
  const tom = relay.provider(page, 'tom')
  await until(() => lina.synced && tom.synced)
  lina.doc.getText('t').insert(0, 'from a stock client')
  await until(() => tom.doc.getText('t').toString() === 'from a stock client')
  await until(() => relay.store.text(page) === 'from a stock client')
})
