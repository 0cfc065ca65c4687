import * as Y from 'yjs'
import type { WaitingFrom } from '#client/live/branch.ts'
import { takenIn } from '#client/live/taken.ts'
import { type Page, placeOf, readBlock, typeOf, waitingItems } from './waiting-places.ts'

/** Words that were taken out of the page, and wait to go: what they said, and where they stood. */
export interface TakenPlace {
  at: number
  text: string
  /** A whole block, and not letters of one. */
  isBlock: boolean
}

/** Letters that were written again elsewhere were moved; of fewer than these that says nothing. */
const movedLetters = 4

const lettersOf = ({ content }: Y.Item) => (content instanceof Y.ContentString ? content.str : '')

/** What waits to be read, to know what was only moved: a split block, or a paragraph that became a heading. */
function writtenAgain(ydoc: Y.Doc, waitingFrom: WaitingFrom): string {
  return waitingFrom.flatMap((one) => [...waitingItems(ydoc, one)].map(lettersOf)).join('')
}

const elementOf = ({ content }: Y.Item): Y.XmlElement | null =>
  content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null

const isGone = (element: Y.XmlElement) => element._item?.deleted === true

/** The outermost block that went with it; null where its letters alone did. */
function goneBlock(item: Y.Item): Y.XmlElement | null {
  let found = elementOf(item)
  if (found !== null && !isGone(found)) found = null
  for (let above = item.parent; above instanceof Y.XmlElement || above instanceof Y.XmlText; above = above.parent)
    if (above instanceof Y.XmlElement && isGone(above)) found = above
  return found
}

/** All letters that lay in a block, a line for each text. */
function textIn(element: Y.XmlElement): string {
  const lines: string[] = []
  for (let item = element._start; item !== null; item = item.right) lines.push(...linesOf(item))
  return lines.filter((line) => line !== '').join('\n')
}

function linesOf({ content }: Y.Item): string[] {
  if (!(content instanceof Y.ContentType)) return []
  const { type } = content
  if (type instanceof Y.XmlElement) return [textIn(type)]
  if (!(type instanceof Y.XmlText)) return []
  const letters: string[] = []
  for (let item = type._start; item !== null; item = item.right) letters.push(lettersOf(item))
  return [letters.join('')]
}

/** In front of the next block that is there, or at the end of what it lay in. */
function placeOfGone(element: Y.XmlElement, page: Page): number | null {
  for (let item = element._item?.right ?? null; item !== null; item = item.right) {
    const next = item.deleted ? null : elementOf(item)
    const place = next && placeOf(next, page)
    if (place) return place.from
  }
  const { parent } = element
  if (!(parent instanceof Y.XmlElement)) return page.doc.content.size
  const above = placeOf(parent, page)
  return above === null ? null : above.from + above.node.nodeSize - 1
}

type IsTaken = (item: Y.Item) => boolean

/** Runs of letters that went out of a block that is there. */
function goneFrom(block: Y.XmlElement, isTaken: IsTaken, page: Page): TakenPlace[] {
  const place = placeOf(block, page)
  if (place === null) return []
  const found: TakenPlace[] = []
  let at = place.from + 1
  const take = (text: string) => {
    const last = found.at(-1)
    if (last?.at === at) last.text += text
    else if (text !== '') found.push({ at, text, isBlock: false })
  }
  for (const child of block.toArray()) {
    if (child instanceof Y.XmlElement) at += typeOf(child, page) ? 1 : 0
    if (!(child instanceof Y.XmlText)) continue
    for (let item = child._start; item !== null; item = item.right) {
      if (!item.deleted && item.countable) at += item.length
      else if (item.deleted && isTaken(item)) take(lettersOf(item))
    }
  }
  return found
}

/** Where words stood that wait to go. Looks at what was taken away, and the blocks that it stood in; never the page. */
export function takenPlaces(ydoc: Y.Doc, waitingFrom: WaitingFrom, page: Page): TakenPlace[] {
  const taken = takenIn(ydoc)
  if (taken === null) return []
  const waits = new Map(waitingFrom)
  // What was written under the rule and taken back never was in the page; what was undone is there again.
  const isTaken = ({ id, redone }: Y.Item) =>
    taken.has(id) && redone === null && id.clock < (waits.get(id.client) ?? Infinity)
  const [blocks, gone] = [new Set<Y.XmlElement>(), new Set<Y.XmlElement>()]
  for (const item of taken.items(ydoc)) {
    if (!isTaken(item)) continue
    const whole = goneBlock(item)
    const around = item.parent instanceof Y.XmlText ? item.parent.parent : null
    const block = around instanceof Y.XmlElement ? readBlock(around, page) : null
    if (whole !== null) gone.add(whole)
    else if (block !== null) blocks.add(block)
  }
  const again = blocks.size + gone.size === 0 ? '' : writtenAgain(ydoc, waitingFrom)
  const wholes = [...gone].flatMap((element): TakenPlace[] => {
    const at = placeOfGone(element, page)
    return at === null ? [] : [{ at, text: textIn(element), isBlock: true }]
  })
  const isMoved = ({ text }: TakenPlace) => text.length >= movedLetters && again.includes(text)
  return [...[...blocks].flatMap((block) => goneFrom(block, isTaken, page)), ...wholes].filter(
    (one) => one.text !== '' && !isMoved(one),
  )
}
