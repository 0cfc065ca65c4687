import { Extension } from '@tiptap/core'

/** Ctrl + Enter ticks the task that the caret is in: its box is no stop of the Tab key. */
export const TickByKey = Extension.create({
  name: 'tickByKey',
  // Before the line break of that key.
  priority: 1_000,
  addKeyboardShortcuts() {
    const tick = () => {
      const { checked } = this.editor.getAttributes('taskItem')
      const isIn = this.editor.isActive('taskItem')
      return isIn && this.editor.commands.updateAttributes('taskItem', { checked: checked !== true })
    }
    return { 'Mod-Enter': tick }
  },
})
