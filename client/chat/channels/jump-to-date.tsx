import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'

/** A day to go to: the first message of it, or the next one after it. */
export function JumpToDate({ onClose, onDate }: { onClose: () => void; onDate: (date: string) => void }) {
  const { t } = useMessages()
  const [date, setDate] = useState('')
  const [hasTried, setHasTried] = useState(false)
  const isMissing = !/^\d{4}-\d{2}-\d{2}$/.test(date)
  return (
    <Dialog title={t('chat.jumpToDate')} isOpen onOpenChange={onClose} size="s">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setHasTried(true)
          if (isMissing) return
          onDate(date)
          onClose()
        }}
      >
        <Stack>
          <TextField
            label={t('chat.day')}
            type="date"
            value={date}
            onChange={setDate}
            error={hasTried && isMissing ? t('chat.dayMissing') : null}
          />
          <Actions>
            <Button type="submit" variant="primary">
              {t('chat.goThere')}
            </Button>
          </Actions>
        </Stack>
      </form>
    </Dialog>
  )
}
