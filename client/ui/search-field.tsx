import { Search, X } from 'lucide-react'
import { Button, Input, SearchField as AriaSearchField } from 'react-aria-components'
import type { SearchFieldProps as AriaSearchFieldProps } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './search-field.module.css'

interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'className' | 'style' | 'children'> {
  label: string
  /** With room for a label that says by what one may look. */
  isWide?: boolean
  className?: string | undefined
}

/** One line to look for something in what is on the screen. Escape and the cross empty it. */
export function SearchField({ label, isWide = false, className, ...props }: SearchFieldProps) {
  const { t } = useMessages()
  return (
    <AriaSearchField {...props} aria-label={label} className={cx(styles.field, isWide && styles.wide, className)}>
      <Icon of={Search} size="s" />
      <Input className={cx(styles.input)} placeholder={label} />
      <Button className={cx(styles.clear)} aria-label={t('ui.empty')}>
        <Icon of={X} size="s" />
      </Button>
    </AriaSearchField>
  )
}
