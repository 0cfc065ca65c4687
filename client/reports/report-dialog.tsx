import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { peopleQuery, type PeopleView } from '#client/data/people.ts'
import { projectQuery } from '#client/data/projects.ts'
import type { AskedReport } from '#client/data/reports-asked.ts'
import { type ReportReason, useMakeReport } from '#client/data/reports.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { reasons } from './report-words.ts'

const longestWords = 500

interface ReportDialogProps {
  projectId: string
  asked: AskedReport
  onClose: () => void
}

/** Whose it is, where that is known, and whether it is a grown-up's. */
function useWhose(projectId: string, { target, authorId }: AskedReport) {
  const people: PeopleView | undefined = useQuery(peopleQuery(projectId)).data
  const id = 'user' in target ? target.user : authorId
  return [...(people?.members ?? []), ...(people?.former ?? [])].find(({ userId }) => userId === id)
}

const kindOf = (target: AskedReport['target']) => {
  if ('message' in target) return 'message'
  if ('user' in target) return 'user'
  return 'object' in target ? 'object' : 'document'
}

const sentTo = (level: string) => {
  if (level === 'office') return 'reports.sentToOffice'
  return level === 'school' ? 'reports.sentToSchool' : 'reports.sent'
}

/** Why, in a few words; who will read it, and who will not know. */
export function ReportDialog({ projectId, asked, onClose }: ReportDialogProps) {
  const { t } = useMessages()
  const make = useMakeReport(projectId)
  const whose = useWhose(projectId, asked)
  const level = make.data?.report.level
  const isCircle = useQuery(projectQuery(projectId)).data?.project.kind === 'circle'
  return (
    <Dialog
      title={t(`reports.ask_${kindOf(asked.target)}`)}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      size="s"
    >
      {level === undefined ? (
        <ReportForm {...{ asked, whose, make, isCircle }} />
      ) : (
        <Stack>
          <p role="status">{t(sentTo(level))}</p>
          <p>{t('reports.sentNext')}</p>
          <Actions>
            <Button variant="primary" autoFocus onPress={onClose}>
              {t('reports.done')}
            </Button>
          </Actions>
        </Stack>
      )}
    </Dialog>
  )
}

interface ReportFormProps {
  asked: AskedReport
  whose: ReturnType<typeof useWhose>
  make: ReturnType<typeof useMakeReport>
  /** Among teachers alone: the office reads it. */
  isCircle: boolean
}

function ReportForm({ asked, whose, make, isCircle }: ReportFormProps) {
  const { t } = useMessages()
  const readers = whose?.kind === 'staff' ? 'reports.readBySchool' : 'reports.readByTeachers'
  const [reason, setReason] = useState<ReportReason | null>(null)
  const [words, setWords] = useState('')
  const send = () => {
    if (reason !== null) make.mutate({ target: asked.target, reason, words })
  }
  return (
    <OnlineForm
      problems={{ reason: reason === null && t('reports.reasonMissing') }}
      sending={make}
      submitLabel={t('reports.send')}
      onSubmit={send}
    >
      <RadioGroup
        path="reason"
        label={t('reports.reason')}
        options={reasons.map((id) => ({ id, label: t(`reports.reason_${id}`) }))}
        value={reason}
        onChange={setReason}
      />
      <TextArea
        label={t('reports.words')}
        note={t('common.optional')}
        value={words}
        onChange={setWords}
        maxLength={longestWords}
        rows={2}
      />
      <p>
        {t(isCircle ? 'reports.readByOffice' : readers)}{' '}
        {whose === undefined ? t('reports.nobodyKnows') : t('reports.wontKnow', { name: whose.name })}
      </p>
    </OnlineForm>
  )
}
