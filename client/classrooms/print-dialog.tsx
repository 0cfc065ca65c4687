import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { usePrintCards } from '../data/classrooms.ts'
import type { PrintedCard, Pupil } from '../data/classrooms.ts'

interface PrintDialogProps {
  classroomId: string
  pupils: readonly Pupil[]
  onCards: (cards: PrintedCard[]) => void
}

/** Codes are stored as hashes: printing again means a new code, and the old card dies. It is said before it happens. */
export function PrintDialog({ classroomId, pupils, onCards }: PrintDialogProps) {
  const { t } = useMessages()
  const print = usePrintCards(classroomId)
  const replaced = pupils.filter((pupil) => pupil.card.state !== 'none').length
  return (
    <Stack>
      <p>{t('classrooms.printSentence', { count: pupils.length })}</p>
      {replaced > 0 && <Notice tone="warn">{t('classrooms.reprint', { count: replaced })}</Notice>}
      {print.isError && <ErrorState error={print.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          isPending={print.isPending}
          onPress={() =>
            print.mutate(
              pupils.map((pupil) => pupil.id),
              { onSuccess: ({ cards }) => onCards(cards) },
            )
          }
        >
          {t('classrooms.makeCards', { count: pupils.length })}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
