import { type DeliberationView, useAssignReaders } from '#client/data/evaluations.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import styles from './evaluations.module.css'

/** How far the readings are, and the button that gives out what nobody reads yet. */
export function Readers({ view: { campaign, rules, counts, can } }: { view: DeliberationView }) {
  const { t } = useMessages()
  const assign = useAssignReaders(campaign.id)
  if (rules.readers.blind === 0) return null
  const isNow = campaign.phase === 'judging' || campaign.phase === 'published'
  const { data } = assign
  return (
    <Card title={t('evaluations.readers')}>
      <Stack>
        <p>
          {t('evaluations.readersLine', { in: counts.readings.in, all: counts.readings.all, waiting: counts.reading })}
        </p>
        <progress
          className={styles.progress}
          aria-label={t('evaluations.readers')}
          max={Math.max(1, counts.readings.all)}
          value={counts.readings.in}
        />
        {data && (
          <Notice role="status" tone={data.lacking.length > 0 ? 'warn' : 'info'}>
            {t('evaluations.assigned', { count: data.given })}{' '}
            {data.lacking.length > 0 &&
              t('evaluations.lacking', {
                count: data.lacking.length,
                names: data.lacking
                  .slice(0, 5)
                  .map(({ title }) => title)
                  .join(', '),
              })}
          </Notice>
        )}
        {assign.isError && <ErrorState error={assign.error} />}
        {can.decide && isNow && counts.reading > 0 && (
          <>
            <p className={styles.quiet}>{t('evaluations.assignHelp', { count: rules.readers.blind })}</p>
            <Actions>
              <OnlineButton isPending={assign.isPending} onPress={() => assign.mutate(undefined)}>
                {t('evaluations.assign')}
              </OnlineButton>
            </Actions>
          </>
        )}
      </Stack>
    </Card>
  )
}
