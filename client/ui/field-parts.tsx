import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './field.module.css'
import { Icon } from './icon.tsx'

/** What every field can say about itself. `error` shows at once; its presence makes the field invalid. */
export interface FieldWords {
  label: string
  description?: ReactNode
  error?: string | null | undefined
  /** By which its form, and the server, speak of it. */
  path?: string | undefined
  /** Said after the label, "optional" for example. */
  note?: string
}

export function FieldLabel({ label, note }: Pick<FieldWords, 'label' | 'note'>) {
  return (
    <Label className={cx(styles.label)}>
      {label}
      {note && <span className={styles.optional}>{note}</span>}
    </Label>
  )
}

export function FieldHelp({ description, error }: Pick<FieldWords, 'description' | 'error'>) {
  return (
    <>
      {description && (
        <Text slot="description" className={cx(styles.description)}>
          {description}
        </Text>
      )}
      <FieldError className={cx(styles.error)}>
        {({ validationErrors }) => (
          <>
            <Icon of={CircleAlert} size="s" />
            <span>{error ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  )
}
