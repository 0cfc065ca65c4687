import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { documentsQuery } from '#client/data/documents.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { peopleQuery } from '#client/data/people.ts'
import { projectQuietQuery } from '#client/data/quiet.ts'
import { projectQuery } from '#client/data/projects.ts'
import { useUser } from '#client/session/session.ts'
import { useChatSender } from '../outbox/chat-sender.ts'
import { type ChatSpace, ChatSpaceProvider } from './chat-space.ts'
import { useChatLine } from './use-chat-line.ts'
import { useCountUnread } from './use-count-unread.ts'
import { useQuietEnd } from './use-quiet-end.ts'

/** The chat of one project: its line, its names, and what waits to be sent. */
export function ChatProvider({ projectId, children }: { projectId: string; children: ReactNode }) {
  const { t } = useMessages()
  const user = useUser()
  const connection = useSpace(projectId)
  const { sender } = useChatSender()
  const project = useQuery(projectQuery(projectId)).data?.project ?? null
  const { members, former } = useQuery(peopleQuery(projectId)).data ?? {}
  const rows = useQuery(documentsQuery(projectId)).data?.documents
  const quiet = useQuery(projectQuietQuery(projectId)).data ?? null
  useChatLine(connection, projectId)
  useQuietEnd(quiet)
  useCountUnread(projectId)
  const space = useMemo<ChatSpace>(() => {
    const people = new Map((members ?? []).map((person) => [person.userId, person]))
    const documents = new Map((rows ?? []).map((document) => [document.id, document]))
    // Who has left is no longer among the people, but said what they said under their name.
    const names = new Map([...(former ?? []), ...(members ?? [])].map(({ userId, name }) => [userId, name]))
    const nameOf = (userId: string | null) =>
      (userId === null ? undefined : names.get(userId)) ?? t('chat.somebodyGone')
    return {
      ...{ projectId, project, people, documents, connection, sender, quiet, nameOf },
      selfId: user.id,
      isPupil: user.kind === 'pupil',
      labelOf: ({ kind, id }) =>
        kind === 'person' ? nameOf(id) : (documents.get(id)?.title ?? t('chat.documentGone')),
    }
  }, [projectId, project, members, former, rows, connection, sender, quiet, user.id, user.kind, t])
  return <ChatSpaceProvider value={space}>{children}</ChatSpaceProvider>
}
