import { CornerUpLeft, Ellipsis, Eye, MessagesSquare, Moon, Pencil, Pin } from 'lucide-react'
import type { KeyboardEvent, MouseEvent, Ref } from 'react'
import { memo, useId } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatClock } from '#client/locales/dates.ts'
import { formatAtSchool } from '#client/quiet/clock.ts'
import { Avatar } from '#client/ui/avatar.tsx'
import { Button } from '#client/ui/button.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { LanguageTag } from './language-tag.tsx'
import { MessageAttachments } from './message-attachments.tsx'
import { MessageText } from './message-text.tsx'
import styles from './message.module.css'
import { Quote } from './quote.tsx'
import type { Message } from '../messages/queries.ts'
import { Reactions } from './reactions.tsx'

export interface MessageRowProps {
  message: Message
  isFollowing: boolean
  /** The one that Tab reaches; the arrows lead to the others. */
  isCurrent: boolean
  /** Just jumped to. */
  isTarget: boolean
  /** In the panel of its thread: without the way there. */
  isInThread: boolean
  onMenu: (message: Message, button: HTMLElement) => void
  /** Its author writes again what a teacher sent back. */
  onRewrite: (message: Message) => void
  onThread: (messageId: string) => void
  onJump: (message: Message) => void
  ref?: Ref<HTMLElement>
}

/** Who, from where, when; and what became of it since. */
function RowHead({ message, nameId }: { message: Message; nameId: string }) {
  const { t, locale } = useMessages()
  const { people, nameOf, selfId } = useChatSpace()
  const author = message.authorId === null ? undefined : people.get(message.authorId)
  return (
    <header className={styles.head}>
      <span id={nameId} className={styles.name}>
        <bdi>{nameOf(message.authorId)}</bdi>
        {message.authorId === selfId && <span className={styles.aside}> ({t('common.you')})</span>}
      </span>
      {author?.kind === 'staff' && <span className={styles.role}>{t('common.teacher')}</span>}
      {author && <SchoolChip school={author.school} size="tile" />}
      <time className={styles.time} dateTime={message.at}>
        {formatClock(message.at, locale)}
      </time>
      <LanguageTag language={message.language} />
    </header>
  )
}

function RowMarks({ message, onRewrite }: Pick<MessageRowProps, 'message' | 'onRewrite'>) {
  const { t, locale } = useMessages()
  const { quiet } = useChatSpace()
  const timeZone = quiet?.schools.find((school) => school.isOwn)?.timeZone ?? 'UTC'
  return (
    <>
      {message.sequence === null && message.deliverAt !== null && (
        <span className={styles.mark} data-tone="ice">
          <Icon of={Moon} size="s" />
          {t('chat.deliveredAt', { when: formatAtSchool(message.deliverAt, timeZone, locale) })}
        </span>
      )}
      {message.pendingAt !== null && message.deletedAt === null && (
        <span className={styles.mark} data-tone="ice">
          <Icon of={Eye} size="s" />
          {message.returnedReason === null
            ? t('chat.pendingMark')
            : t('chat.returnedMark', { reason: message.returnedReason })}
        </span>
      )}
      {message.returnedReason !== null && message.can.edit && (
        <Button icon={Pencil} onPress={() => onRewrite(message)}>
          {t('chat.rewrite')}
        </Button>
      )}
      {message.pinnedAt !== null && (
        <span className={styles.mark}>
          <Icon of={Pin} size="s" /> {t('chat.pinned')}
        </span>
      )}
      {message.editedAt !== null && message.deletedAt === null && (
        <span className={styles.mark} title={formatClock(message.editedAt, locale)}>
          {t('chat.edited')}
        </span>
      )}
    </>
  )
}

/** What is old keeps its place where something newer answers it, and nobody's name. */
function removedBy({ authorId, deletedBy }: Message) {
  if (authorId === null && deletedBy === null) return 'removedByTime'
  return deletedBy === authorId ? 'removedByAuthor' : 'removedByTeacher'
}

function Removed({ message }: { message: Message }) {
  const { t } = useMessages()
  return <p className={styles.removed}>{t(`chat.${removedBy(message)}`)}</p>
}

function ThreadLink({ message, onThread }: Pick<MessageRowProps, 'message' | 'onThread'>) {
  const { t } = useMessages()
  const isTop = message.threadCount > 0
  if (!isTop && message.threadId === null) return null
  return (
    <button type="button" className={styles.thread} onClick={() => onThread(message.threadId ?? message.id)}>
      <Icon of={isTop ? MessagesSquare : CornerUpLeft} size="s" />
      {isTop ? t('chat.replies', { count: message.threadCount }) : t('chat.inThread')}
    </button>
  )
}

/** One message. Its buttons are always there; the arrows lead from one message to the next. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, isFollowing, isCurrent, isTarget, isInThread, onMenu, onRewrite, onThread, onJump, ref } = props
  const { t } = useMessages()
  const { people, nameOf } = useChatSpace()
  const id = useId()
  const author = message.authorId === null ? undefined : people.get(message.authorId)
  const isThere = message.deletedAt === null
  // In its thread the top is in sight: what answers it need not say so.
  const quoted = isInThread && message.replyTo === message.threadId ? null : message.replyTo
  const openMenu = (event: MouseEvent<HTMLElement>) => onMenu(message, event.currentTarget)
  /** A press of a key made into a click is taken for a screen reader's, and the menu would not take the focus. */
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const more = event.currentTarget.querySelector<HTMLElement>('[data-more]')
    if (event.key !== 'Enter' || more === null) return
    if (event.target !== event.currentTarget && event.target !== more) return
    event.preventDefault()
    onMenu(message, more)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a row that the arrows reach
    <article
      ref={ref}
      id={`message-${message.id}`}
      data-message={message.id}
      data-following={isFollowing}
      data-target={isTarget}
      data-current={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      aria-labelledby={`${id}-name ${id}-words`}
      className={styles.row}
      onKeyDown={onKeyDown}
    >
      <div className={styles.margin}>
        {!isFollowing && (
          <Avatar
            name={nameOf(message.authorId)}
            colour={author?.paletteIndex ?? 1}
            shape={author?.shape ?? 0}
            size="s"
          />
        )}
      </div>
      <div className={styles.body}>
        {isFollowing ? (
          <span id={`${id}-name`} className="visually-hidden">
            {nameOf(message.authorId)}
          </span>
        ) : (
          <RowHead message={message} nameId={`${id}-name`} />
        )}
        {quoted !== null && <Quote messageId={quoted} onJump={onJump} />}
        <div id={`${id}-words`}>
          {isThere ? (
            message.text !== '' && <MessageText text={message.text} language={message.language} />
          ) : (
            <Removed message={message} />
          )}
          {isThere && <MessageAttachments attachments={message.attachments} authorId={message.authorId} />}
        </div>
        <div className={styles.foot}>
          <RowMarks message={message} onRewrite={onRewrite} />
          {isThere && <Reactions message={message} />}
          {!isInThread && <ThreadLink message={message} onThread={onThread} />}
        </div>
      </div>
      <button
        type="button"
        className={styles.more}
        data-more
        aria-haspopup="menu"
        aria-label={t('chat.moreOf', { name: nameOf(message.authorId) })}
        onClick={openMenu}
      >
        <Icon of={Ellipsis} />
      </button>
    </article>
  )
})
