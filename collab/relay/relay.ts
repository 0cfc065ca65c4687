import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type CloseCode, closeCode } from '../protocol.ts'
import { Connection } from './connection.ts'
import { ask } from './judge.ts'
import { defaults, type RelayOptions } from './options.ts'
import type { RelayPorts, RoomAddress, RoomDecision, RoomGrant, Rooms } from './ports.ts'
import { receive } from './receive.ts'
import type { Room } from './room.ts'
import { RoomSet } from './rooms.ts'

export interface Relay {
  rooms: Rooms
  /** For the http server's `upgrade` event, for paths under /collab/. Checks the Origin itself. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const path = new RegExp(`^/collab/(space-)?(${uuid})$`)
const askMs = 10_000

/**
 * The relay: rooms of people who share a document, over the y-websocket protocol (SPEC.md).
 * Knows bytes, users and two words of access; everything else comes through `ports`.
 */
export function createRelay(
  ports: RelayPorts,
  given: Pick<RelayOptions, 'isAllowedOrigin'> & Partial<RelayOptions>,
): Relay {
  const options: RelayOptions = { ...defaults, ...given }
  const rooms = new RoomSet(ports, options)
  // A variable, since the types of ws do not know its two newer limits yet.
  const settings = {
    noServer: true,
    perMessageDeflate: false,
    maxPayload: options.frameBytes,
    maxFragments: 64,
    maxBufferedChunks: 4_096,
  }
  const server = new WebSocketServer(settings)
  return {
    rooms,
    upgrade: (request, socket, head) => void upgrade({ request, socket, head }, { ports, options, rooms, server }),
  }
}

interface Knock {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
}

interface House {
  ports: RelayPorts
  options: RelayOptions
  rooms: RoomSet
  server: WebSocketServer
}

async function upgrade(knock: Knock, house: House): Promise<void> {
  const { request, socket } = knock
  const { options, rooms, ports } = house
  const onError = (error: Error) => ports.log.warn({ error }, 'socket failed before its handshake')
  socket.on('error', onError)
  if (!options.isAllowedOrigin(request.headers.origin)) return refuse(socket, '403 Forbidden')
  if (rooms.isClosing) return refuse(socket, '503 Service Unavailable')
  const address = addressOf(request.url ?? '')
  const cookie = request.headers.cookie ?? null
  const decision: RoomDecision =
    address === null ? { granted: false, code: closeCode.unknown } : await admit(house, address, cookie)
  if (socket.destroyed) return
  if (rooms.isClosing) return refuse(socket, '503 Service Unavailable')
  socket.off('error', onError)
  house.server.handleUpgrade(request, socket, knock.head, (ws) => {
    if (address !== null && decision.granted) connect(house, { ws, socket, address, cookie, grant: decision.grant })
    else turnAway(ws, decision.granted ? closeCode.unknown : decision.code)
  })
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** A browser is not told why a handshake failed, so it is completed and closed with the code. */
function turnAway(ws: WebSocket, code: CloseCode): void {
  ws.on('error', () => ws.terminate())
  ws.close(code)
}

export function addressOf(url: string): RoomAddress | null {
  const found = path.exec(url.split('?')[0] ?? '')
  const id = found?.[2]
  if (found === null || id === undefined) return null
  const isSpace = found[1] !== undefined
  return { name: `${found[1] ?? ''}${id}`, documentId: isSpace ? null : id, projectId: isSpace ? id : null }
}

/** Asks access; where facts changed while it was asked, asks again. */
async function admit(
  { ports, options, rooms }: House,
  address: RoomAddress,
  cookie: string | null,
): Promise<RoomDecision> {
  const arrival = { isStale: true }
  rooms.arriving.add(arrival)
  let decision: RoomDecision = { granted: false, code: closeCode.unavailable }
  while (arrival.isStale) {
    arrival.isStale = false
    decision = await ask(ports, { address, cookie }, askMs)
  }
  rooms.arriving.delete(arrival)
  return decision.granted && isFull(decision.grant, address, rooms, options)
    ? { granted: false, code: closeCode.tooMany }
    : decision
}

function isFull(grant: RoomGrant, address: RoomAddress, rooms: RoomSet, options: RelayOptions): boolean {
  const here = [...rooms.connections].filter((connection) => connection.address.name === address.name)
  const own = here.filter((connection) => connection.grant.userId === grant.userId)
  return here.length >= options.socketsPerRoom || own.length >= options.socketsPerUserAndRoom
}

function connect(
  house: House,
  peer: { ws: WebSocket; socket: Duplex; address: RoomAddress; cookie: string | null; grant: RoomGrant },
): void {
  const { ports, options, rooms } = house
  const connection = new Connection(peer, ports, options)
  rooms.connections.add(connection)
  // Nothing is read until the room is loaded; the kernel and TCP hold it back.
  connection.hold('loading')
  const room = rooms.enter(peer.address)
  peer.ws.on('message', (data, isBinary) => {
    if (connection.isClosed) return
    if (!isBinary || !(data instanceof Uint8Array)) return connection.close(closeCode.malformed, 'not binary')
    receive(connection, room, data, options)
  })
  peer.ws.on('close', () => {
    rooms.connections.delete(connection)
    room.leave(connection)
    connection.ended()
  })
  void settle(connection, room)
}

async function settle(connection: Connection, room: Room): Promise<void> {
  try {
    const exists = await room.ready
    if (!exists) connection.close(closeCode.unknown, 'no such document')
    else if (!connection.isClosed) room.add(connection)
  } catch {
    connection.close(closeCode.unavailable, 'could not load')
  }
  connection.release('loading')
  room.release()
}
