import { useSyncExternalStore } from 'react'
import { boardLimits } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useCanvas } from '../canvas.ts'
import { whyNotCreate } from '../create.ts'
import { useSignal } from '../signal.ts'
import styles from './panels.module.css'

/** Says when a board gets full, and when it is. */
export function Limits() {
  const { t } = useMessages()
  const canvas = useCanvas()
  const count = useSyncExternalStore(canvas.store.subscribe, () => canvas.store.getCount())
  useSignal(canvas.following)
  const reason = whyNotCreate(canvas)
  const words =
    reason === 'full'
      ? t('boards.canvas_full', { most: boardLimits.objects })
      : count > boardLimits.objectsWarned
        ? t('boards.canvas_nearlyFull', { count, most: boardLimits.objects })
        : null
  if (words === null) return null
  return (
    <div className={styles.limits}>
      <Notice tone="warn" role="status" title={words} />
    </div>
  )
}
