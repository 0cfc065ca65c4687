// The least a relay can do: each message goes to every other socket of the room, and nothing is understood or kept.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/** @type {Map<string, Set<import('ws').WebSocket>>} */
const rooms = new Map()
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })

const server = createServer((_request, response) => response.end('ready'))
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => {
    const name = request.url ?? ''
    const room = rooms.get(name) ?? new Set()
    rooms.set(name, room.add(ws))
    ws.on('message', (data) => {
      for (const other of room) if (other !== ws) other.send(data)
    })
    ws.on('error', () => ws.terminate())
    ws.on('close', () => room.delete(ws))
  }),
)
server.listen(Number(process.env.PORT), '127.0.0.1')
