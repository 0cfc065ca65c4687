import * as Y from 'yjs'
import { deletesOf } from '../relay/deletes.ts'
import type { DeleteRange } from '../relay/preflight.ts'
import { itemsOf, rangesOf, structsWithin } from '../relay/redact.ts'
import type { RemovedPart } from './page-passage.ts'

/*
 * The same words elsewhere in the past of a page. Who splits a block, joins two, undoes or brings a version back writes
 * letters anew: what was taken out as it stands may lie in the log again, as what somebody deleted.
 */

/** So many letters in a row are the same words; a shorter passage is looked for as a whole. */
const sameLetters = 8
/** Fewer are in every page. */
const fewestLetters = 3

/** A value of a thing without letters by which it is known again. */
const valueOf = (part: RemovedPart): string | null => {
  if (part.kind === 'picture') return part.fileId
  return part.kind === 'formula' ? part.latex : null
}

/** Letters of a text in order, and whose id each has. */
interface Line {
  letters: string
  /** Where in `letters` each item begins. */
  items: { item: Y.Item; at: number }[]
}

/** Is shown every row of a log, in order, and then says what of it is deleted and says what was taken out. */
export class PageCopies {
  readonly #ydoc = new Y.Doc({ gc: false })
  readonly #sought = new Map<number, Set<string>>()
  readonly #values: ReadonlySet<string>
  readonly #found: DeleteRange[] = []

  constructor(parts: readonly RemovedPart[]) {
    this.#values = new Set(parts.map(valueOf).filter((value) => value !== null))
    for (const part of parts) if (part.kind === 'text') this.#seek(part.text.trim())
    this.#ydoc.on('afterTransaction', (transaction: Y.Transaction) => this.#lookAtChanged(transaction))
  }

  take(row: Uint8Array): void {
    Y.applyUpdate(this.#ydoc, row)
  }

  /** Ends it. */
  found(): DeleteRange[] {
    this.#lookAtDeleted()
    const ranges = deletesOf(this.#found)
    const deleted = [...this.#ydoc.store.clients.keys()].flatMap((client) =>
      pairsOf(ranges.of(client)).flatMap(([clock, end]) => this.#deletedWithin({ client, clock, length: end - clock })),
    )
    this.#ydoc.destroy()
    return deleted
  }

  #seek(text: string): void {
    if (text.length < fewestLetters) return
    const length = Math.min(text.length, sameLetters)
    const pieces = this.#sought.get(length) ?? new Set()
    for (let at = 0; at + length <= text.length; at++) pieces.add(text.slice(at, at + length))
    this.#sought.set(length, pieces)
  }

  /** What a text says after each row is what a version could show. */
  #lookAtChanged({ beforeState, afterState, deleteSet }: Y.Transaction): void {
    const texts = new Set<Y.XmlText>()
    const add = (range: DeleteRange) => {
      for (const struct of structsWithin(this.#ydoc, range))
        if (struct instanceof Y.Item && struct.parent instanceof Y.XmlText) texts.add(struct.parent)
    }
    for (const [client, end] of afterState) {
      const clock = beforeState.get(client) ?? 0
      add({ client, clock, length: end - clock })
    }
    for (const [client, deletes] of deleteSet.clients)
      for (const { clock, len } of deletes) add({ client, clock, length: len })
    for (const text of texts) this.#look(lineOf(text, (item) => !item.deleted))
  }

  #lookAtDeleted(): void {
    for (const structs of this.#ydoc.store.clients.values())
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue
        const { type } = struct.content
        // What came and went within one row is seen in no state.
        if (type instanceof Y.XmlText && this.#look(lineOf(type, () => true))) this.#found.push(...marksIn(type))
        if (struct.deleted && type instanceof Y.XmlElement && this.#isSought(type))
          this.#found.push(...rangesOf(struct))
      }
  }

  #isSought({ _map }: Y.XmlElement): boolean {
    for (const newest of _map.values())
      for (let item: Y.Item | null = newest; item !== null; item = item.left)
        if (item.content instanceof Y.ContentAny && item.content.arr.some((value) => this.#values.has(String(value))))
          return true
    return false
  }

  /** Whether anything of what is sought is there. */
  #look({ letters, items }: Line): boolean {
    const before = this.#found.length
    for (const [length, pieces] of this.#sought)
      for (let at = 0, upTo = 0; at + length <= letters.length; at++) {
        if (!pieces.has(letters.slice(at, at + length))) continue
        this.#note(items, Math.max(at, upTo), at + length)
        upTo = at + length
      }
    return this.#found.length > before
  }

  /** The letters from one place to before another, by their ids. */
  #note(items: Line['items'], from: number, to: number): void {
    let index = items.findLastIndex(({ at }) => at <= from)
    for (let entry = items[index]; entry !== undefined && entry.at < to; entry = items[++index]) {
      const { item, at } = entry
      const start = Math.max(from, at) - at
      const length = Math.min(to, at + item.length) - at - start
      if (length > 0) this.#found.push({ client: item.id.client, clock: item.id.clock + start, length })
    }
  }

  /** What stands in the page now is left alone. */
  #deletedWithin(range: DeleteRange): DeleteRange[] {
    const end = range.clock + range.length
    return structsWithin(this.#ydoc, range).flatMap(({ id, length, deleted }) => {
      const clock = Math.max(id.clock, range.clock)
      return deleted ? [{ client: id.client, clock, length: Math.min(id.clock + length, end) - clock }] : []
    })
  }
}

function lineOf(text: Y.XmlText, isShown: (item: Y.Item) => boolean): Line {
  const line: Line = { letters: '', items: [] }
  for (const item of itemsOf(text)) {
    if (!(item.content instanceof Y.ContentString) || !isShown(item)) continue
    line.items.push({ item, at: line.letters.length })
    line.letters += item.content.str
  }
  return line
}

/** Where a link led that stood on such words. */
const marksIn = (text: Y.XmlText): DeleteRange[] =>
  [...itemsOf(text)].flatMap((item) => (item.deleted && item.content instanceof Y.ContentFormat ? rangesOf(item) : []))

const pairsOf = (flat: readonly number[]): [number, number][] =>
  flat.flatMap((start, index) => (index % 2 === 0 ? [[start, flat[index + 1] ?? start] as [number, number]] : []))
