/*
 * XML as office software packs it, changed in place: no entity is ever made, nothing is read twice, and what no rule names
 * stays byte for byte. A parser that wrote the whole anew would have to know every dialect.
 */

/** Torn, or with a document type that makes entities, which no office file has. */
export class Broken extends Error {
  constructor() {
    super('broken')
    this.name = 'Broken'
  }
}

interface Attribute {
  /** Without its prefix. */
  name: string
  value: string
  /** Where the value stands, without its quotes. */
  from: number
  to: number
}

export interface Tag {
  /** Without its prefix. */
  name: string
  kind: 'open' | 'close' | 'empty'
  attributes: readonly Attribute[]
  from: number
  to: number
}

export interface Rules {
  /** A new value of an attribute, or null where it stays. */
  attribute?: (tag: Tag, name: string, value: string) => string | null
  /** What the text of an element becomes, or null where it stays. */
  text?: (tag: Tag) => string | null
  /** The element goes, with all that is in it. */
  drops?: (tag: Tag) => boolean
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const decoded = (text: string) =>
  text.includes('&')
    ? text.replaceAll(/&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (_all, hex, decimal, word) => {
        if (word !== undefined) return named[word] ?? ''
        const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
        return code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code)
      })
    : text

const encoded = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const isSpace = (code: number) => code === 0x20 || (code >= 0x09 && code <= 0x0d)

function skipSpace(xml: string, from: number): number {
  let at = from
  while (isSpace(xml.charCodeAt(at))) at++
  return at
}

/** A place past the end of something that must be there. */
function past(xml: string, end: string, from: number): number {
  const at = xml.indexOf(end, from)
  if (at < 0) throw new Broken()
  return at + end.length
}

function wordEnd(xml: string, from: number): number {
  let at = from
  for (; at < xml.length; at++) {
    const letter = xml[at]
    if (letter === '>' || letter === '/' || letter === '=' || isSpace(xml.charCodeAt(at))) return at
  }
  throw new Broken()
}

function attributeAt(xml: string, at: number): Attribute {
  const nameEnd = wordEnd(xml, at)
  const equals = skipSpace(xml, nameEnd)
  const quote = skipSpace(xml, equals + 1)
  const mark = xml[quote]
  if (nameEnd === at || xml[equals] !== '=' || (mark !== '"' && mark !== "'")) throw new Broken()
  const to = past(xml, mark, quote + 1) - 1
  return { name: local(xml.slice(at, nameEnd)), value: decoded(xml.slice(quote + 1, to)), from: quote + 1, to }
}

function tagAt(xml: string, from: number): Tag {
  const isClose = xml[from + 1] === '/'
  const start = from + (isClose ? 2 : 1)
  let at = wordEnd(xml, start)
  const name = local(xml.slice(start, at))
  if (name === '') throw new Broken()
  const attributes: Attribute[] = []
  for (;;) {
    at = skipSpace(xml, at)
    if (xml[at] === '>') return { name, kind: isClose ? 'close' : 'open', attributes, from, to: at + 1 }
    if (xml.startsWith('/>', at)) return { name, kind: 'empty', attributes, from, to: at + 2 }
    const attribute = attributeAt(xml, at)
    attributes.push(attribute)
    at = attribute.to + 1
  }
}

/** Old software names one; entities are made in its brackets, which none has. */
function pastDocumentType(xml: string, from: number): number {
  const to = past(xml, '>', from)
  if (xml.slice(from, to).includes('[')) throw new Broken()
  return to
}

/** The tags of a text in their order; comments, character data and instructions are passed over. Throws Broken. */
function* tagsOf(xml: string): Generator<Tag> {
  for (let at = xml.indexOf('<'); at >= 0; at = xml.indexOf('<', at)) {
    if (xml.startsWith('<!--', at)) at = past(xml, '-->', at + 4)
    else if (xml.startsWith('<![CDATA[', at)) at = past(xml, ']]>', at)
    else if (xml.startsWith('<?', at)) at = past(xml, '?>', at)
    else if (xml.startsWith('<!', at)) at = pastDocumentType(xml, at)
    else {
      const tag = tagAt(xml, at)
      yield tag
      at = tag.to
    }
  }
}

/** Collects what stays of a text and what comes instead. */
class Pieces {
  readonly #xml: string
  readonly #parts: string[] = []
  #at = 0
  constructor(xml: string) {
    this.#xml = xml
  }
  replace(from: number, to: number, by: string): void {
    this.#parts.push(this.#xml.slice(this.#at, from), by)
    this.#at = to
  }
  whole(): string {
    return this.#at === 0 ? this.#xml : this.#parts.join('') + this.#xml.slice(this.#at)
  }
}

/** What goes from its first tag to its last: the element, or the text in it. */
interface Open {
  name: string
  depth: number
  from: number
  by: string
  hasTags: boolean
}

/** The text with the rules applied. Throws Broken. */
export function rewritten(xml: string, rules: Rules): string {
  const pieces = new Pieces(xml)
  let open: Open | null = null
  for (const tag of tagsOf(xml)) {
    if (open !== null) open = inOpen(pieces, open, tag)
    else open = outside(pieces, tag, rules)
  }
  if (open !== null) throw new Broken()
  return pieces.whole()
}

function inOpen(pieces: Pieces, open: Open, tag: Tag): Open | null {
  if (tag.name !== open.name || tag.kind === 'empty') return open
  const depth = open.depth + (tag.kind === 'open' ? 1 : -1)
  if (depth > 0) return { ...open, depth }
  pieces.replace(open.from, open.hasTags ? tag.to : tag.from, open.by)
  return null
}

function outside(pieces: Pieces, tag: Tag, rules: Rules): Open | null {
  if (tag.kind === 'close') return null
  if (rules.drops?.(tag) === true) {
    if (tag.kind === 'open') return { name: tag.name, depth: 1, from: tag.from, by: '', hasTags: true }
    pieces.replace(tag.from, tag.to, '')
    return null
  }
  for (const { name, value, from, to } of tag.attributes) {
    const now = rules.attribute?.(tag, name, value) ?? null
    if (now !== null && now !== value) pieces.replace(from, to, encoded(now))
  }
  const text = tag.kind === 'open' ? (rules.text?.(tag) ?? null) : null
  return text === null ? null : { name: tag.name, depth: 1, from: tag.to, by: encoded(text), hasTags: false }
}

export const attributeOf = (tag: Tag, name: string): string | null =>
  tag.attributes.find((one) => one.name === name)?.value ?? null
