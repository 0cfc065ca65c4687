import { afterEach, expect, test } from 'vitest'
import { closeCode, messageType } from '#collab/protocol.ts'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { lineKinds } from '#test/helpers/wires.ts'

let relay: TestRelay
afterEach(() => relay.stop())

const fast = {
  bytesPerSecond: Number.POSITIVE_INFINITY,
  updatesPerSecond: 10_000,
  lagBytes: 100_000,
  documentBytes: 1e9,
}

test.each(lineKinds)(
  'a reader that stops reading holds up nobody, costs little, and has everything when it reads again (SPEC 29), over %s',
  async (line) => {
    relay = await startRelay({ line, ...fast, awarenessMs: 1 })
    const page = relay.store.add()
    const lina = await relay.join(page, 'lina').synced()
    const tom = await relay.join(page, 'tom').synced()
    const stalled = await relay.join(page, 'mia').synced()
    const framesBefore = stalled.heard.length
    stalled.ws.pause()
    for (let index = 0; index < 40; index++) {
      lina.ydoc.getMap('m').set(`k${index}`, String(index).repeat(250_000))
      await until(() => tom.ydoc.getMap('m').has(`k${index}`))
    }
    lina.sendAwareness(lina.ydoc.clientID, 5, { cursor: 'last' })
    stalled.ws.resume()
    await until(() => stalled.ydoc.getMap('m').size === 40)
    lina.type('and on')
    await until(() => stalled.text === 'and on')
    expect(
      stalled.heard.slice(framesBefore).filter((message) => message.type === messageType.sync).length,
    ).toBeLessThan(40)
  },
)

test.each(lineKinds)('a reader that takes nothing for too long is cut (SPEC 30), over %s', async (line) => {
  relay = await startRelay({ line, ...fast, stallMs: 60 })
  const page = relay.store.add()
  const lina = await relay.join(page, 'lina').synced()
  const stalled = await relay.join(page, 'mia').synced()
  stalled.ws.pause()
  for (let index = 0; index < 40; index++) {
    lina.ydoc.getMap('m').set(`k${index}`, String(index).repeat(250_000))
    await lina.saved()
  }
  // Past the stall time: whoever takes nothing cannot be heard, so only the clock can say that the cut is due.
  await new Promise((resolve) => void setTimeout(resolve, 200))
  stalled.ws.resume()
  // Told to leave; where it takes even that too late, the line is cut 2 s later.
  expect([closeCode.slow, 1006]).toContain(await stalled.isCut())
  expect(lina.closed).toBe(null)
})
