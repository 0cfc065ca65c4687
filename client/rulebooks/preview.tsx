import type { Rules } from '#client/data/rulebooks.ts'
import { formatDay } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import styles from './rulebooks.module.css'
import type { usePreview } from './use-preview.ts'

interface EligibleProps {
  preview: ReturnType<typeof usePreview>
  rules: Rules
}

/** Who would be eligible today by the rules as they stand on the screen. */
export function Eligible({ preview: { data, error, problems, isFetching }, rules }: EligibleProps) {
  const { t, locale } = useMessages()
  const wrong = Object.keys(problems).length
  const later = rules.conditions.filter(({ id }) => data?.later.includes(id))
  return (
    <Card title={t('rulebooks.preview')}>
      <Stack gap="s">
        <p role="status">
          {isFetching && t('rulebooks.asking')}
          {!isFetching && wrong > 0 && t('rulebooks.wrong', { count: wrong })}
          {!isFetching && error === null && data?.count === null && t('rulebooks.notHere')}
          {!isFetching &&
            error === null &&
            data !== undefined &&
            data.count !== null &&
            t(`rulebooks.eligible_${data.subject}`, { count: data.count, of: data.lookedAt })}
        </p>
        {error !== null && wrong === 0 && <ErrorState error={error} />}
        {error === null && data && (
          <>
            <p>{t('rulebooks.on', { day: formatDay(data.on, locale) })}</p>
            {data.first.length > 0 && (
              <ul className={styles.names} aria-label={t('rulebooks.first')}>
                {data.first.map(({ id, name }) => (
                  <li key={id}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            )}
            {(data.count ?? 0) > data.first.length && (
              <p>{t('rulebooks.more', { count: (data.count ?? 0) - data.first.length })}</p>
            )}
            {data.isPart && <p>{t('rulebooks.isPart', { count: data.lookedAt })}</p>}
            {later.length > 0 && (
              <>
                <p>{t('rulebooks.later')}</p>
                <ul className={styles.names}>
                  {later.map(({ id, is }) => (
                    <li key={id}>{t(`rulebooks.is_${is}`)}</li>
                  ))}
                </ul>
              </>
            )}
          </>
        )}
      </Stack>
    </Card>
  )
}
