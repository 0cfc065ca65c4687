import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import styles from './door-shell.module.css'

/** The covered yard: a roof on three posts, over the margin line. */
function Mark() {
  return (
    <svg viewBox="0 0 40 40" className={styles.mark} aria-hidden="true">
      <path d="M3 19L20 6l17 13" />
      <path d="M9 19v15M20 14v20M31 19v15" />
      <path d="M3 37h34" className={styles.markLine} />
    </svg>
  )
}

export function Wordmark() {
  const { t } = useMessages()
  return (
    <Link href="/" className={cx(styles.wordmark)} data-wordmark>
      <Mark />
      <span>{t('common.appName')}</span>
    </Link>
  )
}
