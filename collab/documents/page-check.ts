import * as Y from 'yjs'
import type { Place, PlaceOf, TypePlace } from '../relay/places.ts'
import { hasControls } from './controls.ts'
import { attributeReaders } from './page-attributes.ts'
import { attributeNames, pageRoot, pageSchema } from './page-schema.ts'

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>

const nodeAttributes = new Set(Object.values(pageSchema.nodes).flatMap(attributeNames))
const markAttributes = new Map(
  Object.values(pageSchema.marks).map((mark) => [mark.name, new Set(attributeNames(mark))]),
)
/** Yjs' number for an XML element. */
const elementKind = 3
/** Honest pages nest a dozen deep; editors and readers of a page go down by recursion. */
const deepest = 64

/** The names that may stand anywhere inside each node; a node with letters has `text` among them. */
const childNames = new Map(
  Object.values(pageSchema.nodes).map((type) => {
    const names = new Set<string>()
    const seen = new Set([type.contentMatch])
    for (const match of seen)
      for (let edge = 0; edge < match.edgeCount; edge++) {
        const { type: child, next } = match.edge(edge)
        names.add(child.name)
        seen.add(next)
      }
    return [type.name, names]
  }),
)

/** The binding writes marks that may overlap as `name--hash`. */
export const markName = (key: string) => key.replace(/--[A-Za-z0-9+/=]{8}$/, '')

function refuse(reason: string): never {
  throw new Error(`page refuses ${reason}`)
}

/** What a reader of the page would make into something else is not taken: editors draw what is there, unread. */
function checkAttribute(name: string, value: unknown) {
  if (value === null || value === undefined) return
  if (attributeReaders[name]?.(value) !== value) refuse(name === 'href' ? 'a link target' : 'an attribute value')
}

function checkMark(key: string, value: unknown) {
  const attributes = markAttributes.get(markName(key))
  if (attributes === undefined) refuse('a mark')
  if (value === null) return
  if (typeof value !== 'object' || Array.isArray(value)) refuse('a mark value')
  for (const [name, one] of Object.entries(value)) {
    if (!attributes.has(name)) refuse('a mark attribute')
    checkAttribute(name, one)
  }
}

function checkInText({ content }: Y.Item) {
  if (content instanceof Y.ContentFormat) checkMark(content.key, content.value)
  else if (!(content instanceof Y.ContentString)) refuse('a kind of content in a text')
  else if (hasControls(content.str)) refuse('a control character')
}

/** A block or a text, in the root (`type` null) or an element. */
function checkChild({ content }: Y.Item, type: TypePlace | null) {
  if (!(content instanceof Y.ContentType)) refuse('a kind of content beside the blocks')
  const allowed = childNames.get(type === null ? pageSchema.topNodeType.name : type.name)
  const child = content.type
  const isElement = child instanceof Y.XmlElement && !(child instanceof Y.XmlHook)
  if (!isElement && !(child instanceof Y.XmlText)) refuse('a node')
  // `text` as the name of an element is none of the names an element may have.
  const name = isElement ? child.nodeName : 'text'
  if (isElement && name === 'text') refuse('a node')
  if (allowed === undefined || !allowed.has(name)) refuse('a node')
  if ((type?.depth ?? 0) >= deepest) refuse('blocks nested too deep')
}

function checkNodeAttribute({ content }: Y.Item, name: string) {
  if (!nodeAttributes.has(name)) refuse('an attribute name')
  if (!(content instanceof Y.ContentAny)) refuse('an attribute kind')
  for (const value of content.arr) checkAttribute(name, value)
}

function checkItem(item: Y.Item, place: Place) {
  // Yjs drops it.
  if (place.in === 'gone') return
  if (place.in === 'torn') refuse('a place between two others')
  if (place.in === 'root') {
    if (place.name !== pageRoot) refuse('a root name')
    if (place.key !== null) refuse('an attribute of the root')
  }
  if (item.content instanceof Y.ContentDeleted) return
  if (place.in === 'text') return checkInText(item)
  if (place.in === 'root') return checkChild(item, null)
  if (place.type.kind !== elementKind) refuse('an attribute of a text')
  if (place.key === null) checkChild(item, place.type)
  else checkNodeAttribute(item, place.key)
}

/**
 * Throws with a plain reason where an update holds what a page refuses: other root names, unknown nodes or nodes where
 * none of their kind can stand, marks or attributes that the page does not know or cannot read, links that lead elsewhere
 * than http, https or mailto. What passes can be drawn by every editor; readers check values once more.
 */
export function checkPageUpdate(update: DecodedUpdate, placeOf: PlaceOf) {
  for (const struct of update.structs) if (struct instanceof Y.Item) checkItem(struct, placeOf(struct))
}
