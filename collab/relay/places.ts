import type * as Y from 'yjs'
import { Malformed } from './options.ts'
import { findIn } from './find-in.ts'
import type { Block } from './preflight.ts'
import { hasKey, StructCursor, structKind } from './struct-cursor.ts'
import { type Walked, walked } from './update.ts'

/** A Yjs type of the document that others can lie in. `kind` is Yjs' number; `name` is empty but for XML elements. */
export interface TypePlace {
  readonly kind: number
  readonly name: string
  /** 1 for what lies at the top. */
  readonly depth: number
}

/**
 * Where a struct lies: among the letters of a text, in a list or under a key of a type, in a root; `gone` where Yjs drops
 * it since what it hangs on is gone, `torn` where its two neighbours lie in different places.
 */
export type Place =
  | { readonly in: 'text' }
  | { readonly in: 'gone' }
  | { readonly in: 'torn' }
  | { readonly in: 'root'; readonly name: string; readonly key: string | null }
  | { readonly in: 'type'; readonly type: TypePlace; readonly key: string | null }

export type PlaceOf = (item: Y.Item) => Place

interface Entry {
  clock: number
  end: number
  place: Place
  type: KnownType | null
}

interface Id {
  client: number
  clock: number
}

interface Reference {
  left: Id | null
  right: Id | null
  /** Name of a root, or a type; null where it is where its neighbours are. */
  parent: string | Id | null
  key: string | null
}

interface Found extends Reference {
  clock: number
  end: number
  /** Yjs' number where it is a type, else null. */
  typeKind: number | null
  name: string
  entry: Entry | null
}

export interface Placed {
  entries: Map<number, Entry[]>
  placeOf: PlaceOf
}

const typeKind = { text: 2, element: 3, xmlText: 6 } as const

/** A type, with one object for each place in it, so that places can be compared. */
class KnownType implements TypePlace {
  readonly kind: number
  readonly name: string
  readonly depth: number
  #list: Place | null = null
  #keys: Map<string, Place> | null = null

  constructor(kind: number, name: string, depth: number) {
    this.kind = kind
    this.name = name
    this.depth = depth
  }

  place(key: string | null): Place {
    if (key === null) return (this.#list ??= { in: 'type', type: this, key })
    const keys = (this.#keys ??= new Map())
    const known = keys.get(key)
    if (known !== undefined) return known
    const place: Place = { in: 'type', type: this, key }
    keys.set(key, place)
    return place
  }
}

const inText: Place = { in: 'text' }
const isGone: Place = { in: 'gone' }
const isTorn: Place = { in: 'torn' }

/**
 * Where the structs of a document lie, but for letters and their formats: those are in a text, which the kind's check
 * sees to (SPEC 61). An update says of most structs only whom they stand beside.
 */
export class Places {
  /** Those of a document that these lie on: what is not found here may be there. */
  readonly beneath: Places | null
  readonly #entries = new Map<number, Entry[]>()
  readonly #roots = new Map<string, Place>()

  constructor(beneath: Places | null = null) {
    this.beneath = beneath
  }

  /** Letters in texts, and deletes, and nothing else? Then there is nothing to check or keep. */
  isInText({ bytes, walk }: Walked): boolean {
    return walk.blocks.every((block) => {
      const cursor = new StructCursor(bytes, block)
      for (let structs = block.structs; structs > 0; structs--) if (!this.#isNextInText(cursor)) return false
      return true
    })
  }

  #isNextInText(cursor: StructCursor): boolean {
    cursor.next()
    const { kind, leftClient, leftClock, rightClient, rightClock, parentClient, parentClock } = cursor
    if (kind !== structKind.letters && kind !== structKind.deleted) return false
    if (leftClient >= 0 && this.#find(leftClient, leftClock) !== undefined) return false
    if (rightClient >= 0 && this.#find(rightClient, rightClock) !== undefined) return false
    if (leftClient >= 0 || rightClient >= 0) return true
    if (parentClient < 0 || (cursor.info & hasKey) !== 0) return false
    const type = this.#find(parentClient, parentClock)?.type
    return type?.kind === typeKind.xmlText || type?.kind === typeKind.text
  }

  /** Finds the place of everything in updates that fit together, in the order they were taken. Changes nothing. */
  read(updates: readonly Walked[]): Placed {
    const found = new Map<number, Found[]>()
    for (const { bytes, walk } of updates)
      for (const block of walk.blocks) {
        const list = found.get(block.client) ?? []
        found.set(block.client, list)
        readBlock(bytes, block, list)
      }
    const entries = new Map<number, Entry[]>()
    const find = ({ client, clock }: Id) => {
      const one = findIn(found.get(client), clock)
      return one === undefined ? this.#find(client, clock) : (one.entry ?? undefined)
    }
    for (const [client, list] of found) {
      const kept: Entry[] = []
      for (const one of list) {
        const entry = one.entry ?? this.#place(one, found, find)
        if (entry.place.in !== 'text') kept.push(entry)
      }
      if (kept.length > 0) entries.set(client, kept)
    }
    return { entries, placeOf: (item) => this.#placeOf(referenceOf(item), find) }
  }

  /** Remembers what `read` found, once the update is taken. */
  keep({ entries }: Placed): void {
    for (const [client, list] of entries) {
      const known = this.#entries.get(client)
      if (known === undefined) this.#entries.set(client, list)
      else for (const entry of list) known.push(entry)
    }
  }

  #find(client: number, clock: number): Entry | undefined {
    const found = findIn(this.#entries.get(client), clock)
    return found === undefined && this.beneath !== null ? this.beneath.#find(client, clock) : found
  }

  /** Places what it hangs on first. Without recursion: a document is a long chain of neighbours. */
  #place(first: Found, found: ReadonlyMap<number, Found[]>, find: (id: Id) => Entry | undefined): Entry {
    const waiting: Found[] = []
    for (let one = first; ; one = waiting.pop() ?? first) {
      let next = one.entry === null ? openOf(one, found) : null
      for (; next !== null; next = openOf(one, found)) {
        // What waits for itself would wait for ever; an update that fits has no circle.
        if (waiting.length > 2_000_000) throw new Malformed('circle of references')
        waiting.push(one)
        one = next
      }
      one.entry ??= this.#entryOf(one, find)
      if (waiting.length === 0) return one.entry
    }
  }

  #entryOf(found: Found, find: (id: Id) => Entry | undefined): Entry {
    const { clock, end, typeKind: kind, name } = found
    const place = this.#placeOf(found, find)
    if (kind === null) return { clock, end, place, type: null }
    const depth = place.in === 'type' ? place.type.depth + 1 : 1
    return { clock, end, place, type: new KnownType(kind, name, depth) }
  }

  #placeOf({ left, right, parent, key }: Reference, find: (id: Id) => Entry | undefined): Place {
    const spotOf = (id: Id) => find(id)?.place ?? inText
    if (left !== null || right !== null) {
      const before = left === null ? null : spotOf(left)
      const after = right === null ? null : spotOf(right)
      if (before === isGone || after === isGone) return isGone
      return before !== null && after !== null && before !== after ? isTorn : (before ?? after ?? inText)
    }
    if (typeof parent === 'string') return this.#root(parent, key)
    const type = parent === null ? undefined : find(parent)?.type
    if (type === undefined || type === null) return isGone
    const isText = type.kind === typeKind.text || type.kind === typeKind.xmlText
    return isText && key === null ? inText : type.place(key)
  }

  #root(name: string, key: string | null): Place {
    // One object for a place, whoever asks: places are compared.
    if (this.beneath !== null) return this.beneath.#root(name, key)
    const id = key === null ? name : `${name}\u0000${key}`
    const known = this.#roots.get(id)
    if (known !== undefined) return known
    const place: Place = { in: 'root', name, key }
    this.#roots.set(id, place)
    return place
  }
}

/** Places of a whole document. All of it at once: a row may hang on the next one of its commit (SPEC 36). */
export function placesOf(updates: Uint8Array[], beneath: Places | null = null): Places {
  const places = new Places(beneath)
  places.keep(places.read(updates.map(walked)))
  return places
}

/** Adds the structs of a run, but for letters, their formats and embeds, which lie in texts. */
function readBlock(bytes: Uint8Array, block: Block, found: Found[]): void {
  const cursor = new StructCursor(bytes, block)
  let clock = block.clock
  for (let structs = block.structs; structs > 0; structs--) {
    cursor.next()
    const end = clock + cursor.length
    if (cursor.kind === structKind.dropped) pushGone(found, clock, end)
    else if (!liesInText.has(cursor.kind)) found.push(foundAt(cursor, clock))
    clock = end
  }
}

/** Letters, their formats and embeds; and a gap, which lies nowhere. */
const liesInText: ReadonlySet<number> = new Set([
  structKind.letters,
  structKind.mark,
  structKind.embed,
  structKind.skip,
])

/** What was dropped comes in long rows, which are one entry. */
function pushGone(found: Found[], clock: number, end: number): void {
  const before = found.at(-1)?.entry
  if (before?.place === isGone && before.end === clock) {
    before.end = end
    const last = found.at(-1)
    if (last !== undefined) last.end = end
  } else {
    const entry: Entry = { clock, end, place: isGone, type: null }
    found.push({ left: null, right: null, parent: null, key: null, clock, end, typeKind: null, name: '', entry })
  }
}

function foundAt(cursor: StructCursor, clock: number): Found {
  const { leftClient, leftClock, rightClient, rightClock, parentClient, parentClock, rootAt, keyAt } = cursor
  const kind = cursor.kind === structKind.type ? (cursor.bytes[cursor.contentAt] ?? 0) : null
  return {
    left: idOf(leftClient, leftClock),
    right: idOf(rightClient, rightClock),
    parent: rootAt >= 0 ? cursor.textAt(rootAt) : idOf(parentClient, parentClock),
    key: keyAt >= 0 ? cursor.textAt(keyAt) : null,
    clock,
    end: clock + cursor.length,
    typeKind: kind,
    entry: null,
    name: kind === typeKind.element ? cursor.textAt(cursor.insideAt) : '',
  }
}

const idOf = (client: number, clock: number): Id | null => (client < 0 ? null : { client, clock })

/** As Yjs leaves it after decoding: a root is its name, a type its id. */
function referenceOf({ origin, rightOrigin, parent, parentSub }: Y.Item): Reference {
  const given: unknown = parent
  const isId = typeof given === 'object' && given !== null && 'client' in given && 'clock' in given
  const id = isId ? { client: Number(given.client), clock: Number(given.clock) } : null
  return { left: origin, right: rightOrigin, parent: typeof given === 'string' ? given : id, key: parentSub }
}

/** Something in the same update that it hangs on and that has no place yet. */
function openOf({ left, right, parent }: Found, found: ReadonlyMap<number, Found[]>): Found | null {
  for (const id of [left, right, parent]) {
    if (id === null || typeof id === 'string') continue
    const one = findIn(found.get(id.client), id.clock)
    if (one !== undefined && one.entry === null) return one
  }
  return null
}
