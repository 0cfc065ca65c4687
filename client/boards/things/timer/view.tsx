import { colourIndex } from '#collab/documents/board-palette.ts'
import { cx } from '#client/ui/cx.ts'
import type { SizedProps } from '../view-props.ts'
import { Clock } from './clock.tsx'
import styles from './timer.module.css'

export function TimerView({ object }: SizedProps) {
  return (
    <div className={cx(styles.timer)} data-board-colour={colourIndex(object.colour)}>
      <Clock object={object} />
    </div>
  )
}
