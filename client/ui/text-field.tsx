import { Minus, Plus } from 'lucide-react'
import {
  Button,
  Group,
  Input,
  NumberField as AriaNumberField,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components'
import type {
  NumberFieldProps as AriaNumberFieldProps,
  TextFieldProps as AriaTextFieldProps,
} from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import type { FieldWords } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'

type Bare<P> = Omit<P, 'className' | 'style' | 'children' | 'isInvalid'>

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

interface NumberFieldProps extends Bare<AriaNumberFieldProps>, FieldWords {}

export function NumberField({ label, note, description, error, path, ...props }: NumberFieldProps) {
  const problem = useProblem(path) ?? error
  return (
    <AriaNumberField {...props} isInvalid={Boolean(problem)} className={cx(styles.field)}>
      <FieldLabel label={label} {...(note ? { note } : {})} />
      <Group className={cx(styles.group)}>
        <Button slot="decrement" className={cx(styles.side)}>
          <Icon of={Minus} />
        </Button>
        <Input className={cx(styles.input)} />
        <Button slot="increment" className={cx(styles.side)}>
          <Icon of={Plus} />
        </Button>
      </Group>
      <FieldHelp description={description} error={problem} />
    </AriaNumberField>
  )
}
