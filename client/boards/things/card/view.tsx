import { useLayoutEffect, useRef } from 'react'
import styles from '../../canvas/objects/objects.module.css'
import { Words } from '../../canvas/objects/words.tsx'
import { CardContent } from '../../parts/card-content.tsx'
import type { ViewProps } from '../view-props.ts'

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
