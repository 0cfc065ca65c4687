import type { ReactElement } from 'react'
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components'
import type { TooltipProps as AriaTooltipProps } from 'react-aria-components'
import { cx } from './cx.ts'
import styles from './overlay.module.css'

interface TooltipProps {
  label: string
  placement?: NonNullable<AriaTooltipProps['placement']>
  children: ReactElement
}

/** A short hint for a button or link given as its child. Never the only place where something is said. */
export function Tooltip({ label, placement = 'top', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      {children}
      <AriaTooltip className={cx(styles.tooltip)} placement={placement} offset={6}>
        {label}
      </AriaTooltip>
    </TooltipTrigger>
  )
}
