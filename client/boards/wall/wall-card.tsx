import { MessageSquare, Vote } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { useBoardObject, useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { ChangeDialog } from '../moderation/changes.tsx'
import { WaitingChange } from '../moderation/waiting-change.tsx'
import { useAsker } from '../parts/asker.ts'
import { AuthorChip } from '../parts/author.tsx'
import { CardContent } from '../parts/card-content.tsx'
import { CardEditor } from '../parts/card-editor.tsx'
import { CommentsDialog, countComments, useComments } from '../parts/comments.tsx'
import { LightButton } from '../parts/light-button.tsx'
import { Marks } from '../parts/marks.tsx'
import { useShortName, wordsOfObject } from '../parts/object-name.ts'
import { Reactions } from '../parts/reactions.tsx'
import { type ObjectRights, rightsOn } from '../parts/rights.ts'
import { When } from '../parts/when.tsx'
import { CardMenu } from './card-menu.tsx'
import { Grip } from './grip.tsx'
import { useHeld, useWall } from './hand.ts'
import { beginDrag, dropData } from './pointer-drag.ts'
import styles from './wall-card.module.css'

/** A card that was left empty is none. */
const isEmpty = ({ text, asset, href }: BoardObject) => text.trim() === '' && asset === null && href === ''

interface FootProps {
  object: BoardObject
  rights: ObjectRights
  onComments: () => void
}

function Foot({ object, rights, onComments }: FootProps) {
  const { t } = useMessages()
  const count = countComments(useComments(object.id))
  const { tally } = useMeta()
  const votes = tally.get(object.id)
  return (
    <footer className={styles.foot}>
      <Reactions id={object.id} canReact={rights.react} />
      <span className={styles.answers}>
        {votes !== undefined && (
          <span className={styles.votes} title={t('boards.wall_votes', { count: votes })}>
            <Icon of={Vote} size="s" />
            <span aria-hidden>{votes}</span>
            <span className="visually-hidden">{t('boards.wall_votes', { count: votes })}</span>
          </span>
        )}
        {(count > 0 || rights.comment) && (
          <LightButton
            label={count > 0 ? t('boards.comment_count', { count }) : t('boards.comment_add')}
            icon={MessageSquare}
            onPress={onComments}
          >
            {count > 0 && <span aria-hidden>{count}</span>}
          </LightButton>
        )}
      </span>
    </footer>
  )
}

function useCardDrag(id: string, flow: 'column' | 'rows') {
  const wall = useWall()
  return (event: PointerEvent) => {
    const { currentTarget } = event
    const element = currentTarget instanceof HTMLElement ? currentTarget.closest('article') : null
    const surface = element?.closest<HTMLElement>('[data-wall-surface]')
    if (element == null || surface == null) return
    beginDrag(event, {
      what: 'card',
      id,
      element,
      surface,
      flow,
      onDrop: ({ group, after }) => wall.place(id, group, after),
    })
  }
}

/** A card far from the screen: its words, where it will be. */
export const FarCard = memo(function FarCard({ id }: { id: string }) {
  const object = useBoardObject(id)
  if (object === undefined) return null
  return (
    <article
      className={cx(styles.card, styles.far)}
      data-card={id}
      data-colour={colourIndex(object.colour)}
      {...{ [dropData.card.item]: id }}
    >
      {wordsOfObject(object)}
    </article>
  )
})

/** A card of the wall: who, what, answers, and everything one can do with it. */
export const WallCard = memo(function WallCard({ id }: { id: string }) {
  const { t } = useMessages()
  const session = useBoardSession()
  const object = useBoardObject(id)
  const asker = useAsker()
  const moderation = useModeration()
  const wall = useWall()
  const isEditing = useHeld('editing', id)
  const [isCommenting, setIsCommenting] = useState(false)
  const [isChanging, setIsChanging] = useState(false)
  const nameOf = useShortName()
  const article = useRef<HTMLElement>(null)
  const head = useRef<HTMLElement>(null)
  const drag = useCardDrag(id, wall.layout === 'columns' ? 'column' : 'rows')
  const rights = object === undefined ? null : rightsOn(object, asker, moderation)
  const mayMove = rights?.move === true && !isEditing
  const dragNow = useRef<((event: PointerEvent) => void) | null>(null)
  useEffect(() => {
    dragNow.current = mayMove ? drag : null
  })
  useEffect(() => {
    // A mouse takes a card by its head; a finger there scrolls, and takes it by the grip.
    const listener = (event: PointerEvent) => {
      const isOnControl = event.target instanceof Element && event.target.closest('button, a, input') !== null
      if (event.pointerType === 'mouse' && !isOnControl) dragNow.current?.(event)
    }
    const element = head.current
    element?.addEventListener('pointerdown', listener)
    return () => element?.removeEventListener('pointerdown', listener)
  }, [])
  if (object === undefined || rights === null) return null
  const name = nameOf(object)
  const done = () => {
    wall.hand.set({ editing: null })
    const now = session.store.getObject(id)
    if (now !== undefined && isEmpty(now) && now.author === session.author) session.gestures.remove([id])
    requestAnimationFrame(() => article.current?.focus())
  }
  return (
    <article
      ref={article}
      className={cx(styles.card)}
      aria-label={name}
      tabIndex={-1}
      data-card={id}
      data-colour={colourIndex(object.colour)}
      data-editing={isEditing || undefined}
      {...{ [dropData.card.item]: id }}
    >
      <header ref={head} className={styles.head} data-movable={mayMove || undefined}>
        {mayMove && <Grip id={id} name={name} onPointerDown={drag} />}
        <span className={styles.who}>
          <AuthorChip author={object.author} />
          <When at={object.at} />
          <Marks id={id} isChangeShown />
        </span>
        {!isEditing && (
          <CardMenu
            object={object}
            name={name}
            rights={rights}
            onEdit={() => (rights.propose ? setIsChanging(true) : wall.hand.set({ editing: id }))}
            onComments={() => setIsCommenting(true)}
          />
        )}
      </header>
      {isEditing && rights.edit ? <CardEditor id={id} onDone={done} /> : <CardContent object={object} />}
      <WaitingChange id={id} />
      {!isEditing && <Foot object={object} rights={rights} onComments={() => setIsCommenting(true)} />}
      {isChanging && <ChangeDialog id={id} onClose={() => setIsChanging(false)} />}
      {isCommenting && <CommentsDialog id={id} onClose={() => setIsCommenting(false)} />}
      {isEditing && !rights.edit && <p role="status">{t('boards.wall_closedNow')}</p>}
    </article>
  )
})
