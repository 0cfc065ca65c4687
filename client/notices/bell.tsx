import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { Bell as BellIcon } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from '#client/ui/rail-mark.module.css'
import { unreadQuery } from '../data/notices.ts'

/** The server counts no further. */
const most = 100

/** The one bell: how much there is for me that I have not seen, said aloud when it changes. */
export function Bell() {
  const { t } = useMessages()
  const { pathname } = useLocation()
  const count = useQuery(unreadQuery).data?.unreadCount ?? 0
  const words = count >= most ? t('notices.bellMany') : t('notices.bellCount', { count })
  return (
    <>
      <Link
        href="/notices"
        className={cx(styles.mark)}
        aria-label={`${t('notices.title')}: ${words}`}
        data-rings={count > 0}
        {...(pathname === '/notices' ? { 'aria-current': 'page' } : {})}
      >
        <Icon of={BellIcon} />
        <span className={styles.word}>{t('notices.title')}</span>
        {count > 0 && <span className={styles.count}>{count >= most ? '99+' : count}</span>}
      </Link>
      <span className="visually-hidden" role="status">
        {count > 0 ? words : ''}
      </span>
    </>
  )
}
