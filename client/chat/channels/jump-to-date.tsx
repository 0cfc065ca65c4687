import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Form } from '#client/ui/form.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { TextField } from '#client/ui/text-field.tsx'

/** A day to go to: the first message of it, or the next one after it. */
export function JumpToDate({ onClose, onDate }: { onClose: () => void; onDate: (date: string) => void }) {
  const { t } = useMessages()
  const [date, setDate] = useState('')
  const isMissing = !/^\d{4}-\d{2}-\d{2}$/.test(date)
  return (
    <Dialog title={t('chat.jumpToDate')} isOpen onOpenChange={onClose} size="s">
      <Form
        problems={{ date: isMissing && t('chat.dayMissing') }}
        onSubmit={() => {
          onDate(date)
          onClose()
        }}
      >
        <Stack>
          <TextField path="date" label={t('chat.day')} type="date" value={date} onChange={setDate} />
          <Actions>
            <Button type="submit" variant="primary">
              {t('chat.goThere')}
            </Button>
          </Actions>
        </Stack>
      </Form>
    </Dialog>
  )
}
