import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startRelay, type TestRelay, until } from '#test/helpers/relay.ts'
import { EventsWire, socketWire, type Wire } from '#test/helpers/wires.ts'

let relay: TestRelay
const opened: Wire[] = []
afterEach(async () => {
  for (const wire of opened.splice(0)) wire.terminate()
  await relay.stop()
})

interface Heard {
  wire: Wire
  messages: number[][]
  times: number[]
  closed: number | null
  failure: string | null
}

function tryLine(kind: 'socket' | 'events', headers: Record<string, string> = {}): Heard {
  const open = (hears: Parameters<typeof socketWire>[2]) =>
    kind === 'socket'
      ? socketWire(`${relay.url}/test`, headers, hears)
      : new EventsWire(`${relay.url}/test`, headers, hears)
  const wire = open({
    onOpen: () => undefined,
    onMessage: (bytes) => {
      heard.messages.push([...bytes])
      heard.times.push(performance.now())
    },
    onClose: (code) => (heard.closed = code),
    onError: (error) => (heard.failure = error.message),
  })
  const heard: Heard = { wire, messages: [], times: [], closed: null, failure: null }
  opened.push(wire)
  return heard
}

const isOpen = ({ wire }: Heard) => wire.readyState === WebSocket.OPEN
const giveBack = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${relay.port}/collab/test/messages`, { method: 'POST', body, headers })

test('a websocket gives ten messages back and ends (SPEC 60)', async () => {
  relay = await startRelay()
  const line = tryLine('socket')
  await until(() => isOpen(line))
  for (let index = 0; index < 12; index++) line.wire.send(Uint8Array.of(index, 7))
  await until(() => line.closed !== null)
  expect([line.closed, line.messages]).toEqual([1000, Array.from({ length: 10 }, (_, index) => [index, 7])])
  const long = tryLine('socket')
  await until(() => isOpen(long))
  long.wire.send(new Uint8Array(1_024))
  await until(() => long.messages.length === 1)
  long.wire.send(new Uint8Array(1_025))
  await until(() => long.closed !== null)
  expect([long.closed, long.messages.length]).toEqual([1009, 1])
})

test('events come one by one and not all at the end, and a POST is given back (SPEC 60)', async () => {
  relay = await startRelay()
  const line = tryLine('events')
  await until(() => line.closed !== null)
  expect([line.closed, line.messages]).toEqual([1000, [[1], [2], [3], [4], [5]]])
  expect((line.times[4] ?? 0) - (line.times[0] ?? 0)).toBeGreaterThan(500)
  const answer = await giveBack(Uint8Array.of(1, 2, 3))
  expect([answer.status, ...new Uint8Array(await answer.arrayBuffer())]).toEqual([200, 1, 2, 3])
  const [fits, long] = [await giveBack(new Uint8Array(1_024)), await giveBack(new Uint8Array(1_025))]
  expect([fits.status, (await fits.arrayBuffer()).byteLength, long.status]).toEqual([200, 1_024, 413])
})

test('a network is tried without a login, without a room, and from here alone (SPEC 60)', async () => {
  relay = await startRelay()
  const evil = { origin: 'https://evil.example' }
  const refused = [tryLine('socket', evil), tryLine('events', evil)]
  await until(() => refused.every(({ failure }) => failure !== null))
  expect(refused.map(({ failure }) => /403/.test(failure ?? ''))).toEqual([true, true])
  expect((await giveBack(Uint8Array.of(1), evil)).status).toBe(403)
  const lines = [tryLine('socket'), tryLine('events')]
  await until(() => lines.every(isOpen))
  expect((await giveBack(Uint8Array.of(1))).status).toBe(200)
  expect([relay.access.asked, relay.store.loads]).toEqual([0, 0])
})

test('twenty try at once, nobody for longer than ten seconds or beyond a restart (SPEC 60)', async () => {
  relay = await startRelay()
  const lines = Array.from({ length: 20 }, () => tryLine('socket'))
  await until(() => lines.every(isOpen))
  const beyond = [tryLine('socket'), tryLine('events')]
  await until(() => beyond.every(({ failure }) => failure !== null))
  expect(beyond.map(({ failure }) => /503/.test(failure ?? ''))).toEqual([true, true])
  expect((await giveBack(Uint8Array.of(1))).status).toBe(503)
  relay.clock.aheadMs += 5_000
  // Two ticks of it: that nobody is ended early can only be seen by letting them pass.
  await new Promise((resolve) => void setTimeout(resolve, 450))
  expect(lines.every(isOpen)).toBe(true)
  relay.clock.aheadMs += 5_000
  await until(() => lines.every(({ closed }) => closed !== null))
  const later = [tryLine('socket'), tryLine('events')]
  await until(() => later.every(isOpen))
  await relay.rooms.close()
  await until(() => later.every(({ closed }) => closed !== null))
  expect((await giveBack(Uint8Array.of(1))).status).toBe(503)
})
