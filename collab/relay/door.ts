import { type CloseCode, closeCode } from '../protocol.ts'
import { Connection } from './connection.ts'
import { ask } from './judge.ts'
import type { Line } from './line.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts, RoomAddress, RoomDecision, RoomGrant } from './ports.ts'
import { receive } from './receive.ts'
import type { Room } from './room.ts'
import type { RoomSet } from './rooms.ts'

/** What somebody at the door shows: the path, and the two headers that say who asks. */
interface Knock {
  url: string
  origin: string | undefined
  cookie: string | null
}

type Admission =
  /** Not even a handshake. */
  | { kind: 'barred'; status: 403 | 503 }
  /** A browser is not told why a handshake failed, so it is completed and then closed with the code. */
  | { kind: 'turnedAway'; code: CloseCode }
  | { kind: 'admitted'; address: RoomAddress; cookie: string | null; grant: RoomGrant }

type Admitted = Extract<Admission, { kind: 'admitted' }>

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const path = new RegExp(`^/collab/(space-)?(${uuid})$`)
const askMs = 10_000

/** The way in, the same for every kind of line: Origin, then access, then the room. */
export class Door {
  readonly #ports: RelayPorts
  readonly #options: RelayOptions
  readonly #rooms: RoomSet

  constructor(ports: RelayPorts, options: RelayOptions, rooms: RoomSet) {
    this.#ports = ports
    this.#options = options
    this.#rooms = rooms
  }

  /** Asks access; where facts changed while it was asked, asks again (SPEC 1-6). */
  async admit({ url, origin, cookie }: Knock): Promise<Admission> {
    if (!this.#options.isAllowedOrigin(origin)) return { kind: 'barred', status: 403 }
    if (this.#rooms.isClosing) return { kind: 'barred', status: 503 }
    const address = addressOf(url)
    if (address === null) return { kind: 'turnedAway', code: closeCode.unknown }
    const decision = await this.#ask(address, cookie)
    if (this.#rooms.isClosing) return { kind: 'barred', status: 503 }
    if (!decision.granted) return { kind: 'turnedAway', code: decision.code }
    const { grant } = decision
    return this.#isFull(grant, address) || !this.#rooms.paces.mayJoin(grant.userId)
      ? { kind: 'turnedAway', code: closeCode.tooMany }
      : { kind: 'admitted', address, cookie, grant }
  }

  /** Puts an admitted peer into its room, at once: whoever is on the way counts. */
  join(line: Line, { address, cookie, grant }: Admitted): Connection {
    const rooms = this.#rooms
    const asks = rooms.paces.asksOf(grant.userId)
    const connection = new Connection({ line, address, cookie, grant, asks }, this.#ports, this.#options)
    rooms.connections.add(connection)
    // Nothing is read until the room is loaded; the line holds it back.
    connection.hold('loading')
    const room = rooms.enter(address)
    connection.listen({
      onMessage: (data) => receive(connection, room, data, this.#options),
      onEnded: () => {
        rooms.connections.delete(connection)
        room.leave(connection)
      },
    })
    void settle(connection, room)
    return connection
  }

  /** Whether this cookie is of the session that opened the connection: for lines whose messages come one by one. */
  async isSameSession({ address, grant }: Connection, cookie: string | null): Promise<boolean> {
    const decision = await ask(this.#ports, { address, cookie }, askMs)
    return decision.granted && decision.grant.sessionId === grant.sessionId
  }

  async #ask(address: RoomAddress, cookie: string | null): Promise<RoomDecision> {
    const arrival = { isStale: true }
    this.#rooms.arriving.add(arrival)
    let decision: RoomDecision = { granted: false, code: closeCode.unavailable }
    while (arrival.isStale) {
      arrival.isStale = false
      decision = await ask(this.#ports, { address, cookie }, askMs)
    }
    this.#rooms.arriving.delete(arrival)
    return decision
  }

  #isFull(grant: RoomGrant, address: RoomAddress): boolean {
    const here = [...this.#rooms.connections].filter((connection) => connection.address.name === address.name)
    const own = here.filter((connection) => connection.grant.userId === grant.userId)
    return here.length >= this.#options.socketsPerRoom || own.length >= this.#options.socketsPerUserAndRoom
  }
}

function addressOf(url: string): RoomAddress | null {
  const found = path.exec(url.split('?')[0] ?? '')
  const id = found?.[2]
  if (found === null || id === undefined) return null
  const isSpace = found[1] !== undefined
  return { name: `${found[1] ?? ''}${id}`, documentId: isSpace ? null : id, projectId: isSpace ? id : null }
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
