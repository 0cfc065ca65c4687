import { textLook } from '#collab/documents/things/register.ts'
import styles from '../../canvas/objects/objects.module.css'
import { Words } from '../../canvas/objects/words.tsx'
import type { ViewProps } from '../view-props.ts'

export function TextView({ object, isEditing }: ViewProps) {
  const { size, weight } = textLook(object)
  return (
    <div className={styles.text} style={{ fontSize: size, fontWeight: weight }}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}
