import { type Editor, Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { frames } from '#client/live/pacing.ts'
import { bringIntoSight } from '#client/ui/in-sight.ts'

/** Brings a place of the text into sight, whoever has the focus. */
export const showPlace = ({ view }: Editor, position: number) => bringIntoSight(view.coordsAtPos(position))

const showCaret = (view: EditorView) => {
  // At the very end of a change the text may not be on the screen yet.
  if (view.dom.isConnected) bringIntoSight(view.coordsAtPos(view.state.selection.head))
}

/** One never writes blind: not behind the tools, nor the places of the menu, nor a keyboard that comes up. */
export const CaretInSight = Extension.create({
  name: 'caretInSight',
  addProseMirrorPlugins() {
    const { editor } = this
    // Once all is drawn that moves it: at each letter of others the page would be laid out once more.
    const moved = frames(() => showCaret(editor.view))
    const resized = frames(() => editor.view.hasFocus() && showCaret(editor.view))
    return [
      new Plugin({
        key: new PluginKey('caretInSight'),
        props: {
          handleScrollToSelection() {
            moved.ask()
            return true
          },
        },
        view() {
          const viewport = globalThis.visualViewport
          viewport?.addEventListener('resize', resized.ask)
          return {
            destroy() {
              moved.stop()
              resized.stop()
              viewport?.removeEventListener('resize', resized.ask)
            },
          }
        },
      }),
    ]
  },
})
