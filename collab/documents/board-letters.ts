import * as Y from 'yjs'
import { objectsOf } from './board-read.ts'

/** Letters typed without a pause are one step, up to this. */
const pauseMs = 600
const longestMs = 4_000

/** Letters of one text of one person. */
class LettersOf {
  readonly id: string
  readonly whose: Letters
  constructor(id: string, whose: Letters) {
    this.id = id
    this.whose = whose
  }
}

/** What was typed, pasted or taken out of the texts of things by this person: one list for all, the newest last. */
export class Letters {
  readonly #undo: Y.UndoManager
  #startedAt = 0
  #lastAt = 0
  #lastId = ''

  /** Tells of each step that is a new one, not a letter more of the last. */
  constructor(ydoc: Y.Doc, onStep: (id: string) => void) {
    this.#undo = new Y.UndoManager(objectsOf(ydoc), {
      trackedOrigins: new Set([LettersOf]),
      captureTimeout: Infinity,
      captureTransaction: ({ origin }) => this.#divide(origin),
    })
    this.#undo.on('stack-item-added', ({ origin, type }: { origin: unknown; type: 'undo' | 'redo' }) => {
      if (type === 'undo' && origin instanceof LettersOf) onStep(origin.id)
    })
  }

  /** What is written under this is known as this person's, and of this thing. */
  originOf = (id: string): unknown => new LettersOf(id, this)

  /** What comes next is a step of its own: a paste, a line, another field. */
  pause(): void {
    this.#undo.stopCapturing()
  }

  /** False where there is nothing left to take back: others have taken those letters out. */
  undo = (): boolean => this.#undo.undo() !== null
  redo = (): boolean => this.#undo.redo() !== null

  #divide(origin: unknown): boolean {
    if (!(origin instanceof LettersOf)) return true
    if (origin.whose !== this) return false
    const now = Date.now()
    const isApart = now - this.#lastAt > pauseMs || now - this.#startedAt > longestMs
    if (origin.id !== this.#lastId || isApart) {
      this.#undo.stopCapturing()
      this.#startedAt = now
    }
    this.#lastId = origin.id
    this.#lastAt = now
    return true
  }
}
