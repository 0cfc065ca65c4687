import { useLayoutEffect, useRef } from 'react'
import type * as Y from 'yjs'
import type { TextHistory } from '#collab/documents/board-gestures.ts'
import { cx } from '#client/ui/cx.ts'
import { langOf } from './language.tsx'
import styles from './live-text-area.module.css'
import { TextBinding } from './text-binding.ts'

interface LiveTextAreaProps {
  /** Whoever else has it open writes in it at the same time. */
  text: Y.Text
  /** Opens the history of which what is written is a part, so that it can be taken back when the field is closed. */
  writing?: () => TextHistory
  label: string
  /** Of the words in it; empty where it is not known. */
  language?: string
  maxLetters: number
  placeholder?: string
  isReadOnly?: boolean
  autoFocus?: boolean
  /** One line, as a name has. */
  isLine?: boolean
  /** Enter on a line, Ctrl+Enter or Escape anywhere. */
  onDone?: () => void
  onChange?: (text: string) => void
}

/** A field that is as high as its words, for a text that several people write. */
export function LiveTextArea(props: LiveTextAreaProps) {
  const {
    text,
    label,
    maxLetters,
    placeholder,
    isReadOnly = false,
    autoFocus = false,
    isLine = false,
    language = '',
  } = props
  const frame = useRef<HTMLSpanElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const onChange = useRef(props.onChange)
  const writing = useRef(props.writing)
  useLayoutEffect(() => {
    onChange.current = props.onChange
    writing.current = props.writing
  })
  useLayoutEffect(() => {
    if (field.current === null) return undefined
    const onShown = (value: string) => {
      // The frame holds the same words unseen, and so the field is as high as they are.
      if (frame.current !== null) frame.current.dataset['words'] = `${value} `
      onChange.current?.(value)
    }
    const binding = new TextBinding(field.current, text, { onShown, history: writing.current?.() })
    return () => binding.destroy()
  }, [text])
  useLayoutEffect(() => {
    if (!autoFocus) return
    field.current?.focus()
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
  }, [autoFocus])
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isDone = event.key === 'Escape' || (event.key === 'Enter' && (isLine || event.ctrlKey || event.metaKey))
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
    props.onDone?.()
  }
  return (
    <span ref={frame} className={cx(styles.frame)} data-line={isLine || undefined}>
      <textarea
        ref={field}
        className={cx(styles.field)}
        aria-label={label}
        placeholder={placeholder}
        maxLength={maxLetters}
        readOnly={isReadOnly}
        dir="auto"
        {...langOf({ language })}
        rows={1}
        onKeyDown={onKeyDown}
      />
    </span>
  )
}
