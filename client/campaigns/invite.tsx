import { useState } from 'react'
import { type CampaignView, useInviteSchools } from '#client/data/campaigns.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useCampaignName } from './campaign-name.ts'

/** Invites the schools that have come to meet the conditions since the last time. */
export function Invite({ officeId, campaign }: { officeId: string; campaign: CampaignView }) {
  const { t } = useMessages()
  const title = t('campaigns.inviteOf', { title: useCampaignName()(campaign) })
  const [isAsked, setAsked] = useState(false)
  const invite = useInviteSchools(officeId, campaign.id)
  const confirm = () =>
    invite.mutate(undefined, {
      onSuccess: ({ invited }) => {
        toast(t('campaigns.done_invited', { count: invited.schools }))
        setAsked(false)
      },
    })
  return (
    <>
      <Button aria-label={title} onPress={() => setAsked(true)}>
        {t('campaigns.invite')}
      </Button>
      <ConfirmDialog
        title={title}
        confirmLabel={t('campaigns.invite')}
        isOpen={isAsked}
        onOpenChange={setAsked}
        isPending={invite.isPending}
        onConfirm={confirm}
      >
        <Stack>
          <p>{t('campaigns.inviteHelp', { count: campaign.invited ?? 0 })}</p>
          {invite.isError && <ErrorState error={invite.error} />}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
