import * as Y from 'yjs'
import type { LetOutPart } from '../relay/let-out.ts'
import { openDocument } from '../relay/update.ts'
import { pageRoot } from './page-schema.ts'

/** A block at the top of a page that is in one of two states, or in both. */
interface Pair {
  key: string
  before: Y.XmlElement | null
  after: Y.XmlElement | null
  /** How many blocks stand in front of it in the first state. */
  index: number
}

/** What changes together between two states of a page: blocks that touch. A half of a split alone would double its words. */
export const partsOf = (before: Y.Doc, after: Y.Doc): LetOutPart[] =>
  runsOf(before, after).map((run) => ({
    key: keyOf(run),
    before: linesOf(run.map((pair) => pair.before)),
    after: linesOf(run.map((pair) => pair.after)),
  }))

/** Makes these parts of a page as they are in another state of it; all else stays. */
export function takeParts(ydoc: Y.Doc, state: Uint8Array, keys: ReadonlySet<string>): void {
  const after = openDocument([state])
  const fragment = ydoc.getXmlFragment(pageRoot)
  // From behind, so that no place moves.
  for (const run of runsOf(ydoc, after).toReversed()) if (keys.has(keyOf(run))) takeRun(fragment, run)
  after.destroy()
}

const keyOf = (run: readonly Pair[]) => run[0]?.key ?? ''

const linesOf = (blocks: (Y.XmlElement | null)[]) =>
  blocks.flatMap((block) => (block === null ? [] : linesIn(block))).join('\n')

/** A line for each text in it. */
const linesIn = (block: Y.XmlElement): string[] =>
  block.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return linesIn(child)
    return child instanceof Y.XmlText ? [plainOf(child)] : []
  })

const plainOf = (text: Y.XmlText) =>
  lettersOf(text)
    .map(({ letter }) => letter)
    .join('')

function runsOf(before: Y.Doc, after: Y.Doc): Pair[][] {
  const runs: Pair[][] = []
  let run: Pair[] | null = null
  for (const pair of pairsOf(before, after)) {
    if (isSame(pair)) run = null
    else if (run === null) runs.push((run = [pair]))
    else run.push(pair)
  }
  return runs
}

const isSame = ({ before, after }: Pair) => before !== null && after !== null && markupOf(before) === markupOf(after)

/** Names, attributes, texts and their formats. */
const markupOf = (element: Y.XmlElement): string =>
  JSON.stringify([
    element.nodeName,
    element.getAttributes(),
    element.toArray().map((child) => {
      if (child instanceof Y.XmlElement) return markupOf(child)
      return child instanceof Y.XmlText ? lettersOf(child) : ''
    }),
  ])

/** By the structs they are: no guess at what became what. */
function pairsOf(before: Y.Doc, after: Y.Doc): Pair[] {
  const pairs: Pair[] = []
  let index = 0
  for (let item = after.getXmlFragment(pageRoot)._start; item !== null; item = item.right) {
    const was = elementAt(before, item.id)
    const is = item.deleted ? null : elementOf(item)
    if (was === null && is === null) continue
    pairs.push({ key: `${item.id.client}.${item.id.clock}`, before: was, after: is, index })
    if (was !== null) index++
  }
  return pairs
}

const elementOf = ({ content }: Y.Item): Y.XmlElement | null =>
  content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? content.type : null

function elementAt(ydoc: Y.Doc, { client, clock }: Y.ID): Y.XmlElement | null {
  if (clock >= Y.getState(ydoc.store, client)) return null
  const struct = Y.getItem(ydoc.store, Y.createID(client, clock))
  return struct instanceof Y.Item && !struct.deleted ? elementOf(struct) : null
}

function takeRun(fragment: Y.XmlFragment, run: readonly Pair[]): void {
  let at = run[0]?.index ?? 0
  for (const { before, after } of run) {
    const texts = before === null || after === null ? null : textsOf(before, after)
    if (texts !== null) rewrite(...texts)
    else {
      if (before !== null) fragment.delete(at, 1)
      if (after !== null) fragment.insert(at, [after.clone()])
    }
    if (after !== null) at++
  }
}

/** Where a block differs in the letters of its one text: others may be writing in it. */
function textsOf(before: Y.XmlElement, after: Y.XmlElement): [Y.XmlText, Y.XmlText] | null {
  const [was, is] = [before.get(0), after.get(0)]
  const isAlike =
    before.nodeName === after.nodeName &&
    JSON.stringify(before.getAttributes()) === JSON.stringify(after.getAttributes()) &&
    before.length === 1 &&
    after.length === 1
  return isAlike && was instanceof Y.XmlText && is instanceof Y.XmlText ? [was, is] : null
}

interface Letter {
  letter: string
  attributes: Record<string, unknown>
}

function lettersOf(text: Y.XmlText): Letter[] {
  const runs: { insert?: unknown; attributes?: Record<string, unknown> }[] = text.toDelta()
  return runs.flatMap(({ insert, attributes = {} }) =>
    typeof insert === 'string' ? insert.split('').map((letter) => ({ letter, attributes })) : [],
  )
}

const isSameLetter = (one: Letter | undefined, other: Letter | undefined) =>
  one?.letter === other?.letter && JSON.stringify(one?.attributes) === JSON.stringify(other?.attributes)

/** What is the same at both ends stays as it is, in its authors' names. */
function rewrite(was: Y.XmlText, is: Y.XmlText): void {
  const [old, wanted] = [lettersOf(was), lettersOf(is)]
  const most = Math.min(old.length, wanted.length)
  let head = 0
  while (head < most && isSameLetter(old[head], wanted[head])) head++
  let tail = 0
  while (tail < most - head && isSameLetter(old.at(-1 - tail), wanted.at(-1 - tail))) tail++
  was.delete(head, old.length - head - tail)
  for (let at = head; at < wanted.length - tail; at++) {
    const { letter, attributes } = wanted[at] ?? { letter: '', attributes: {} }
    was.insert(at, letter, attributes)
  }
}
