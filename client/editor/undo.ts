import { Collaboration } from '@tiptap/extension-collaboration'
import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

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

/** Made with each editor: React's strict mode throws the first editor away, and its manager with it. */
export const PageCollaboration = Collaboration.extend({
  addProseMirrorPlugins() {
    const { document, field } = this.options
    if (document instanceof Y.Doc && field) {
      this.options.yUndoOptions = { undoManager: createUndoManager(document.getXmlFragment(field)) }
    }
    return this.parent?.() ?? []
  },
})
