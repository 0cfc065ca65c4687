import type { LucideIcon } from 'lucide-react'
import { type ReactNode, type Ref } from 'react'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './light-button.module.css'

interface LightButtonProps {
  label: string
  icon: LucideIcon
  onPress: () => void
  ref?: Ref<HTMLButtonElement>
  /** It opens a menu, which is open or not. */
  isOpen?: boolean
  /** A figure beside the icon. */
  children?: ReactNode
}

/** A browser's own button with an icon: on each of a thousand cards there are three, and they cost next to nothing. */
export function LightButton({ label, icon, onPress, ref, isOpen, children }: LightButtonProps) {
  return (
    <button
      ref={ref}
      type="button"
      className={cx(styles.button)}
      aria-label={label}
      title={label}
      {...(isOpen === undefined ? {} : { 'aria-haspopup': 'menu', 'aria-expanded': isOpen })}
      onClick={onPress}
    >
      <Icon of={icon} />
      {children}
    </button>
  )
}
