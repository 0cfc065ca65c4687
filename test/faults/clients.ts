import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { LiveClient, type LiveClientOptions } from '#test/helpers/live-client.ts'

/** What the experiments ask of somebody on a socket, whoever's server it is. */
export type Client = Pick<
  LiveClient,
  'ydoc' | 'isLive' | 'sent' | 'refusals' | 'when' | 'whenLive' | 'connect' | 'disconnect' | 'destroy'
>

/** `stock`: the provider of Hocuspocus, for the control run. */
export type ClientKind = 'live' | 'stock'

export const openClient = (kind: ClientKind, options: LiveClientOptions): Client =>
  kind === 'live' ? new LiveClient(options) : new StockClient(options)

/** What is used of Hocuspocus' provider and of the Yjs that it brings. */
interface Stock {
  Y: typeof Y
  HocuspocusProvider: new (options: {
    url: string
    name: string
    document: Y.Doc
    WebSocketPolyfill: unknown
    onSynced(event: { state: boolean }): void
    onDisconnect(): void
    onUnsyncedChanges(event: { number: number }): void
  }) => { connect(): unknown; disconnect(): void; destroy(): void }
}

/** Throws where `test/bench/peers`, which has packages of its own, is not installed. */
function stock(): Stock {
  const load = createRequire(resolve(import.meta.dirname, '../bench/peers/package.json'))
  const { HocuspocusProvider }: Pick<Stock, 'HocuspocusProvider'> = load('@hocuspocus/provider')
  const bundled: Stock['Y'] = load('yjs')
  return { Y: bundled, HocuspocusProvider }
}

const lookEveryMs = 10

/** Hocuspocus' own provider, which says "synced" when the server has said that it took everything. */
class StockClient implements Client {
  readonly ydoc = new Y.Doc({ gc: false })
  readonly refusals: string[] = []
  sent = 0
  isLive = false
  readonly #provider: InstanceType<Stock['HocuspocusProvider']>

  constructor({ origin, room, onStored, onLost }: LiveClientOptions) {
    const { Y: theirs, HocuspocusProvider } = stock()
    // Two copies of Yjs do not mix in one ydoc: bytes go from one to the other.
    const inner = new theirs.Doc({ gc: false })
    this.ydoc.on('update', (update: Uint8Array, from: unknown) => {
      if (from === this) return
      this.sent += 1
      theirs.applyUpdate(inner, update, this)
    })
    inner.on('update', (update: Uint8Array, from: unknown) => {
      if (from !== this) Y.applyUpdate(this.ydoc, update, this)
    })
    this.#provider = new HocuspocusProvider({
      url: origin.replace('http', 'ws'),
      name: room,
      document: inner,
      WebSocketPolyfill: WebSocket,
      onSynced: ({ state }) => void (this.isLive = state),
      onDisconnect: () => {
        this.isLive = false
        onLost?.()
      },
      onUnsyncedChanges: ({ number }) => {
        if (number === 0) onStored?.(Math.max(1, this.sent))
      },
    })
  }

  whenLive(withinMs = 20_000): Promise<void> {
    return this.when(() => this.isLive, 'live', withinMs)
  }

  async when(isTrue: () => boolean, what: string, withinMs = 20_000): Promise<void> {
    const end = performance.now() + withinMs
    while (!isTrue()) {
      if (performance.now() > end) throw new Error(`never became true: ${what}`)
      await new Promise((done) => setTimeout(done, lookEveryMs))
    }
  }

  connect(): void {
    void this.#provider.connect()
  }

  disconnect(): void {
    this.#provider.disconnect()
  }

  destroy(): void {
    this.#provider.destroy()
    this.ydoc.destroy()
  }
}
