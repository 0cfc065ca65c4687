import * as Y from 'yjs'
import { readLanguage } from './page-nodes.ts'
import {
  allStretches,
  outlineOf,
  partOf,
  type Passage,
  type PassageFault,
  type RemovedPart,
  type Stretch,
  stretchesBetween,
} from './page-passage.ts'

/* A passage of a page as it stands, block by block, with the ids of its letters: who typed them is looked up by whoever asks. */

/** Letters of one item, in the order in which they were typed. */
export interface LetterRun {
  client: number
  clock: number
  /** As many units as there are ids, whatever they hold. */
  text: string
}

export type ExtractPiece =
  | LetterRun
  | ({ client: number } & (Exclude<RemovedPart, { kind: 'text' }> | { kind: 'break' }))

export interface ExtractBlock {
  type: 'paragraph' | 'heading' | 'item' | 'quote' | 'code' | 'cell'
  /** Of a heading. */
  level: number | null
  language: string | null
  pieces: ExtractPiece[]
}

const typeOf: Record<string, ExtractBlock['type']> = {
  heading: 'heading',
  codeBlock: 'code',
  listItem: 'item',
  taskItem: 'item',
  tableCell: 'cell',
  tableHeader: 'cell',
  blockquote: 'quote',
}

/** What lies between two ends; without ends, in all of the page. */
export function readPassage(ydoc: Y.Doc, passage: Passage | null): ExtractBlock[] | { fault: PassageFault } {
  const outline = outlineOf(ydoc)
  const stretches = passage === null ? allStretches(outline) : stretchesBetween(outline, passage)
  if ('fault' in stretches) return stretches
  const blocks: ExtractBlock[] = []
  let within: unknown = null
  for (const stretch of stretches) {
    const piece = pieceOf(stretch)
    if (piece === null) continue
    const { text, element } = placeOfLeaf(stretch)
    const last = blocks.at(-1)
    if (last !== undefined && within === element) last.pieces.push(piece)
    else blocks.push({ ...kindOf(element), pieces: [piece] })
    // A picture stands for itself; what stands in a line is in one block with it.
    within = text ? element : null
  }
  return blocks
}

/** The block that a leaf lies in, and whether others may lie there beside it. */
function placeOfLeaf({ leaf }: Stretch): { text: boolean; element: Y.XmlElement | null } {
  const { parent } = leaf.text === null ? leaf.element : leaf.text
  const element = parent instanceof Y.XmlElement ? parent : null
  return { text: leaf.text !== null || inline.has(leaf.element.nodeName), element }
}

const inline = new Set(['mention', 'pageLink', 'inlineMath', 'hardBreak'])

function kindOf(element: Y.XmlElement | null): Omit<ExtractBlock, 'pieces'> {
  let type: ExtractBlock['type'] = 'paragraph'
  for (let one: unknown = element; one instanceof Y.XmlElement; one = one.parent) type = typeOf[one.nodeName] ?? type
  const own = element === null ? type : (typeOf[element.nodeName] ?? type)
  const level = own === 'heading' ? Number(element?.getAttribute('level') ?? 1) : null
  return { type: own, level, language: readLanguage(element?.getAttribute('language')) }
}

function pieceOf({ leaf, from, to }: Stretch): ExtractPiece | null {
  const { client, clock } = leaf.item.id
  if (leaf.text !== null) {
    const letters = leaf.item.content instanceof Y.ContentString ? leaf.item.content.str.slice(from, to) : ''
    return letters === '' ? null : { client, clock: clock + from, text: withSpaces(letters) }
  }
  if (leaf.element.nodeName === 'hardBreak') return { client, kind: 'break' }
  const part = partOf(leaf.element)
  return part === null || part.kind === 'text' ? null : { client, ...part }
}

/** Each control a space: letters keep their places, by which they are known again. */
// oxlint-disable-next-line no-control-regex -- what `controls.ts` passes over
export const withSpaces = (text: string) => text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ')
