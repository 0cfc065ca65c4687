import * as Y from 'yjs'
import { objectId } from './board-author.ts'
import type { ObjectValues } from './board-model.ts'
import { objectsOf } from './board-read.ts'
import { type NewObject, putObject, textOfObject, writeKey } from './board-write.ts'
import { hasText } from './things/register.ts'
import { Letters } from './board-letters.ts'
import { stored, valueNames, values } from './board-values.ts'

/** What one gesture did to one key: undone only where nobody has changed it since. */
interface Step {
  id: string
  key: string
  before: unknown
  after: unknown
}

/** A gesture, or a step of writing: the thing whose letters those were. */
type Part = Step[] | string

/** What one step back takes back, as it was done. */
type Deed = Part[]

/** What a field needs to write in a text as a part of this person's history. */
export interface TextHistory {
  /** What is written under it can be taken back. */
  readonly origin: unknown
  undo(): void
  redo(): void
  /** What comes next is a step of its own. */
  pause(): void
}

const removedKey = values.isRemoved.key
const gesturesKept = 200
const sameGestureMs = 700
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Writes a person's gestures and takes them back: theirs alone, and of those only what nobody changed since. A thing
 * that was made is undone by putting it into the bin, so that what others did to it is there again when it is redone.
 * `Y.UndoManager` breaks objects when several people undo at once (yjs #514); it stays for letters, and its steps stand here
 * among the gestures in the order in which they were done.
 */
export class Gestures {
  readonly #ydoc: Y.Doc
  readonly #author: string
  readonly #now: () => number
  readonly #random: () => number
  #done: Deed[] = []
  #undone: Deed[] = []
  readonly #letters: Letters
  #language = ''
  /** A thing without words that is being written in: it is in the language of whoever writes the first. */
  #unspoken: string | null = null
  #open: Step[] | null = null
  #together: Deed | null = null
  #lastLabel = ''
  #lastAt = 0
  readonly #listeners = new Set<() => void>()

  constructor(ydoc: Y.Doc, author: string, { now = Date.now, random = Math.random } = {}) {
    this.#ydoc = ydoc
    this.#author = author
    this.#now = now
    this.#random = random
    this.#letters = new Letters(ydoc, (id) => this.#wrote(id))
  }

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /**
   * What happens in `work` is one gesture and one transaction. Gestures with the same label, one soon after the other,
   * are one (arrow keys that move a thing).
   */
  gesture<T>(work: () => T, label = ''): T {
    if (this.#open !== null) return work()
    const steps: Step[] = []
    this.#open = steps
    try {
      return this.#ydoc.transact(work, this)
    } finally {
      this.#open = null
      if (steps.length > 0) this.#keep(steps, label)
    }
  }

  /** Gestures and letters of `work` are taken back in one step: a form is saved once. */
  together(work: () => void): void {
    if (this.#together !== null) return work()
    const parts: Deed = []
    this.#together = parts
    try {
      work()
    } finally {
      this.#together = null
      this.#letters.pause()
      if (parts.length > 0) this.#add(parts, '')
    }
  }

  /** The language in which this person writes, as far as it is known. */
  speak(language: string): void {
    this.#language = language
  }

  /** An id for a thing that others are to know before it is made. */
  freshId(): string {
    return objectId(this.#author, this.#random)
  }

  /** Makes a thing of one's own and gives its id. Throws nothing; limits are the server's and the screen's to say. */
  create(object: NewObject, id: string = this.freshId()): string {
    this.gesture(() => {
      const language = hasText(object) ? { language: this.#language } : {}
      putObject(this.#ydoc, id, { at: this.#now(), ...language, ...object })
      this.#log({ id, key: removedKey, before: 1, after: undefined })
    })
    return id
  }

  set(id: string, changed: Partial<ObjectValues>, label = ''): void {
    this.gesture(() => {
      const map = objectsOf(this.#ydoc).get(id)
      if (!(map instanceof Y.Map)) return
      for (const name of valueNames) {
        if (!(name in changed)) continue
        const { key } = values[name]
        const after = stored(name, changed[name])
        const before: unknown = map.get(key)
        if (isSame(before, after)) continue
        writeKey(map, key, after)
        this.#log({ id, key, before, after })
      }
    }, label)
  }

  /** Into the bin. */
  remove(ids: Iterable<string>): void {
    this.gesture(() => {
      for (const id of ids) this.set(id, { isRemoved: true })
    })
  }

  /** The words of a thing, for the field that writes them. In the field one takes back what was written there, no more. */
  writing(id: string): TextHistory {
    this.#letters.pause()
    this.#unspoken = textOfObject(this.#ydoc, id)?.length === 0 ? id : null
    return {
      origin: this.#letters.originOf(id),
      undo: () => void (isWriting(this.#done.at(-1), id) && this.undo()),
      redo: () => void (isWriting(this.#undone.at(-1), id) && this.redo()),
      pause: () => this.#letters.pause(),
    }
  }

  /** Gives the ids it touched. */
  undo(): string[] {
    const done = this.#done.pop()
    if (done === undefined) return []
    const touched = done.toReversed().flatMap((part) => this.#takeBack(part))
    return this.#travelled(this.#undone, done, touched)
  }

  redo(): string[] {
    const undone = this.#undone.pop()
    if (undone === undefined) return []
    const touched = undone.flatMap((part) => this.#doAgain(part))
    return this.#travelled(this.#done, undone, touched)
  }

  #takeBack(part: Part): string[] {
    if (typeof part === 'string') return idIf(this.#letters.undo(), part)
    return this.#travel(part, (step) => [step.after, step.before])
  }

  #doAgain(part: Part): string[] {
    if (typeof part === 'string') return idIf(this.#letters.redo(), part)
    return this.#travel(part, (step) => [step.before, step.after])
  }

  #travelled(to: Deed[], deed: Deed, touched: string[]): string[] {
    to.push(deed)
    this.#lastLabel = ''
    this.#tell()
    return [...new Set(touched)]
  }

  #travel(steps: Step[], way: (step: Step) => [unknown, unknown]): string[] {
    this.#letters.pause()
    const touched = new Set<string>()
    this.#ydoc.transact(() => {
      for (const step of steps) {
        const map = objectsOf(this.#ydoc).get(step.id)
        const [expected, wanted] = way(step)
        if (!(map instanceof Y.Map) || !isSame(map.get(step.key), expected)) continue
        writeKey(map, step.key, wanted)
        touched.add(step.id)
      }
    }, this)
    return [...touched]
  }

  #log(step: Step): void {
    const same = this.#open?.find((one) => one.id === step.id && one.key === step.key)
    if (same !== undefined) same.after = step.after
    else this.#open?.push(step)
  }

  #keep(steps: Step[], label: string): void {
    this.#letters.pause()
    const [last] = this.#done.at(-1) ?? []
    const isSoon = label !== '' && label === this.#lastLabel && this.#now() - this.#lastAt < sameGestureMs
    if (!isSoon || !Array.isArray(last) || this.#together !== null) return this.#add([steps], label)
    for (const step of steps) join(last, step)
    this.#forget(label)
  }

  #add(parts: Deed, label: string): void {
    if (this.#together !== null) return void this.#together.push(...parts)
    this.#done.push(parts)
    this.#forget(label)
  }

  /** A step of writing: what comes after it is another. */
  #wrote(id: string): void {
    if (this.#unspoken === id) this.#sayLanguage(id)
    this.#add([id], '')
  }

  /** Not a step to take back: it goes with the letters. */
  #sayLanguage(id: string): void {
    this.#unspoken = null
    const map = objectsOf(this.#ydoc).get(id)
    if (map instanceof Y.Map && this.#language !== '')
      this.#ydoc.transact(() => writeKey(map, values.language.key, this.#language), this)
  }

  /** What was taken back before is gone, and so is the oldest. */
  #forget(label: string): void {
    if (this.#done.length > gesturesKept) this.#done.shift()
    this.#undone = []
    this.#lastLabel = label
    this.#lastAt = this.#now()
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

const isWriting = (deed: Deed | undefined, id: string) => deed?.length === 1 && deed[0] === id

const idIf = (isDone: boolean, id: string): string[] => (isDone ? [id] : [])

function join(steps: Step[], step: Step): void {
  const same = steps.find((one) => one.id === step.id && one.key === step.key)
  if (same !== undefined) same.after = step.after
  else steps.push(step)
}
