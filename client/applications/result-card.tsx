import { useState } from 'react'
import { type ApplicationView, useAppeal } from '#client/data/applications.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { Words } from '#client/ui/words.tsx'

type Result = NonNullable<ApplicationView['result']>

const toneOf = { awarded: 'brand', refused: 'neutral', second: 'warn' } as const

/** What was decided and why, with its certificates; a refusal can be appealed against, once. */
export function ResultCard({ application, result }: { application: ApplicationView; result: Result }) {
  const { t, locale } = useMessages()
  const { appeal } = result
  return (
    <Card title={t('applications.result')}>
      <Stack>
        {result.decisions.map((one) => (
          <Decision key={`${one.round} ${one.stage}`} decision={one} />
        ))}
        {result.awards.map((award) => (
          <Award key={award.id} award={award} />
        ))}
        {appeal && (
          <div>
            <p>
              {t(appeal.isDecided ? 'applications.appealed' : 'applications.appealWaits', {
                when: formatMoment(appeal.at, locale),
              })}
            </p>
            <Words>{appeal.text}</Words>
          </div>
        )}
        {result.mayAppeal && <Appeal applicationId={application.id} />}
      </Stack>
    </Card>
  )
}

function Decision({ decision }: { decision: Result['decisions'][number] }) {
  const { t, locale } = useMessages()
  const words = useInLanguages()
  const { stage, outcome, points, place, feedback, reason, decidedAt } = decision
  return (
    <Stack gap="s">
      <Row gap="s">
        <Badge tone={toneOf[outcome]}>{t(`applications.outcome_${outcome}`)}</Badge>
        <span>{t(`applications.decided_${stage}`, { when: formatMoment(decidedAt, locale) })}</span>
        {points !== null && <span>{t('applications.points', { points })}</span>}
        {place !== null && <span>{t('applications.place', { place })}</span>}
      </Row>
      {outcome === 'second' && <p>{t('applications.secondHelp')}</p>}
      {reason !== '' && <Words>{reason}</Words>}
      {stage === 'commission' && feedback.length === 0 && <p>{t('applications.noFeedback')}</p>}
      {feedback.length > 0 && <h3>{t('applications.feedback')}</h3>}
      {feedback.map(({ criterion, words: name, said }) => (
        <div key={criterion}>
          <p>
            <b>{words(name)}</b>
          </p>
          <Words>{said}</Words>
        </div>
      ))}
    </Stack>
  )
}

function Award({ award: { id, scheme, code, state } }: { award: Result['awards'][number] }) {
  const { t, locale } = useMessages()
  const title = t(`applications.scheme_${scheme}`)
  return (
    <Row gap="s">
      <b>{title}</b>
      {state !== 'valid' && <Badge tone="warn">{t(`applications.award_${state}`)}</Badge>}
      {state !== 'withdrawn' && (
        <LinkButton
          href={`/api/awards/${id}/certificate?language=${locale}`}
          aria-label={t('applications.certificateOf', { title })}
        >
          {t('applications.certificate')}
        </LinkButton>
      )}
      <a href={`/certificate/${code}`}>{t('applications.verify')}</a>
    </Row>
  )
}

function Appeal({ applicationId }: { applicationId: string }) {
  const { t } = useMessages()
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const appeal = useAppeal(applicationId)
  if (!isOpen)
    return (
      <Actions>
        <OnlineButton onPress={() => setOpen(true)}>{t('applications.appeal')}</OnlineButton>
      </Actions>
    )
  return (
    <Stack gap="s">
      <p>{t('applications.appealHelp')}</p>
      <TextArea label={t('applications.appealWords')} value={words} onChange={setWords} maxLength={4000} rows={4} />
      {appeal.isError && <ErrorState error={appeal.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isDisabled={words.trim() === ''}
          isPending={appeal.isPending}
          onPress={() => appeal.mutate(words, { onSuccess: () => toast(t('applications.appealSent')) })}
        >
          {t('applications.appealSend')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
