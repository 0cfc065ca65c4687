import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { InviteLink } from './invite-link.tsx'
import { useInviteToProject } from '../data/invitations.ts'

/** The last step of a new project: the partner teacher's link, then into the project. */
export function InvitePartner({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const invite = useInviteToProject(projectId)
  return (
    <Stack>
      <p>{t('invitations.partnerSentence')}</p>
      {invite.data && <InviteLink invitation={invite.data.invitation} />}
      {invite.isError && <ErrorState error={invite.error} />}
      <Actions>
        {!invite.data && (
          <OnlineButton variant="primary" isPending={invite.isPending} onPress={() => invite.mutate('partner')}>
            {t('invitations.makeLink')}
          </OnlineButton>
        )}
        <LinkButton href={`/p/${projectId}/pages`} variant={invite.data ? 'primary' : 'quiet'}>
          {t('invitations.goToProject')}
        </LinkButton>
      </Actions>
    </Stack>
  )
}
