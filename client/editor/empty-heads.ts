import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

const key = new PluginKey<DecorationSet>('emptyHeads')

function emptyHeads(doc: Node): DecorationSet {
  const found: Decoration[] = []
  doc.forEach((block, offset) => {
    if (block.type.name !== 'table') return
    block.descendants((node, at) => {
      if (node.type.name !== 'tableHeader' || node.textContent !== '') return node.type.name !== 'tableCell'
      const from = offset + 1 + at
      found.push(Decoration.node(from, from + node.nodeSize, { role: 'cell' }))
      return false
    })
  })
  return DecorationSet.create(doc, found)
}

/** A head of a table without words heads nothing: until it has some, who hears the page hears a cell. */
export const EmptyHeads = Extension.create({
  name: 'emptyHeads',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => emptyHeads(doc),
        apply: (tr, before) => (tr.docChanged ? emptyHeads(tr.doc) : before),
      },
      props: { decorations: (state) => key.getState(state) },
    }),
  ],
})
