import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useBoardSession } from '../board-session.ts'
import { useEndVote, type Vote } from './queries.ts'

/** A teacher ends a vote: counted for all to see, or called off. Who chose what is forgotten either way. */
export function EndVote({ vote, autoFocus = false }: { vote: Vote; autoFocus?: boolean }) {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const [isOpen, setIsOpen] = useState(false)
  const end = useEndVote(documentId, vote.id)
  const finish = (count: boolean) =>
    end.mutate(count, {
      onSuccess: () => {
        setIsOpen(false)
        announce(t(count ? 'boards.vote_counted' : 'boards.vote_calledOff'))
      },
    })
  return (
    <>
      <Button autoFocus={autoFocus} onPress={() => setIsOpen(true)}>
        {t('boards.vote_end')}
      </Button>
      <Dialog title={t('boards.vote_endTitle')} isOpen={isOpen} onOpenChange={setIsOpen} size="s">
        <Stack>
          <p>{t('boards.vote_voters', { count: vote.voterCount ?? 0 })}</p>
          <p>{t('boards.vote_endHelp')}</p>
          {end.isError && <ErrorState error={end.error} />}
          <Actions>
            <OnlineButton variant="primary" isPending={end.isPending} onPress={() => finish(true)}>
              {t('boards.vote_count')}
            </OnlineButton>
            <OnlineButton isDisabled={end.isPending} onPress={() => finish(false)}>
              {t('boards.vote_callOff')}
            </OnlineButton>
          </Actions>
        </Stack>
      </Dialog>
    </>
  )
}
