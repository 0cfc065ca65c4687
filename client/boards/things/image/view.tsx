import type { BoardObject } from '#collab/documents/board-model.ts'
import { Picture } from '#client/files/picture.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import styles from '../../canvas/objects/objects.module.css'

export function ImageView({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  if (object.asset === null) return <div className={styles.missing}>{t('boards.canvas_noPicture')}</div>
  return (
    <div className={styles.picture}>
      <Picture fileId={object.asset} alt={object.alt} />
    </div>
  )
}
