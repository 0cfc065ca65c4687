import type { ReactNode } from 'react'
import { Button as AriaButton, Dialog, DialogTrigger, Heading, Popover as AriaPopover } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './overlay.module.css'

interface DetailsProps {
  /** What is always seen, and pressed for more. */
  summary: ReactNode
  title: string
  children: ReactNode
}

/** A word on the screen that says more when it is pressed. */
export function Details({ summary, title, children }: DetailsProps) {
  return (
    <DialogTrigger>
      <AriaButton className={cx(styles.summary)}>{summary}</AriaButton>
      <AriaPopover className={cx(styles.popover)} placement="bottom end" offset={6}>
        <Dialog className={cx(styles.popoverBody)}>
          <Heading slot="title" className={cx(styles.popoverTitle)}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
