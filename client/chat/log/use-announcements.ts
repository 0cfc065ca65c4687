import { useEffect, useRef, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useLatest } from '#client/ui/use-latest.ts'
import { createAnnouncer } from './announcements.ts'
import { messageLine } from './attachment-words.ts'
import { useChatSpace } from '../space/chat-space.ts'
import type { Delivered } from '../messages/queries.ts'

/** What is said aloud of new messages at the end of a log. Pages that are read on, and one's own words, are not. */
export function useAnnouncements(messages: readonly Delivered[] | undefined, hasAfter: boolean): string {
  const { t } = useMessages()
  const { nameOf, labelOf, selfId } = useChatSpace()
  const [said, setSaid] = useState('')
  const words = useLatest({ t, nameOf, labelOf })
  const [announcer] = useState(() =>
    createAnnouncer({ say: setSaid, count: (count) => words.current.t('chat.newMessages', { count }) }),
  )
  const heard = useRef<number | null>(null)
  useEffect(() => () => announcer.stop(), [announcer])
  useEffect(() => {
    if (messages === undefined || hasAfter) return
    const from = heard.current
    heard.current = messages.at(-1)?.sequence ?? 0
    if (from === null) return
    for (const message of messages) {
      const { sequence, authorId, deletedAt } = message
      if (sequence <= from || authorId === selfId || deletedAt !== null) continue
      announcer.add(
        `${words.current.nameOf(authorId)}: ${messageLine(message, words.current.t, words.current.labelOf)}`,
      )
    }
  }, [messages, hasAfter, announcer, selfId, words])
  return said
}
