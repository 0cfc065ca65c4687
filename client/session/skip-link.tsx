import { useMessages } from '#client/locales/messages.tsx'
import styles from './door-shell.module.css'

export function SkipLink() {
  const { t } = useMessages()
  return (
    <a href="#main" className={styles.skip}>
      {t('app.skip')}
    </a>
  )
}
