import { createContext, use } from 'react'
import type { Connection } from '#client/live/connection.ts'
import type { DocumentRow } from '#client/data/documents.ts'
import type { Member } from '#client/data/people.ts'
import type { ProjectQuiet } from '#client/data/quiet.ts'
import type { Project } from '#client/data/projects.ts'
import type { ChatSender } from '../outbox/chat-sender.ts'
import type { Mention } from '../messages/text-parts.ts'

/** What every part of the chat draws from: names for this reader, titles, the line, and what waits to be sent. */
export interface ChatSpace {
  projectId: string
  project: Project | null
  selfId: string
  isPupil: boolean
  people: ReadonlyMap<string, Member>
  documents: ReadonlyMap<string, DocumentRow>
  /** Null until the line is made. */
  connection: Connection | null
  sender: ChatSender
  /** Quiet hours of the schools of the project; null until they are known. */
  quiet: ProjectQuiet | null
  /** The name of a person, for whoever looks; who is no longer here has none. */
  nameOf: (userId: string | null) => string
  labelOf: (mention: Mention) => string
}

const ChatSpaceContext = createContext<ChatSpace | null>(null)
export const ChatSpaceProvider = ChatSpaceContext.Provider

export function useChatSpace(): ChatSpace {
  const space = use(ChatSpaceContext)
  if (!space) throw new Error('this part of the chat needs a ChatSpaceProvider above')
  return space
}
