import { Minus, Plus } from 'lucide-react'
import { Button, Group, Input, NumberField as AriaNumberField } from 'react-aria-components'
import type { NumberFieldProps as AriaNumberFieldProps } from 'react-aria-components'
import { cx } from './cx.ts'
import { FieldHelp, FieldLabel } from './field-parts.tsx'
import type { FieldWords } from './field-parts.tsx'
import styles from './field.module.css'
import { useProblem } from './form.tsx'
import { Icon } from './icon.tsx'
import type { Bare } from './text-field.tsx'

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
