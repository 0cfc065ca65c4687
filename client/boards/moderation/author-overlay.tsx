import { useSyncExternalStore } from 'react'
import { Avatar } from '#client/ui/avatar.tsx'
import { cx } from '#client/ui/cx.ts'
import { useBoardObject } from '../board-session.ts'
import { useCanvas } from '../canvas/canvas.ts'
import { useView } from '../canvas/overlay.tsx'
import { useAuthors } from '../parts/author.tsx'
import styles from './author-overlay.module.css'
import { isContainer } from '#collab/documents/things/register.ts'

/** Pixels of the screen that a name takes up: where a thing is smaller, its author's initials have to do. */
const nameRoom = { width: 150, height: 56 } as const

function Flag({ id }: { id: string }) {
  const { camera, geometry } = useCanvas()
  const authors = useAuthors()
  const object = useBoardObject(id)
  const box = geometry.boxOf(id)
  if (object === undefined || object.isRemoved || box === null) return null
  const { person } = authors(object.author)
  if (person === null) return null
  // A frame has its own name above it.
  const [x, y] = camera.toScreen([box.x, isContainer(object) ? box.y + box.height : box.y])
  const { zoom } = camera.getView()
  const hasRoom = box.width * zoom >= nameRoom.width && box.height * zoom >= nameRoom.height
  return (
    <span
      className={styles.flag}
      style={{ translate: `${Math.round(x)}px ${Math.round(y)}px` }}
      data-colour={person.paletteIndex}
      data-short={!hasRoom || undefined}
    >
      <Avatar name={person.name} colour={person.paletteIndex} shape={person.shape} size="s" />
      {hasRoom && <span className={styles.name}>{person.name}</span>}
    </span>
  )
}

/** Whose each thing is, written over it. What is read aloud says it already: each thing's name has its author. */
export function AuthorOverlay() {
  const { visible } = useCanvas()
  useView()
  const ids = useSyncExternalStore(visible.subscribe, visible.getNear)
  return (
    <div className={cx(styles.layer)} aria-hidden="true">
      {ids.map((id) => (
        <Flag key={id} id={id} />
      ))}
    </div>
  )
}
