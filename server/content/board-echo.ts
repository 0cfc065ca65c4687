import type * as Y from 'yjs'
import { authorOf } from '#collab/documents/board-author.ts'
import { metaKeys, metaOf, moderationKey, moderationOf, readModeration } from '#collab/documents/board-read.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findBoardRules } from '#db/queries/writing-rules.ts'
import type { Deps } from '../kit/context.ts'

type EchoDeps = Pick<Deps, 'db' | 'rooms' | 'log'>

/** Two who change rules of one board at once are done after as many looks. */
const looks = 3

/**
 * Lets a board say what the table of rules says of it, for whoever has it open: that new things wait, and who is paused. Held
 * they are to the table itself, by what they may (`actorOf`), so that a board that could not be written is a word behind, no more.
 */
export async function echoRules({ db, rooms, log }: EchoDeps, documentId: string | null): Promise<void> {
  const document = documentId === null ? null : await findDocument(db, documentId)
  if (document === null || document.kind === 'page') return
  let said = ''
  for (let look = 0; look < looks; look++) {
    const rules = await findBoardRules(db, document.id)
    const authors = rules.pauses.map(({ userId }) => authorOf(document.id, userId)).toSorted()
    const wanted = JSON.stringify([rules.needsApproval, authors])
    if (wanted === said) return
    said = wanted
    try {
      await rooms.edit(document.id, null, (ydoc) => write(ydoc, rules.needsApproval, new Set(authors)))
    } catch (error) {
      return log.warn({ err: error, documentId: document.id }, 'a board does not say its rules yet')
    }
  }
}

function write(ydoc: Y.Doc, needsApproval: boolean, authors: ReadonlySet<string>): void {
  const meta = metaOf(ydoc)
  if ((meta.get(metaKeys.needsApproval) === 1) !== needsApproval)
    meta.set(metaKeys.needsApproval, needsApproval ? 1 : 0)
  const { paused } = readModeration(ydoc)
  for (const author of paused) if (!authors.has(author)) moderationOf(ydoc).delete(moderationKey.paused(author))
  for (const author of authors) if (!paused.has(author)) moderationOf(ydoc).set(moderationKey.paused(author), 1)
}
