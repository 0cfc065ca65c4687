import { Check, ChevronUp, Flag, Eye } from 'lucide-react'
import { useState } from 'react'
import { useLookAt } from '#client/data/desk-looks.ts'
import { type ReportView, useAnswerReport } from '#client/data/reports.ts'
import { formatSince } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OtherOnIt } from '#client/session/other-on-it.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { TextLink } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { reportAddress } from './report-words.ts'
import styles from './reports.module.css'

function Person({ person }: { person: NonNullable<ReportView['subject']> }) {
  return (
    <>
      <bdi>{person.name}</bdi> <SchoolChip school={person.school} size="tile" />
    </>
  )
}

/** What was seen when it was reported, in its own words. */
function Evidence({ report }: { report: ReportView }) {
  const { t } = useMessages()
  const { evidence, target } = report
  const { title, text, attachments, comments, language } = evidence
  return (
    <div className={styles.evidence}>
      {title !== '' && <p className={styles.title}>{title}</p>}
      {text !== '' && (
        <p className={styles.words} lang={language ?? undefined} dir="auto">
          {text}
        </p>
      )}
      {attachments.map((one) => (
        <p key={one.id}>{t('reports.file', { name: one.alt || one.name || t('reports.fileNameless') })}</p>
      ))}
      {comments.map((comment, at) => (
        <p key={at} dir="auto">
          {comment.name}: {comment.text}
        </p>
      ))}
      {title === '' && text === '' && attachments.length === 0 && target.kind !== 'user' && (
        <p>{t('reports.noWords')}</p>
      )}
    </div>
  )
}

/** Who has done what with it. */
function Deeds({ report }: { report: ReportView }) {
  const { t, locale } = useMessages()
  const deeds = [
    ['seen', report.seen],
    ['handedOn', report.handedOn],
    ['closed', report.closed],
  ] as const
  const said = deeds.flatMap(([deed, done]) =>
    done === null
      ? []
      : [t(`reports.deed_${deed}`, { name: done.name ?? t('reports.somebody'), when: formatSince(done.at, locale) })],
  )
  return (
    <>
      {said.length > 0 && <p className={styles.aside}>{said.join(' · ')}</p>}
      {report.note !== '' && <p className={styles.words}>{t('reports.noteSaid', { note: report.note })}</p>}
    </>
  )
}

function Answers({ report }: { report: ReportView }) {
  const { t } = useMessages()
  const answer = useAnswerReport()
  const [words, setWords] = useState('')
  const give = (decision: 'seen' | 'close' | 'escalate') => answer.mutate({ reportId: report.id, decision, words })
  return (
    <Stack gap="s">
      {answer.isError && <ErrorState error={answer.error} />}
      <TextField
        label={t('reports.note')}
        note={t('common.optional')}
        description={t('reports.noteHelp')}
        value={words}
        onChange={setWords}
        maxLength={500}
      />
      <Row>
        <OnlineButton icon={Check} variant="primary" isPending={answer.isPending} onPress={() => give('close')}>
          {t('reports.close')}
        </OnlineButton>
        {report.seen === null && (
          <OnlineButton icon={Eye} isPending={answer.isPending} onPress={() => give('seen')}>
            {t('reports.markSeen')}
          </OnlineButton>
        )}
        {report.can.escalate && (
          <OnlineButton icon={ChevronUp} isPending={answer.isPending} onPress={() => give('escalate')}>
            {t('reports.escalate')}
          </OnlineButton>
        )}
      </Row>
    </Stack>
  )
}

/** One report: what was said, about whom, by whom, where, and what one may do. */
export function ReportCard({ report, hasLink }: { report: ReportView; hasLink: boolean }) {
  const { t, locale } = useMessages()
  const { reporter, subject, reason, words, target, evidence, turn } = report
  const address = hasLink ? reportAddress(report) : null
  const lookAt = useLookAt(report.project.id, `report.${report.id}`)
  // A school's administrators are in no project.
  const isOnDesk = hasLink && report.can.answer
  const titleId = `report-${report.id}`
  return (
    <article
      className={styles.report}
      aria-labelledby={titleId}
      data-state={report.state}
      ref={isOnDesk ? lookAt : null}
    >
      <header className={styles.head}>
        <Icon of={Flag} />
        <h3 id={titleId}>
          {report.kind === 'detected'
            ? t('reports.detected', { kinds: evidence.found.map((kind) => t('reports.found', { kind })).join(', ') })
            : t('reports.reasonSaid', { reason })}
        </h3>
        {turn === 'after' && <Badge>{t('reports.turnAfter')}</Badge>}
        {hasLink && <OtherOnIt projectId={report.project.id} item={`report.${report.id}`} />}
        {report.level === 'school' && <Badge tone="sun">{t('reports.atSchool')}</Badge>}
      </header>
      <p>
        {t('reports.what', { kind: target.kind })} {subject && <Person person={subject} />}
      </p>
      <Evidence report={report} />
      {words !== '' && <p className={styles.words}>{t('reports.said', { words })}</p>}
      <p className={styles.aside}>
        {reporter && (
          <>
            {t('reports.by')} <Person person={reporter} />
            {' · '}
          </>
        )}
        <time dateTime={report.at}>{formatSince(report.at, locale)}</time>
        {address !== null && (
          <>
            {' · '}
            <TextLink href={address}>{t('reports.place')}</TextLink>
          </>
        )}
      </p>
      <Deeds report={report} />
      {report.can.answer && <Answers report={report} />}
    </article>
  )
}
