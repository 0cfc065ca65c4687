import { colourIndex } from '#collab/documents/board-palette.ts'
import { isOpenShape, lineWidth, shapePath, textBox } from '#collab/documents/board-shapes.ts'
import { textLook } from '#collab/documents/things/register.ts'
import styles from './objects.module.css'
import type { SizedProps, ViewProps } from './view-props.ts'
import { Words } from './words.tsx'

export function NoteView({ object, isEditing }: ViewProps) {
  return (
    <div className={styles.note}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}

export function TextView({ object, isEditing }: ViewProps) {
  const { size, weight } = textLook(object)
  return (
    <div className={styles.text} style={{ fontSize: size, fontWeight: weight }}>
      <Words object={object} isEditing={isEditing} />
    </div>
  )
}

export function ShapeView({ object, isEditing, width, height }: SizedProps) {
  const { shape, fill, stroke } = object
  const isOpen = isOpenShape(shape)
  const path = shapePath(shape, [width, height])
  const inside = textBox(shape, [width, height])
  return (
    <>
      <svg className={styles.shape} width={width} height={height} aria-hidden="true">
        <path d={path} data-fill={isOpen ? 0 : fill} strokeWidth={lineWidth(stroke)} />
        <path d={path} className={styles.hit} strokeWidth={20} />
      </svg>
      {!isOpen && (
        <div
          className={styles.shapeWords}
          data-fill={fill}
          data-board-colour={colourIndex(object.colour)}
          style={{ left: inside.x, top: inside.y, width: inside.width, height: inside.height }}
        >
          <Words object={object} isEditing={isEditing} />
        </div>
      )}
    </>
  )
}
