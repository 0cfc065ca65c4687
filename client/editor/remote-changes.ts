import type { Fragment, Node } from '@tiptap/pm/model'
import type { Plugin, Transaction } from '@tiptap/pm/state'
import { type ProsemirrorBinding, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { replaceChildren } from './pieces.ts'

/**
 * The binding draws the whole page anew for each change of somebody else: every block is read from Yjs and made again.
 * Here it is given what it needs to do only what changed; the rest of its work is left to it.
 */

const childrenOf = (type: Y.XmlFragment) => type.toArray().filter((one) => one instanceof Y.XmlElement)
const blocksOf = ({ content }: { content: Fragment }) => content.content.filter((node) => !node.isText)

function forget(mapping: Map<unknown, unknown>, type: Y.XmlElement) {
  mapping.delete(type)
  childrenOf(type).forEach((child) => forget(mapping, child))
}

/** What the binding knows of each block. It clears all of it before it reads a change: only what is not so any more goes. */
class KeptMapping extends Map {
  readonly #type: Y.XmlFragment
  readonly #page: () => Node | null

  constructor(type: Y.XmlFragment, page: () => Node | null) {
    super()
    this.#type = type
    this.#page = page
  }

  override clear() {
    const page = this.#page()
    if (page === null) return super.clear()
    const shown = new Set<unknown>(page.content.content)
    for (const block of childrenOf(this.#type)) if (!shown.has(this.get(block))) forget(this, block)
  }

  /** The nodes that the steps made take the place of those that were read: they say the same. */
  settle(type: Y.XmlFragment, node: Node) {
    if (this.get(type) === node) return
    if (type !== this.#type) this.set(type, node)
    const [elements, blocks] = [childrenOf(type), blocksOf(node)]
    if (elements.length !== blocks.length) return
    elements.forEach((element, at) => {
      const block = blocks[at]
      if (block) this.settle(element, block)
    })
  }
}

type Remembered = ProsemirrorBinding['beforeTransactionSelection'] | null

/** True where the caret's block is still there: then Yjs knows its place, and the binding need not guess it by its words. */
function isThere(relative: unknown, ydoc: Y.Doc) {
  if (!(relative instanceof Y.RelativePosition)) return false
  const place = Y.createAbsolutePositionFromRelativePosition(relative, ydoc)
  for (let item = place?.type._item ?? null; item !== null;) {
    if (item.deleted) return false
    item = item.parent instanceof Y.AbstractType ? item.parent._item : null
  }
  return place !== null
}

/**
 * The binding looks for a block with the same words where `absAnchor` is known: beside an equal one it takes the wrong one.
 * It is asked to only where the caret's block is gone, and the words around the caret with it.
 */
function withoutGuess(remembered: Remembered, ydoc: Y.Doc, tr: Transaction): Remembered {
  if (remembered === null) return null
  if (!isThere(remembered.anchor, ydoc) || !isThere(remembered.head, ydoc)) {
    const head = remembered.absHead
    const isGone = head === undefined || head > tr.before.content.size || tr.mapping.mapResult(head).deleted
    return isGone ? remembered : null
  }
  const { absAnchor: _, absHead: __, ...places } = remembered
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the binding takes them for unknown, as it says itself
  return places as Remembered
}

interface Binding extends Omit<ProsemirrorBinding, 'beforeTransactionSelection' | '_tr'> {
  beforeTransactionSelection: Remembered
}

/** Its one replacement of everything becomes replacements of what differs. */
function inPieces(tr: Transaction, binding: Binding, mapping: KeptMapping): Transaction {
  const replace = tr.replace.bind(tr)
  return Object.assign(tr, {
    replace(from: number, to = from, slice?: Parameters<typeof replace>[2]) {
      const isAll = from === 0 && to === tr.doc.content.size && slice !== undefined && tr.steps.length === 0
      if (!isAll) return replace(from, to, slice)
      try {
        replaceChildren(tr, 0, [tr.doc.content, slice.content])
      } catch {
        // A step on the way that the page does not allow: all at once, then.
        replace(0, tr.doc.content.size, slice)
      }
      mapping.settle(binding.type, tr.doc)
      binding.beforeTransactionSelection = withoutGuess(binding.beforeTransactionSelection, binding.doc, tr)
      return tr
    },
  })
}

/** Lets the binding of this plugin take changes of others in pieces. Called before its view is made. */
export function takeInPieces(plugin: Plugin) {
  const state: unknown = plugin.spec.state?.init.call(plugin, {}, Object.create(null))
  const binding = readBinding(state)
  if (binding === null) return
  const view = () => binding.prosemirrorView
  const mapping = new KeptMapping(binding.type, () => view()?.state.doc ?? null)
  binding.mapping = mapping
  Object.defineProperty(binding, '_tr', {
    get: () => inPieces(view().state.tr.setMeta('addToHistory', false), binding, mapping),
  })
}

export const isSyncPlugin = (plugin: Plugin) => plugin.spec.key === ySyncPluginKey

function readBinding(state: unknown): Binding | null {
  if (!(state instanceof Object) || !('binding' in state)) return null
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the plugin's own state, which is declared as any
  return state.binding as Binding
}
