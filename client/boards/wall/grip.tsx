import { GripVertical } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import styles from './grip.module.css'
import { type Direction, useHeld, useWall } from './hand.ts'

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

interface GripProps {
  id: string
  /** What it moves. */
  name: string
  onPointerDown: (event: PointerEvent) => void
  /** One step by key; the wall's own for cards. */
  onStep?: (direction: Direction) => void
}

/** Drags by pointer; by key it lifts, and the arrows move until it is put down. */
export function Grip({ id, name, onPointerDown, onStep }: GripProps) {
  const { t } = useMessages()
  const wall = useWall()
  const isLifted = useHeld('lifted', id)
  const button = useRef<HTMLButtonElement>(null)
  const pressed = useRef(onPointerDown)
  useEffect(() => {
    pressed.current = onPointerDown
  })
  useEffect(() => {
    const listener = (event: PointerEvent) => pressed.current(event)
    const element = button.current
    element?.addEventListener('pointerdown', listener)
    return () => element?.removeEventListener('pointerdown', listener)
  }, [])
  // In another column it is another element: the key stays with what it moves.
  useEffect(() => {
    if (!isLifted || document.activeElement === button.current) return
    button.current?.focus()
    button.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  const onKeyDown = (event: React.KeyboardEvent) => {
    const isPress = event.key === 'Enter' || event.key === ' '
    if (!isLifted && !isPress) return
    const direction = directions[event.key]
    if (isPress && isLifted) wall.drop()
    else if (isPress) wall.lift(id)
    else if (event.key === 'Escape') wall.putBack(id)
    else if (direction !== undefined) (onStep ?? ((to) => wall.step(id, to)))(direction)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      ref={button}
      type="button"
      className={cx(styles.grip)}
      aria-label={t('boards.wall_grip', { name })}
      aria-pressed={isLifted}
      title={t('boards.wall_gripHelp')}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (isLifted && event.relatedTarget !== null) wall.drop()
      }}
    >
      <Icon of={GripVertical} />
    </button>
  )
}
