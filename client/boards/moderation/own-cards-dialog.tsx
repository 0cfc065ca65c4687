import { useQuery } from '@tanstack/react-query'
import { Pencil, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { cx } from '#client/ui/cx.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useBoardSession } from '../board-session.ts'
import { CardContent } from '../parts/card-content.tsx'
import { When } from '../parts/when.tsx'
import { objectOf } from './kept-object.ts'
import { KeptFocus } from './kept-focus.tsx'
import styles from './moderation.module.css'
import { type PendingCard, pendingQuery, useWithdrawCard } from './queries.ts'
import { SendCardDialog } from './send-card-dialog.tsx'

/** A pupil's cards that are not on the board: waiting, or come back with a reason. */
export function OwnCardsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useMessages()
  const { documentId } = useBoardSession()
  const { data, error, refetch } = useQuery(pendingQuery(documentId))
  const [editing, setEditing] = useState<PendingCard | null>(null)
  const withdraw = useWithdrawCard(documentId)
  if (editing !== null) return <SendCardDialog card={editing} onClose={() => setEditing(null)} />
  return (
    <Dialog title={t('boards.pending_ownTitle')} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <KeptFocus>
        <Stack>
          {data === undefined &&
            (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton of="rows" />)}
          {data?.cards.length === 0 && <p>{t('boards.pending_noneOwn')}</p>}
          {withdraw.isError && <ErrorState error={withdraw.error} />}
          <ul role="list" className={cx(styles.list)}>
            {data?.cards.map((card) => (
              <li key={card.id} className={styles.line}>
                <div className={styles.head}>
                  <Badge tone={card.state === 'returned' ? 'warn' : 'neutral'}>
                    {t(`boards.pending_state_${card.state}`)}
                  </Badge>
                  <When at={Date.parse(card.changedAt)} />
                </div>
                {card.reason !== null && (
                  <p className={styles.reason}>{t('boards.pending_reason', { reason: card.reason })}</p>
                )}
                <CardContent object={objectOf(card.card)} />
                <div className={styles.tools}>
                  <OnlineButton icon={Pencil} onPress={() => setEditing(card)}>
                    {t('boards.pending_edit')}
                  </OnlineButton>
                  <OnlineButton
                    variant="quiet"
                    icon={Undo2}
                    isPending={withdraw.isPending && withdraw.variables === card.id}
                    isDisabled={withdraw.isPending && withdraw.variables !== card.id}
                    onPress={() => withdraw.mutate(card.id)}
                  >
                    {t('boards.pending_withdraw')}
                  </OnlineButton>
                </div>
              </li>
            ))}
          </ul>
        </Stack>
      </KeptFocus>
    </Dialog>
  )
}
