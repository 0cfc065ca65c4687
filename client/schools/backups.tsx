import { fileSize } from '#client/files/file-size.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { SchoolView } from '../data/schools.ts'
import styles from './school-facts.module.css'

/** When all of this was last put in a safe place, for whoever looks after the installation. */
export function Backups({ backups }: { backups: NonNullable<SchoolView['backups']> }) {
  const { t, locale } = useMessages()
  const { last, failed, isOld, everyHours } = backups
  return (
    <Stack gap="l">
      {failed && (
        <Notice tone="warn">
          <p>{t('schools.backupFailed')}</p>
          <p lang="en" dir="auto">
            {failed.reason}
          </p>
        </Notice>
      )}
      {isOld && !failed && <Notice tone="warn">{t('schools.backupOld')}</Notice>}
      <Card title={t('schools.backupTitle')}>
        <Stack>
          {last ? (
            <dl className={styles.facts}>
              <dt>{t('schools.backupLast')}</dt>
              <dd>
                <time dateTime={last.at}>{formatMoment(last.at, locale)}</time>
              </dd>
              <dt>{t('schools.backupSize')}</dt>
              <dd>{fileSize(last.bytes, locale)}</dd>
              <dt>{t('schools.backupFile')}</dt>
              <dd>{last.file}</dd>
            </dl>
          ) : (
            <p>{t('schools.backupNone')}</p>
          )}
          {last && !isOld && !failed && <p>{t('schools.backupGood')}</p>}
          <p>{t('schools.backupEvery', { hours: everyHours })}</p>
          <p>{t('schools.backupKey')}</p>
        </Stack>
      </Card>
    </Stack>
  )
}
