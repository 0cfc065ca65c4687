import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-aria-components'
import { handledReportsQuery } from '#client/data/contacts.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { ErrorState } from '#client/ui/states.tsx'
import styles from '#client/ui/rows.module.css'

/** Reports of messages that were settled, the latest first; nothing where there is none. */
export function HandledMessages({ officeId }: { officeId: string }) {
  const { t, locale } = useMessages()
  const { data, isPending, error, refetch } = useQuery(handledReportsQuery(officeId))
  if (isPending) return null
  if (!data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const { reports } = data
  if (reports.length === 0) return null
  return (
    <section aria-label={t('contacts.handledList')}>
      <h2>{t('contacts.handledList')}</h2>
      <ul role="list" className={styles.list}>
        {reports.map(({ id, subject, reason, handler, handledAt }) => (
          <li key={id}>
            <Link href={`/office/${officeId}/messages/${id}`} className={cx(styles.row)}>
              <bdi className={styles.title}>{subject?.name ?? t('contacts.gone')}</bdi>
              <span className={styles.aside}>
                {t(`contacts.reason_${reason}`)} ·{' '}
                {t('contacts.settled', {
                  name: handler ?? t('contacts.gone'),
                  when: handledAt === null ? '' : formatSince(handledAt, locale),
                })}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
