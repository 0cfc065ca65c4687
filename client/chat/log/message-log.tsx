import { ArrowDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { memo, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { Button } from '#client/ui/button.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { createRows, logRows, type LogRow } from './log-rows.ts'
import styles from './log.module.css'
import type { ChannelWindow } from '../messages/message-cache.ts'
import { MessageRow, type MessageRowProps } from './message-row.tsx'
import type { Delivered } from '../messages/queries.ts'
import { useAnnouncements } from './use-announcements.ts'
import { useLogKeys } from './use-log-keys.ts'
import { useLogScroll } from './use-log-scroll.ts'
import { useOneStop } from './use-one-stop.ts'
import type { Reading } from './use-reading.ts'

interface MessageLogProps
  extends
    Pick<MessageRowProps, 'onMenu' | 'onRewrite' | 'onThread' | 'onJump' | 'isInThread'>,
    Pick<Reading, 'readUntil' | 'first' | 'target' | 'onEnd'> {
  label: string
  window: ChannelWindow
  turning: { error: unknown; retry: () => void }
  onOlder: () => void
  onNewer: () => void
  /** One more for each message one sent: whoever writes sees what they wrote. */
  sentTurn?: number
  /** Back to the newest, where the window does not reach it. */
  onNewest: () => void
  /** Escape: back to writing. */
  onLeave: () => void
  /** Above the first message there is, once it is here. */
  beginning: ReactNode
  /** What is not delivered yet: waits here, or waits for the morning. */
  children: ReactNode
}

function Day({ at }: { at: string }) {
  const { locale } = useMessages()
  const words = new Intl.DateTimeFormat(regionOf(locale), { weekday: 'long', day: 'numeric', month: 'long' })
  return (
    <p className={styles.day}>
      <time dateTime={at.slice(0, 10)}>{words.format(new Date(at))}</time>
    </p>
  )
}

function UnreadLine() {
  const { t } = useMessages()
  return (
    <p className={styles.unread} id="unread-line">
      <span>{t('chat.unreadLine')}</span>
    </p>
  )
}

interface RowProps extends Omit<MessageRowProps, 'message' | 'isFollowing' | 'ref'> {
  row: LogRow<Delivered>
}

/** Of a thousand in sight those are drawn that have changed. */
const Row = memo(({ row, ...drawn }: RowProps) => {
  if (row.kind === 'day') return <Day at={row.at} />
  if (row.kind === 'unread') return <UnreadLine />
  return <MessageRow message={row.message} isFollowing={row.isFollowing} {...drawn} />
})

/** The talk of a channel: a window that follows its end, or stays where one reads. */
export function MessageLog(props: MessageLogProps) {
  const { window, readUntil, target, turning, isInThread, onMenu, onRewrite, onThread, onJump } = props
  const { t } = useMessages()
  const { selfId } = useChatSpace()
  const scroller = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState<string | null>(null)
  const [isAtEnd, setIsAtEnd] = useState(true)
  const { messages, hasBefore, hasAfter } = window
  const [rowOf] = useState(() => createRows<Delivered>())
  const rows = useMemo(() => logRows(messages, { readUntil, selfId }, rowOf), [messages, readUntil, selfId, rowOf])
  const targetId = messages.find(({ sequence }) => sequence === target?.sequence)?.id ?? null
  const { toEnd } = useLogScroll(scroller, {
    rowsKey: `${messages[0]?.id}/${messages.at(-1)?.id}/${messages.length}`,
    hasBefore,
    hasAfter,
    onOlder: props.onOlder,
    onNewer: props.onNewer,
    target: targetId === null ? (props.first ?? 'unread-line') : `message-${targetId}`,
    turn: target?.turn ?? -1,
    onEnd: (next, isSeen) => {
      setIsAtEnd(next)
      props.onEnd(isSeen)
    },
  })
  const { sentTurn = 0 } = props
  useEffect(() => {
    if (sentTurn > 0) toEnd()
  }, [sentTurn, toEnd])
  const said = useAnnouncements(messages, hasAfter)
  const keysId = useId()
  useOneStop(scroller)
  const onKeyDown = useLogKeys(props.onLeave, setCurrent)
  const reached = messages.some(({ id }) => id === current) ? current : (messages.at(-1)?.id ?? null)
  const drawn = { isInThread, onMenu, onRewrite, onThread, onJump }
  return (
    <div className={styles.frame}>
      {/* Announced by the line below, gathered: a log that speaks each row at once would drown its readers. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows lead through its rows */}
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label={props.label}
        aria-describedby={keysId}
        className={styles.log}
        data-region="log"
        onKeyDown={onKeyDown}
      >
        <div className={styles.sheet}>
          {!hasBefore && props.beginning}
          {turning.error !== null && <ErrorState error={turning.error} onRetry={turning.retry} />}
          {rows.map((row) => (
            <Row
              key={row.key}
              row={row}
              isCurrent={row.kind === 'message' && row.message.id === reached}
              isTarget={row.kind === 'message' && row.message.id === targetId}
              {...drawn}
            />
          ))}
          {!hasAfter && props.children}
        </div>
      </div>
      <p id={keysId} hidden>
        {t('chat.logKeys')} {t('app.regionKeys')}
      </p>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      {(hasAfter || !isAtEnd) && (
        <div className={styles.toEnd}>
          <Button icon={ArrowDown} onPress={hasAfter ? props.onNewest : toEnd}>
            {t('chat.toNewest')}
          </Button>
        </div>
      )}
    </div>
  )
}
