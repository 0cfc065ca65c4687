import { closeCode } from '#collab/protocol.ts'
import { foldHere } from '#collab/relay/folding.ts'
import { makeVisible } from '#collab/relay/make-visible.ts'
import { deflateHere } from '#collab/relay/packing.ts'
import type { Actor, RelayPorts, RoomDecision, RoomGrant } from '#collab/relay/ports.ts'
import type { MemoryStore } from './memory-store.ts'

export interface Person {
  access: 'read' | 'pending' | 'write'
  role?: string
  projectId?: string
  /** Who this is to the rules of the document's kind. */
  actor?: Actor
  /** What they may bring into a document in a day. */
  bytesPerDay?: number
  /** When the session ends, in milliseconds. */
  until?: number
}

/** What a relay under test stands on: a store in memory, people by cookie (`user=<id>`), and a clock that may run ahead. */
export function memoryPorts(store: MemoryStore) {
  const people = new Map<string, Person>()
  const access = { isBroken: false, asked: 0, before: () => Promise.resolve() }
  const process = { isDead: false }
  const { clock, setTimeout, clearTimeout } = waits()
  const alive = async <T>(work: () => Promise<T>): Promise<T> => {
    if (process.isDead) await new Promise(() => {})
    return work()
  }
  const ports: RelayPorts = {
    async authorize({ cookie }): Promise<RoomDecision> {
      access.asked++
      await access.before()
      if (access.isBroken) throw new Error('database is away')
      const userId = /user=([\w-]+)/.exec(cookie ?? '')?.[1]
      const person = people.get(userId ?? '')
      if (userId === undefined || person === undefined) return { granted: false, code: closeCode.unauthenticated }
      const grant: RoomGrant = {
        userId,
        sessionId: `session-${userId}`,
        role: 'pupil',
        paletteIndex: 3,
        shape: 1,
        ...person,
      }
      return { granted: true, grant }
    },
    load: (documentId) => alive(() => store.load(documentId)),
    append: (rows, aside) => alive(() => store.append(rows, aside)),
    async rewrite(documentId, rewrite) {
      if (store.isBroken) throw new Error('disk full')
      const { rows, snapshot } = store.get(documentId)
      for (const row of rows) row.bytes = rewrite(row.bytes)
      if (snapshot !== null) snapshot.bytes = rewrite(snapshot.bytes)
    },
    async saveSnapshot({ documentId, sequence, bytes, isPresentOnly }) {
      await store.beforeSnapshot()
      store.snapshots++
      store.get(documentId).snapshot = { sequence, bytes, isPresentOnly: isPresentOnly === true }
    },
    fold: async (updates, keeps) => foldHere(updates, keeps),
    letOut: async (before, waiting, here) => here(before, waiting),
    async visible(updates) {
      await store.beforeVisible()
      return makeVisible(updates)
    },
    deflate: async (bytes) => deflateHere(bytes),
    onQuiet: (documentId, sequence) => void store.quiet.push({ documentId, sequence }),
    clock: {
      now: () => Date.now() + clock.aheadMs,
      setTimeout,
      clearTimeout,
      soon: (run) => void setImmediate(run),
    },
    random: () => Math.random(),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  }
  return { ports, people, access, process, clock }
}

/** Real waits, whose lengths are written down when they are over, and which a test can end by their length. */
function waits() {
  const pending = new Map<unknown, { ms: number; end: () => void }>()
  const over: number[] = []
  const begin = (run: () => void, ms: number) => {
    const end = () => {
      clear(handle)
      over.push(ms)
      run()
    }
    const handle: NodeJS.Timeout = setTimeout(end, ms)
    pending.set(handle, { ms, end })
    return handle
  }
  const clear = (handle: unknown) => {
    pending.delete(handle)
    // Guarantee: the handle came from `begin`, or is null.
    clearTimeout(handle as NodeJS.Timeout)
  }
  const endWaits = (ms: number): number => {
    const ended = [...pending.values()].filter((wait) => wait.ms === ms)
    for (const { end } of ended) end()
    return ended.length
  }
  return { clock: { aheadMs: 0, over, endWaits }, setTimeout: begin, clearTimeout: clear }
}
