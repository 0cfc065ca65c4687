import type { ReactNode } from 'react'
import { MessageRow, type MessageRowProps } from '../log/message-row.tsx'
import type { Message } from '../messages/queries.ts'
import styles from './talk.module.css'

/** The message that everything in a thread or a topic answers. */
export interface Top {
  message: Message
  /** It goes out of sight with the log; else it stands above. */
  isInLog: boolean
  /** What came with it. */
  below?: ReactNode
}

interface TopRowProps extends Pick<
  MessageRowProps,
  'isInThread' | 'isCurrent' | 'onMenu' | 'onRewrite' | 'onThread' | 'onJump'
> {
  top: Top
}

export function TopRow({ top, ...rowProps }: TopRowProps) {
  return (
    <div className={styles.top} data-in-log={top.isInLog}>
      <MessageRow message={top.message} isFollowing={false} isTarget={false} {...rowProps} />
      {top.below}
    </div>
  )
}
