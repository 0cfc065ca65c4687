import { hasControls, withoutControls } from '#collab/documents/controls.ts'

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

function pasteClean(event: ClipboardEvent): void {
  const field = event.target
  const text = event.clipboardData?.getData('text/plain') ?? ''
  if (!isField(field) || !hasControls(text)) return
  const { selectionStart: from, selectionEnd: to } = field
  // A field that tells no place (an address of mail) takes them; the server then says what is wrong.
  if (from === null || to === null) return
  event.preventDefault()
  const room = field.maxLength < 0 ? Number.POSITIVE_INFINITY : field.maxLength - field.value.length + (to - from)
  const clean = withoutControls(text).slice(0, Math.max(0, room))
  field.setRangeText(clean, from, to)
  field.setSelectionRange(from + clean.length, from + clean.length)
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))
}

/** What comes out of a PDF or a terminal holds controls that nobody sees and the server refuses: fields take the rest. */
export function cleanPastes(): void {
  document.addEventListener('paste', pasteClean, { capture: true })
}
