import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'

interface UnsentDialogProps {
  count: number
  isPending: boolean
  onTryAgain: () => void
  onStay: () => void
}

/** Words are on this device only: they would be lost. */
export function UnsentDialog({ count, isPending, onTryAgain, onStay }: UnsentDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog title={t('app.unsentTitle')} role="alertdialog" size="s" isOpen onOpenChange={onStay}>
      <p>{t('app.unsentBody', { count })}</p>
      <Actions>
        <Button variant="primary" onPress={onTryAgain} isPending={isPending}>
          {t('ui.tryAgain')}
        </Button>
        <Button onPress={onStay}>{t('app.stay')}</Button>
      </Actions>
    </Dialog>
  )
}
