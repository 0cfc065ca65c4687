import { seeded } from '#test/helpers/relay.ts'

type Random = ReturnType<typeof seeded>

/** Where requests go, and whose. */
export interface Target {
  port: number
  /** A page this person may write in. */
  page: string
  cookie: string
}

const requestKinds = ['upgrade', 'line', 'upload', 'kept', 'elsewhere', 'h2c', 'messages', 'trial', 'json'] as const
type RequestKind = (typeof requestKinds)[number]
/** Those that are broken off at each of their bytes. */
const brokenKinds = ['upgrade', 'line', 'upload', 'kept'] as const satisfies RequestKind[]

/** What becomes of the connection: broken off after so many bytes, or after the answer began. */
interface Ending {
  how: 'whole' | 'reset' | 'half-close' | 'answer-then-reset' | 'dribble'
  at: number
}

export interface RawCase extends Ending {
  kind: RequestKind
  bytes: Buffer
}

/** One pixel. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const boundary = 'a-line-between'
const webSocket =
  'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
/** Masked with nothing: a hello that is none, and half a frame. */
const frames = Buffer.from([0x82, 0x84, 0, 0, 0, 0, 105, 2, 0x7b, 0x7d, 0x82, 0xfe, 0x10, 0x00, 0, 0])

const textOf = (head: string, common: string, body = '') => Buffer.from(`${head} HTTP/1.1\r\n${common}\r\n${body}`)

function upload(target: Target, common: string): Buffer {
  const part = (name: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}`
  const body = Buffer.concat([
    Buffer.from(
      `${part('kind')}"\r\n\r\nimage\r\n${part('file')}"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    picture,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const type = `Content-Type: multipart/form-data; boundary=${boundary}\r\nContent-Length: ${body.length}\r\n`
  return Buffer.concat([textOf(`POST /api/documents/${target.page}/files`, common + type), body])
}

/** A request as a browser sends it. */
function requestOf(kind: RequestKind, target: Target): Buffer {
  const { page, port, cookie } = target
  const common = `Host: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\n`
  const line = 'X-Line: AAAAAAAAAAAAAAAAAAAAAA\r\nX-Sequence: 1\r\nContent-Length: 6\r\n'
  switch (kind) {
    case 'upgrade':
      return Buffer.concat([textOf(`GET /collab/${page}`, common + webSocket), frames])
    case 'line':
      return textOf(`POST /collab/${page}/events`, `${common}Content-Length: 0\r\n`)
    case 'upload':
      return upload(target, common)
    case 'kept':
      return Buffer.concat(['/healthz', '/api/session', '/'].map((path) => textOf(`GET ${path}`, common)))
    case 'elsewhere':
      return textOf('GET /x', common + webSocket)
    case 'h2c':
      return textOf(
        'GET /healthz',
        `${common}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n`,
      )
    case 'messages':
      return textOf(`POST /collab/${page}/messages`, common + line, '\u0005hello')
    case 'trial':
      return textOf('POST /collab/test/messages', `${common}Content-Length: 5\r\n`, 'hello')
    case 'json':
      return textOf(
        'POST /api/session',
        `${common}Content-Type: application/json\r\nContent-Length: 12\r\n`,
        '{"card":"x"}',
      )
  }
}

const oddities = [
  '\r\n',
  '\0',
  ': ',
  'Transfer-Encoding: chunked\r\n',
  'Content-Length: 99999999999999999999\r\n',
  'Content-Length: -1\r\n',
  'Expect: 100-continue\r\n',
  'Connection: Upgrade\r\nUpgrade: websocket\r\n',
  `X: ${'y'.repeat(20_000)}\r\n`,
  'FFFFFFFFFFFFFFFF\r\n',
  'CONNECT a:1 HTTP/1.1\r\n\r\n',
  'TRACE / HTTP/1.1\r\n\r\n',
  'GET http://[::bad HTTP/1.1\r\nHost: %\r\n\r\n',
]

function bent(whole: Buffer, random: Random): Buffer {
  let bytes = whole
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(bytes.length + 1)
    const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
    const how = random(5)
    if (how === 0) bytes = Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)])
    else if (how === 1) bytes = Buffer.concat([before, after.subarray(1 + random(30))])
    else if (how === 2) bytes = Buffer.concat([before, after.subarray(0, 1 + random(80)), after])
    else if (how === 3) bytes = Buffer.concat([before, Buffer.from(oddities[random(oddities.length)] ?? ''), after])
    else bytes = before.length === 0 ? bytes : before
  }
  return bytes
}

const endings = ['whole', 'reset', 'half-close', 'answer-then-reset', 'dribble'] as const

/** Whatever a stranger may send; the same for the same number. */
export function randomCase(number: number, target: Target): RawCase {
  const random = seeded(number)
  const kind = requestKinds[random(requestKinds.length)] ?? 'kept'
  const whole = requestOf(kind, target)
  const bytes = random(10) < 7 ? bent(whole, random) : whole
  return { kind, bytes, how: endings[random(endings.length)] ?? 'whole', at: random(bytes.length + 1) }
}

/** Each of the four requests broken off after each of its bytes, or each `step`th of them, in both ways. */
export function brokenCases(target: Target, step = 1): RawCase[] {
  return brokenKinds.flatMap((kind) => {
    const bytes = requestOf(kind, target)
    const places = Array.from({ length: Math.floor(bytes.length / step) + 1 }, (_, index) => index * step)
    return places.flatMap((at) => (['reset', 'half-close'] as const).map((how) => ({ kind, bytes, how, at })))
  })
}
