import { inkPath, inkWidth } from '#collab/documents/board-ink-path.ts'
import { inkNames } from '#collab/documents/board-model.ts'
import styles from '../../canvas/objects/objects.module.css'
import type { SizedProps } from '../view-props.ts'

/** A stroke as large as it is shown. Its path is computed once for its bytes and its size. */
export function InkView({ object, width: across, height: down }: SizedProps) {
  const { d, width, opacity } = inkPath({ ...object, size: [across, down] })
  const paint = inkNames[object.shape] === 'highlighter' ? 'var(--c-mark)' : 'var(--c-line)'
  const drawn = width === null ? { fill: paint } : { fill: 'none', stroke: paint, strokeWidth: width }
  return (
    <svg className={styles.ink} width={across || 1} height={down || 1} aria-hidden="true">
      <path d={d} opacity={opacity} {...drawn} />
      <path d={d} className={styles.grip} strokeWidth={Math.max(16, inkWidth(object))} />
    </svg>
  )
}
