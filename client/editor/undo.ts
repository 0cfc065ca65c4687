import { Collaboration } from '@tiptap/extension-collaboration'
import { type EditorState, Plugin } from '@tiptap/pm/state'
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import type { WaitingFrom } from '#client/live/branch.ts'
import { shareTexts } from '#collab/documents/page-text.ts'
import { isSyncPlugin, takeInPieces } from './remote-changes.ts'

/** An undo manager of one's own words. The binding ends the step at each caret of a peer; this one goes on. */
function createUndoManager(fragment: Y.XmlFragment) {
  const undoManager = new Y.UndoManager(fragment, {
    trackedOrigins: new Set([ySyncPluginKey]),
    deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
    captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
  })
  undoManager.stopCapturing = () => {}
  return undoManager
}

/** What a teacher has let out is the page's from now on: undo goes back to it, and no further. */
export function forgetLetOut(state: EditorState, before: WaitingFrom, now: WaitingFrom) {
  const undoManager: unknown = yUndoPluginKey.getState(state)?.undoManager
  if (!(undoManager instanceof Y.UndoManager)) return
  const waits = new Map(now)
  const { store } = undoManager.doc
  const letOut = before.map(([client, from]) => ({ client, from, to: waits.get(client) ?? Y.getState(store, client) }))
  const isLetOut = ({ insertions }: { insertions: { clients: Map<number, { clock: number; len: number }[]> } }) =>
    letOut.some(({ client, from, to }) =>
      insertions.clients.get(client)?.some(({ clock, len }) => clock < to && clock + len > from),
    )
  for (const stack of [undoManager.undoStack, undoManager.redoStack]) stack.splice(0, stack.findLastIndex(isLetOut) + 1)
  // The next letter is a step of its own.
  undoManager.lastChange = 0
}

/** Blocks that this person makes get their text at once, before anybody can type in them. */
function shareNewTexts(fragment: Y.XmlFragment) {
  const share = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
    if (transaction.origin !== ySyncPluginKey) return
    const grown = events.flatMap(({ target, changes }) =>
      target instanceof Y.XmlFragment && changes.added.size > 0 ? [target] : [],
    )
    if (grown.length > 0) transaction.doc.transact(() => grown.forEach(shareTexts), shareTexts)
  }
  return new Plugin({
    view() {
      fragment.observeDeep(share)
      return { destroy: () => fragment.unobserveDeep(share) }
    },
  })
}

/** Made with each editor: React's strict mode throws the first editor away, and its manager with it. */
export const PageCollaboration = Collaboration.extend({
  addProseMirrorPlugins() {
    const { document, field } = this.options
    if (document instanceof Y.Doc && field) {
      this.options.yUndoOptions = { undoManager: createUndoManager(document.getXmlFragment(field)) }
    }
    const sharing = document instanceof Y.Doc && field ? [shareNewTexts(document.getXmlFragment(field))] : []
    const plugins: Plugin[] = this.parent?.() ?? []
    plugins.filter(isSyncPlugin).forEach(takeInPieces)
    return [...plugins, ...sharing]
  },
  // Also with nothing left to do: what a key does not do here, another key of its letter or the browser would do.
  addKeyboardShortcuts() {
    const redo = () => this.editor.commands.redo() || this.editor.isEditable
    return { 'Mod-z': () => this.editor.commands.undo() || this.editor.isEditable, 'Mod-y': redo, 'Shift-Mod-z': redo }
  },
})
