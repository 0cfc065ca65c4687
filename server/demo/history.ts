import { randomInt } from 'node:crypto'
import { crcOf } from '#collab/relay/crc.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Tx } from '#db/client.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { appendLogRows } from '#db/queries/document-log.ts'
import { insertVersion } from '#db/queries/versions.ts'
import { type seedOf, storeSeed } from '../documents/seed.ts'

export type Ydoc = ReturnType<typeof openDocument>

const dayMs = 24 * 60 * 60 * 1000
const daysBetweenTurns = 3
export const largestClientId = 0xffffffff

/** When a turn was taken: some days apart, in the morning, the last one yesterday. */
export function turnTime(now: Date, turnsLeft: number): Date {
  const day = new Date(now.getTime() - (1 + turnsLeft * daysBetweenTurns) * dayMs)
  day.setUTCHours(8, 20 + ((turnsLeft * 7) % 40), 0, 0)
  return day
}

interface Beginning {
  documentId: string
  authorId: string
  createdAt: Date
  seed: ReturnType<typeof seedOf>
}

/**
 * A document with its history: each turn is a row of the log by its author, and a version. Straight into the log, since the
 * document's row is made in the same transaction: no room can have it open.
 */
export class History {
  readonly #tx: Tx
  readonly #documentId: string
  readonly #ydoc: Ydoc
  readonly #clientIds: Map<string, number>
  #sequence = 1

  private constructor(tx: Tx, { documentId, authorId, seed }: Beginning) {
    this.#tx = tx
    this.#documentId = documentId
    this.#ydoc = openDocument([seed.bytes])
    this.#clientIds = new Map([[authorId, seed.clientId]])
  }

  static async begin(tx: Tx, beginning: Beginning): Promise<History> {
    const { documentId, authorId, seed, createdAt } = beginning
    await storeSeed(tx, documentId, authorId, seed, createdAt)
    return new History(tx, beginning)
  }

  /** One person's turn: `change` makes one transaction. */
  async take(authorId: string, at: Date, change: (ydoc: Ydoc) => void, versionName?: string): Promise<void> {
    const documentId = this.#documentId
    const clientId = this.#clientIds.get(authorId) ?? randomInt(1, largestClientId)
    this.#clientIds.set(authorId, clientId)
    this.#ydoc.clientID = clientId
    const bytes = updateOf(this.#ydoc, change)
    const sequence = ++this.#sequence
    await appendLogRows(this.#tx, [{ documentId, sequence, authorId, at, bytes, crc: crcOf(bytes, sequence) }])
    await insertContributions(this.#tx, documentId, authorId, [clientId])
    const version =
      versionName === undefined
        ? { kind: 'automatic' as const }
        : { kind: 'named' as const, name: versionName, createdBy: authorId }
    await insertVersion(this.#tx, { documentId, sequence, createdAt: at, ...version })
  }

  close(): void {
    this.#ydoc.destroy()
  }
}

function updateOf(ydoc: Ydoc, change: (ydoc: Ydoc) => void): Uint8Array {
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => void updates.push(update)
  ydoc.on('update', keep)
  change(ydoc)
  ydoc.off('update', keep)
  const [update] = updates
  if (update === undefined || updates.length !== 1) throw new Error('a turn must be one change')
  return update
}
