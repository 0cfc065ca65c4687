import { InviteLink } from '#client/invitations/invite-link.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useMakeRecovery } from '../data/schools.ts'
import type { StaffMember } from '../data/schools.ts'

interface RecoveryDialogProps {
  person: StaffMember
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** A link for a colleague who has forgotten the password: says what it does, then shows it once. */
export function RecoveryDialog({ person, isOpen, onOpenChange }: RecoveryDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('schools.recoverTitle', { name: person.displayName })} isOpen={isOpen} onOpenChange={onOpenChange}>
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
          label: t('schools.recoverLink'),
          description: t('schools.recoverOnce', {
            name: person.displayName,
            when: formatMoment(recovery.expiresAt, locale),
          }),
        }}
      />
    )
  return (
    <Stack>
      <p>{t('schools.recoverSentence', { name: person.displayName })}</p>
      <p>{t('schools.recoverCare')}</p>
      {make.isError && <ErrorState error={make.error} />}
      <Actions>
        <OnlineButton variant="primary" isPending={make.isPending} onPress={() => make.mutate(person.id)}>
          {t('invitations.makeLink')}
        </OnlineButton>
      </Actions>
    </Stack>
  )
}
