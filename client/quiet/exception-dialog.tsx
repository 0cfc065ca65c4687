import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Select } from '#client/ui/select.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import { toast } from '#client/ui/toast.tsx'
import { formatAtSchool } from './clock.ts'
import { useMakeException } from '../data/quiet.ts'

const hourMs = 60 * 60_000
const lengths = ['1', '2', '4', '12', '24', '72', '167'] as const
type Length = (typeof lengths)[number]

interface ExceptionProps {
  /** Null for all projects of the school. */
  projectId: string | null
  timeZone: string
  /** What time it is, by the server that will judge the end. */
  at: string
}

/** Asks for how long and why messages may reach one's pupils although it is quiet. */
export function ExceptionButton(props: ExceptionProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('quiet.exceptTitle')} size="s" trigger={<Button icon={BellRing}>{t('quiet.except')}</Button>}>
      {(close) => <ExceptionForm {...props} onDone={close} />}
    </Dialog>
  )
}

function ExceptionForm({ projectId, timeZone, at, onDone }: ExceptionProps & { onDone: () => void }) {
  const { t, locale } = useMessages()
  const make = useMakeException(projectId)
  const [openedAt] = useState(() => Date.parse(at))
  const [length, setLength] = useState<Length>('2')
  const [reason, setReason] = useState('')
  const endOf = (hours: Length) => new Date(openedAt + Number(hours) * hourMs).toISOString()
  const submit = () => {
    const done = () => {
      toast(t('quiet.excepted', { when: formatAtSchool(endOf(length), timeZone, locale) }))
      onDone()
    }
    make.mutate({ until: endOf(length), reason: reason.trim() }, { onSuccess: done })
  }
  return (
    <OnlineForm
      problems={{ reason: reason.trim().length < 3 && t('quiet.exceptReasonMissing') }}
      sending={make}
      submitLabel={t('quiet.except')}
      onSubmit={submit}
    >
      <p>{t(projectId === null ? 'quiet.exceptAllSentence' : 'quiet.exceptSentence')}</p>
      <Select
        path="until"
        label={t('quiet.exceptUntil')}
        options={lengths.map((id) => ({ id, label: formatAtSchool(endOf(id), timeZone, locale) }))}
        value={length}
        onChange={setLength}
      />
      <TextField
        path="reason"
        label={t('quiet.exceptReason')}
        description={t('quiet.exceptReasonHelp')}
        value={reason}
        onChange={setReason}
        maxLength={200}
      />
    </OnlineForm>
  )
}
