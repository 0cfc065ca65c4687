import { fileSize } from '#client/attachments/file-size.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/projects/dates.ts'
import { Card, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { SchoolView } from './queries.ts'
import styles from './school-facts.module.css'

/** When all of this was last put in a safe place, for whoever looks after the installation. */
export function Backups({ backups }: { backups: NonNullable<SchoolView['backups']> }) {
  const { t, locale } = useMessages()
  const { last, failed, isOld, everyHours } = backups
  return (
    <Stack gap="l">
      {failed && (
        <Notice tone="warn">
          <p>{t('school.backupFailed')}</p>
          <p lang="en" dir="auto">
            {failed.reason}
          </p>
        </Notice>
      )}
      {isOld && !failed && <Notice tone="warn">{t('school.backupOld')}</Notice>}
      <Card title={t('school.backupTitle')}>
        <Stack>
          {last ? (
            <dl className={styles.facts}>
              <dt>{t('school.backupLast')}</dt>
              <dd>
                <time dateTime={last.at}>{formatMoment(last.at, locale)}</time>
              </dd>
              <dt>{t('school.backupSize')}</dt>
              <dd>{fileSize(last.bytes, locale)}</dd>
              <dt>{t('school.backupFile')}</dt>
              <dd>{last.file}</dd>
            </dl>
          ) : (
            <p>{t('school.backupNone')}</p>
          )}
          {last && !isOld && !failed && <p>{t('school.backupGood')}</p>}
          <p>{t('school.backupEvery', { hours: everyHours })}</p>
          <p>{t('school.backupKey')}</p>
        </Stack>
      </Card>
    </Stack>
  )
}
