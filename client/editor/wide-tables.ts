import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

function stops(doc: Node): DecorationSet {
  const found: Decoration[] = []
  doc.forEach((block, from) => {
    if (block.type.name === 'table') found.push(Decoration.node(from, from + block.nodeSize, { tabindex: '0' }))
  })
  return DecorationSet.create(doc, found)
}

/** A table that is wider than the screen is scrolled by key: where one writes by the caret, where one reads by its own stop. */
export const WideTables = Extension.create({
  name: 'wideTables',
  addProseMirrorPlugins() {
    const { editor } = this
    return [
      new Plugin({
        key: new PluginKey('wideTables'),
        props: { decorations: ({ doc }) => (editor.isEditable ? null : stops(doc)) },
      }),
    ]
  },
})
