import * as Y from 'yjs'
import type { TextHistory } from '#collab/documents/board-gestures.ts'
import { hasControls, withoutControls } from '#collab/documents/controls.ts'

type Delta = readonly {
  readonly insert?: unknown
  readonly delete?: number | undefined
  readonly retain?: number | undefined
}[]

/** Where a place in a text is after somebody else's change. What they insert right there comes behind it. */
export function follow(place: number, delta: Delta): number {
  let at = 0
  let moved = place
  for (const step of delta) {
    if (step.retain !== undefined) at += step.retain
    else if (typeof step.insert === 'string') {
      if (at < moved) moved += step.insert.length
      at += step.insert.length
    } else if (step.delete !== undefined && at < moved) moved -= Math.min(step.delete, moved - at)
  }
  return moved
}

/** What was typed over what: from where, how many letters went, and which came. */
function changeOf(before: string, after: string) {
  const most = Math.min(before.length, after.length)
  let start = 0
  while (start < most && before[start] === after[start]) start++
  let end = 0
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { start, end: before.length - end, inserted: after.slice(start, after.length - end) }
}

const undoKeptMs = 600

/** A history of this one text, where it is no part of a longer one. */
function historyOf(text: Y.Text): TextHistory & { destroy(): void } {
  const origin = {}
  const manager = new Y.UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout: undoKeptMs })
  return {
    origin,
    undo: () => void manager.undo(),
    redo: () => void manager.redo(),
    pause: () => manager.stopCapturing(),
    destroy: () => manager.destroy(),
  }
}

/** What is a step of its own, whatever was typed just before: what is pasted or dropped, and a new line. */
const ownStep = /^(insertFrom|deleteBy|insertLineBreak|insertParagraph)/

interface BindingOptions {
  onShown?: (value: string) => void
  /** Goes on when the field is closed; without one, what was written can be taken back in the field alone. */
  history?: TextHistory | undefined
}

/**
 * A textarea and a text that are one, while several write in it: letters go out as they are typed, and others' come in
 * without moving the caret. Words that are still being composed (accents, scripts) go out when they are done; what came
 * meanwhile waits for that, because a field that is written to loses its composition.
 */
export class TextBinding {
  readonly #field: HTMLTextAreaElement
  readonly #text: Y.Text
  readonly #history: TextHistory
  readonly #end: () => void = () => {}
  readonly #onShown: (value: string) => void
  /** What the field showed last, and the changes that came since. */
  #shown: string
  #waiting: Delta[] = []
  #isComposing = false
  #isOwnStep = false
  readonly #ears = new AbortController()

  constructor(field: HTMLTextAreaElement, text: Y.Text, { onShown = () => {}, history }: BindingOptions = {}) {
    this.#field = field
    this.#text = text
    this.#onShown = onShown
    if (history === undefined) {
      const own = historyOf(text)
      this.#history = own
      this.#end = own.destroy
    } else this.#history = history
    this.#shown = text.toJSON()
    field.value = this.#shown
    onShown(this.#shown)
    text.observe(this.#hear)
    const { signal } = this.#ears
    field.addEventListener('input', this.#read, { signal })
    field.addEventListener('compositionstart', () => (this.#isComposing = true), { signal })
    field.addEventListener('compositionend', this.#endComposing, { signal })
    field.addEventListener('keydown', this.#takeUndo, { signal })
    field.addEventListener('beforeinput', this.#divide, { signal })
  }

  destroy(): void {
    this.#ears.abort()
    this.#text.unobserve(this.#hear)
    this.#end()
  }

  #read = () => {
    if (this.#isComposing) return
    this.#clean()
    const { start, end, inserted } = changeOf(this.#shown, this.#field.value)
    const place = (at: number) => this.#waiting.reduce(follow, at)
    const [from, to] = [place(start), place(end)]
    this.#shown = this.#field.value
    if (start !== end || inserted !== '')
      this.#text.doc?.transact(() => {
        if (to > from) this.#text.delete(from, to - from)
        if (inserted !== '') this.#text.insert(from, inserted)
      }, this.#history.origin)
    if (this.#isOwnStep) this.#history.pause()
    this.#isOwnStep = false
    if (this.#waiting.length > 0) this.#show(this.#waiting.splice(0))
    else this.#onShown(this.#shown)
  }

  /** What was dropped or pasted may hold controls, which the board refuses whole. */
  #clean() {
    const { value, selectionEnd } = this.#field
    if (!hasControls(value)) return
    this.#field.value = withoutControls(value)
    const caret = withoutControls(value.slice(0, selectionEnd)).length
    this.#field.setSelectionRange(caret, caret)
  }

  #endComposing = () => {
    this.#isComposing = false
    this.#read()
  }

  #hear = (event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin === this.#history.origin) return
    if (this.#isComposing) this.#waiting.push(event.delta)
    else this.#show([event.delta])
  }

  #show(deltas: Delta[]) {
    const { selectionStart, selectionEnd, selectionDirection } = this.#field
    this.#shown = this.#text.toJSON()
    this.#field.value = this.#shown
    const place = (at: number) => deltas.reduce(follow, at)
    this.#field.setSelectionRange(place(selectionStart), place(selectionEnd), selectionDirection)
    this.#onShown(this.#shown)
  }

  /** The field's own history knows nothing of what others wrote meanwhile. */
  #takeUndo = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const isUndo = key === 'z' && !event.shiftKey
    if (!isUndo && key !== 'y' && key !== 'z') return
    event.preventDefault()
    event.stopPropagation()
    if (isUndo) this.#history.undo()
    else this.#history.redo()
  }

  #divide = (event: InputEvent) => {
    if (event.inputType === 'historyUndo' || event.inputType === 'historyRedo') event.preventDefault()
    this.#isOwnStep = ownStep.test(event.inputType)
    if (this.#isOwnStep) this.#history.pause()
  }
}
