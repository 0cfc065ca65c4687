import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'

/** How a school's proxy treats WebSockets: lets them through, answers with 403, or cuts them without a word. */
export type Filter = 'open' | 'refuse' | 'cut'

/** An HTTP proxy as a browser is told of it. Pages pass; WebSockets come as CONNECT, and pass as the filter says. */
export async function filterProxy(filter: Filter) {
  const state = { filter, isGathering: false }
  const sockets = new Set<Duplex>()
  /** `rooms` are WebSockets to a room that are open now. */
  const seen = { refused: 0, rooms: 0, events: 0, posts: 0 }
  const server = createServer((incoming, response) => {
    if (incoming.url?.endsWith('/events')) seen.events += 1
    if (incoming.url?.endsWith('/messages')) seen.posts += 1
    pass(incoming, response, state.isGathering)
  })
  server.on('connection', (socket: Duplex) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.on('connect', (incoming: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => socket.destroy())
    if (state.filter !== 'open') {
      seen.refused += 1
      return state.filter === 'cut'
        ? socket.destroy()
        : socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
    }
    const { hostname, port } = new URL(`http://${incoming.url}`)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(onward).pipe(socket)
    })
    onward.on('error', () => socket.destroy())
    socket.once('data', (head: Buffer) => {
      if (!/^GET \/collab\/[\w-]{36} /.test(head.toString('latin1'))) return
      seen.rooms += 1
      socket.once('close', () => (seen.rooms -= 1))
    })
    onward.once('close', () => socket.destroy())
    return socket.once('close', () => onward.destroy())
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    server: `http://127.0.0.1:${port}`,
    seen,
    set: (next: Filter) => (state.filter = next),
    /** Keeps every answer back until it is whole, as a virus scanner does. */
    gather: () => (state.isGathering = true),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => void server.close(resolve))
    },
  }
}

function pass(incoming: IncomingMessage, response: ServerResponse, isGathering: boolean) {
  const onward = request(incoming.url ?? '', { method: incoming.method, headers: incoming.headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    const parts: Buffer[] = []
    if (!isGathering) answer.pipe(response)
    else answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => response.end(Buffer.concat(parts)))
    answer.on('error', () => response.destroy())
  })
  onward.on('error', () => response.destroy())
  response.on('close', () => onward.destroy())
  incoming.pipe(onward)
}
