import { noteLook } from '#collab/documents/things/note.ts'
import { looks } from '../../canvas/geometry.ts'
import styles from '../../canvas/objects/objects.module.css'
import { Words } from '../../canvas/objects/words.tsx'
import type { SizedProps } from '../view-props.ts'

export function NoteView({ object, isEditing, width, height }: SizedProps) {
  const { size } = noteLook(object, [width, height], looks.measure)
  return (
    <div className={styles.note} style={{ fontSize: size }}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}
