import { useState } from 'react'
import { useStartTimer } from '#client/data/timer.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { NumberField } from '#client/ui/number-field.tsx'
import { TextField } from '#client/ui/text-field.tsx'

const usualMinutes = 10
const mostMinutes = 480

/** How long, and what for. */
export function StartTimerDialog({ projectId, onClose }: { projectId: string; onClose: () => void }) {
  const { t } = useMessages()
  const start = useStartTimer(projectId)
  const [minutes, setMinutes] = useState(usualMinutes)
  const [words, setWords] = useState('')
  const isGiven = minutes >= 1 && minutes <= mostMinutes
  const send = () => {
    const forWhat = words.trim()
    const asked = { seconds: minutes * 60, ...(forWhat === '' ? {} : { words: forWhat }) }
    start.mutate(asked, { onSuccess: onClose })
  }
  return (
    <Dialog title={t('timer.set')} isOpen onOpenChange={(isOpen) => isOpen || onClose()} size="s">
      <OnlineForm
        problems={{ seconds: !isGiven && t('timer.minutesMissing') }}
        sending={start}
        submitLabel={t('timer.start')}
        onSubmit={send}
      >
        <NumberField
          path="seconds"
          label={t('timer.minutes')}
          value={minutes}
          onChange={setMinutes}
          minValue={1}
          maxValue={mostMinutes}
          autoFocus
        />
        <TextField
          path="words"
          label={t('timer.words')}
          note={t('timer.wordsNote')}
          description={t('timer.seenByAll')}
          value={words}
          onChange={setWords}
          maxLength={120}
        />
      </OnlineForm>
    </Dialog>
  )
}
