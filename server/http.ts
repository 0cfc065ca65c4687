import { getRequestListener } from '@hono/node-server'
import { createServer, IncomingMessage } from 'node:http'
import type { Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Logger } from 'pino'
import { bar, guardAnswer, guardSocket } from '#collab/relay/http.ts'
import type { AppEnv, Settings } from './kit/context.ts'
import { isPlainPath } from './kit/plain-page.ts'
import type { Health } from './health.ts'
import { pathOf } from './pages.ts'
import type { Pages } from './pages.ts'

interface HttpParts {
  /** The API: everything under /api, and the pages it writes itself. */
  fetch(request: Request, from: AppEnv['Bindings']): Response | Promise<Response>
  /** Sockets under /collab. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** What comes by POST under /collab where sockets do not come through. */
  answer(request: IncomingMessage, response: ServerResponse): void
  pages: Pages
  health: Health
  settings: Settings
  /** In development the pages come from Vite: it needs inline scripts and owns the other sockets. */
  isDev: boolean
  log: Pick<Logger, 'error'>
}

/** A connection that sends its headers slower than this is dropped. */
const headersTimeoutMs = 20_000
const requestTimeoutMs = 120_000
/**
 * A connection that nothing goes over is kept longer than proxies keep theirs (a minute, mostly): closed by us first, a request
 * that is just on its way over it is lost, and the proxy answers that there is a bad gateway.
 */
const keepAliveTimeoutMs = 65_000

/** Builds the one HTTP server of the process, not yet listening. */
export function createHttpServer(parts: HttpParts): Server {
  const headers = securityHeaders(parts.settings.publicUrl, parts.isDev)
  const api = getRequestListener((request, { incoming }) => parts.fetch(request, { incoming }))
  const server = createServer({ IncomingMessage: IncomingRequest }, (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value)
    guardAnswer(response)
    answer(parts, api, { request, response }).catch((error: unknown) => {
      parts.log.error({ err: error, path: pathOf(request) }, 'a request failed')
      fail(response)
    })
  })
  server.headersTimeout = headersTimeoutMs
  server.requestTimeout = requestTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.on('upgrade', (request, socket, head) => {
    guardSocket(socket)
    if (pathOf(request).startsWith('/collab/')) return parts.upgrade(request, socket, head)
    // Vite listens too, for its own path and protocol.
    if (parts.isDev && request.headers['sec-websocket-protocol']?.startsWith('vite-')) return undefined
    return bar(socket, 404)
  })
  return server
}

const upgrading = new WeakSet<IncomingMessage>()

/**
 * Node takes each request that offers to upgrade for one, once somebody listens for upgrades; its parser writes here that it
 * does. Only a WebSocket is: what a proxy or curl offers beside (h2c) need not be taken up, and the request is answered.
 */
class IncomingRequest extends IncomingMessage {
  set upgrade(isOffered: boolean | null) {
    if (isOffered === true) upgrading.add(this)
  }

  get upgrade(): boolean {
    if (!upgrading.has(this)) return false
    return this.method === 'CONNECT' || /^websocket$/i.test(this.headers.upgrade ?? '')
  }
}

type Api = ReturnType<typeof getRequestListener>

async function answer(
  parts: HttpParts,
  api: Api,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const path = pathOf(request)
  if (path === '/healthz' || path === '/readyz') return sendHealth(parts.health, path, response)
  if (path === '/api' || path.startsWith('/api/') || isPlainPath(path)) {
    // The API builds an address of it, and no address can be built of some.
    if (!URL.canParse(`http://${request.headers.host ?? 'none'}`)) return sendText(response, 400, 'This host is none\n')
    return api(request, response)
  }
  if (path.startsWith('/collab/') && request.method === 'POST') return parts.answer(request, response)
  if (path.startsWith('/collab/')) return sendText(response, 426, 'This address speaks WebSocket\n')
  return parts.pages(request, response)
}

function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy()
  else sendText(response, 500, 'Something went wrong here\n')
}

/** R14, C2, C5: on every answer, whatever its path. */
function securityHeaders(publicUrl: URL, isDev: boolean): [name: string, value: string][] {
  const isHttps = publicUrl.protocol === 'https:'
  // Safari does not count a socket of the same origin as 'self'.
  const socketOrigin = `${isHttps ? 'wss:' : 'ws:'}//${publicUrl.host}`
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self' blob: data:`,
    `media-src 'self' blob:`,
    `font-src 'self'`,
    `connect-src 'self' ${socketOrigin}`,
    `worker-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ]
  return [
    ...(isDev ? [] : [['Content-Security-Policy', policy.join('; ')] satisfies [string, string]]),
    ...(isHttps
      ? [['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] satisfies [string, string]]
      : []),
    ['X-Content-Type-Options', 'nosniff'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Frame-Options', 'DENY'],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Permissions-Policy', 'camera=(self), microphone=(self), geolocation=(), payment=(), usb=()'],
  ]
}

async function sendHealth(health: Health, path: '/healthz' | '/readyz', response: ServerResponse): Promise<void> {
  const reason = path === '/healthz' ? (health.isAlive() ? null : 'slow') : await health.whyNotReady()
  const damagedDocuments = path === '/readyz' && reason === null ? await health.damagedDocuments().catch(() => 0) : 0
  const good = { status: 'ok', ...(damagedDocuments > 0 && { damagedDocuments }) }
  const body = JSON.stringify(reason === null ? good : { status: 'unavailable', reason })
  response.writeHead(reason === null ? 200 : 503, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(body)
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(text)
}
