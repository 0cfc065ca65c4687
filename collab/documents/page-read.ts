import * as Y from 'yjs'
import { withoutControls } from './controls.ts'
import { attributeReaders } from './page-attributes.ts'
import { markName } from './page-check.ts'
import { readColour, readHref, readText } from './page-nodes.ts'
import { pageRoot, pageSchema } from './page-schema.ts'

export interface PageMark {
  type: string
  attrs?: Record<string, unknown>
}

/** ProseMirror's JSON form of a node of the page. */
export interface PageNode {
  type: string
  attrs?: Record<string, unknown>
  content?: PageNode[]
  marks?: PageMark[]
  text?: string
}

interface PageContent {
  json: PageNode
  /** One block a line; people and links to pages leave no text. */
  text: string
  wordCount: number
}

function readAttributes(names: string[], values: Record<string, unknown>) {
  const attributes = Object.fromEntries(names.map((name) => [name, attributeReaders[name]?.(values[name]) ?? null]))
  return names.length === 0 ? {} : { attrs: attributes }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** The marks of one run of text; unknown ones, and links or colours without a good value, are left out. */
export function readMarks(attributes: Record<string, unknown> = {}): PageMark[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const type = pageSchema.marks[markName(key)]
    if (type === undefined || !isRecord(value)) return []
    const read = readAttributes(Object.keys(type.spec.attrs ?? {}), value)
    if (type.name === 'link' && readHref(value['href']) === null) return []
    if (type.name === 'colour' && readColour(value['index']) === null) return []
    return [{ type: type.name, ...read }]
  })
}

function readRuns(text: Y.XmlText): PageNode[] {
  const runs: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return runs.flatMap(({ insert, attributes }) => {
    const letters = typeof insert === 'string' ? withoutControls(insert) : ''
    if (letters === '') return []
    const marks = readMarks(attributes)
    return [{ type: 'text', text: letters, ...(marks.length === 0 ? {} : { marks }) }]
  })
}

/** Name and attributes of an element, or null where the page knows no such node. */
export function readElement(element: Y.XmlElement, snapshot?: Y.Snapshot): PageNode | null {
  const type = pageSchema.nodes[element.nodeName]
  if (type === undefined || type === pageSchema.topNodeType || type.isText) return null
  return { type: type.name, ...readAttributes(Object.keys(type.spec.attrs ?? {}), element.getAttributes(snapshot)) }
}

function readChildren(parent: Y.XmlFragment): PageNode[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return readRuns(child)
    if (!(child instanceof Y.XmlElement)) return []
    const node = readElement(child)
    if (node === null) return []
    const content = readChildren(child)
    return [content.length === 0 ? node : { ...node, content }]
  })
}

/** The words of a block, a line for each that lies in it. */
export function textOfBlock(node: PageNode): string {
  if (node.text !== undefined) return node.text
  if (node.type === 'hardBreak') return '\n'
  if (node.type === 'image') return node.attrs?.['decorative'] === true ? '' : readText(node.attrs?.['alt'])
  if (node.type === 'inlineMath' || node.type === 'blockMath') return readText(node.attrs?.['latex'])
  const parts = (node.content ?? []).map(textOfBlock)
  return pageSchema.nodes[node.type]?.inlineContent === true
    ? parts.join('')
    : parts.filter((part) => part !== '').join('\n')
}

/** What one block of text says. */
export const lineOf = (block: Y.XmlElement): string => readChildren(block).map(textOfBlock).join('')

/** Words of any script with an alphabet: runs of letters and digits, with inner apostrophes and hyphens. */
export const countWords = (text: string) => text.match(/[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu)?.length ?? 0

/** What a page holds now. Never throws on content: nodes, marks and attributes it does not know are left out. */
export function readPage(ydoc: Y.Doc): PageContent {
  const json = { type: 'doc', content: readChildren(ydoc.getXmlFragment(pageRoot)) }
  const text = textOfBlock(json)
  return { json, text, wordCount: countWords(text) }
}
