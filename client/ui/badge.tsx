import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { Icon } from './icon.tsx'

interface BadgeProps {
  tone?: 'neutral' | 'brand' | 'sun' | 'warn' | 'danger' | 'ice'
  icon?: LucideIcon
  children: ReactNode
}

/** A word or two about the state of a thing. */
export function Badge({ tone = 'neutral', icon, children }: BadgeProps) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {icon && <Icon of={icon} size="s" />}
      {children}
    </span>
  )
}
