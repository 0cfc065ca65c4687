import * as Y from 'yjs'
import { writeText } from '#collab/documents/board-write.ts'

type Field = HTMLTextAreaElement | HTMLInputElement

/** Where a caret stands when a text becomes another: what was before it and stays keeps it in its place. */
export function carriedCaret(before: string, after: string, caret: number): number {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  if (caret <= start) return caret
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return caret >= before.length - end ? caret + after.length - before.length : Math.min(caret, after.length - end)
}

const origin = {}

/**
 * Binds a field to a shared text: letters go in as they are typed, others' letters appear without moving the caret, and
 * Ctrl+Z takes back what was written in this field alone. Gives what ends it.
 */
export function bindField(field: Field, text: Y.Text, onWords: (words: string) => void = () => {}): () => void {
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout: 400 })
  let isComposing = false
  const show = () => {
    const [before, after] = [field.value, text.toJSON()]
    if (before === after || isComposing) return
    const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0]
    field.value = after
    if (document.activeElement === field)
      field.setSelectionRange(carriedCaret(before, after, start), carriedCaret(before, after, end))
    onWords(after)
  }
  const write = () => {
    if (isComposing) return
    text.doc?.transact(() => writeText(text, field.value), origin)
    onWords(field.value)
  }
  const onInput = () => write()
  const onStart = () => (isComposing = true)
  const onEnd = () => {
    isComposing = false
    write()
    show()
  }
  const onKey = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || event.altKey || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    const isRedo = key === 'y' || (key === 'z' && event.shiftKey)
    if (key !== 'z' && !isRedo) return
    event.preventDefault()
    if (isRedo) undo.redo()
    else undo.undo()
  }
  field.value = text.toJSON()
  text.observe(show)
  field.addEventListener('input', onInput)
  field.addEventListener('compositionstart', onStart)
  field.addEventListener('compositionend', onEnd)
  field.addEventListener('keydown', onKey)
  return () => {
    text.unobserve(show)
    undo.destroy()
    field.removeEventListener('input', onInput)
    field.removeEventListener('compositionstart', onStart)
    field.removeEventListener('compositionend', onEnd)
    field.removeEventListener('keydown', onKey)
  }
}
