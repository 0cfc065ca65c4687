import { useQuery } from '@tanstack/react-query'
import { Check, CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { cx } from '#client/ui/cx.ts'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { TextArea } from '#client/ui/text-field.tsx'
import { useBoardSession } from '../board-session.ts'
import { AuthorChip } from '../parts/author.tsx'
import { CardContent } from '../parts/card-content.tsx'
import { When } from '../parts/when.tsx'
import { objectOf } from './kept-object.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { type PendingCard, pendingQuery, useApproveCards, useReturnCard } from './queries.ts'

function ReturnForm({ pendingId, onDone }: { pendingId: string; onDone: () => void }) {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const [reason, setReason] = useState('')
  const give = useReturnCard(documentId)
  const send = () =>
    give.mutate(
      { pendingId, reason: reason.trim() },
      {
        onSuccess: () => {
          announce(t('boards.moderate_returned'))
          onDone()
        },
      },
    )
  return (
    <Stack gap="s">
      <TextArea
        label={t('boards.moderate_returnReason')}
        value={reason}
        onChange={setReason}
        rows={2}
        maxLength={500}
        autoFocus
      />
      {give.isError && <ErrorState error={give.error} />}
      <Row>
        <OnlineButton variant="primary" isDisabled={reason.trim() === ''} isPending={give.isPending} onPress={send}>
          {t('boards.moderate_return')}
        </OnlineButton>
        <Button variant="quiet" onPress={onDone}>
          {t('common.cancel')}
        </Button>
      </Row>
    </Stack>
  )
}

/** What a card is to change; null where it is new, or where that has left the board. */
function useReplaced(): (card: PendingCard) => BoardObject | null {
  const { store } = useBoardSession()
  return ({ replaces }) => {
    const there = replaces === null ? undefined : store.getObject(replaces)
    return there === undefined || there.isRemoved ? null : there
  }
}

interface WaitingCardProps {
  card: PendingCard
  onApprove: () => void
  /** Cards are on their way, and whether this is one of them: its button keeps the keyboard, which a button that is off does not. */
  going: 'this' | 'others' | null
}

function WaitingCard({ card, onApprove, going }: WaitingCardProps) {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const replaced = useReplaced()(card)
  const isOfGone = card.replaces !== null && replaced === null
  const [isReturning, setIsReturning] = useState(false)
  return (
    <li className={styles.line}>
      <div className={styles.head}>
        <AuthorChip author={authorOf(documentId, card.authorId)} />
        <When at={Date.parse(card.changedAt)} />
      </div>
      {isOfGone && <Notice tone="warn" title={t('boards.moderate_changeOfGone')} />}
      {replaced !== null && (
        <>
          <p className={styles.aside}>{t('boards.moderate_changes')}</p>
          <CardContent object={replaced} />
          <p className={styles.aside}>{t('boards.moderate_into')}</p>
        </>
      )}
      <CardContent object={objectOf(card.card)} />
      {isReturning ? (
        <ReturnForm pendingId={card.id} onDone={() => setIsReturning(false)} />
      ) : (
        <div className={styles.tools}>
          {!isOfGone && (
            <OnlineButton
              variant="primary"
              icon={Check}
              isPending={going === 'this'}
              isDisabled={going === 'others'}
              onPress={onApprove}
            >
              {t('boards.moderate_approve')}
            </OnlineButton>
          )}
          <OnlineButton icon={CornerUpLeft} isDisabled={going !== null} onPress={() => setIsReturning(true)}>
            {t('boards.moderate_giveBack')}
          </OnlineButton>
        </div>
      )}
    </li>
  )
}

/** Cards that pupils have sent in, the oldest first. */
export function WaitingTab() {
  const { t } = useMessages()
  const { documentId, announce } = useBoardSession()
  const { data, error, refetch } = useQuery(pendingQuery(documentId))
  const approve = useApproveCards(documentId)
  const replacedBy = useReplaced()
  if (data === undefined)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" />
  const waiting = data.cards.filter((card) => card.state === 'waiting')
  const returned = data.cards.length - waiting.length
  const ready = waiting.filter((card) => card.replaces === null || replacedBy(card) !== null)
  const goingOf = (card: PendingCard) => {
    if (!approve.isPending) return null
    return approve.variables.some(({ id }) => id === card.id) ? 'this' : 'others'
  }
  const accept = (cards: readonly PendingCard[]) =>
    approve.mutate(cards, { onSuccess: () => announce(t('boards.moderate_approved', { count: cards.length })) })
  return (
    <KeptFocus>
      <Stack>
        {approve.isError && <ErrorState error={approve.error} />}
        {waiting.length === 0 && <EmptyState sentence={t('boards.moderate_noneWaiting')} />}
        {ready.length > 1 && (
          <Row>
            <OnlineButton icon={Check} isPending={approve.isPending} onPress={() => accept(ready)}>
              {t('boards.moderate_approveAll', { count: ready.length })}
            </OnlineButton>
          </Row>
        )}
        <ul role="list" className={cx(styles.list)}>
          {waiting.map((card) => (
            <WaitingCard key={card.id} card={card} going={goingOf(card)} onApprove={() => accept([card])} />
          ))}
        </ul>
        {returned > 0 && <p className={styles.aside}>{t('boards.moderate_withAuthors', { count: returned })}</p>}
      </Stack>
    </KeptFocus>
  )
}
