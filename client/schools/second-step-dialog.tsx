import { useMessages } from '#client/locales/messages.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { type StaffMember, useTakeSecondStep } from '../data/schools.ts'

interface SecondStepDialogProps {
  person: StaffMember
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

/** Takes a colleague's second step away, who has lost it. */
export function SecondStepDialog({ person, isOpen, onOpenChange }: SecondStepDialogProps) {
  const { t } = useMessages()
  const take = useTakeSecondStep()
  const name = person.displayName
  const onSuccess = () => {
    onOpenChange(false)
    toast(t('schools.takeSecondStepDone', { name }))
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('schools.takeSecondStepTitle', { name })}
      confirmLabel={t('schools.takeSecondStep')}
      isDanger
      isPending={take.isPending}
      onConfirm={() => take.mutate(person.id, { onSuccess })}
    >
      <p>{t('schools.takeSecondStepSentence')}</p>
      {take.isError && <ErrorState error={take.error} />}
    </ConfirmDialog>
  )
}
