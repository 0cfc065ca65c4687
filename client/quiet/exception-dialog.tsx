import { BellRing } from 'lucide-react'
import { useState } from 'react'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
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
  const fieldError = useFieldError()
  const make = useMakeException(projectId)
  const [openedAt] = useState(() => Date.parse(at))
  const [length, setLength] = useState<Length>('2')
  const [reason, setReason] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const endOf = (hours: Length) => new Date(openedAt + Number(hours) * hourMs).toISOString()
  const isMissing = reason.trim().length < 3
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setHasTried(true)
        if (isMissing) return
        const done = () => {
          toast(t('quiet.excepted', { when: formatAtSchool(endOf(length), timeZone, locale) }))
          onDone()
        }
        make.mutate({ until: endOf(length), reason: reason.trim() }, { onSuccess: done })
      }}
    >
      <Stack>
        <p>{t(projectId === null ? 'quiet.exceptAllSentence' : 'quiet.exceptSentence')}</p>
        <Select
          label={t('quiet.exceptUntil')}
          options={lengths.map((id) => ({ id, label: formatAtSchool(endOf(id), timeZone, locale) }))}
          value={length}
          onChange={setLength}
          error={fieldError(make.error, 'until')}
        />
        <TextField
          label={t('quiet.exceptReason')}
          description={t('quiet.exceptReasonHelp')}
          value={reason}
          onChange={setReason}
          maxLength={200}
          error={hasTried && isMissing ? t('quiet.exceptReasonMissing') : fieldError(make.error, 'reason')}
        />
        {make.isError && <ErrorState error={make.error} />}
        <Actions>
          <OnlineButton type="submit" variant="primary" isPending={make.isPending}>
            {t('quiet.except')}
          </OnlineButton>
        </Actions>
      </Stack>
    </form>
  )
}
