import { useMessages } from '#client/locales/messages.tsx'
import { ChangeDialog } from '../../moderation/changes.tsx'
import { CommentsDialog } from '../../parts/comments.tsx'
import { useCanvas } from '../canvas.ts'
import { useSignal } from '../signal.ts'
import { AltDialog, PlaceDialog } from './dialogs.tsx'

/** Dialogs that menus open: their menu is gone by then. */
export function SelectionDialogs() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const dialog = useSignal(canvas.dialog)
  const close = () => {
    canvas.dialog.set(null)
    canvas.focus(canvas.selection.getCurrent())
  }
  const object = dialog === null ? undefined : canvas.objectOf(dialog.id)
  if (dialog === null || object === undefined) return null
  if (dialog.kind === 'place') return <PlaceDialog canvas={canvas} id={dialog.id} onClose={close} />
  if (dialog.kind === 'comments') return <CommentsDialog id={dialog.id} onClose={close} />
  if (dialog.kind === 'change') return <ChangeDialog id={dialog.id} onClose={close} />
  return (
    <AltDialog
      title={t('boards.canvas_describe')}
      alt={object.alt}
      onAlt={(alt) => {
        canvas.session.gestures.set(dialog.id, { alt })
        close()
      }}
      onClose={close}
    />
  )
}
