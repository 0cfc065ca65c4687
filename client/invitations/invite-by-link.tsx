import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import type { Choice } from '../data/invitation-choices.ts'
import { type CreatedInvitation, InviteLink } from './invite-link.tsx'

interface InviteByLinkProps<C extends Choice> {
  /** The first is the one that is meant most often. */
  choices: readonly [C, ...C[]]
  invite: UseMutationResult<{ invitation: CreatedInvitation }, Error, C>
}

/** Choose whom the link is for, get it. */
export function InviteByLink<C extends Choice>({ choices, invite }: InviteByLinkProps<C>) {
  const { t } = useMessages()
  const [choice, setChoice] = useState<C>(choices[0])
  const wordsFor = (id: Choice) => ({
    label: t(`invitations.for_${id}`),
    description: t(`invitations.for_${id}_sentence`),
  })
  if (invite.data) return <InviteLink invitation={invite.data.invitation} />
  return (
    <Stack>
      <RadioGroup
        isCards
        label={t('invitations.who')}
        options={choices.map((id) => ({ id, ...wordsFor(id) }))}
        value={choice}
        onChange={setChoice}
      />
      {invite.isError && <ErrorState error={invite.error} />}
      <Actions>
        <OnlineButton variant="primary" isPending={invite.isPending} onPress={() => invite.mutate(choice)}>
          {t('invitations.makeLink')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
