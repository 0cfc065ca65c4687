import * as Y from 'yjs'
import { pageRoot } from './page-schema.ts'

/** Letters of somebody that a change of another would take along, though nobody took them away: where they stood, and whose. */
interface Run {
  client: number
  text: string
  /** What stood before and behind them in their text, as far as it helps to find that again. */
  left: string
  right: string
  /** Of the block at the top of the page that they stood in. */
  top: Y.ID | null
}

/** Words of somebody, by the id of a struct of theirs, that are to be written again. */
interface Rescue {
  client: number
  write: (ydoc: Y.Doc) => void
}

const contextLetters = 32
/** Fewer letters in common say nothing about a place, unless there were no more. */
const leastInCommon = 4

/**
 * A heading made of a paragraph is a new block with the same letters, and the old one goes with all that came into it
 * meanwhile. What `after` would lose so of what `before` shows, and `isTaken` does not name, is written again: beside what
 * stood beside it, or as a paragraph where its block was.
 */
export function rescuesOf(before: Y.Doc, after: Y.Doc, isTaken: (client: number, clock: number) => boolean): Rescue[] {
  const isLost = (client: number, clock: number) => !isTaken(client, clock) && isGone(after, client, clock)
  const runs = textsIn(before.getXmlFragment(pageRoot)).flatMap(({ text, top }) => runsIn(text, top, isLost))
  const byClient = new Map<number, Run[]>()
  for (const run of runs) byClient.set(run.client, [...(byClient.get(run.client) ?? []), run])
  return [...byClient].map(([client, theirs]) => ({ client, write: (ydoc) => writeRuns(ydoc, theirs, after) }))
}

function isGone(ydoc: Y.Doc, client: number, clock: number): boolean {
  const structs = ydoc.store.clients.get(client)
  if (structs === undefined) return false
  const struct = structs[Y.findIndexSS(structs, clock)]
  return struct === undefined || struct.deleted
}

interface PlacedText {
  text: Y.XmlText
  top: Y.ID | null
}

/** All texts of a page, in order, each with the block at the top that it stands in. */
function textsIn(parent: Y.XmlFragment, top: Y.ID | null = null): PlacedText[] {
  return parent.toArray().flatMap((child): PlacedText[] => {
    const block = top ?? child._item?.id ?? null
    if (child instanceof Y.XmlText) return [{ text: child, top: block }]
    return child instanceof Y.XmlElement ? textsIn(child, block) : []
  })
}

interface Letter {
  client: number
  clock: number
  letter: string
}

function lettersOf(text: Y.XmlText): Letter[] {
  const letters: Letter[] = []
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !(item.content instanceof Y.ContentString)) continue
    const { client, clock } = item.id
    for (let at = 0; at < item.length; at++)
      letters.push({ client, clock: clock + at, letter: item.content.str[at] ?? '' })
  }
  return letters
}

function runsIn(text: Y.XmlText, top: Y.ID | null, isLost: (client: number, clock: number) => boolean): Run[] {
  const letters = lettersOf(text)
  const lost = letters.map(({ client, clock }) => isLost(client, clock))
  if (!lost.includes(true)) return []
  const kept = (from: number, to: number) =>
    letters
      .slice(from, to)
      .filter((_, at) => lost[from + at] !== true)
      .map(({ letter }) => letter)
      .join('')
  const runs: Run[] = []
  for (let at = 0; at < letters.length; at++) {
    const client = letters[at]?.client
    if (client === undefined || lost[at] !== true) continue
    let end = at
    while (lost[end] === true && letters[end]?.client === client) end++
    const said = letters.slice(at, end).map(({ letter }) => letter)
    const left = kept(0, at).slice(-contextLetters)
    const right = kept(end, letters.length).slice(0, contextLetters)
    runs.push({ client, text: said.join(''), left, right, top })
    at = end - 1
  }
  return runs
}

interface Spot {
  text: Y.XmlText
  at: number
}

function writeRuns(ydoc: Y.Doc, runs: readonly Run[], after: Y.Doc): void {
  const texts = textsIn(ydoc.getXmlFragment(pageRoot)).map(({ text }) => text)
  const placed = runs.map((run) => ({ run, spot: spotOf(run, texts) }))
  // From behind, so that no place moves.
  const inTexts = placed.flatMap(({ run, spot }) => (spot === null ? [] : [{ run, ...spot }]))
  for (const { run, text, at } of inTexts.toSorted((one, other) => other.at - one.at)) text.insert(at, run.text)
  for (const { run, spot } of placed) if (spot === null) writeParagraph(ydoc, run, after)
}

/** Where most of what stood around a run stands now; null where too little of it does. */
function spotOf({ left, right }: Run, texts: readonly Y.XmlText[]): Spot | null {
  const least = Math.min(leastInCommon, left.length + right.length)
  let best: (Spot & { score: number }) | null = null
  for (const text of texts) {
    const now = lettersOf(text)
      .map(({ letter }) => letter)
      .join('')
    for (let at = 0; at <= now.length; at++) {
      const score = inCommonBefore(left, now, at) + inCommonAfter(right, now, at)
      if (score > 0 && score >= least && (best === null || score > best.score)) best = { text, at, score }
    }
  }
  return best === null ? null : { text: best.text, at: indexOf(best.text, best.at) }
}

/** Embeds count in a text's index, and are no letters. */
function indexOf(text: Y.XmlText, letters: number): number {
  let index = 0
  let left = letters
  for (let item = text._start; item !== null && left > 0; item = item.right) {
    if (item.deleted || !item.countable) continue
    const length = item.content instanceof Y.ContentString ? Math.min(item.length, left) : 0
    left -= length
    index += item.content instanceof Y.ContentString ? length : item.length
  }
  return index
}

function inCommonBefore(left: string, now: string, at: number): number {
  let length = 0
  while (length < left.length && length < at && left[left.length - 1 - length] === now[at - 1 - length]) length++
  return length
}

function inCommonAfter(right: string, now: string, at: number): number {
  let length = 0
  while (length < right.length && at + length < now.length && right[length] === now[at + length]) length++
  return length
}

/** Behind what stood before its block and is still there. */
function writeParagraph(ydoc: Y.Doc, { text, top }: Run, after: Y.Doc): void {
  const fragment = ydoc.getXmlFragment(pageRoot)
  const blocks = fragment.toArray()
  let before = top === null ? null : itemOf(after, top)
  while (before !== null && before.deleted) before = before.left
  const id = before?.lastId
  const index = id === undefined ? -1 : blocks.findIndex(({ _item }) => _item !== null && isSame(_item.lastId, id))
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(text)])
  fragment.insert(index + 1, [paragraph])
}

const isSame = (one: Y.ID, other: Y.ID) => one.client === other.client && one.clock === other.clock

function itemOf(ydoc: Y.Doc, { client, clock }: Y.ID): Y.Item | null {
  const structs = ydoc.store.clients.get(client)
  const struct = structs?.[Y.findIndexSS(structs, clock)]
  return struct instanceof Y.Item ? struct : null
}
