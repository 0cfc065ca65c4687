import * as Y from 'yjs'
import { objectsOf, readBoard, readObject } from './board-read.ts'
import type { DocumentKindName } from './kinds.ts'
import { lineOf } from './page-read.ts'
import { pageRoot } from './page-schema.ts'

export interface WrittenLine {
  text: string
  /** Under which client id its last letters came; null where nobody saw them come. */
  clientId: number | null
}

/** What holds a line: a block of a page, or a thing on a board. */
type Holder = Y.XmlElement | Y.Map<unknown>

const linesKept = 12

/** Follows a document by its updates, and says which of its lines were written last. Each update is read once. */
export class LastWritten {
  readonly #ydoc = new Y.Doc()
  readonly #kind: DocumentKindName
  readonly #taken = new WeakSet<Uint8Array>()
  /** The latest at the end. */
  readonly #written = new Map<Holder, number>()

  constructor(kind: DocumentKindName) {
    this.#kind = kind
    // A root that nobody has named yet becomes another when it is.
    objectsOf(this.#ydoc)
    this.#ydoc.getXmlFragment(pageRoot)
    this.#ydoc.on('afterTransaction', (transaction: Y.Transaction) => this.#look(transaction))
  }

  /** Takes those it has not taken, in order; gives whether there were any. The first of all are no news: they are what was there. */
  take(updates: readonly Uint8Array[]): boolean {
    const fresh = updates.filter((update) => !this.#taken.has(update))
    for (const update of fresh) {
      Y.applyUpdate(this.#ydoc, update)
      this.#taken.add(update)
    }
    return fresh.length > 0
  }

  /** So many lines with words in them, the latest first: those that were seen being written, else the last of the document. */
  lines(count: number): WrittenLine[] {
    const written = [...this.#written]
      .toReversed()
      .map(([holder, clientId]) => ({ text: this.#textOf(holder), clientId }))
    const found = written.filter(({ text }) => text !== '').slice(0, count)
    if (found.length > 0) return found
    const last = this.#texts().filter((text) => text !== '')
    return last
      .slice(-count)
      .map((text) => ({ text, clientId: null }))
      .toReversed()
  }

  destroy(): void {
    this.#ydoc.destroy()
  }

  /** New letters, by the blocks they stand in. */
  #look({ beforeState, afterState }: Y.Transaction): void {
    if (beforeState.size === 0) return
    for (const [clientId, clock] of afterState) {
      const before = beforeState.get(clientId) ?? 0
      if (clock > before) this.#lookAt(clientId, before)
    }
    for (const holder of [...this.#written.keys()].slice(0, -linesKept)) this.#written.delete(holder)
  }

  #lookAt(clientId: number, before: number): void {
    const structs = this.#ydoc.store.clients.get(clientId) ?? []
    const from = structs.findLastIndex((struct) => struct.id.clock + struct.length <= before) + 1
    for (const struct of structs.slice(from)) {
      const holder = this.#holderOf(struct)
      if (holder === null) continue
      this.#written.delete(holder)
      this.#written.set(holder, clientId)
    }
  }

  #holderOf(struct: Y.Item | Y.GC): Holder | null {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return null
    const holder = struct.parent instanceof Y.Text ? struct.parent.parent : null
    return holder instanceof Y.XmlElement || holder instanceof Y.Map ? holder : null
  }

  #textOf(holder: Holder): string {
    if (isGone(holder)) return ''
    if (holder instanceof Y.XmlElement) return lineOf(holder).trim()
    const id = holder.parent === objectsOf(this.#ydoc) ? holder._item?.parentSub : null
    const object = id == null ? null : readObject(id, holder)
    return object === null || object.isRemoved ? '' : object.text.trim()
  }

  /** All lines of the document: of a page as they stand, of a board as they were made. */
  #texts(): string[] {
    if (this.#kind === 'page')
      return textBlocks(this.#ydoc.getXmlFragment(pageRoot)).map((block) => lineOf(block).trim())
    const things = readBoard(this.#ydoc).objects.filter(({ isRemoved }) => !isRemoved)
    return things.toSorted((a, b) => a.at - b.at).map(({ text }) => text.trim())
  }
}

function isGone(holder: Holder): boolean {
  for (let item = holder._item; item !== null; item = item.parent instanceof Y.AbstractType ? item.parent._item : null)
    if (item.deleted) return true
  return false
}

/** Blocks that hold letters and no other blocks. */
const textBlocks = (parent: Y.XmlFragment): Y.XmlElement[] =>
  parent.toArray().flatMap((child) => {
    if (!(child instanceof Y.XmlElement)) return []
    return child.toArray().some((inner) => inner instanceof Y.XmlText) ? [child] : textBlocks(child)
  })
