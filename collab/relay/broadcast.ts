import type { Connection } from './connection.ts'
import type { Content } from './content.ts'
import type { Frame } from './frames.ts'
import type { Load } from './load.ts'
import type { RelayOptions } from './options.ts'
import type { RelayPorts } from './ports.ts'
import type { Heard } from './window.ts'

interface Audience {
  readonly ports: RelayPorts
  readonly options: RelayOptions
  readonly load: Load
  readonly connections: ReadonlySet<Connection>
}

interface Said {
  frame: () => Frame
  /** Who said it knows it. */
  except: Connection | null
}

/** What a room's window says to everybody. */
export const heardBy = (audience: Audience, content: Content): Heard => ({
  send: (frame, except) => broadcast(audience, content, { frame, except }),
  settle: () => {
    for (const connection of audience.connections) connection.settle()
  },
})

/** One frame for all who read; whoever does not keep up is brought up to date later. */
function broadcast({ connections, load, options, ports }: Audience, content: Content, said: Said): void {
  let built: Frame | null = null
  for (const connection of connections) {
    if (connection === said.except || connection.lag !== null) connection.settle()
    else {
      connection.write((built ??= said.frame()))
      ports.reached?.('mid-broadcast')
      if (connection.queuedBytes > options.lagBytes) connection.startLag(content.stateVector())
    }
  }
  load.sent(connections.size)
}
