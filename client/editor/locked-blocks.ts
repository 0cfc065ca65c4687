import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import { toast } from '#client/ui/toast.tsx'
import type { EditorBridge } from './bridge.ts'

interface PlacedBlock {
  block: Node
  at: number
}

const isLocked = ({ attrs }: Node) => attrs['locked'] === true

function blocksOf(doc: Node): PlacedBlock[] {
  const blocks: PlacedBlock[] = []
  doc.forEach((block, at) => void blocks.push({ block, at }))
  return blocks
}

const lockedOf = (doc: Node) => doc.content.content.filter(isLocked)

/** The blocks at the top of the page that the selection touches. */
const chosen = ({ doc, selection }: EditorState) =>
  blocksOf(doc).filter(({ block, at }) => at < selection.to && at + block.nodeSize > selection.from)

/** Is all that is selected locked? */
export function isSelectionLocked({ state }: Editor): boolean {
  const blocks = chosen(state)
  return blocks.length > 0 && blocks.every(({ block }) => isLocked(block))
}

/** Locks the blocks of the selection for all but teachers, or unlocks them. */
export function toggleLock(editor: Editor): void {
  const { state, view } = editor
  const locked = isSelectionLocked(editor) ? null : true
  const { tr } = state
  for (const { block, at } of chosen(state)) tr.setNodeMarkup(at, undefined, { ...block.attrs, locked })
  view.dispatch(tr)
}

/** Said again only after a while: whoever goes on typing has read it. */
const quietMs = 6_000

/** What keeps others out of a locked block, and says so. */
function guard(bridge: EditorBridge) {
  let saidAt = -quietMs
  return (before: Node, after: Node): boolean => {
    const [was, is] = [lockedOf(before), lockedOf(after)]
    if (was.length === is.length && was.every((block, at) => block === is[at] || block.eq(is[at] ?? after))) return true
    if (performance.now() - saidAt > quietMs) toast(bridge.facts().words.lockedHint, { tone: 'problem' })
    saidAt = performance.now()
    return false
  }
}

function decorationsOf(doc: Node, label: string): DecorationSet {
  const locked = blocksOf(doc).filter(({ block }) => isLocked(block))
  return DecorationSet.create(
    doc,
    locked.map(({ block, at }) => Decoration.node(at, at + block.nodeSize, { 'data-locked': label })),
  )
}

/** What one wrote before a lock is not undone after it. */
function forgetBefore(view: EditorView, before: EditorState): void {
  const isNew = lockedOf(view.state.doc).length > lockedOf(before.doc).length
  if (isNew) yUndoPluginKey.getState(view.state)?.undoManager.clear()
}

const lockedKey = new PluginKey<DecorationSet>('lockedBlocks')

/** Passages that teachers locked: marked for everybody, and closed to all but them. The relay watches over them too (SPEC 91). */
export const LockedBlocks = (bridge: EditorBridge) =>
  Extension.create({
    name: 'lockedBlocks',
    addProseMirrorPlugins() {
      const isKept = guard(bridge)
      return [
        new Plugin<DecorationSet>({
          key: lockedKey,
          state: {
            init: (_, { doc }) => decorationsOf(doc, bridge.facts().words.locked),
            apply: (tr, set) => (tr.docChanged ? decorationsOf(tr.doc, bridge.facts().words.locked) : set),
          },
          filterTransaction: (tr, { doc }) =>
            !tr.docChanged ||
            bridge.facts().canManage ||
            tr.getMeta(ySyncPluginKey) !== undefined ||
            isKept(doc, tr.doc),
          props: { decorations: (state) => lockedKey.getState(state) },
          view: () => ({
            update: (view, before) => {
              if (!bridge.facts().canManage && view.state.doc !== before.doc) forgetBefore(view, before)
            },
          }),
        }),
      ]
    },
  })
