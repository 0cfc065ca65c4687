import { Lock } from 'lucide-react'
import { memo } from 'react'
import { serverAuthor } from '#collab/documents/board-author.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardObject } from '../../board-session.ts'
import { onCanvas } from '../../things/on-canvas.ts'
import { useObjectName } from '../object-name.ts'
import styles from './objects.module.css'
import { useDrawn, useElement, useMarks } from './use-object.ts'

function Placed({ object }: { object: BoardObject }) {
  const { id, rotation } = object
  const { isCurrent, isChosen, isEditing, isLocked } = useMarks(id)
  const name = useObjectName(object, isChosen)
  const drawn = useDrawn(id)
  const element = useElement(id)
  if (drawn === null) return null
  const { View } = onCanvas[object.type]
  const { x, y, width, height } = drawn
  // The ground of a template is locked all over: that is said once it is chosen.
  const hasLock = isLocked && object.author !== serverAuthor
  return (
    <div
      ref={element}
      className={styles.object}
      data-object={id}
      data-type={object.type}
      data-board-colour={colourIndex(object.colour)}
      role="group"
      aria-label={name}
      tabIndex={isCurrent ? 0 : -1}
      // Not custom properties: those are inherited, and each move would style again all that is inside.
      style={{
        left: x,
        top: y,
        width,
        height,
        ...(rotation === 0 ? {} : { rotate: `${rotation}deg` }),
      }}
    >
      {View !== undefined && <View object={object} isEditing={isEditing} width={width} height={height} />}
      {hasLock && (
        <span className={styles.lock}>
          <Icon of={Lock} size="s" />
        </span>
      )}
    </div>
  )
}

/** One object of the board. Draws again for its own changes only. */
export const ObjectView = memo(function ObjectView({ id }: { id: string }) {
  const object = useBoardObject(id)
  if (object === undefined || object.isRemoved) return null
  const { Line } = onCanvas[object.type]
  return Line === undefined ? <Placed object={object} /> : <Line object={object} />
})
