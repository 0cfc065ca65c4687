import type { BoardObject } from '#collab/documents/board-model.ts'
import type { AskedReport } from '#client/data/reports-asked.ts'
import type { BoardSession } from '../board-session.ts'

/** A thing on a board, to be reported, with whose it is. */
export function reportOf(
  { documentId, people, former }: Pick<BoardSession, 'documentId' | 'people' | 'former'>,
  { id, author }: Pick<BoardObject, 'id' | 'author'>,
): AskedReport {
  const authorId = (people.get(author) ?? former.get(author))?.userId ?? null
  return { target: { object: id, document: documentId }, authorId }
}
