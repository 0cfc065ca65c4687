import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

/** True for what one writes below by going on: words that are no code. */
const isPlain = (view: EditorView) => {
  const { lastChild } = view.state.doc
  return lastChild !== null && lastChild.isTextblock && lastChild.type.spec.code !== true
}

const isBelow = (view: EditorView, y: number) => y > (view.dom.lastElementChild?.getBoundingClientRect().bottom ?? 0)

/** A click or a tap below a table, a list, a picture or code that ends the page begins a paragraph there. */
function writeBelow(view: EditorView) {
  const { state } = view
  const paragraph = state.schema.nodes['paragraph']?.create()
  if (paragraph === undefined) return
  const end = state.doc.content.size
  const tr = state.tr.insert(end, paragraph)
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView())
  view.focus()
}

export const LastBlock = Extension.create({
  name: 'lastBlock',
  addProseMirrorPlugins: () => [
    new Plugin({
      key: new PluginKey('lastBlock'),
      props: {
        handleDOMEvents: {
          click(view, event) {
            const isOurs = view.editable && event.target === view.dom && isBelow(view, event.clientY)
            if (!isOurs || isPlain(view)) return false
            writeBelow(view)
            return true
          },
        },
      },
    }),
  ],
})
