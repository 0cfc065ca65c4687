import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/**
 * Escape, then Tab, always leaves the editor, from lists and tables too, where Tab alone has work to do. What has a focus of
 * its own inside of the text, such as a link to a page, keeps its own keys: they are no writing.
 */
export const LeaveByTab = Extension.create({
  name: 'leaveByTab',
  priority: 10_000,
  addProseMirrorPlugins() {
    let isLeaving = false
    return [
      new Plugin({
        key: new PluginKey('leaveByTab'),
        props: {
          handleDOMEvents: {
            keydown(view, event) {
              if (event.target !== view.dom) return true
              if (event.key === 'Tab' && isLeaving) return true
              if (event.key !== 'Shift') isLeaving = event.key === 'Escape'
              return false
            },
            blur() {
              isLeaving = false
              return false
            },
          },
        },
      }),
    ]
  },
})
