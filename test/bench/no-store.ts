import { createServer } from 'node:http'
import { closeCode } from '#collab/protocol.ts'
import { documentKinds } from '#collab/documents/kinds.ts'
import { Folding } from '#collab/relay/folding.ts'
import { deflate } from '#collab/relay/packing.ts'
import { createRelay } from '#collab/relay/relay.ts'

/** The relay with identity, the walk of each update and the page's rules, and with a store that forgets: what storing costs is the difference. */

const { schemaVersion, check } = documentKinds.page
const folding = new Folding()
const relay = createRelay(
  {
    async authorize({ cookie }) {
      const userId = /user=([\w-]+)/.exec(cookie ?? '')?.[1]
      if (userId === undefined) return { granted: false, code: closeCode.unauthenticated }
      const grant = { userId, sessionId: userId, access: 'write', role: 'pupil', paletteIndex: 1, shape: 0 } as const
      return { granted: true, grant }
    },
    load: async () => ({
      epoch: 1,
      schemaVersion,
      check,
      snapshot: null,
      sequence: 0,
      updates: [],
      contributors: new Map(),
    }),
    append: async () => undefined,
    rewrite: () => Promise.reject(new Error('nothing is hidden here')),
    saveSnapshot: async () => undefined,
    fold: (updates, keeps) => folding.fold(updates, keeps),
    visible: (updates) => folding.visible(updates),
    letOut: (before, waiting, here) => folding.letOut(before, waiting, here),
    deflate,
    onQuiet: () => undefined,
    clock: {
      now: () => Date.now(),
      setTimeout: (run, ms) => setTimeout(run, ms),
      // Guarantee: the handle came from the line above, or is null.
      clearTimeout: (handle) => clearTimeout(handle as NodeJS.Timeout),
      soon: (run) => void setImmediate(run),
    },
    random: () => Math.random(),
    log: { info: () => undefined, warn: console.warn, error: console.error },
  },
  { isAllowedOrigin: () => true },
)

const server = createServer((_request, response) => response.end('ready'))
server.on('upgrade', relay.upgrade)
server.listen(Number(process.env.PORT), '127.0.0.1')
