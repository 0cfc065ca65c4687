// @y/websocket-server as its own server sets it up, with compression off. YPERSISTENCE gives it its leveldb.
import { setupWSConnection } from '@y/websocket-server/utils'
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
sockets.on('connection', setupWSConnection)

const server = createServer((_request, response) => response.end('ready'))
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request)),
)
server.listen(Number(process.env.PORT), '127.0.0.1')
