import * as Y from 'yjs'
import { type Id, MovedLetters } from './moved-letters.ts'
import { type Found, type Run, Sought } from './sought.ts'

/*
 * Who typed each letter. An editor that splits, joins, wraps or changes a block deletes its letters and inserts them again
 * under the id of whoever did that: of a page that is worked on, many letters stand under an id that never typed them. Row by
 * row, letters that a row inserts and also deletes are the same letters moved; so are longer pieces that were deleted a
 * short while before (an undo, two who moved one block).
 */

/** Two who move one block at one moment are so many rows apart at most; what they have in common may be short. */
const atOnceRows = 64
const leastAtOnce = 4
/** What was deleted before that may come back, by an undo above all: so many letters of it are looked through. */
const latelyLetters = 20_000
/** Shorter words are typed again, by anybody. */
const leastLately = 12

class Provenance {
  readonly #ydoc = new Y.Doc({ gc: false })
  readonly #lately = new Sought({ least: leastLately, isOnce: false })
  readonly #atOnce = new Sought({ least: leastAtOnce, isOnce: false })
  /** How many runs of `#atOnce` are of each of the last rows. */
  readonly #runsOfRows: number[] = []
  readonly moved: MovedLetters

  /** `base`: what the document held before the first row; `moved`: what is known of that. */
  constructor(base: readonly Uint8Array[], moved = new MovedLetters()) {
    this.moved = moved
    this.#ydoc.transact(() => {
      for (const update of base) Y.applyUpdate(this.#ydoc, update)
    })
    this.#ydoc.on('afterTransaction', (transaction: Y.Transaction) => this.#read(transaction))
  }

  /** A row as it was committed, in the order of the log. */
  take(row: Uint8Array): void {
    Y.applyUpdate(this.#ydoc, row)
  }

  destroy(): void {
    this.#ydoc.destroy()
  }

  #read(transaction: Y.Transaction): void {
    const gone = runsOf(textsGone(transaction), (item) => Y.isDeleted(transaction.deleteSet, item.id))
    const texts = textsNew(transaction)
    const isNew = ({ id }: Y.Item) => id.clock >= (transaction.beforeState.get(id.client) ?? 0)
    const kept = texts.size === 0 ? [] : runsOf(texts, (item) => isNew(item) && !item.deleted)
    if (kept.length > 0) this.#find(kept, gone)
    // All of it, also what came back at once: somebody else may have moved the same at that moment.
    this.#atOnce.add(gone)
    this.#runsOfRows.push(gone.length)
    const over = this.#runsOfRows.length > atOnceRows ? (this.#runsOfRows.shift() ?? 0) : 0
    for (let left = over; left > 0; left--) this.#atOnce.dropOldest()
    this.#lately.add(gone)
    while (this.#lately.letters > latelyLetters) this.#lately.dropOldest()
  }

  #find(kept: readonly Run[], gone: readonly Run[]): void {
    const here = new Sought({ least: leastAtOnce, isOnce: true }).add(gone)
    for (const run of kept) {
      const found = here.cover(run) ?? here.pieces(run)
      for (const before of [this.#atOnce, this.#lately]) found.push(...before.pieces(run, found))
      this.#note(run, found)
    }
  }

  #note(run: Run, found: readonly Found[]): void {
    for (const { at, from, length } of found.toSorted((one, other) => one.at - other.at))
      for (let done = 0; done < length;) {
        const [to, source] = [idAt(run, at + done), idAt(from.run, from.offset + done)]
        const together = Math.min(length - done, to.left, source.left)
        this.moved.add({ ...to.id, length: together }, source.id)
        done += together
      }
  }
}

/** The id of a letter of a run, and how many from there on stand one after the other. */
function idAt({ ids }: Run, at: number): { id: Id; left: number } {
  let start = 0
  for (const { client, clock, length } of ids) {
    const into = at - start
    if (into < length) return { id: { client, clock: clock + into }, left: length - into }
    start += length
  }
  throw new Error('beyond the run')
}

type Text = Y.AbstractType<unknown>

export const isLetters = (struct: unknown): struct is Y.Item & { content: Y.ContentString } =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString

function textsGone(transaction: Y.Transaction): Set<Text> {
  const texts = new Set<Text>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (isLetters(struct) && struct.parent instanceof Y.AbstractType) texts.add(struct.parent)
  })
  return texts
}

function textsNew({ doc, beforeState, afterState }: Y.Transaction): Set<Text> {
  const texts = new Set<Text>()
  for (const [client, end] of afterState) {
    const from = beforeState.get(client) ?? 0
    const structs = doc.store.clients.get(client) ?? []
    if (end <= from) continue
    for (const struct of structs.slice(Y.findIndexSS(structs, from)))
      if (isLetters(struct) && struct.parent instanceof Y.AbstractType) texts.add(struct.parent)
  }
  return texts
}

/** Letters of these texts that `isAsked` says yes to, in the order in which they stand; what is shown between them parts them. */
const runsOf = (texts: ReadonlySet<Text>, isAsked: (item: Y.Item) => boolean): Run[] =>
  [...texts].flatMap((text) => runsIn(text, isAsked))

function runsIn(text: Text, isAsked: (item: Y.Item) => boolean): Run[] {
  const runs: Run[] = [{ text: '', ids: [] }]
  for (let item = text._start; item !== null; item = item.right) {
    const run = runs.at(-1)
    if (isLetters(item) && isAsked(item)) {
      if (run !== undefined) run.text += item.content.str
      run?.ids.push({ ...item.id, length: item.length })
    } else if (item.countable && !item.deleted && run?.text !== '') runs.push({ text: '', ids: [] })
  }
  return runs.filter((run) => run.text !== '')
}

/** What is known of the letters of a document once these rows were written on `base`. */
export function movedIn(base: readonly Uint8Array[], rows: readonly Uint8Array[], known: Uint8Array): Uint8Array {
  const provenance = new Provenance(base, MovedLetters.decode(known))
  for (const row of rows) provenance.take(row)
  provenance.destroy()
  return provenance.moved.encode()
}
