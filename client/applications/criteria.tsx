import { useState } from 'react'
import { type ApplicationView, usePinEvidence, useTakeEvidenceBack } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import styles from './applications.module.css'
import { EvidenceContent } from './evidence-content.tsx'
import { EvidenceNote } from './evidence-note.tsx'

type Evidence = ApplicationView['evidence'][number]

const toneOf = { bare: 'warn', begun: 'neutral', covered: 'brand' } as const

/** What speaks to each criterion, and what does not yet. */
export function Criteria({ application }: { application: ApplicationView }) {
  const { t } = useMessages()
  const projectId = application.subject.project?.id
  return (
    <Card title={t('applications.criteria')}>
      <p>{t('applications.criteriaHelp')}</p>
      {projectId !== undefined && application.can.write && (
        <Actions>
          <LinkButton href={`/p/${projectId}/extracts`}>{t('applications.toExtracts')}</LinkButton>
        </Actions>
      )}
      <div className={styles.criteria}>
        {application.criteria.map((one) => (
          <Criterion key={one.id} application={application} criterion={one} />
        ))}
      </div>
    </Card>
  )
}

interface CriterionProps {
  application: ApplicationView
  criterion: ApplicationView['criteria'][number]
}

function Criterion({ application, criterion: { id, words: name, parts, isOpen } }: CriterionProps) {
  const { t } = useMessages()
  const words = useInLanguages()
  const gap = application.gaps.find(({ criterion }) => criterion === id)
  const needed = parts.filter(({ isKnockOut }) => isKnockOut)
  const pinned = application.evidence.filter(({ criterion }) => criterion === id)
  const isWritten = application.can.write && isOpen
  return (
    <section aria-label={words(name)} className={styles.criterion}>
      <Row gap="s">
        <h3>{words(name)}</h3>
        {gap && <Badge tone={toneOf[gap.level]}>{t(`applications.gap_${gap.level}`)}</Badge>}
      </Row>
      {gap && (
        <p className={styles.who}>
          {t('applications.gapLine', { evidence: gap.evidence, written: gap.answers.written, of: gap.answers.of })}
        </p>
      )}
      {needed.map((part) => (
        <p key={part.id} className={styles.who}>
          {t('applications.knockOut', { name: words(part.words) })}
        </p>
      ))}
      {pinned.map((one) => (
        <Pinned key={one.id} application={application} one={one} isWritten={isWritten} />
      ))}
      {isWritten && application.subject.project !== null && (
        <PinCollaboration applicationId={application.id} criterion={id} />
      )}
    </section>
  )
}

interface PinnedProps {
  application: ApplicationView
  one: Evidence
  isWritten: boolean
}

function Pinned({ application, one, isWritten }: PinnedProps) {
  const { t, locale } = useMessages()
  const back = useTakeEvidenceBack(application.id)
  const by = one.pinnedBy ?? t('dossier.somebody')
  if (one.isWithdrawn)
    return (
      <p className={styles.who}>
        {t(one.why === 'extract_removed' ? 'applications.gone_extract' : 'applications.gone_back', {
          when: formatMoment(one.withdrawnAt ?? one.pinnedAt, locale),
        })}
      </p>
    )
  return (
    <article aria-label={t(`applications.kind_${one.kind}`)} className={styles.evidence}>
      <p className={styles.who}>
        {t('applications.pinned', {
          kind: t(`applications.kind_${one.kind}`),
          by,
          when: formatMoment(one.pinnedAt, locale),
        })}
      </p>
      <EvidenceContent extract={one.extract} />
      {back.isError && <ErrorState error={back.error} />}
      <EvidenceNote
        applicationId={application.id}
        evidenceId={one.id}
        note={one.note}
        isWritten={isWritten}
        actions={
          <OnlineButton variant="quiet" isPending={back.isPending} onPress={() => back.mutate(one.id)}>
            {t('applications.takeBack')}
          </OnlineButton>
        }
      />
    </article>
  )
}

function PinCollaboration({ applicationId, criterion }: { applicationId: string; criterion: string }) {
  const { t } = useMessages()
  const [note, setNote] = useState('')
  const [isOpen, setOpen] = useState(false)
  const pin = usePinEvidence()
  if (!isOpen)
    return (
      <Actions>
        <OnlineButton variant="quiet" onPress={() => setOpen(true)}>
          {t('applications.addCollaboration')}
        </OnlineButton>
      </Actions>
    )
  return (
    <Stack gap="s">
      <p>{t('applications.collaborationHelp')}</p>
      <TextArea label={t('applications.note')} value={note} onChange={setNote} maxLength={1000} rows={2} />
      {pin.isError && <ErrorState error={pin.error} />}
      <Actions>
        <Button variant="quiet" onPress={() => setOpen(false)}>
          {t('common.cancel')}
        </Button>
        <OnlineButton
          variant="primary"
          isPending={pin.isPending}
          onPress={() =>
            pin.mutate({ applicationId, criterion, note, collaboration: true }, { onSuccess: () => setOpen(false) })
          }
        >
          {t('applications.pinCollaboration')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
