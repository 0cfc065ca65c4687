import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { Door } from './door.ts'
import { Events } from './events.ts'
import { guardAnswer } from './http.ts'
import { defaults, type RelayOptions } from './options.ts'
import type { RelayPorts, Rooms } from './ports.ts'
import { RoomSet } from './rooms.ts'
import { Trial } from './trial.ts'
import { createUpgrade } from './websocket-line.ts'

export interface Relay {
  rooms: Rooms
  /** For lines of any kind: ask, then join. */
  door: Pick<Door, 'admit' | 'join'>
  /** For the http server's `upgrade` event, for paths under /collab/. Checks the Origin itself. */
  upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** For POST requests under /collab/, where no websocket comes through. Checks the Origin itself. */
  answer: (request: IncomingMessage, response: ServerResponse) => void
}

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
  const door = new Door(ports, options, rooms)
  const trial = new Trial(ports.clock, () => rooms.isClosing)
  const events = new Events({ door, trial }, ports, options)
  return {
    rooms,
    door,
    upgrade: createUpgrade({ door, trial }, ports, options),
    answer: (request, response) => {
      guardAnswer(response)
      events.answer(request, response).catch((error: unknown) => {
        ports.log.error({ error }, 'an answer failed')
        response.destroy()
      })
    },
  }
}
