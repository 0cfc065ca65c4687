import * as Y from 'yjs'
import { objectId } from './board-author.ts'
import type { ObjectValues } from './board-model.ts'
import { objectsOf } from './board-read.ts'
import { type NewObject, putObject, writeKey } from './board-write.ts'
import { stored, valueNames, values } from './board-values.ts'

/** What one gesture did to one key: undone only where nobody has changed it since. */
interface Step {
  id: string
  key: string
  before: unknown
  after: unknown
}

const removedKey = values.isRemoved.key
const gesturesKept = 200
const sameGestureMs = 700
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/**
 * Writes a person's gestures and takes them back: theirs alone, and of those only what nobody changed since. A thing
 * that was made is undone by putting it into the bin, so that what others did to it is there again when it is redone.
 * `Y.UndoManager` breaks objects when several people undo at once (yjs #514); it stays for the letters of one text.
 */
export class Gestures {
  readonly #ydoc: Y.Doc
  readonly #author: string
  readonly #now: () => number
  readonly #random: () => number
  #done: Step[][] = []
  #undone: Step[][] = []
  #open: Step[] | null = null
  #lastLabel = ''
  #lastAt = 0
  readonly #listeners = new Set<() => void>()

  constructor(ydoc: Y.Doc, author: string, { now = Date.now, random = Math.random } = {}) {
    this.#ydoc = ydoc
    this.#author = author
    this.#now = now
    this.#random = random
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

  /** An id for a thing that others are to know before it is made. */
  freshId(): string {
    return objectId(this.#author, this.#random)
  }

  /** Makes a thing of one's own and gives its id. Throws nothing; limits are the server's and the screen's to say. */
  create(object: NewObject, id: string = this.freshId()): string {
    this.gesture(() => {
      putObject(this.#ydoc, id, { at: this.#now(), ...object })
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

  /** Gives the ids it touched. */
  undo(): string[] {
    return this.#travel(this.#done, this.#undone, (step) => [step.after, step.before])
  }

  redo(): string[] {
    return this.#travel(this.#undone, this.#done, (step) => [step.before, step.after])
  }

  #travel(from: Step[][], to: Step[][], way: (step: Step) => [unknown, unknown]): string[] {
    const steps = from.pop()
    if (steps === undefined) return []
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
    to.push(steps)
    this.#lastLabel = ''
    this.#tell()
    return [...touched]
  }

  #log(step: Step): void {
    const same = this.#open?.find((one) => one.id === step.id && one.key === step.key)
    if (same !== undefined) same.after = step.after
    else this.#open?.push(step)
  }

  #keep(steps: Step[], label: string): void {
    const now = this.#now()
    const last = this.#done.at(-1)
    if (last !== undefined && label !== '' && label === this.#lastLabel && now - this.#lastAt < sameGestureMs)
      for (const step of steps) join(last, step)
    else this.#done.push(steps)
    if (this.#done.length > gesturesKept) this.#done.shift()
    this.#undone = []
    this.#lastLabel = label
    this.#lastAt = now
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function join(steps: Step[], step: Step): void {
  const same = steps.find((one) => one.id === step.id && one.key === step.key)
  if (same !== undefined) same.after = step.after
  else steps.push(step)
}
