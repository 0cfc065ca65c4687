import type { Node } from '@tiptap/pm/model'
import type { ProsemirrorBinding } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { WaitingFrom } from '#client/live/branch.ts'

/** Where something waits: a block, and the letters in it that do. */
export interface WaitingPlace {
  from: number
  to: number
  words: { from: number; to: number }[]
}

export interface Page {
  doc: Node
  mapping: ProsemirrorBinding['mapping']
}

/** Structs of this id from that clock on, which are there. */
export function* waitingItems({ store }: Y.Doc, [client, from]: WaitingFrom[number]) {
  if (Y.getState(store, client) <= from) return
  const structs = store.clients.get(client) ?? []
  for (let at = Y.findIndexSS(structs, from); at < structs.length; at += 1) {
    const struct = structs[at]
    if (struct instanceof Y.Item && !struct.deleted) yield struct
  }
}

/** Whatever it hangs on: of letters and formats the block they stand in, of a block itself. */
function blockOf({ content, parent }: Y.Item): Y.XmlElement | null {
  if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) return content.type
  // An empty text that a block was given is nothing to read.
  if (content instanceof Y.ContentType) return null
  const type = parent instanceof Y.XmlText ? parent.parent : parent
  return type instanceof Y.XmlElement ? type : null
}

export const typeOf = ({ nodeName }: Y.XmlElement, { doc }: Page) => doc.type.schema.nodes[nodeName]

/** Which child of the node above an element is. Where a node was replaced by an equal one the binding knows the old one. */
function indexOf(element: Y.XmlElement, { content: { content } }: Node, { mapping }: Page) {
  const node = mapping.get(element)
  const known = node === undefined || Array.isArray(node) ? -1 : content.indexOf(node)
  if (known >= 0 || !(element.parent instanceof Y.XmlFragment)) return known
  const elements = element.parent.toArray().filter((child) => child instanceof Y.XmlElement)
  return elements.length === content.length ? elements.indexOf(element) : -1
}

/** The node of an element on the screen, and where it stands; looks at its ancestors and their children alone. */
export function placeOf(element: Y.XmlElement, page: Page): { node: Node; from: number } | null {
  const { parent } = element
  const above = parent instanceof Y.XmlElement ? placeOf(parent, page) : { node: page.doc, from: -1 }
  if (above === null) return null
  const { content } = above.node.content
  const at = indexOf(element, above.node, page)
  const node = content[at]
  if (node?.type.name !== element.nodeName) return null
  const before = content.slice(0, at).reduce((size, { nodeSize }) => size + nodeSize, 0)
  return { node, from: above.from + 1 + before }
}

const join = (words: WaitingPlace['words'], next: WaitingPlace['words'][number]) => {
  const last = words.at(-1)
  if (last?.to === next.from) last.to = next.to
  else words.push(next)
}

/** Of a text those letters that wait, counted from its beginning. */
function lettersIn(text: Y.XmlText, waits: ReadonlyMap<number, number>, start: number, words: WaitingPlace['words']) {
  let at = start
  for (let item = text._first; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    const { id, length } = item
    const skipped = Math.max(0, (waits.get(id.client) ?? Infinity) - id.clock)
    if (skipped < length) join(words, { from: at + skipped, to: at + length })
    at += length
  }
}

/** The letters of a block that wait, and what else stands among its letters. */
function wordsIn(block: Y.XmlElement, waits: ReadonlyMap<number, number>, from: number, page: Page) {
  const words: WaitingPlace['words'] = []
  let at = from
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlText) {
      lettersIn(child, waits, at, words)
      at += child.length
    } else if (child instanceof Y.XmlElement) {
      // Whatever stands among letters is one, too; what the page does not know is not drawn.
      const size = typeOf(child, page) ? 1 : 0
      const { client, clock } = child._item?.id ?? { client: 0, clock: 0 }
      if (clock >= (waits.get(client) ?? Infinity)) join(words, { from: at, to: at + size })
      at += size
    }
  }
  return words
}

/** What is read as one: what stands among letters belongs to the block around them, and what holds blocks is not said. */
export function readBlock(element: Y.XmlElement, page: Page): Y.XmlElement | null {
  const type = typeOf(element, page)
  if (type?.isInline) return element.parent instanceof Y.XmlElement ? element.parent : null
  return type?.isTextblock || type?.isLeaf ? element : null
}

/**
 * Where the words are that wait. Reads the structs of their ids from where they begin, and the blocks that these stand in;
 * never the page.
 */
export function waitingPlaces(ydoc: Y.Doc, waitingFrom: WaitingFrom, page: Page): WaitingPlace[] {
  const waits = new Map(waitingFrom)
  const touched = new Set<Y.XmlElement>()
  for (const one of waitingFrom) {
    for (const item of waitingItems(ydoc, one)) {
      const element = blockOf(item)
      const block = element && readBlock(element, page)
      if (block) touched.add(block)
    }
  }
  return [...touched].flatMap((block): WaitingPlace[] => {
    const place = placeOf(block, page)
    // A paragraph that was only begun holds nothing to read.
    if (place === null || (place.node.isTextblock && place.node.content.size === 0)) return []
    const { from, node } = place
    return [{ from, to: from + node.nodeSize, words: wordsIn(block, waits, from + 1, page) }]
  })
}
