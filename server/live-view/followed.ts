import type { DocumentKindName } from '#collab/documents/kinds.ts'
import { LastWritten } from '#collab/documents/last-written.ts'
import { listContributions } from '#db/queries/contributions.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { checkStored } from '../content/integrity.ts'
import type { Deps } from '../kit/context.ts'

export interface SeenLine {
  documentId: string
  text: string
  /** Who wrote its last letters; null where nobody saw that. */
  userId: string | null
}

const linesShown = 3
const lettersShown = 240

/** One document that somebody looks at from far: no reader of its room, and nobody there knows. */
export class Followed {
  readonly documentId: string
  readonly #deps: Pick<Deps, 'db' | 'rooms'>
  readonly #last: LastWritten
  readonly #people = new Map<number, string | null>()
  /** Of the last look. */
  #sequence: number | null = null
  #storedAt: Date | null = null
  #lines: SeenLine[] = []
  /** When it was seen to change. */
  changedAt: Date | null = null

  constructor(deps: Pick<Deps, 'db' | 'rooms'>, documentId: string, kind: DocumentKindName) {
    this.#deps = deps
    this.documentId = documentId
    this.#last = new LastWritten(kind)
  }

  get lines(): readonly SeenLine[] {
    return this.#lines
  }

  /** Looks again: at the room where it is open, else at the store where that has something else since. */
  async look(now: Date, storedAt: Date, canReadStore: boolean): Promise<void> {
    const isNews = this.#storedAt === null || storedAt > this.#storedAt
    const open = await this.#deps.rooms.peek(this.documentId)
    if (open === null) {
      if (isNews && canReadStore) await this.#readStore(storedAt)
      return
    }
    this.#storedAt = storedAt
    if (open.sequence === this.#sequence) return
    if (this.#sequence !== null) this.changedAt = now
    this.#sequence = open.sequence
    if (this.#last.take(open.updates)) await this.#readLines()
  }

  stop(): void {
    this.#last.destroy()
  }

  async #readStore(storedAt: Date): Promise<void> {
    this.#storedAt = storedAt
    const snapshot = this.#sequence === null ? await findSnapshot(this.#deps.db, this.documentId) : null
    const after = this.#sequence ?? snapshot?.sequence ?? 0
    const rows = await listLogRows(this.#deps.db, this.documentId, { after })
    checkStored(this.documentId, snapshot, rows)
    this.#last.take([...(snapshot === null ? [] : [snapshot.bytes]), ...rows.map((row) => row.bytes)])
    this.#sequence = rows.at(-1)?.sequence ?? after
    await this.#readLines()
  }

  async #readLines(): Promise<void> {
    const lines = this.#last.lines(linesShown)
    if (lines.some(({ clientId }) => clientId !== null && !this.#people.has(clientId))) await this.#learnPeople()
    this.#lines = lines.map(({ text, clientId }) => ({
      documentId: this.documentId,
      text: text.slice(0, lettersShown),
      userId: this.#people.get(clientId ?? -1) ?? null,
    }))
  }

  async #learnPeople(): Promise<void> {
    for (const { clientId, userId } of await listContributions(this.#deps.db, this.documentId))
      this.#people.set(clientId, userId)
  }
}
