import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'

/** Escape, then Tab, always leaves the editor, from lists and tables too, where Tab alone has work to do. */
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
            keydown(_, event) {
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
