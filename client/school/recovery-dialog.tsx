import { InviteLink } from '#client/invite/invite-link.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/projects/dates.ts'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useMakeRecovery } from './queries.ts'
import type { StaffMember } from './queries.ts'

interface RecoveryDialogProps {
  person: StaffMember
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** A link for a colleague who has forgotten the password: says what it does, then shows it once. */
export function RecoveryDialog({ person, isOpen, onOpenChange }: RecoveryDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('school.recoverTitle', { name: person.displayName })} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Recovery person={person} />
    </Dialog>
  )
}

/** Made with the dialog, so that each opening begins anew. */
function Recovery({ person }: { person: StaffMember }) {
  const { t, locale } = useMessages()
  const make = useMakeRecovery()
  const recovery = make.data?.recovery
  if (recovery)
    return (
      <InviteLink
        invitation={recovery}
        words={{
          label: t('school.recoverLink'),
          description: t('school.recoverOnce', {
            name: person.displayName,
            when: formatMoment(recovery.expiresAt, locale),
          }),
        }}
      />
    )
  return (
    <Stack>
      <p>{t('school.recoverSentence', { name: person.displayName })}</p>
      <p>{t('school.recoverCare')}</p>
      {make.isError && <ErrorState error={make.error} />}
      <Actions>
        <OnlineButton variant="primary" isPending={make.isPending} onPress={() => make.mutate(person.id)}>
          {t('invite.makeLink')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
