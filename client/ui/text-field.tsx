import { Input, TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import type { TextFieldProps as AriaTextFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import type { FieldWords } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'

export type Bare<P> = Omit<P, 'className' | 'style' | 'children' | 'isInvalid'>

interface TextFieldProps extends Bare<AriaTextFieldProps>, FieldWords {
  placeholder?: string
  /** For codes: large, wide, one width for every letter. */
  isCode?: boolean
}

export function TextField(all: TextFieldProps) {
  const { label, note, description, error, path, placeholder, isCode = false, ...props } = all
  const problem = useProblem(path) ?? error
  return (
    <AriaTextField {...props} isInvalid={Boolean(problem)} className={cx(styles.field)}>
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <Input className={cx(styles.input, isCode && styles.mono)} {...(placeholder ? { placeholder } : {})} />
      <FieldHelp description={description} error={problem} />
    </AriaTextField>
  )
}

interface TextAreaProps extends Bare<AriaTextFieldProps>, FieldWords {
  placeholder?: string
  rows?: number
}

export function TextArea(all: TextAreaProps) {
  const { label, note, description, error, path, placeholder, rows = 4, ...props } = all
  const problem = useProblem(path) ?? error
  return (
    <AriaTextField {...props} isInvalid={Boolean(problem)} className={cx(styles.field)}>
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <AriaTextArea className={cx(styles.input)} rows={rows} {...(placeholder ? { placeholder } : {})} />
      <FieldHelp description={description} error={problem} />
    </AriaTextField>
  )
}
