import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import type { StaffMember } from '../data/schools.ts'
import { GivePosts } from './post-forms.tsx'
import { Terms } from './terms.tsx'

interface TermsDialogProps {
  person: StaffMember
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** The posts of a colleague, by date, for the administrators who give and end them. */
export function TermsDialog({ person, isOpen, onOpenChange }: TermsDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('schools.postsOf', { name: person.displayName })} isOpen={isOpen} onOpenChange={onOpenChange}>
      <Stack gap="l">
        <p>{t('schools.postsHelp')}</p>
        <Terms userId={person.id} canEnd />
        {!person.isSuspended && <GivePosts userId={person.id} />}
      </Stack>
    </Dialog>
  )
}
