import { useQuery } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { ReasonField } from '#client/ui/reason-field.tsx'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type BoardPerson, useBoardSession } from '../board-session.ts'
import styles from './moderation.module.css'
import { pausesQuery, useEndPause, usePausePupil } from './queries.ts'
import { usePausedWords } from './use-paused-words.ts'

function PauseDialog({ person, onClose }: { person: BoardPerson; onClose: () => void }) {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const pause = usePausePupil(documentId)
  const [reason, setReason] = useState('')
  const { name, userId } = person
  const send = () =>
    pause.mutate(
      { userId, reason: reason.trim() || null },
      {
        onSuccess: () => {
          announce(t('boards.moderate_isPaused', { name }))
          onClose()
        },
      },
    )
  return (
    <Dialog
      title={t('boards.moderate_pauseTitle', { name })}
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      size="s"
    >
      <Stack>
        <p>{t('boards.moderate_pauseText', { name })}</p>
        <ReasonField value={reason} onChange={setReason} offers={['talk', 'together', 'read']} />
        {pause.isError && <ErrorState error={pause.error} />}
        <Actions>
          <OnlineButton variant="primary" icon={Pause} isPending={pause.isPending} onPress={send}>
            {t('boards.moderate_pause')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Dialog>
  )
}

/** Pauses a pupil, with a reason where one is given; or lets them go on. */
export function PauseButton({ person, isPaused }: { person: BoardPerson; isPaused: boolean }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const { documentId, announce, can } = useBoardSession()
  const [isAsking, setIsAsking] = useState(false)
  const end = useEndPause(documentId)
  const goOn = () =>
    runChange(end, person.userId, {
      onSuccess: () => announce(t('boards.moderate_goesOn', { name: person.name })),
      onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
    })
  return (
    <>
      <OnlineButton
        icon={isPaused ? Play : Pause}
        isDisabled={!can.moderate}
        isPending={end.isPending}
        onPress={() => (isPaused ? goOn() : setIsAsking(true))}
        whom={person.name}
      >
        {t(isPaused ? 'boards.moderate_letGoOn' : 'boards.moderate_pause')}
      </OnlineButton>
      {isAsking && <PauseDialog person={person} onClose={() => setIsAsking(false)} />}
    </>
  )
}

/** What was said of a pause, for the teachers. */
export function PauseReason({ userId }: { userId: string }) {
  const { documentId } = useBoardSession()
  const pausedWords = usePausedWords()
  const { data } = useQuery(pausesQuery(documentId))
  const words = pausedWords(data?.pauses.find((pause) => pause.userId === userId))
  return words !== null && <p className={cx(styles.aside)}>{words}</p>
}
