import * as Y from 'yjs'

/** By client id, as Yjs lists what was deleted. */
type Deletes = ReadonlyMap<number, readonly { clock: number; len: number }[]>

interface Range {
  from: number
  to: number
}

const byYdoc = new WeakMap<Y.Doc, Taken>()

/**
 * What its person has taken out of a page while a teacher reads first. The page has it still, so it is not gone: its
 * letters are kept in this ydoc alone, to be shown as what waits to go.
 */
export class Taken {
  readonly #ranges = new Map<number, Range[]>()

  constructor(ydoc: Y.Doc) {
    byYdoc.set(ydoc, this)
    ydoc.gcFilter = ({ id }) => !this.has(id)
  }

  has({ client, clock }: Y.ID): boolean {
    return this.#ranges.get(client)?.some(({ from, to }) => clock >= from && clock < to) ?? false
  }

  add(deletes: Deletes): void {
    for (const [client, items] of deletes) {
      const added = items.map(({ clock, len }) => ({ from: clock, to: clock + len }))
      this.#ranges.set(client, joined([...(this.#ranges.get(client) ?? []), ...added]))
    }
  }

  /** The page has lost it, too: let out, or taken away by somebody else. */
  remove(update: Uint8Array): void {
    if (this.#ranges.size === 0) return
    for (const [client, items] of Y.decodeUpdate(update).ds.clients) {
      const left = items.reduce(
        (ranges, { clock, len }) => ranges.flatMap((range) => without(range, { from: clock, to: clock + len })),
        this.#ranges.get(client) ?? [],
      )
      if (left.length > 0) this.#ranges.set(client, left)
      else this.#ranges.delete(client)
    }
  }

  clear(): void {
    this.#ranges.clear()
  }

  /** The structs that are there, each once. */
  *items({ store }: Y.Doc): Generator<Y.Item> {
    for (const [client, ranges] of this.#ranges)
      for (const range of ranges)
        if (Y.getState(store, client) > range.from) yield* deletedIn(store.clients.get(client) ?? [], range)
  }
}

function* deletedIn(structs: (Y.Item | Y.GC)[], { from, to }: Range): Generator<Y.Item> {
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
    const struct = structs[at]
    if (struct === undefined || struct.id.clock >= to) return
    if (struct instanceof Y.Item && struct.deleted) yield struct
  }
}

function joined(ranges: readonly Range[]): Range[] {
  const all: Range[] = []
  for (const { from, to } of ranges.toSorted((one, other) => one.from - other.from)) {
    const last = all.at(-1)
    if (last !== undefined && last.to >= from) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}

const without = ({ from, to }: Range, gone: Range): Range[] =>
  [
    { from, to: Math.min(to, gone.from) },
    { from: Math.max(from, gone.to), to },
  ].filter((range) => range.from < range.to)

/** Of a ydoc on a line. */
export const takenIn = (ydoc: Y.Doc): Taken | null => byYdoc.get(ydoc) ?? null
