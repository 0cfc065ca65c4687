import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { MarkedPassage } from '#client/data/removals.ts'

/** Enough to know it again. */
const shownLetters = 300

interface End {
  node: Node
  /** Where in the document the letter, or the thing, stands. */
  position: number
}

/** What is selected, by the ids of its first and its last letter or thing; null where nothing is that says anything. */
export function passageOf(editor: Editor): MarkedPassage | null {
  const { state } = editor
  const { from, to } = selected(editor)
  const ends: End[] = []
  state.doc.nodesBetween(from, to, (node, start) => {
    if (node.isText) {
      const first = Math.max(start, from)
      const last = Math.min(start + node.nodeSize, to) - 1
      if (last >= first) ends.push({ node, position: first }, { node, position: last })
    } else if (node.isLeaf && start >= from && start < to) ends.push({ node, position: start })
  })
  const [first, last] = [ends[0], ends.at(-1)]
  const begin = first && idOf(state, first)
  const end = last && idOf(state, last)
  if (!begin || !end) return null
  return { from: begin, to: end, words: wordsBetween(state.doc, from, to) }
}

/** The browser tells the editor of a selection a moment after it is on the screen: until then it is read off there. */
function selected({ state, view }: Editor): { from: number; to: number } {
  const { from, to, empty } = state.selection
  const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {}
  if (!empty || !anchorNode || !focusNode || !view.dom.contains(anchorNode) || !view.dom.contains(focusNode))
    return { from, to }
  const ends = [view.posAtDOM(anchorNode, anchorOffset ?? 0), view.posAtDOM(focusNode, focusOffset ?? 0)]
  return { from: Math.min(...ends), to: Math.max(...ends) }
}

function idOf(state: Editor['state'], { node, position }: End) {
  const sync = ySyncPluginKey.getState(state)
  if (!sync?.binding) return null
  const { mapping } = sync.binding
  const id = node.isText
    ? absolutePositionToRelativePosition(position + 1, sync.type, mapping).item
    : ([...mapping].find(([type, drawn]) => type instanceof Y.XmlElement && drawn === node)?.[0]._item?.id ?? null)
  return id === null ? null : { client: id.client, clock: id.clock }
}

function wordsBetween(doc: Node, from: number, to: number): string {
  const letters = [...doc.textBetween(from, to, '\n', ({ attrs }) => String(attrs['alt'] || attrs['latex'] || ''))]
  const words = letters.slice(0, shownLetters).join('').trim()
  return letters.length > shownLetters ? `${words} …` : words
}
