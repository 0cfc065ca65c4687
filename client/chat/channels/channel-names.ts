import { CircleHelp, GraduationCap, MessagesSquare, Newspaper, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useCallback } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import type { Channel } from '../messages/queries.ts'

export const channelIcons: Record<Channel['kind'], LucideIcon> = {
  project: MessagesSquare,
  group: Users,
  teachers: GraduationCap,
  forum: Newspaper,
  ask: CircleHelp,
}

/** What a channel is called here: its own title, its group's, its pupil's, or the word for its kind. */
export function useChannelTitle() {
  const { t } = useMessages()
  const { nameOf, selfId } = useChatSpace()
  return useCallback(
    ({ kind, title, pupilId }: Pick<Channel, 'kind' | 'title' | 'pupilId'>) => {
      if (title !== null) return title
      if (kind !== 'ask') return t(`chat.channel_${kind}`)
      return pupilId === selfId ? t('chat.channel_ask') : nameOf(pupilId)
    },
    [t, nameOf, selfId],
  )
}

/** Who reads what one writes there, in a sentence that is always in sight. */
export function useReaders() {
  const { t } = useMessages()
  const { isPupil } = useChatSpace()
  return useCallback(
    ({ kind }: Pick<Channel, 'kind'>) => {
      if (kind === 'teachers') return t('chat.readers_teachers')
      if (isPupil) return t(kind === 'ask' ? 'chat.readers_ask_pupil' : 'chat.readers_pupil')
      return t(kind === 'ask' ? 'chat.readers_ask' : 'chat.readers_adult')
    },
    [t, isPupil],
  )
}
