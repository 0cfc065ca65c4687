import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { RadioGroup } from '#client/ui/choice.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { InviteLink } from './invite-link.tsx'
import { useInviteToProject } from './queries.ts'
import type { ProjectInvitationRole } from './queries.ts'

const roles = ['teacher', 'visitor', 'guest'] as const

/** Choose what the person may do, get the link. */
export function InviteByLink({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const invite = useInviteToProject(projectId)
  const [role, setRole] = useState<ProjectInvitationRole>('teacher')
  if (invite.data) return <InviteLink invitation={invite.data.invitation} />
  return (
    <Stack>
      <RadioGroup
        isCards
        label={t('invite.who')}
        options={roles.map((id) => ({
          id,
          label: t(`invite.role_${id}`),
          description: t(`invite.role_${id}_sentence`),
        }))}
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

/** The last step of a new project: the partner teacher's link, then into the project. */
export function InvitePartner({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const invite = useInviteToProject(projectId)
  return (
    <Stack>
      <p>{t('invite.partnerSentence')}</p>
      {invite.data && <InviteLink invitation={invite.data.invitation} />}
      {invite.isError && <ErrorState error={invite.error} />}
      <Actions>
        {!invite.data && (
          <OnlineButton variant="primary" isPending={invite.isPending} onPress={() => invite.mutate('teacher')}>
            {t('invite.makeLink')}
          </OnlineButton>
        )}
        <LinkButton href={`/p/${projectId}/pages`} variant={invite.data ? 'primary' : 'quiet'}>
          {t('invite.goToProject')}
        </LinkButton>
      </Actions>
    </Stack>
  )
}
