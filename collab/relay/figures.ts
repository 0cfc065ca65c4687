import * as Y from 'yjs'
import { MovedLetters } from './moved-letters.ts'
import { openDocument } from './update.ts'

/** Letters that came and went with one row. Those that it only moved are neither. */
export interface Figures {
  typed: number
  /** Of these, what is there now. */
  kept: number
  /** Letters, whoever typed them, that went with it and are nowhere now. */
  removed: number
}

const none = -1

/** A number for each letter there ever was, by the id it was first typed under. */
class ByLetter {
  readonly #clients = new Map<number, number[]>()

  set(client: number, clock: number, value: number): void {
    const own = this.#clients.get(client)
    if (own === undefined) this.#clients.set(client, fill([], clock, value))
    else fill(own, clock, value)
  }

  get(client: number, clock: number): number {
    return this.#clients.get(client)?.[clock] ?? none
  }

  forEach(visit: (client: number, clock: number, value: number) => void): void {
    for (const [client, own] of this.#clients)
      for (const [clock, value] of own.entries()) if (value !== none) visit(client, clock, value)
  }
}

function fill(own: number[], clock: number, value: number): number[] {
  while (own.length < clock) own.push(none)
  own[clock] = value
  return own
}

/**
 * What each of the rows of a document, from the first on, brought and took; `moved` is what `movedIn` found for all of them.
 * What is kept of all rows together is what the document shows, letter by letter.
 */
export function figuresOf(rows: readonly Uint8Array[], moved: Uint8Array): Figures[] {
  const letters = MovedLetters.decode(moved)
  const [typedIn, goneIn, shown] = [new ByLetter(), new ByLetter(), shownIn(rows, letters)]
  for (const [index, row] of rows.entries()) {
    const { structs, ds } = Y.decodeUpdate(row)
    for (const struct of structs)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString)
        eachRoot(letters, { ...struct.id, length: struct.length }, (client, clock, isMoved) => {
          if (!isMoved) typedIn.set(client, clock, index)
        })
    for (const [client, ranges] of ds.clients)
      for (const { clock, len } of ranges)
        eachRoot(letters, { client, clock, length: len }, (root, at) => goneIn.set(root, at, index))
  }
  const figures = rows.map((): Figures => ({ typed: 0, kept: 0, removed: 0 }))
  typedIn.forEach((client, clock, row) => {
    const [own, taker] = [figures[row], figures[goneIn.get(client, clock)]]
    if (own === undefined) return
    own.typed++
    if (shown.get(client, clock) !== none) own.kept++
    else if (taker !== undefined) taker.removed++
  })
  return figures
}

function eachRoot(
  letters: MovedLetters,
  range: { client: number; clock: number; length: number },
  visit: (client: number, clock: number, isMoved: boolean) => void,
): void {
  for (const { client, clock, length, from } of letters.rootsOf(range)) {
    const isMoved = from.client !== client || from.clock !== clock
    for (let at = 0; at < length; at++) visit(from.client, from.clock + at, isMoved)
  }
}

function shownIn(rows: readonly Uint8Array[], letters: MovedLetters): ByLetter {
  const shown = new ByLetter()
  const ydoc = openDocument([...rows])
  for (const structs of ydoc.store.clients.values())
    for (const struct of structs)
      if (struct instanceof Y.Item && struct.content instanceof Y.ContentString && !struct.deleted)
        eachRoot(letters, { ...struct.id, length: struct.length }, (client, clock) => shown.set(client, clock, 1))
  ydoc.destroy()
  return shown
}
