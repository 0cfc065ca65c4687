import { CircleCheck, Ellipsis, FileText, TriangleAlert, Users } from 'lucide-react'
import { memo, useRef, useState } from 'react'
import { Link } from 'react-aria-components'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardObject, useBoardSession } from '../board-session.ts'
import { langOf } from '../parts/language.tsx'
import { LightButton } from '../parts/light-button.tsx'
import { factsOf } from '../things/register.ts'
import { dropData } from '../wall/pointer-drag.ts'
import { PlanMenu } from './plan-menu.tsx'
import { type Direction, usePlanHands } from './plan-context.ts'
import styles from './plan-card.module.css'
import { dayWords, hourWords, useHours } from './words.ts'

interface CardProps {
  id: string
  /** Names of whom it names. */
  who: string
  /** Why it clashes, in sentences; empty where it does not. */
  clash: string
  colour: number
  /** Where the page or board is that belongs to it, and its title; empty where none does. */
  href: string
  linked: string
}

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Day, hour and length. */
function When({ object }: { object: BoardObject }) {
  const { locale } = useMessages()
  const hours = useHours()
  const { date, startsAt, planned } = object
  const parts = [
    ...(date === '' ? [] : [dayWords(date, locale, 'weekday')]),
    ...(startsAt === null ? [] : [hourWords(startsAt, locale)]),
    ...(planned === 0 ? [] : [hours(planned)]),
  ]
  if (parts.length === 0) return null
  return <span className={styles.when}>{parts.join(' · ')}</span>
}

function Facts({ object, who }: { object: BoardObject; who: string }) {
  const { t } = useMessages()
  const { room, isShared, planned, done, isDone } = object
  const isOver = isDone || (planned > 0 && done >= planned)
  return (
    <>
      {who !== '' && (
        <span className={styles.fact}>
          {isShared && <Icon of={Users} size="s" />}
          {isShared && <span className="visually-hidden">{t('plan.shared')}: </span>}
          {who}
        </span>
      )}
      {room !== '' && <span className={styles.fact}>{t('plan.inRoom', { room })}</span>}
      {isOver && (
        <span className={styles.fact}>
          <Icon of={CircleCheck} size="s" />
          {t('plan.done')}
        </span>
      )}
    </>
  )
}

/** A card far from the screen: its words, and a place that the arrows reach. */
export const FarCard = memo(function FarCard({ id }: { id: string }) {
  const object = useBoardObject(id)
  if (object === undefined) return null
  return (
    <article className={cx(styles.card)} data-plan-card={id} {...langOf(object)}>
      <button type="button" className={cx(styles.open, styles.title)} tabIndex={-1}>
        {object.text}
      </button>
    </article>
  )
})

/** One thing of a plan. Enter opens it, Shift and an arrow move it, its menu does both. */
export const PlanCard = memo(function PlanCard({ id, who, clash, colour, href, linked }: CardProps) {
  const { t } = useMessages()
  const object = useBoardObject(id)
  const { can } = useBoardSession()
  const hands = usePlanHands()
  const [isOpen, setIsOpen] = useState(false)
  const menu = useRef<HTMLButtonElement>(null)
  if (object === undefined) return null
  const name = object.text || t(`boards.type_${object.type}`)
  const onKeyDown = (event: React.KeyboardEvent) => {
    const direction = directions[event.key]
    if (direction === undefined || !event.shiftKey || !can.write) return
    event.preventDefault()
    event.stopPropagation()
    hands.step(id, direction)
  }
  return (
    <article
      className={cx(styles.card)}
      data-type={object.type}
      data-board-colour={colourIndex(colour)}
      data-clash={clash !== '' || undefined}
      data-movable={can.write || undefined}
      data-plan-card={id}
      {...{ [dropData.card.item]: id }}
    >
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        onClick={() => hands.edit(id)}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown"
      >
        <When object={object} />
        <span className={styles.title} {...langOf(object)}>
          {object.type !== 'session' && <Icon of={factsOf(object).icon} size="s" />}
          {name}
        </span>
        <Facts object={object} who={who} />
        {clash !== '' && (
          <span className={styles.clash}>
            <Icon of={TriangleAlert} size="s" />
            {clash}
          </span>
        )}
      </button>
      {href !== '' && (
        <Link href={href} className={cx(styles.link)} aria-label={t('plan.openLinked', { title: linked })}>
          <Icon of={FileText} size="s" />
        </Link>
      )}
      {can.write && (
        <LightButton
          ref={menu}
          label={t('plan.actions', { name })}
          icon={Ellipsis}
          isOpen={isOpen}
          onPress={() => setIsOpen(true)}
        />
      )}
      {isOpen && <PlanMenu object={object} name={name} triggerRef={menu} onClose={() => setIsOpen(false)} />}
    </article>
  )
})
