import type { LoadedDocument, LogRow } from '#collab/relay/ports.ts'
import { MemoryStore } from '#test/helpers/memory-store.ts'
import { startRelay } from '#test/helpers/relay.ts'

// A relay in a process of its own, whose memory is measured. It stores nothing: 300 MB would be counted with it. The
// product's limit of 256 kB a second would make that many last for twenty minutes, so the rates alone are lifted.

class NoStore extends MemoryStore {
  readonly #sequences = new Map<string, number>()

  /** A copy: a snapshot set on it is gone. */
  override get(documentId: string) {
    return { ...super.get(documentId) }
  }

  override append(rows: LogRow[]): Promise<void> {
    for (const row of rows) this.#sequences.set(row.documentId, row.sequence)
    return Promise.resolve()
  }

  override async load(documentId: string): Promise<LoadedDocument | null> {
    const loaded = await super.load(documentId)
    return loaded && { ...loaded, sequence: this.#sequences.get(documentId) ?? 0 }
  }
}

const rate = { updatesPerSecond: Number.POSITIVE_INFINITY, bytesPerSecond: Number.POSITIVE_INFINITY }
const { store, people, rooms, port } = await startRelay(rate, new NoStore())
for (let at = 0; at < 40; at++) people.set(`p${at}`, { access: 'write' })
const documents = Array.from({ length: 60 }, () => store.add())
process.send?.({ port, documents })
process.on('message', (asked) => {
  const ids = Array.isArray(asked) ? asked.map(String) : []
  const present = ids.map((documentId) => rooms.present({ documentId }).length)
  process.send?.({ rss: process.memoryUsage.rss(), present })
})
process.on('disconnect', () => process.exit(0))
