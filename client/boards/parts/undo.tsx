import { Redo2, Undo2 } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { type BoardSession, useBoardSession } from '../board-session.ts'
import styles from './undo.module.css'

export function UndoButtons() {
  const { t } = useMessages()
  const { gestures, can } = useBoardSession()
  const canUndo = useSyncExternalStore(gestures.subscribe, () => gestures.canUndo)
  const canRedo = useSyncExternalStore(gestures.subscribe, () => gestures.canRedo)
  if (!can.write) return null
  return (
    <span className={styles.pair}>
      <IconButton
        label={t('boards.wall_undo')}
        word={t('boards.wall_undo')}
        icon={Undo2}
        isDisabled={!canUndo}
        onPress={() => gestures.undo()}
      />
      <IconButton
        label={t('boards.wall_redo')}
        word={t('boards.wall_redo')}
        icon={Redo2}
        isDisabled={!canRedo}
        onPress={() => gestures.redo()}
      />
    </span>
  )
}

/** Ctrl+Z takes back what one did to cards; in a field it is the field's own. */
export function useUndoKeys({ gestures, announce }: BoardSession) {
  const { t } = useMessages()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isInField = event.target instanceof Element && event.target.closest('input, textarea, [contenteditable]')
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || isInField) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      const isUndo = key === 'z' && !event.shiftKey
      const touched = isUndo ? gestures.undo() : gestures.redo()
      announce(
        t(touched.length === 0 ? 'boards.wall_nothingToUndo' : isUndo ? 'boards.wall_undone' : 'boards.wall_redone'),
      )
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [gestures, announce, t])
}
