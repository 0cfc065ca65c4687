import { useQueryClient } from '@tanstack/react-query'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useBoardSession } from '../board-session.ts'
import { bringBackObjects, hiddenQuery, hideObjects } from './queries.ts'

/**
 * Takes things away from pupils' eyes, and says what that cannot undo. Without the server nothing can be hidden. The menu
 * it is chosen from is gone before the answer comes: what is said then hangs on no screen.
 */
export function useHide() {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const isOffline = useIsOffline()
  const errorText = useErrorText()
  const queryClient = useQueryClient()
  const doing = async (work: Promise<void>) => {
    try {
      await work
      return true
    } catch (error) {
      toast(errorText(error).text, { tone: 'problem' })
      return false
    } finally {
      void queryClient.invalidateQueries({ queryKey: hiddenQuery(documentId).queryKey })
    }
  }
  const hide = async (objectIds: readonly string[]) => {
    const isDone = await doing(hideObjects(documentId, objectIds))
    const onPress = () => void doing(bringBackObjects(documentId, objectIds))
    if (isDone)
      toast(t('boards.moderate_hid', { count: objectIds.length }), {
        action: { label: t('boards.moderate_bringBack'), onPress },
      })
  }
  return {
    /** What the button says; with the reason where it is off. */
    label: isOffline ? t('boards.moderate_hideOffline') : t('boards.moderate_hide'),
    isOff: isOffline,
    hide: (objectIds: readonly string[]) => void hide(objectIds),
  }
}
