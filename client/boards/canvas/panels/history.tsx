import { Redo2, Undo2 } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Group } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { useCanvas } from '../canvas.ts'
import { useDeeds } from '../deeds.ts'
import styles from './panels.module.css'
import { PanelButton } from './panel-button.tsx'

/** Takes back what this person did, and nothing of others. */
export function History() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const deeds = useDeeds(canvas, t)
  const { gestures } = canvas.session
  const canUndo = useSyncExternalStore(gestures.subscribe, () => gestures.canUndo)
  const canRedo = useSyncExternalStore(gestures.subscribe, () => gestures.canRedo)
  return (
    <Group aria-label={t('boards.canvas_history')} className={cx(styles.group)}>
      <PanelButton
        label={t('boards.canvas_undo')}
        word={t('boards.canvas_undoWord')}
        icon={Undo2}
        isDisabled={!canUndo}
        onPress={deeds.undo}
      />
      <PanelButton label={t('boards.canvas_redo')} icon={Redo2} isDisabled={!canRedo} onPress={deeds.redo} />
    </Group>
  )
}
