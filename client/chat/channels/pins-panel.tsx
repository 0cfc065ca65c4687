import { useQuery } from '@tanstack/react-query'
import { useMessages } from '#client/locales/messages.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import styles from './channel.module.css'
import { MessageHits } from './message-hits.tsx'
import { Panel } from './panel.tsx'
import { type Channel, type Message, pinsQuery } from '../messages/queries.ts'

interface PinsPanelProps {
  channel: Channel
  onClose: () => void
  onJump: (message: Message) => void
}

/** What the teachers pinned in a channel. */
export function PinsPanel({ channel, onClose, onJump }: PinsPanelProps) {
  const { t } = useMessages()
  const { data, error, isPending, refetch } = useQuery(pinsQuery(channel.id))
  return (
    <Panel title={t('chat.pins')} onClose={onClose}>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {isPending && <Skeleton of="rows" count={3} />}
      {data?.messages.length === 0 && <p className={styles.found}>{t('chat.noPins')}</p>}
      {data && <MessageHits messages={data.messages} query="" onJump={onJump} />}
    </Panel>
  )
}
