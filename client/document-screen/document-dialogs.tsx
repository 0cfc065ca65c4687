import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatClock } from '#client/locales/dates.ts'
import { OnlineForm } from '#client/session/online-form.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeDocument } from '#client/data/document-changes.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import { TitleLanguage } from './title-language.tsx'
import { ReasonField } from '../ui/reason-field.tsx'

interface DocumentDialogProps {
  row: Pick<DocumentRow, 'id' | 'title'>
  projectId: string
  onClose: () => void
}

interface RenameDialogProps extends DocumentDialogProps {
  row: Pick<DocumentRow, 'id' | 'title' | 'language'>
}

export function RenameDialog({ row, projectId, onClose }: RenameDialogProps) {
  const { t } = useMessages()
  const change = useChangeDocument(projectId)
  const [title, setTitle] = useState(row.title)
  const [language, setLanguage] = useState(row.language)
  const save = () => change.mutate({ documentId: row.id, title: title.trim(), language }, { onSuccess: onClose })
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
        <TitleLanguage projectId={projectId} value={language} onChange={setLanguage} />
      </OnlineForm>
    </Dialog>
  )
}

const choices = ['15', '60', 'time', 'open'] as const
type Choice = (typeof choices)[number]

/** For how long: a lesson, an hour, until a time that this teacher's own clock will show (tomorrow when it has passed). */
export function frozenForSeconds(choice: Choice, clock: string, now: Date): number | null {
  if (choice === 'open') return null
  if (choice !== 'time') return Number(choice) * 60
  const [hours, minutes] = clock.split(':').map(Number)
  const until = new Date(now)
  until.setHours(hours ?? 0, minutes ?? 0, 0, 0)
  if (until <= now) until.setDate(until.getDate() + 1)
  return Math.ceil((until.getTime() - now.getTime()) / 1_000)
}

export function FreezeDialog({ row, projectId, onClose }: DocumentDialogProps) {
  const { t, locale } = useMessages()
  const change = useChangeDocument(projectId)
  const [choice, setChoice] = useState<Choice>('60')
  const [clock, setClock] = useState('')
  const [reason, setReason] = useState('')
  const isClockMissing = choice === 'time' && !/^\d{2}:\d{2}$/.test(clock)
  const freeze = () => {
    const length = frozenForSeconds(choice, clock, new Date())
    runChange(
      change,
      { documentId: row.id, state: 'frozen', frozenForSeconds: length, frozenReason: reason.trim() || null },
      {
        onSuccess: (answer) => {
          const until = answer.document.frozen?.until
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
