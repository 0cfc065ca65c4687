import type { DeliberationView } from '#client/data/evaluations.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card } from '#client/ui/layout.tsx'
import rowStyles from '#client/ui/rows.module.css'

/** What was sent back and is not handed in again: it stands in no order until then. */
export function Returned({ view: { returned } }: { view: DeliberationView }) {
  const { t, locale } = useMessages()
  if (returned.length === 0) return null
  return (
    <Card title={t('evaluations.returned')}>
      <p>{t('evaluations.returnedHelp')}</p>
      <ul role="list" className={rowStyles.list} aria-label={t('evaluations.returned')}>
        {returned.map(({ applicationId, title, applicant, reason, until }) => (
          <li key={applicationId} className={rowStyles.row}>
            <bdi>{[title, applicant].filter(Boolean).join(', ')}</bdi>
            <time dateTime={until} className={rowStyles.aside}>
              {t('applications.until', { when: formatMoment(until, locale) })}
            </time>
            <span className={rowStyles.aside}>{reason}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
