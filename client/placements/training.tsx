import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Training as TrainingView, trainingQuery, useApply } from '#client/data/placements.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { ArrangeForm } from './arrange-form.tsx'
import { Placements } from './placements.tsx'

/** Of an institution: where it stands with the office, its placements, and the way to arrange one. */
export function Training() {
  const { data, isPending, isError, error, refetch } = useQuery(trainingQuery)
  return (
    <Stack gap="l">
      {isPending && <Skeleton of="rows" count={3} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Admission training={data} />}
      {data?.can.arrange && <Arrange training={data} />}
      {data && <Placements />}
    </Stack>
  )
}

function Arrange({ training }: { training: TrainingView }) {
  const { t } = useMessages()
  if (training.trainees.length === 0) return <Notice title={t('placements.noTrainees')} />
  return (
    <Row>
      <Dialog
        title={t('placements.arrange')}
        size="l"
        isForWriting
        trigger={<Button variant="primary">{t('placements.arrange')}</Button>}
      >
        {(close) => <ArrangeForm training={training} onDone={close} />}
      </Dialog>
    </Row>
  )
}

const wordsOf = {
  waiting: 'placements.admissionWaits',
  question: 'placements.admissionQuestion',
  approved: 'placements.admissionNone',
  refused: 'placements.admissionRefused',
  withdrawn: 'placements.admissionNone',
} as const

function Admission({ training: { admission } }: { training: TrainingView }) {
  const { t } = useMessages()
  const { isAdmitted, office, asked, canApply } = admission
  if (office === null) return <p>{t('placements.admissionFree')}</p>
  if (isAdmitted) return <p>{t('placements.admitted', { office: office.name })}</p>
  return (
    <Card title={t('placements.admission')}>
      <p>{t(asked ? wordsOf[asked.state] : 'placements.admissionNone', { office: office.name })}</p>
      <Row>
        {asked && (
          <LinkButton href={`/office/approvals/${asked.approvalId}`}>{t('placements.admissionOpen')}</LinkButton>
        )}
        {canApply && (
          <Dialog
            title={t('placements.apply')}
            isForWriting
            trigger={<Button variant={asked ? 'secondary' : 'primary'}>{t('placements.apply')}</Button>}
          >
            {(close) => <ApplyForm onDone={close} />}
          </Dialog>
        )}
      </Row>
    </Card>
  )
}

function ApplyForm({ onDone }: { onDone: () => void }) {
  const { t } = useMessages()
  const apply = useApply()
  const [letter, setLetter] = useState('')
  const done = () => {
    toast(t('placements.applied'))
    onDone()
  }
  return (
    <OnlineForm
      problems={{ letter: letter.trim() === '' && t('placements.writeSomething') }}
      sending={apply}
      hasWords={letter !== ''}
      submitLabel={t('placements.apply')}
      onSubmit={() => apply.mutate(letter, { onSuccess: done })}
    >
      <TextArea
        path="letter"
        label={t('placements.letter')}
        description={t('placements.letterHelp')}
        value={letter}
        onChange={setLetter}
        rows={10}
        maxLength={4000}
      />
    </OnlineForm>
  )
}
