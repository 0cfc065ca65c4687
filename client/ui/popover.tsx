import type { ReactElement, ReactNode } from 'react'
import { Dialog as AriaDialog, DialogTrigger, Popover as AriaPopover } from 'react-aria-components'
import type { PopoverProps as AriaPopoverProps } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './overlay.module.css'

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement
  label: string
  placement?: NonNullable<AriaPopoverProps['placement']>
  children: ReactNode | ((close: () => void) => ReactNode)
}

/** A small panel beside its button, for a few controls or a short explanation. */
export function Popover({ trigger, label, placement = 'bottom', children }: PopoverProps) {
  return (
    <DialogTrigger>
      {trigger}
      <AriaPopover className={cx(styles.popover)} placement={placement} offset={6}>
        <AriaDialog className={cx(styles.popoverBody)} aria-label={label}>
          {({ close }) => <>{typeof children === 'function' ? children(close) : children}</>}
        </AriaDialog>
      </AriaPopover>
    </DialogTrigger>
  )
}
