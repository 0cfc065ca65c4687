import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { claire, sharedPage } from '#test/helpers/demo.ts'
import { signIn } from '#test/helpers/live-client.ts'
import { drive } from './raw/driver.ts'
import { probedServer, unheardIn } from './raw/raw-run.ts'
import { brokenCases, type Target } from './raw/requests.ts'

// Raw bytes against the built product, which is a process of its own: what ends it ends it.

let server: Awaited<ReturnType<typeof probedServer>>
let target: Target
let isDead = false

beforeAll(async () => {
  server = await probedServer()
  await server.start()
  void server.ended().then(() => (isDead = true))
  const teacher = await signIn(server.origin, claire)
  const page = await sharedPage(server.origin, teacher, 'Octets')
  target = { port: server.port, page, cookie: teacher.cookie }
}, 120_000)
afterAll(() => server.dispose())

const webSocket = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
const h2c = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n'
const requestText = (head: string, headers = '', body = '') =>
  `${head} HTTP/1.1\r\nHost: a\r\nOrigin: ${server.origin}\r\n${headers}\r\n${body}`

function open(sent: string): Socket {
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  socket.write(sent)
  return socket
}

/** Reads until this is heard, and gives all of it. */
async function hear(socket: Socket, isThere: (heard: string) => boolean): Promise<string> {
  let heard = ''
  while (!isThere(heard)) {
    const [data]: unknown[] = await once(socket, 'data')
    heard += String(data)
  }
  return heard
}

const statuses = (heard: string) => [...heard.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status))

/** Of so many answers. */
const statusesOf = async (socket: Socket, count: number) =>
  statuses(await hear(socket, (heard) => statuses(heard).length >= count))

/** It serves, and nothing happened in it that nobody heard. */
async function isWell() {
  expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
  expect(unheardIn(await server.output())).toBe(0)
  expect(isDead).toBe(false)
}

test.each(['/x', '/collab/test', '/collab/space-x'])(
  'a stranger who asks for a socket at %s, reads the answer and resets the connection ends nothing',
  async (path) => {
    for (let times = 0; times < 20; times++) {
      const socket = open(requestText(`GET ${path}`, webSocket))
      await statusesOf(socket, 1)
      socket.resetAndDestroy()
    }
    await isWell()
  },
)

test('who is refused a socket and does not leave is cut', async () => {
  const socket = open(requestText('GET /x', webSocket))
  socket.resume()
  await once(socket, 'end')
  // It does not end its own side. Once the server has let go of it, whatever it says is answered by a reset.
  const speaking = setInterval(() => socket.write(' '), 20)
  await new Promise((resolve) => void socket.once('close', resolve))
  clearInterval(speaking)
  await isWell()
})

test('an answer that waits behind others nobody reads ends once, however long that takes', async () => {
  const page = await (await fetch(server.origin, { headers: { Accept: 'text/html' } })).text()
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(page) ?? []
  const socket = connect({ port: server.port, host: '127.0.0.1' })
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(
    requestText(`GET ${script}`).repeat(60) + requestText('POST /collab/test/events', 'Content-Length: 0\r\n'),
  )
  // Another trial, begun later and of the same length: when it is over, so is the one that waits.
  for (let times = 0; times < 2; times++) {
    const trial = await fetch(`${server.origin}/collab/test/events`, {
      method: 'POST',
      headers: { Origin: server.origin },
    })
    expect(await trial.text()).toContain('event: close')
  }
  socket.destroy()
  await isWell()
})

test('what offers to upgrade to anything but a WebSocket is answered as any request, and so is what follows it', async () => {
  const socket = open(requestText('GET /healthz', h2c))
  expect(await statusesOf(socket, 1)).toEqual([200])
  socket.write(requestText('POST /collab/test/messages', `${h2c}Content-Length: 5\r\n`, 'hello'))
  expect(statuses(await hear(socket, (heard) => heard.includes('hello')))).toEqual([200])
  socket.write(requestText('GET /missing.js'))
  expect(await statusesOf(socket, 1)).toEqual([404])
  socket.destroy()
})

test('some hundred requests, broken off, bent and half-closed, end nothing', async () => {
  const broken = brokenCases(target, 29).length
  // The same each time; `npm run faults -- --only raw` sends others.
  const { answered } = await drive({ ...target, seed: 1, requests: broken + 300, step: 29 })
  expect(answered).toBeGreaterThan(100)
  await isWell()
}, 60_000)
