import type { Editor } from '@tiptap/core'
import { yUndoPluginKey } from '@tiptap/y-tiptap'
import { useEffect, useState } from 'react'
import { frames } from '#client/live/pacing.ts'
import { isSelectionLocked } from './locked-blocks.ts'

/** What the tools show of the place where the caret stands. */
function readTools(editor: Editor) {
  const undoManager = yUndoPluginKey.getState(editor.state)?.undoManager
  const isOn = (name: string) => editor.isActive(name)
  return {
    bold: isOn('bold'),
    italic: isOn('italic'),
    underline: isOn('underline'),
    strike: isOn('strike'),
    bullets: isOn('bulletList'),
    numbers: isOn('orderedList'),
    ticks: isOn('taskList'),
    quote: isOn('blockquote'),
    code: isOn('codeBlock'),
    link: isOn('link'),
    inTable: isOn('table'),
    locked: isSelectionLocked(editor),
    canUndo: editor.isEditable && (undoManager?.undoStack.length ?? 0) > 0,
    canRedo: editor.isEditable && (undoManager?.redoStack.length ?? 0) > 0,
  }
}

export type ToolState = ReturnType<typeof readTools>

/** Read once a frame however many transactions there were, for all tools together; the same object until one differs. */
export function useToolState(editor: Editor): ToolState {
  const [state, setState] = useState(() => readTools(editor))
  useEffect(() => {
    const frame = frames(() => {
      if (editor.isDestroyed) return
      const next = readTools(editor)
      setState((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
    }, 'painted')
    editor.on('transaction', frame.ask)
    frame.ask()
    return () => {
      frame.stop()
      editor.off('transaction', frame.ask)
    }
  }, [editor])
  return state
}
