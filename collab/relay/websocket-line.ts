import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { CloseCode } from '../protocol.ts'
import type { Door } from './door.ts'
import type { Frame } from './frames.ts'
import { bar, guardSocket } from './http.ts'
import { handleQueue, type Line, type LineListener } from './line.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'
import type { Trial } from './trial.ts'

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

const trialPath = '/collab/test'

/** Takes upgrades of an http server and brings their sockets to the door. */
export function createUpgrade(
  { door, trial }: { door: Pick<Door, 'admit' | 'join'>; trial: Trial },
  { log }: Pick<RelayPorts, 'log'>,
  options: RelayOptions,
): Upgrade {
  // A variable, since the types of ws do not know its two newer limits yet.
  const settings = {
    noServer: true,
    perMessageDeflate: false,
    maxPayload: options.frameBytes,
    maxFragments: 64,
    maxBufferedChunks: 4_096,
  }
  const server = new WebSocketServer(settings)
  const upgrade = async (...[request, socket, head]: Parameters<Upgrade>) => {
    if (request.url === trialPath && options.isAllowedOrigin(request.headers.origin))
      return trial.upgrade(request, socket, head)
    const { url = '', headers } = request
    const admission = await door.admit({ url, origin: headers.origin, cookie: headers.cookie ?? null })
    if (admission.kind === 'barred') return bar(socket, admission.status)
    if (socket.destroyed) return
    server.handleUpgrade(request, socket, head, (ws) => {
      if (admission.kind === 'admitted') door.join(new WebSocketLine(ws, socket), admission)
      else turnAway(ws, admission.code)
    })
  }
  return (request, socket, head) => {
    guardSocket(socket)
    upgrade(request, socket, head).catch((error: unknown) => {
      log.error({ error }, 'an upgrade failed')
      socket.destroy()
    })
  }
}

function turnAway(ws: WebSocket, code: CloseCode): void {
  ws.on('error', () => ws.terminate())
  ws.close(code)
}

/** A line over a websocket. Frames are written to the socket under it, finished, past ws' own framing. */
class WebSocketLine implements Line {
  readonly #ws: WebSocket
  readonly #socket: Duplex

  constructor(ws: WebSocket, socket: Duplex) {
    this.#ws = ws
    this.#socket = socket
  }

  get queuedBytes(): number {
    return this.#socket.writableLength
  }

  get unsentBytes(): number {
    return handleQueue(this.#socket) + this.#socket.writableLength
  }

  listen(listener: LineListener): void {
    this.#ws.on('message', (data, isBinary) =>
      data instanceof Uint8Array ? listener.onMessage(data, isBinary) : undefined,
    )
    this.#ws.on('pong', () => listener.onAlive())
    this.#ws.on('error', (error) => listener.onError(error))
    this.#ws.once('close', () => listener.onClosed())
    this.#socket.on('drain', () => listener.onDrained())
  }

  write(frame: Frame, ahead?: Frame): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    this.#socket.write(ahead === undefined ? frame.bytes : Buffer.concat([ahead.bytes, frame.bytes]))
  }

  pause(): void {
    this.#ws.pause()
  }

  resume(): void {
    if (this.#ws.isPaused) this.#ws.resume()
  }

  ping(): void {
    if (this.#ws.readyState === this.#ws.OPEN) this.#ws.ping()
  }

  close(code: CloseCode, reason: string): void {
    this.#ws.close(code, reason)
  }

  cut(): void {
    this.#ws.terminate()
  }
}
