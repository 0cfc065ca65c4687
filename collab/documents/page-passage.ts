import * as Y from 'yjs'
import { itemsOf, rangesOf } from '../relay/redact.ts'
import type { DeleteRange } from '../relay/preflight.ts'
import { readId, readText } from './page-nodes.ts'
import { pageRoot, pageSchema } from './page-schema.ts'

/* A passage of a page, from one letter or thing to another, and taking it out. */

/** A letter, a picture, a block … by the id that Yjs gave it. */
interface PassageEnd {
  client: number
  clock: number
}

/** Both ends belong to it. */
export interface Passage {
  from: PassageEnd
  to: PassageEnd
}

/** What was taken out, in the order in which it stood. */
export type RemovedPart =
  | { kind: 'text'; text: string }
  | { kind: 'picture'; fileId: string; alt: string }
  | { kind: 'formula'; latex: string }
  | { kind: 'person'; userId: string }
  | { kind: 'page'; documentId: string }

export interface TakenPassage {
  parts: RemovedPart[]
  /** All that goes with it, what was deleted in it before too. */
  ranges: DeleteRange[]
  /** Under whose ids it was. */
  clientIds: number[]
}

/** Why nothing was taken: an end is not there (any more), they stand the other way round, or nothing else would be left. */
export type PassageFault = 'passage_gone' | 'passage_reversed' | 'passage_whole'

/** Letters of one item in a text, or a thing without text. */
type Leaf = { item: Y.Item; text: Y.XmlText } | { item: Y.Item; text: null; element: Y.XmlElement }

interface Outline {
  leaves: Leaf[]
  /** The first and the last leaf in each element that holds some. */
  within: Map<Y.XmlElement, { first: number; last: number }>
}

interface Place {
  /** Of the leaf. */
  index: number
  /** Of the letter in it. */
  offset: number
}

/** Takes a passage out, in the transaction of whoever calls. Nothing is changed where there is a fault. */
export function takePassage(ydoc: Y.Doc, passage: Passage): TakenPassage | { fault: PassageFault } {
  const outline = outlineOf(ydoc)
  const stretches = stretchesBetween(outline, passage)
  if ('fault' in stretches) return stretches
  if (isWhole(outline, stretches)) return { fault: 'passage_whole' }
  const ranges = deletedBefore(ydoc, stretches)
  const taken = { parts: partsOf(stretches), clientIds: [...new Set(stretches.map(({ leaf }) => leaf.item.id.client))] }
  ydoc.once('afterTransaction', ({ deleteSet }: Y.Transaction) => {
    for (const [client, deletes] of deleteSet.clients)
      for (const { clock, len } of deletes) ranges.push({ client, clock, length: len })
  })
  ranges.push(...remove(ydoc, outline, stretches))
  return { ...taken, ranges }
}

/** What lies between two ends, leaf by leaf. */
export function stretchesBetween(outline: Outline, { from, to }: Passage): Stretch[] | { fault: PassageFault } {
  const start = placeOf(outline, from, 'first')
  const end = placeOf(outline, to, 'last')
  if (start === null || end === null) return { fault: 'passage_gone' }
  if (start.index > end.index || (start.index === end.index && start.offset > end.offset))
    return { fault: 'passage_reversed' }
  return stretchesOf(outline, start, end)
}

/** All of a page, leaf by leaf. */
export const allStretches = ({ leaves }: Outline): Stretch[] =>
  leaves.map((leaf) => ({ leaf, from: 0, to: leaf.item.length }))

const isLeaf = ({ nodeName }: Y.XmlElement) => pageSchema.nodes[nodeName]?.isLeaf === true

export function outlineOf(ydoc: Y.Doc): Outline {
  const outline: Outline = { leaves: [], within: new Map() }
  walk(ydoc.getXmlFragment(pageRoot), outline)
  return outline
}

function walk(parent: Y.XmlFragment, outline: Outline): void {
  const { leaves, within } = outline
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) for (const item of lettersOf(child)) leaves.push({ item, text: child })
    if (!(child instanceof Y.XmlElement) || child._item === null) continue
    const first = leaves.length
    if (isLeaf(child)) leaves.push({ item: child._item, text: null, element: child })
    else walk(child, outline)
    if (leaves.length > first) within.set(child, { first, last: leaves.length - 1 })
  }
}

function* lettersOf(text: Y.XmlText): Generator<Y.Item> {
  for (const item of itemsOf(text)) if (!item.deleted && item.content instanceof Y.ContentString) yield item
}

function placeOf({ leaves, within }: Outline, { client, clock }: PassageEnd, side: 'first' | 'last'): Place | null {
  const holds = ({ id, length }: Y.Item) => id.client === client && id.clock <= clock && clock < id.clock + length
  const index = leaves.findIndex(({ item }) => holds(item))
  if (index !== -1) return { index, offset: clock - (leaves[index]?.item.id.clock ?? clock) }
  // A block is all that is in it.
  for (const [element, span] of within)
    if (element._item !== null && holds(element._item)) {
      const at = span[side]
      return { index: at, offset: side === 'first' ? 0 : (leaves[at]?.item.length ?? 1) - 1 }
    }
  return null
}

/** A leaf, and which of its letters: from one to before another. */
export interface Stretch {
  leaf: Leaf
  from: number
  to: number
}

function stretchesOf({ leaves }: Outline, start: Place, end: Place): Stretch[] {
  return leaves.slice(start.index, end.index + 1).map((leaf, at) => {
    const index = start.index + at
    return {
      leaf,
      from: index === start.index ? start.offset : 0,
      to: index === end.index ? end.offset + 1 : leaf.item.length,
    }
  })
}

const isAll = ({ leaf, from, to }: Stretch) => from === 0 && to === leaf.item.length

/** Nothing that says anything would be left. */
function isWhole({ leaves }: Outline, stretches: readonly Stretch[]): boolean {
  const taken = new Map(stretches.map((stretch) => [stretch.leaf, stretch]))
  return leaves.every((leaf) => {
    const stretch = taken.get(leaf)
    if (stretch !== undefined) return isAll(stretch) || lettersIn(leaf, 0, stretch.from, stretch.to).trim() === ''
    return leaf.text === null ? partOf(leaf.element) === null : lettersIn(leaf).trim() === ''
  })
}

const strOf = ({ item }: Leaf) => (item.content instanceof Y.ContentString ? item.content.str : '')

/** The letters of a leaf but those between two places. */
const lettersIn = (leaf: Leaf, start = 0, from = 0, to = 0) => strOf(leaf).slice(start, from) + strOf(leaf).slice(to)

function partsOf(stretches: readonly Stretch[]): RemovedPart[] {
  const parts: RemovedPart[] = []
  let text: Y.XmlText | null = null
  for (const { leaf, from, to } of stretches) {
    const last = parts.at(-1)
    if (leaf.text === null) {
      const part = partOf(leaf.element)
      if (part !== null) parts.push(part)
    } else if (leaf.text === text && last?.kind === 'text') last.text += strOf(leaf).slice(from, to)
    else parts.push({ kind: 'text', text: strOf(leaf).slice(from, to) })
    text = leaf.text
  }
  return parts
}

export function partOf(element: Y.XmlElement): RemovedPart | null {
  const values: Record<string, unknown> = element.getAttributes()
  const fileId = readId(values['fileId'])
  const userId = readId(values['userId'])
  const documentId = readId(values['documentId'])
  if (fileId !== null) return { kind: 'picture', fileId, alt: readText(values['alt']) }
  if (userId !== null) return { kind: 'person', userId }
  if (documentId !== null) return { kind: 'page', documentId }
  return typeof values['latex'] === 'string' ? { kind: 'formula', latex: readText(values['latex']) } : null
}

/** What was deleted earlier between the ends, or in a text that goes as a whole: it was the same passage once. */
function deletedBefore(ydoc: Y.Doc, stretches: readonly Stretch[]): DeleteRange[] {
  const [first, last] = [stretches[0]?.leaf.item, stretches.at(-1)?.leaf.item]
  const ranges: DeleteRange[] = []
  let isWithin = false
  const look = (parent: Pick<Y.AbstractType<unknown>, '_start'>, isTaken: boolean) => {
    for (const item of itemsOf(parent)) {
      isWithin ||= item === first
      if (item.deleted && (isWithin || isTaken)) ranges.push(...rangesOf(item))
      if (!item.deleted && item.content instanceof Y.ContentType) {
        const { type } = item.content
        look(type, type instanceof Y.XmlText && isTakenWhole(type, stretches))
      }
      if (item === last) isWithin = false
    }
  }
  look(ydoc.getXmlFragment(pageRoot), false)
  return ranges
}

function isTakenWhole(text: Y.XmlText, stretches: readonly Stretch[]): boolean {
  const own = stretches.filter(({ leaf }) => leaf.text === text)
  return own.length > 0 && own.every(isAll) && own.length === [...lettersOf(text)].length
}

function remove(ydoc: Y.Doc, outline: Outline, stretches: readonly Stretch[]): DeleteRange[] {
  const emptied = emptiedBlocks(ydoc, outline, stretches)
  const gone = emptied.flatMap(({ _item }) => (_item === null ? [] : rangesOf(_item)))
  for (const { leaf, from, to } of stretches.toReversed())
    if (leaf.text !== null) leaf.text.delete(placeInText(leaf.text, leaf.item) + from, to - from)
    else {
      gone.push(...rangesOf(leaf.item))
      deleteElement(leaf.element)
    }
  for (const block of emptied) deleteElement(block)
  return gone
}

/** Blocks right in the page of which nothing is left. */
function emptiedBlocks(ydoc: Y.Doc, { leaves, within }: Outline, stretches: readonly Stretch[]): Y.XmlElement[] {
  const taken = new Set(stretches.filter(isAll).map(({ leaf }) => leaf))
  const blocks = ydoc.getXmlFragment(pageRoot).toArray()
  return blocks.flatMap((block) => {
    const span = block instanceof Y.XmlElement ? within.get(block) : undefined
    const isEmptied = span && leaves.slice(span.first, span.last + 1).every((leaf) => taken.has(leaf))
    return isEmptied === true && block instanceof Y.XmlElement ? [block] : []
  })
}

/** How many letters of a text stand before those of an item. */
function placeInText(text: Y.XmlText, before: Y.Item): number {
  let index = 0
  for (const item of lettersOf(text)) {
    if (item === before) break
    index += item.length
  }
  return index
}

function deleteElement({ parent, _item }: Y.XmlElement): void {
  if (!(parent instanceof Y.XmlFragment) || _item?.deleted !== false) return
  const index = parent.toArray().findIndex((child) => child._item === _item)
  if (index !== -1) parent.delete(index, 1)
}
