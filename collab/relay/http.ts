import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

/** Answers with a status alone; what is left of the request is read and let go. */
export function finish(request: IncomingMessage, response: ServerResponse, status: number): void {
  request.resume()
  response.writeHead(status, { 'Cache-Control': 'no-store', ...(status === 204 ? {} : { 'Content-Length': 0 }) }).end()
}

/** Answers an upgrade with a status instead of a handshake. */
export function bar(socket: Duplex, status: number): void {
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
