import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Who was refused and does not leave is cut after this. */
const refusedMs = 2_000

/** Answers with a status alone; what is left of the request is read and let go. */
export function finish(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume()
  response.writeHead(status, { 'Cache-Control': 'no-store', ...(status === 204 ? {} : { 'Content-Length': 0 }) }).end()
}

/**
 * Node hands the socket of an upgrade over with nobody to hear its errors, and one that nobody hears ends the process: this
 * comes before anything else is done with it.
 */
export function guardSocket(socket: Duplex): void {
  socket.on('error', () => socket.destroy())
}

/** The same for an answer: a word after its end is an error of its own, and nobody is there to hear it. */
export function guardAnswer(response: ServerResponse): void {
  response.on('error', () => response.destroy())
}

/** Answers an upgrade with a status instead of a handshake. No time limit of Node's holds any more, so its end is seen to here. */
export function bar(socket: Duplex, status: number): void {
  guardSocket(socket)
  const timer = setTimeout(() => socket.destroy(), refusedMs)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
  // What the peer still says is read and let go, so that the answer is heard and its goodbye seen.
  socket.resume()
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Null where there is more than `limit`; the rest of it is read and let go, so that the answer is heard. Throws where it breaks off. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request) {
    if (!(part instanceof Uint8Array)) continue
    size += part.length
    if (size <= limit) parts.push(part)
    else parts.length = 0
  }
  return size <= limit ? Buffer.concat(parts) : null
}
