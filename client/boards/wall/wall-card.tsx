import { MessageSquare, Vote } from 'lucide-react'
import { memo, Suspense, useEffect, useRef, useState } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { colourIndex } from '#collab/documents/board-palette.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { soon } from '#client/ui/later.tsx'
import { useBoardObject, useBoardSession, useMeta, useModeration } from '../board-session.ts'
import { ChangeDialog } from '../moderation/changes.tsx'
import { WaitingChange } from '../moderation/waiting-change.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { useAsker } from '../parts/asker.ts'
import { AuthorChip } from '../parts/author.tsx'
import { CardContent } from '../parts/card-content.tsx'
import { CardEditor } from '../parts/card-editor.tsx'
import { countComments, useComments } from '../parts/use-comments.ts'
import { langOf } from '../parts/language.tsx'
import { LightButton } from '../parts/light-button.tsx'
import { Marks } from '../parts/marks.tsx'
import { useShortName, wordsOfObject } from '../parts/object-name.ts'
import { Reactions } from '../parts/reactions.tsx'
import { type ObjectRights, rightsOn } from '../parts/rights.ts'
import { When } from '../parts/when.tsx'
import { useCardDrag, useCardHands } from './card-hands.ts'
import { CardMenu } from './card-menu.tsx'
import { Grip } from './grip.tsx'
import { useHeld, useWall } from './hand.ts'
import { dropData } from './pointer-drag.ts'
import styles from './wall-card.module.css'

const CommentsDialog = soon(() => import('../parts/comments.tsx').then((module) => module.CommentsDialog))

/** A card that was left empty is none. */
const isEmpty = ({ text, asset, href }: BoardObject) => text.trim() === '' && asset === null && href === ''

/** However one leaves it, by its button or by opening another, a card of one's own that says nothing goes. */
function useEmptied(id: string, isEditing: boolean) {
  const { store, gestures, author } = useBoardSession()
  const { hand } = useWall()
  useEffect(() => {
    if (!isEditing) return undefined
    return () => {
      const now = store.getObject(id)
      const isLeft = hand.get().editing !== id
      if (isLeft && now !== undefined && !now.isRemoved && isEmpty(now) && now.author === author) gestures.remove([id])
    }
  }, [id, isEditing, store, gestures, author, hand])
}

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

/** A card far from the screen: its words, where it will be. */
export const FarCard = memo(function FarCard({ id }: { id: string }) {
  const object = useBoardObject(id)
  if (object === undefined) return null
  return (
    <article
      className={cx(styles.card, styles.far)}
      data-card={id}
      data-colour={colourIndex(object.colour)}
      {...langOf(object)}
      {...{ [dropData.card.item]: id }}
    >
      {wordsOfObject(object)}
    </article>
  )
})

/** A card of the wall: who, what, answers, and everything one can do with it. */
export const WallCard = memo(function WallCard({ id }: { id: string }) {
  const { t } = useMessages()
  const object = useBoardObject(id)
  const asker = useAsker()
  const moderation = useModeration()
  const wall = useWall()
  const isEditing = useHeld('editing', id)
  const [isCommenting, setIsCommenting] = useState(false)
  const [isChanging, setIsChanging] = useState(false)
  const nameOf = useShortName()
  const article = useRef<HTMLElement>(null)
  const drag = useCardDrag(id, wall.layout === 'columns' ? 'column' : 'rows')
  const rights = object === undefined ? null : rightsOn(object, asker, moderation)
  const mayMove = rights?.move === true && !isEditing
  const open = () => {
    if (rights?.edit === true) wall.hand.set({ editing: id })
    else if (rights?.propose === true) setIsChanging(true)
    else setIsCommenting(true)
  }
  useEmptied(id, isEditing)
  useCardHands(article, { drag: mayMove ? drag : null, open: isEditing ? null : open })
  if (object === undefined || rights === null) return null
  const name = nameOf(object)
  const done = () => {
    wall.hand.set({ editing: null })
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
      data-movable={mayMove || undefined}
      {...{ [dropData.card.item]: id }}
    >
      <header className={styles.head}>
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
            onEdit={() => afterMenu(open)}
            onComments={() => setIsCommenting(true)}
          />
        )}
      </header>
      {isEditing && rights.edit ? <CardEditor id={id} onDone={done} /> : <CardContent object={object} />}
      <WaitingChange id={id} />
      {!isEditing && <Foot object={object} rights={rights} onComments={() => setIsCommenting(true)} />}
      {isChanging && <ChangeDialog id={id} onClose={() => setIsChanging(false)} />}
      {isCommenting && (
        <Suspense fallback={null}>
          <CommentsDialog id={id} onClose={() => setIsCommenting(false)} />
        </Suspense>
      )}
      {isEditing && !rights.edit && <p role="status">{t('boards.wall_closedNow')}</p>}
    </article>
  )
})
