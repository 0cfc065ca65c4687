import { colourIndex } from '#collab/documents/board-palette.ts'
import { isOpenShape, lineWidth, shapePath, textBox } from '#collab/documents/board-shapes.ts'
import { shapeLook } from '#collab/documents/things/shape.ts'
import { looks } from '../../canvas/geometry.ts'
import styles from '../../canvas/objects/objects.module.css'
import { Words } from '../../canvas/objects/words.tsx'
import type { SizedProps } from '../view-props.ts'

export function ShapeView({ object, isEditing, width, height }: SizedProps) {
  const { shape, fill, stroke } = object
  const isOpen = isOpenShape(shape)
  const path = shapePath(shape, [width, height])
  const inside = textBox(shape, [width, height])
  const fontSize = shapeLook(object, [width, height], looks.measure).size
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
          style={{ left: inside.x, top: inside.y, width: inside.width, height: inside.height, fontSize }}
        >
          <Words object={object} isEditing={isEditing} />
        </div>
      )}
    </>
  )
}
