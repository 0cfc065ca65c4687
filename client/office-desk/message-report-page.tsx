import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { messageReportQuery, type MessageReportView, useSettleReport } from '#client/data/contacts.ts'
import { formatMoment, formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import rows from '#client/ui/rows.module.css'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { Words } from '#client/ui/words.tsx'
import styles from './message-report.module.css'

/** A message between teachers that was reported, with what stands around it: nothing else of what they write is read here. */
export function MessageReportPage() {
  const { t } = useMessages()
  const [officeId, reportId] = [useParam('officeId'), useParam('reportId')]
  const { data, isPending, isError, error, refetch } = useQuery(messageReportQuery(officeId, reportId))
  const report = data?.report
  return (
    <>
      <PageHeading
        title={t('contacts.officeTitle')}
        back={{ href: '/office', label: t('offices.desk') }}
        badges={
          report && (
            <Badge tone={report.state === 'open' ? 'sun' : 'neutral'}>{t(`contacts.state_${report.state}`)}</Badge>
          )
        }
        lead={report && t(`contacts.reason_${report.reason}`)}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {report && (
        <Stack gap="l">
          <Facts report={report} />
          <Said report={report} />
          {report.state === 'open' ? <Settle officeId={officeId} reportId={reportId} /> : <Settled report={report} />}
        </Stack>
      )}
    </>
  )
}

function Facts({ report: { subject, reporter, at, words } }: { report: MessageReportView }) {
  const { t, locale } = useMessages()
  const gone = t('contacts.gone')
  return (
    <Stack gap="s">
      <p>{t('contacts.writtenBy', { name: subject?.name ?? gone, school: subject?.school ?? '…' })}</p>
      <p>
        {t('contacts.reportedBy', { name: reporter?.name ?? gone, school: reporter?.school ?? '…' })} ·{' '}
        <time dateTime={at}>{formatSince(at, locale)}</time>
      </p>
      {words !== '' && <Words>{words}</Words>}
    </Stack>
  )
}

function Said({ report }: { report: MessageReportView }) {
  const { t, locale } = useMessages()
  return (
    <section aria-label={t('contacts.said')} className={styles.said}>
      {report.said.map(({ name, by, at, text, isReported, isDeleted }, place) => (
        // Two may be said at one moment: they stand as they were said, and none comes between.
        <article key={`${at} ${place}`} className={styles.message} data-reported={isReported}>
          <Row gap="s">
            <strong>
              <bdi>{name ?? t(by === 'other' ? 'contacts.somebodyElse' : 'contacts.gone')}</bdi>
            </strong>
            {isReported && <Badge tone="danger">{t('contacts.isReported')}</Badge>}
            <time dateTime={at} className={rows.aside}>
              {formatMoment(at, locale)}
            </time>
          </Row>
          {isDeleted ? <p className={rows.aside}>{t('contacts.takenBack')}</p> : <Words>{text}</Words>}
        </article>
      ))}
    </section>
  )
}

function Settle({ officeId, reportId }: { officeId: string; reportId: string }) {
  const { t } = useMessages()
  const settle = useSettleReport(officeId, reportId)
  const [note, setNote] = useState('')
  return (
    <div className={rows.narrow}>
      <OnlineForm
        problems={{}}
        sending={settle}
        hasWords={note !== ''}
        submitLabel={t('contacts.settle')}
        onSubmit={() => settle.mutate(note)}
      >
        <TextArea
          path="note"
          label={t('contacts.note')}
          note={t('common.optional')}
          value={note}
          onChange={setNote}
          maxLength={2000}
          rows={3}
        />
      </OnlineForm>
    </div>
  )
}

function Settled({ report: { handler, handledAt, note } }: { report: MessageReportView }) {
  const { t, locale } = useMessages()
  return (
    <Stack gap="s">
      <p>
        {t('contacts.settled', {
          name: handler ?? t('contacts.gone'),
          when: handledAt === null ? '' : formatSince(handledAt, locale),
        })}
      </p>
      {note !== '' && <p>{t('contacts.settledNote', { note })}</p>}
    </Stack>
  )
}
