import { useMessages } from '#client/locales/messages.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { useBoardSession } from '../board-session.ts'

interface RemoveColumnDialogProps {
  id: string
  title: string
  onClose: () => void
}

export function RemoveColumnDialog({ id, title, onClose }: RemoveColumnDialogProps) {
  const { t } = useMessages()
  const { gestures } = useBoardSession()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('boards.wall_removeColumnTitle', { title })}
      confirmLabel={t('boards.wall_removeColumn')}
      isDanger
      onConfirm={() => {
        gestures.remove([id])
        onClose()
      }}
    >
      <p>{t('boards.wall_removeColumnText')}</p>
    </ConfirmDialog>
  )
}
