import type { ReactNode } from 'react'
import { useId } from 'react'
import { Button as AriaButton, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './overlay.module.css'

interface DetailsProps {
  /** What is always seen, and pressed for more. */
  summary: ReactNode
  title: string
  children: ReactNode
}

/** A word on the screen that says more when it is pressed. The popover is the dialog: so its hidden "close" is in it too. */
export function Details({ summary, title, children }: DetailsProps) {
  const titleId = useId()
  return (
    <DialogTrigger>
      <AriaButton className={cx(styles.summary)}>{summary}</AriaButton>
      <AriaPopover className={cx(styles.popover)} placement="bottom end" offset={6} aria-labelledby={titleId}>
        <div className={styles.popoverBody}>
          <h2 id={titleId} className={styles.popoverTitle}>
            {title}
          </h2>
          {children}
        </div>
      </AriaPopover>
    </DialogTrigger>
  )
}
