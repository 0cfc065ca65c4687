import * as Y from 'yjs'
import { limits, readHref } from './page-nodes.ts'
import { attributeNames, pageRoot, pageSchema } from './page-schema.ts'

export type DecodedUpdate = ReturnType<typeof Y.decodeUpdate>

const nodeNames = new Set(Object.keys(pageSchema.nodes).filter((name) => name !== 'doc' && name !== 'text'))
const nodeAttributes = new Set(Object.values(pageSchema.nodes).flatMap(attributeNames))
const markAttributes = new Map(
  Object.values(pageSchema.marks).map((mark) => [mark.name, new Set(attributeNames(mark))]),
)
const largestNumber = 10_000

/** The binding writes marks that may overlap as `name--hash`. */
export const markName = (key: string) => key.replace(/--[A-Za-z0-9+/=]{8}$/, '')

function refuse(reason: string): never {
  throw new Error(`page refuses ${reason}`)
}

function checkScalar(value: unknown) {
  if (value === null || value === undefined || typeof value === 'boolean') return
  if (typeof value === 'number' && Math.abs(value) <= largestNumber) return
  if (typeof value === 'string' && value.length <= limits.text) return
  refuse('an attribute value')
}

function checkMark(key: string, value: unknown) {
  const attributes = markAttributes.get(markName(key))
  if (attributes === undefined) refuse('a mark')
  if (value === null) return
  if (typeof value !== 'object' || Array.isArray(value)) refuse('a mark value')
  for (const [name, one] of Object.entries(value)) {
    if (!attributes.has(name)) refuse('a mark attribute')
    checkScalar(one)
    if (name === 'href' && one !== null && readHref(one) === null) refuse('a link target')
  }
}

function checkPlace(item: Y.Item) {
  // After decoding, a root is still its name; a nested parent is an id, and an inherited one is null.
  const parent: unknown = item.parent
  if (typeof parent === 'string') {
    if (parent !== pageRoot) refuse('a root name')
    if (item.parentSub !== null) refuse('an attribute of the root')
  }
  if (item.parentSub !== null) {
    if (!nodeAttributes.has(item.parentSub)) refuse('an attribute name')
    if (!(item.content instanceof Y.ContentAny) && !(item.content instanceof Y.ContentDeleted))
      refuse('an attribute kind')
  }
}

function checkContent(content: Y.Item['content']) {
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return
  if (content instanceof Y.ContentFormat) return checkMark(content.key, content.value)
  if (content instanceof Y.ContentAny) return content.arr.forEach(checkScalar)
  if (content instanceof Y.ContentType) {
    if (content.type instanceof Y.XmlText) return
    if (
      content.type instanceof Y.XmlElement &&
      !(content.type instanceof Y.XmlHook) &&
      nodeNames.has(content.type.nodeName)
    )
      return
    refuse('a node')
  }
  refuse('a kind of content')
}

/**
 * Throws with a plain reason where an update holds what a page refuses: other root names, unknown nodes, marks or
 * attribute keys, links that lead elsewhere than http, https or mailto, objects and oversize values in attributes.
 * Reads the update alone: a later value of an attribute does not say its key, so readers check values once more.
 */
export function checkPageUpdate(update: DecodedUpdate) {
  for (const struct of update.structs) {
    if (!(struct instanceof Y.Item)) continue
    checkPlace(struct)
    checkContent(struct.content)
  }
}
