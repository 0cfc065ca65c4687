import { useState } from 'react'
import { type LastRollover, useUndoRollover } from '#client/data/rollover.ts'
import { formatMoment } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'

/** What was done last, and for how long it can be taken back. */
export function LastRolloverNotice({ last }: { last: LastRollover }) {
  const { t, locale } = useMessages()
  const { doneAt, undoneAt, undoneUntil } = last
  if (undoneAt !== null) return <Notice>{t('rollover.wasUndone', { when: formatMoment(undoneAt, locale) })}</Notice>
  const changed = last.classes.map(({ from, to }) => `${from} → ${to}`).join(', ')
  return (
    <Notice
      title={t('rollover.wasDone', { when: formatMoment(doneAt, locale) })}
      action={undoneUntil !== null && <Undo rolloverId={last.id} />}
    >
      <p>{changed}</p>
      {undoneUntil !== null && <p>{t('rollover.undoneUntil', { when: formatMoment(undoneUntil, locale) })}</p>}
    </Notice>
  )
}

function Undo({ rolloverId }: { rolloverId: string }) {
  const { t } = useMessages()
  const undo = useUndoRollover()
  const [isOpen, setOpen] = useState(false)
  const run = () =>
    undo.mutate(rolloverId, {
      onSuccess: () => {
        setOpen(false)
        toast(t('rollover.undone'))
      },
    })
  return (
    <>
      <OnlineButton onPress={() => setOpen(true)}>{t('rollover.undo')}</OnlineButton>
      <ConfirmDialog
        title={t('rollover.undoTitle')}
        confirmLabel={t('rollover.undo')}
        isOpen={isOpen}
        onOpenChange={setOpen}
        isPending={undo.isPending}
        onConfirm={run}
      >
        <Stack>
          <p>{t('rollover.undoSentence')}</p>
          {undo.isError && <ErrorState error={undo.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
