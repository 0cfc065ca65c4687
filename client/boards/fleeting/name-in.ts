import { authorOf } from '#collab/documents/board-author.ts'
import type { BoardSession } from '../board-session.ts'

/** The name that this reader may see of somebody of the project; null for who is none of it. */
export const nameIn = ({ documentId, people }: BoardSession, userId: string): string | null =>
  people.get(authorOf(documentId, userId))?.name ?? null
