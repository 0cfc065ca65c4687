import type { LucideIcon } from 'lucide-react'
import { Button } from 'react-aria-components'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import styles from './panels.module.css'

export function Face({ icon, label }: { icon: LucideIcon; label: string }) {
  return (
    <>
      <Icon of={icon} />
      <span className={styles.word} aria-hidden="true">
        {label}
      </span>
    </>
  )
}

interface PanelButtonProps {
  label: string
  /** Shorter, for under the icon. */
  word?: string
  icon: LucideIcon
  isDisabled?: boolean
  onPress: () => void
}

/** A button of a paper on the board: its word is a tooltip, and stands under the icon for pupils. */
export function PanelButton({ label, word = label, icon, isDisabled = false, onPress }: PanelButtonProps) {
  return (
    <Tooltip label={label}>
      <Button aria-label={label} isDisabled={isDisabled} onPress={onPress} className={cx(styles.tool)}>
        <Face icon={icon} label={word} />
      </Button>
    </Tooltip>
  )
}
