import { inkPath, inkWidth } from '#collab/documents/board-ink-path.ts'
import { type BoardObject, inkNames } from '#collab/documents/board-model.ts'
import styles from './objects.module.css'

/** A stroke at rest. Its path is computed once for its bytes. */
export function InkView({ object }: { object: BoardObject }) {
  const { d, width, opacity } = inkPath(object)
  const paint = inkNames[object.shape] === 'highlighter' ? 'var(--c-mark)' : 'var(--c-line)'
  const drawn = width === null ? { fill: paint } : { fill: 'none', stroke: paint, strokeWidth: width }
  return (
    <svg className={styles.ink} width={object.size[0] || 1} height={object.size[1] || 1} aria-hidden="true">
      <path d={d} opacity={opacity} {...drawn} />
      <path d={d} className={styles.grip} strokeWidth={Math.max(16, inkWidth(object))} />
    </svg>
  )
}
