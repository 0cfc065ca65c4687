import { Fragment, type Node, Slice } from '@tiptap/pm/model'
import type { Transaction } from '@tiptap/pm/state'
import { ReplaceAroundStep, ReplaceStep } from '@tiptap/pm/transform'

/* Brings a document to another content by the smallest steps: what did not change keeps its nodes, carets and marks. */

interface Run {
  from: number
  to: number
  nodes: readonly Node[]
}

function replaceRun(tr: Transaction, { from, to, nodes }: Run) {
  tr.step(new ReplaceStep(from, to, new Slice(Fragment.from(nodes), 0, 0)))
}

/** Letters of one block: what is alike before and after stays. */
function replaceLetters(tr: Transaction, at: number, [before, after]: readonly [Fragment, Fragment]) {
  const start = before.findDiffStart(after)
  if (start === null) return
  const end = before.findDiffEnd(after)
  if (end === null) return
  // "aa" to "aaa": both searches count the same letter.
  const overlap = Math.max(0, start - Math.min(end.a, end.b))
  const slice = new Slice(after.cut(start, end.b + overlap), 0, 0)
  tr.step(new ReplaceStep(at + start, at + end.a + overlap, slice))
}

/** A paragraph that became a heading: its letters stay where they are, and so do the carets in it. */
function retype(tr: Transaction, at: number, [before, after]: readonly [Node, Node]) {
  const [from, to] = [at, at + before.nodeSize]
  const shell = new Slice(Fragment.from(after.copy(Fragment.empty)), 0, 0)
  tr.step(new ReplaceAroundStep(from, to, from + 1, to - 1, shell, 1, true))
}

function replaceNode(tr: Transaction, at: number, [before, after]: readonly [Node, Node]) {
  if (before === after) return
  const isSame = before.sameMarkup(after)
  const canRetype = before.isTextblock && after.isTextblock && after.type.validContent(before.content)
  if (before.isLeaf || !(isSame || canRetype))
    return replaceRun(tr, { from: at, to: at + before.nodeSize, nodes: [after] })
  if (!isSame) retype(tr, at, [before, after])
  if (before.inlineContent) return replaceLetters(tr, at + 1, [before.content, after.content])
  return replaceChildren(tr, at + 1, [before.content, after.content])
}

/** Where a run of children stands: its first and the one after its last. */
type Span = readonly [from: number, to: number]

/** The stretches between children that both have; in them the two differ. */
function stretches(before: readonly Node[], after: readonly Node[]): [Span, Span][] {
  const places = new Map(before.map((node, at) => [node, at]))
  const found: [Span, Span][] = []
  let [left, right] = [0, 0]
  for (const [at, node] of [...after, null].entries()) {
    const place = node === null ? before.length : (places.get(node) ?? -1)
    if (place < left) continue
    if (place > left || at > right)
      found.push([
        [left, place],
        [right, at],
      ])
    ;[left, right] = [place + 1, at + 1]
  }
  return found
}

/** Where each child begins, and where the last one ends. */
function placesOf(content: Fragment, at: number) {
  const places = [at]
  for (const { nodeSize } of content.content) places.push((places.at(-1) ?? at) + nodeSize)
  return places
}

/** From the last stretch to the first, so that what lies before keeps its positions. */
export function replaceChildren(tr: Transaction, at: number, [before, after]: readonly [Fragment, Fragment]) {
  const places = placesOf(before, at)
  const placeOf = (index: number) => places[index] ?? at
  for (const [old, fresh] of stretches(before.content, after.content).toReversed()) {
    const [gone, nodes] = [before.content.slice(...old), after.content.slice(...fresh)]
    if (gone.length !== nodes.length) {
      replaceRun(tr, { from: placeOf(old[0]), to: placeOf(old[1]), nodes })
      continue
    }
    for (const [index, node] of [...nodes.entries()].toReversed()) {
      const place = old[0] + index
      replaceNode(tr, placeOf(place), [before.child(place), node])
    }
  }
}
