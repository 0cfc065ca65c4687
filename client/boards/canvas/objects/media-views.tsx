import { useLayoutEffect, useRef } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { Picture } from '#client/files/picture.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { CardContent } from '../../parts/card-content.tsx'
import styles from './objects.module.css'
import type { ViewProps } from './view-props.ts'
import { Words } from './words.tsx'

export function ImageView({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  if (object.asset === null) return <div className={styles.missing}>{t('boards.canvas_noPicture')}</div>
  return (
    <div className={styles.picture}>
      <Picture fileId={object.asset} alt={object.alt} />
    </div>
  )
}

/** Cards, links, files and voice notes, as a wall shows them. */
export function CardView({ object, isEditing }: ViewProps) {
  const card = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    // The board is one Tab stop; Enter and the menu open what is in a card.
    for (const inner of card.current?.querySelectorAll<HTMLElement>('a, button, audio') ?? []) inner.tabIndex = -1
  })
  return (
    <div ref={card} className={styles.card} data-type={object.type}>
      {isEditing ? <Words object={object} isEditing /> : <CardContent object={object} />}
    </div>
  )
}
