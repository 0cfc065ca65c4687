import { useSyncExternalStore } from 'react'
import { Avatar } from '#client/ui/avatar.tsx'
import { cx } from '#client/ui/cx.ts'
import { useBoardObject } from '../board-session.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { useView } from '../canvas/overlay.tsx'
import { useAuthors } from '../parts/author.tsx'
import styles from './author-overlay.module.css'

function Flag({ id }: { id: string }) {
  const { camera, geometry } = useCanvas()
  const authors = useAuthors()
  const object = useBoardObject(id)
  const box = geometry.boxOf(id)
  if (object === undefined || object.isRemoved || box === null) return null
  const { person } = authors(object.author)
  if (person === null) return null
  const [x, y] = camera.toScreen([box.x, box.y])
  return (
    <span
      className={styles.flag}
      style={{ translate: `${Math.round(x)}px ${Math.round(y)}px` }}
      data-colour={person.paletteIndex}
    >
      <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} size="s" />
      <span className={styles.name}>{person.name}</span>
    </span>
  )
}

/** Whose each thing is, written over it. What is read aloud says it already: each thing's name has its author. */
export function AuthorOverlay() {
  const { visible } = useCanvas()
  useView()
  const ids = useSyncExternalStore(visible.subscribe, visible.get)
  return (
    <div className={cx(styles.layer)} aria-hidden="true">
      {ids.map((id) => (
        <Flag key={id} id={id} />
      ))}
    </div>
  )
}
