import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, ToggleButton } from 'react-aria-components'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Menu } from '#client/ui/menu.tsx'
import { Tooltip } from '#client/ui/tooltip.tsx'
import styles from './toolbar.module.css'

interface ToolProps {
  label: string
  icon: LucideIcon
  isDisabled?: boolean
  onPress: () => void
}

const Face = ({ label, icon }: Pick<ToolProps, 'label' | 'icon'>) => (
  <>
    <Icon of={icon} />
    <span className={styles.word} aria-hidden="true">
      {label}
    </span>
  </>
)

/** A tool that does something once. Adults see its word as a tooltip, pupils under the icon. */
export function Tool({ label, icon, isDisabled = false, onPress }: ToolProps) {
  return (
    <Tooltip label={label}>
      <Button aria-label={label} isDisabled={isDisabled} onPress={onPress} className={cx(styles.tool)}>
        <Face label={label} icon={icon} />
      </Button>
    </Tooltip>
  )
}

/** A tool that is on or off at the caret. */
export function ToggleTool({ label, icon, isDisabled = false, onPress, isOn }: ToolProps & { isOn: boolean }) {
  return (
    <Tooltip label={label}>
      <ToggleButton
        aria-label={label}
        isDisabled={isDisabled}
        isSelected={isOn}
        onChange={onPress}
        className={cx(styles.tool)}
      >
        <Face label={label} icon={icon} />
      </ToggleButton>
    </Tooltip>
  )
}

/** A tool that opens a list of choices. */
export function MenuTool({
  label,
  icon,
  isDisabled = false,
  children,
}: Omit<ToolProps, 'onPress'> & { children: ReactNode }) {
  const trigger = (
    <Button aria-label={label} isDisabled={isDisabled} className={cx(styles.tool)}>
      <Face label={label} icon={icon} />
    </Button>
  )
  return (
    <Menu label={label} trigger={trigger} placement="bottom start">
      {children}
    </Menu>
  )
}
