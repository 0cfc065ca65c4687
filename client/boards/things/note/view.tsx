import styles from '../../canvas/objects/objects.module.css'
import { Words } from '../../canvas/objects/words.tsx'
import type { ViewProps } from '../view-props.ts'

export function NoteView({ object, isEditing }: ViewProps) {
  return (
    <div className={styles.note}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}
