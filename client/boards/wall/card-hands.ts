import { type RefObject, useEffect, useRef } from 'react'
import { useWall } from './hand.ts'
import { beginDrag } from './pointer-drag.ts'

/** What in a card has hands of its own: pressing it neither moves nor opens the card. */
const ownHands = 'button, a, input, textarea, select, label, audio, video, summary, [role="slider"], [data-own-hands]'
const isOwn = ({ target }: Event) => target instanceof Element && target.closest(ownHands) !== null

/** Whether words on the page are chosen: the press that chose them opens nothing. */
const isChoosing = () => document.getSelection()?.isCollapsed === false

export function useCardDrag(id: string, flow: 'column' | 'rows') {
  const wall = useWall()
  return (event: PointerEvent, isHeld = false) => {
    const { currentTarget } = event
    const element = currentTarget instanceof HTMLElement ? currentTarget.closest('article') : null
    const surface = element?.closest<HTMLElement>('[data-wall-surface]')
    if (element == null || surface == null) return
    beginDrag(event, {
      ...{ what: 'card', id, element, surface, flow, isHeld },
      onDrop: ({ group, after }) => wall.place(id, group, after),
    })
  }
}

interface CardHands {
  /** Null where it may not be moved now. */
  drag: ((event: PointerEvent, isHeld?: boolean) => void) | null
  /** Null where there is nothing to open, or it is open. */
  open: (() => void) | null
}

/** A card is taken by its whole body, by a finger that rests on it, and opened by a click. */
export function useCardHands(article: RefObject<HTMLElement | null>, hands: CardHands) {
  const now = useRef(hands)
  useEffect(() => {
    now.current = hands
  })
  useEffect(() => {
    const stop = new AbortController()
    const { signal } = stop
    const onDown = (event: PointerEvent) => {
      if (!isOwn(event)) now.current.drag?.(event, event.pointerType === 'touch')
    }
    const onClick = (event: MouseEvent) => {
      if (!isOwn(event) && !event.defaultPrevented && !isChoosing()) now.current.open?.()
    }
    article.current?.addEventListener('pointerdown', onDown, { signal })
    article.current?.addEventListener('click', onClick, { signal })
    return () => stop.abort()
  }, [article])
}
