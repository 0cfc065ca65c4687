import type { LucideIcon } from 'lucide-react'
import styles from './icon.module.css'
import { cx } from './cx.ts'

interface IconProps {
  of: LucideIcon
  size?: 's' | 'm' | 'l' | 'xl'
}

/** A drawn icon beside a word: decoration to a screen reader. */
export function Icon({ of: Drawing, size = 'm' }: IconProps) {
  return <Drawing aria-hidden className={cx(styles.icon)} data-size={size} strokeWidth={1.9} />
}
