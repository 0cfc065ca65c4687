import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatClock } from '#client/locales/dates.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeDocument } from '#client/data/document-changes.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import { ReasonField } from '../ui/reason-field.tsx'

interface DocumentDialogProps {
  row: Pick<DocumentRow, 'id' | 'title'>
  projectId: string
  onClose: () => void
}

export function RenameDialog({ row, projectId, onClose }: DocumentDialogProps) {
  const { t } = useMessages()
  const change = useChangeDocument(projectId)
  const [title, setTitle] = useState(row.title)
  const save = () => change.mutate({ documentId: row.id, title: title.trim() }, { onSuccess: onClose })
  return (
    <Dialog title={t('documents.renameTitle')} isOpen onOpenChange={onClose} size="s">
      <OnlineForm
        problems={{ title: title.trim() === '' && t('documents.titleMissing') }}
        sending={change}
        submitLabel={t('common.save')}
        onSubmit={save}
      >
        <TextField
          path="title"
          label={t('documents.titleLabel')}
          value={title}
          onChange={setTitle}
          maxLength={200}
          autoFocus
        />
      </OnlineForm>
    </Dialog>
  )
}

const minuteMs = 60_000
const choices = ['15', '60', 'time', 'open'] as const
type Choice = (typeof choices)[number]

/** Until when, in this teacher's own clock: a lesson, an hour, a time of today (or tomorrow when it has passed). */
export function frozenUntil(choice: Choice, clock: string, now: Date): string | null {
  if (choice === 'open') return null
  if (choice !== 'time') return new Date(now.getTime() + Number(choice) * minuteMs).toISOString()
  const [hours, minutes] = clock.split(':').map(Number)
  const until = new Date(now)
  until.setHours(hours ?? 0, minutes ?? 0, 0, 0)
  if (until <= now) until.setDate(until.getDate() + 1)
  return until.toISOString()
}

export function FreezeDialog({ row, projectId, onClose }: DocumentDialogProps) {
  const { t, locale } = useMessages()
  const change = useChangeDocument(projectId)
  const [choice, setChoice] = useState<Choice>('60')
  const [clock, setClock] = useState('')
  const [reason, setReason] = useState('')
  const isClockMissing = choice === 'time' && !/^\d{2}:\d{2}$/.test(clock)
  const freeze = () => {
    const until = frozenUntil(choice, clock, new Date())
    change.mutate(
      { documentId: row.id, state: 'frozen', frozenUntil: until, frozenReason: reason.trim() || null },
      {
        onSuccess: () => {
          onClose()
          toast(
            until
              ? t('documents.frozenUntil', { title: row.title, time: formatClock(until, locale) })
              : t('documents.frozenDone', { title: row.title }),
          )
        },
      },
    )
  }
  return (
    <Dialog title={t('documents.freezeTitle', { title: row.title })} isOpen onOpenChange={onClose} size="s">
      <OnlineForm
        problems={{ frozenUntil: isClockMissing && t('documents.clockMissing') }}
        sending={change}
        submitLabel={t('documents.freeze')}
        onSubmit={freeze}
      >
        <p>{t('documents.freezeSentence')}</p>
        <RadioGroup
          label={t('documents.freezeUntil')}
          options={choices.map((id) => ({ id, label: t(`documents.until_${id}`) }))}
          value={choice}
          onChange={setChoice}
        />
        {choice === 'time' && (
          <TextField path="frozenUntil" label={t('documents.clock')} type="time" value={clock} onChange={setClock} />
        )}
        <ReasonField value={reason} onChange={setReason} offers={['together', 'time', 'later']} />
      </OnlineForm>
    </Dialog>
  )
}
