import type { ReactNode } from 'react'
import { Button, GridList as AriaGridList, GridListItem as AriaGridListItem } from 'react-aria-components'
import type {
  GridListItemProps as AriaGridListItemProps,
  GridListProps as AriaGridListProps,
} from 'react-aria-components'
import { GripVertical } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from './cx.ts'
import styles from './grid-list.module.css'
import { Icon } from './icon.tsx'

interface GridListProps<T extends object> extends Omit<AriaGridListProps<T>, 'className' | 'style'> {
  label: string
  look?: 'list' | 'grid' | 'chips'
}

/** Rows one can select, act on and drag (`dragAndDropHooks` from useDragAndDrop), by mouse, touch and keyboard. */
export function GridList<T extends object>({ label, look = 'list', ...props }: GridListProps<T>) {
  return <AriaGridList {...props} aria-label={label} className={cx(styles.list)} data-look={look} />
}

interface GridListItemProps extends Omit<AriaGridListItemProps, 'className' | 'style' | 'children'> {
  children: ReactNode
}

export function GridListItem({ children, ...props }: GridListItemProps) {
  const { t } = useMessages()
  return (
    <AriaGridListItem {...props} className={cx(styles.item)}>
      {({ allowsDragging }) => (
        <>
          {allowsDragging && (
            <Button slot="drag" className={cx(styles.grip)} aria-label={t('ui.drag')}>
              <Icon of={GripVertical} />
            </Button>
          )}
          {children}
        </>
      )}
    </AriaGridListItem>
  )
}
