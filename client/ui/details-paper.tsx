import type { ReactNode, RefObject } from 'react'
import { useId } from 'react'
import { Popover as AriaPopover } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './overlay.module.css'

interface DetailsPaperProps {
  triggerRef: RefObject<Element | null>
  title: string
  onClose: () => void
  children: ReactNode
}

/** What details say. The popover is the dialog: so its hidden "close" is in it too. */
export function DetailsPaper({ triggerRef, title, onClose, children }: DetailsPaperProps) {
  const titleId = useId()
  return (
    <AriaPopover
      trigger="DialogTrigger"
      triggerRef={triggerRef}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      className={cx(styles.popover)}
      placement="bottom end"
      offset={6}
      aria-labelledby={titleId}
    >
      <div className={styles.popoverBody}>
        <h2 id={titleId} className={styles.popoverTitle}>
          {title}
        </h2>
        {children}
      </div>
    </AriaPopover>
  )
}
