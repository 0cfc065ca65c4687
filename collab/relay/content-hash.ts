import { createHash } from 'node:crypto'
import * as Y from 'yjs'

interface What {
  /** Words that were deleted count too: the store keeps them, a client's ydoc need not. */
  isWithDeleted?: boolean
}

/**
 * SHA-256 over what a document holds: every root's text, marks, attributes and structure in the order they are read,
 * then the clocks and the deletes. Documents that hold the same give the same, whatever their bytes, the order in which
 * they were taken, or how their items are cut; documents that differ give others even where their clocks agree.
 */
export function contentHash(ydoc: Y.Doc, { isWithDeleted = false }: What = {}): string {
  const hash = createHash('sha256')
  const teller = new Teller((word) => void hash.update(word), isWithDeleted)
  for (const [name, type] of [...ydoc.share].toSorted(byKey)) {
    // A root that was only asked for is in nobody's bytes.
    if (type._start === null && type._map.size === 0) continue
    teller.say('root', name)
    teller.type(type)
  }
  for (const [client, clock] of [...Y.decodeStateVector(Y.encodeStateVector(ydoc))].toSorted(byNumber))
    teller.say('clock', `${client} ${clock}`)
  for (const [client, ranges] of [...Y.createDeleteSetFromStructStore(ydoc.store).clients].toSorted(byNumber))
    teller.say('deleted', `${client} ${ranges.map(({ clock, len }) => `${clock}+${len}`).join(' ')}`)
  return hash.digest('hex')
}

const byKey = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)
const byNumber = ([a]: [number, unknown], [b]: [number, unknown]) => a - b

type SharedType = Pick<Y.AbstractType<unknown>, '_start' | '_map'>

/** Reads types aloud, letters that stand together as one word however many items they came in. */
class Teller {
  readonly #write: (word: string) => void
  readonly #isWithDeleted: boolean
  #text = ''
  #isDeletedText = false

  constructor(write: (word: string) => void, isWithDeleted: boolean) {
    this.#write = write
    this.#isWithDeleted = isWithDeleted
  }

  /** With its length, so that no two words run together into another. */
  say(kind: string, word: string): void {
    this.#flush()
    this.#write(`${kind} ${word.length}:${word}\n`)
  }

  type(type: SharedType): void {
    for (const [key, newest] of [...type._map].toSorted(byKey)) {
      for (let item: Y.Item | null = newest; item !== null; item = this.#isWithDeleted ? item.left : null) {
        if (item.deleted && !this.#isWithDeleted) continue
        this.say(item.deleted ? 'old key' : 'key', key)
        this.#content(item)
      }
    }
    for (let item = type._start; item !== null; item = item.right)
      if (!item.deleted || this.#isWithDeleted) this.#content(item)
    this.say('end', '')
  }

  #content({ content, deleted }: Y.Item): void {
    if (content instanceof Y.ContentString) return this.#letters(content.str, deleted)
    const word = (kind: string, value: unknown) => this.say(deleted ? `gone ${kind}` : kind, canonical(value))
    if (content instanceof Y.ContentFormat) word('mark', [content.key, content.value])
    else if (content instanceof Y.ContentEmbed) word('embed', content.embed)
    else if (content instanceof Y.ContentBinary) word('binary', content.content)
    else if (content instanceof Y.ContentAny || content instanceof Y.ContentJSON)
      for (const value of content.arr) word('value', value)
    else if (content instanceof Y.ContentType) {
      const { type } = content
      word('type', [type.constructor.name, type instanceof Y.XmlElement ? type.nodeName : null])
      this.type(type)
    }
    // What was deleted and let go has no words left: its range stands among the deletes.
  }

  #letters(letters: string, isDeleted: boolean): void {
    if (this.#isDeletedText !== isDeleted) this.#flush()
    this.#isDeletedText = isDeleted
    this.#text += letters
  }

  #flush(): void {
    if (this.#text === '') return
    const text = this.#text
    this.#text = ''
    this.say(this.#isDeletedText ? 'gone text' : 'text', text)
  }
}

/** JSON with keys in order, and with words for what JSON does not know. */
function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes:${Buffer.from(value).toString('base64')}`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .toSorted(byKey)
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(',')}}`
  return typeof value === 'string' ? JSON.stringify(value) : `${typeof value}:${String(value)}`
}
