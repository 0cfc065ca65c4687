import { CircleAlert, Info, Snowflake, TriangleAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import styles from './notice.module.css'

type Tone = 'info' | 'warn' | 'danger' | 'ice'

const icons: Record<Tone, LucideIcon> = { info: Info, warn: TriangleAlert, danger: CircleAlert, ice: Snowflake }

interface NoticeProps {
  tone?: Tone
  title?: string
  icon?: LucideIcon
  /** Buttons at the end. */
  action?: ReactNode
  /** `status` is read politely, `alert` at once; leave out for what was there from the start. */
  role?: 'status' | 'alert'
  children?: ReactNode
}

/** A strip of paper pinned above the content. ice = frozen. */
export function Notice({ tone = 'info', title, icon, action, role, children }: NoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role={role}>
      <Icon of={icon ?? icons[tone]} />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  )
}
