import { colourIndex } from '#collab/documents/board-palette.ts'
import { isColumn } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import styles from '../../canvas/objects/objects.module.css'
import type { ViewProps } from '../view-props.ts'
import { Words } from '../../canvas/objects/words.tsx'

/** A frame with its title above it; what lies in it is drawn above it. */
export function FrameView({ object, isEditing }: ViewProps) {
  const { t } = useMessages()
  const isNamed = object.text !== '' || isEditing
  return (
    <>
      <div className={isColumn(object) ? styles.column : styles.frame} data-board-colour={colourIndex(object.colour)} />
      <div className={styles.frameEdge} />
      <div className={styles.frameTitle}>
        {isNamed ? <Words object={object} isEditing={isEditing} /> : t(`boards.type_${object.type}`)}
      </div>
    </>
  )
}
