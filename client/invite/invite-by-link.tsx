import type { UseMutationResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { type CreatedInvitation, InviteLink } from './invite-link.tsx'

type Role = 'teacher' | 'visitor' | 'guest' | 'staff' | 'admin'

interface InviteByLinkProps<R extends Role> {
  /** The first is the one that is meant most often. */
  roles: readonly [R, ...R[]]
  invite: UseMutationResult<{ invitation: CreatedInvitation }, Error, R>
}

/** Choose what the person may do, get the link. */
export function InviteByLink<R extends Role>({ roles, invite }: InviteByLinkProps<R>) {
  const { t } = useMessages()
  const [role, setRole] = useState<R>(roles[0])
  const wordsFor = (id: Role) => ({ label: t(`invite.role_${id}`), description: t(`invite.role_${id}_sentence`) })
  if (invite.data) return <InviteLink invitation={invite.data.invitation} />
  return (
    <Stack>
      <RadioGroup
        isCards
        label={t('invite.who')}
        options={roles.map((id) => ({ id, ...wordsFor(id) }))}
        value={role}
        onChange={setRole}
      />
      {invite.isError && <ErrorState error={invite.error} />}
      <Actions>
        <OnlineButton variant="primary" isPending={invite.isPending} onPress={() => invite.mutate(role)}>
          {t('invite.makeLink')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
