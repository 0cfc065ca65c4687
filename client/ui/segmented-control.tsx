import type { LucideIcon } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { cx } from './cx.ts'
import { Icon } from './icon.tsx'
import styles from './segmented-control.module.css'

interface SegmentedControlProps<Id extends string> {
  label: string
  options: readonly { id: Id; label: string; icon?: LucideIcon }[]
  value: Id
  onChange: (id: Id) => void
}

/** One of two to four views of the same thing. */
export function SegmentedControl<Id extends string>({ label, options, value, onChange }: SegmentedControlProps<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find((option) => keys.has(option.id))
        if (chosen) onChange(chosen.id)
      }}
      className={cx(styles.segments)}
    >
      {options.map((option) => (
        <ToggleButton key={option.id} id={option.id} className={cx(styles.segment)}>
          {option.icon && <Icon of={option.icon} />}
          {option.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
