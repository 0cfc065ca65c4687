import type { BoardObject } from '#collab/documents/board-model.ts'
import type { Moderation } from '#collab/documents/board-read.ts'
import { hasText, thingOf } from '#collab/documents/things/register.ts'

/** Who asks. The server's referee decides by the same rules; here they keep from offering what would be put back. */
export interface Asker {
  readonly author: string
  readonly isModerator: boolean
  /** Whether this person may write on the board at all now. */
  readonly canWrite: boolean
  /** Words of what stands on the board change once a teacher has approved it. */
  readonly needsApproval: boolean
}

export interface ObjectRights {
  /** Its text, picture, link. */
  readonly edit: boolean
  /** To send in what it is to say instead. */
  readonly propose: boolean
  /** Its place, order, column, colour. */
  readonly move: boolean
  readonly remove: boolean
  readonly react: boolean
  readonly comment: boolean
  readonly moderate: boolean
  /** Why little may be done, where something stands in the way. */
  readonly reason: 'locked' | 'paused' | 'read_only' | null
}

/** Templates are written by nobody: everybody may fill them in. */
const isOfNobody = (author: string) => author.length < 12

export function rightsOn(
  { id, type, author, parent }: Pick<BoardObject, 'id' | 'type' | 'author' | 'parent'>,
  asker: Asker,
  { locked, paused }: Pick<Moderation, 'locked' | 'paused'>,
): ObjectRights {
  const { isModerator, canWrite } = asker
  const isLocked = locked.has(id)
  const isInLocked = parent !== null && locked.has(parent)
  const isPaused = paused.has(asker.author)
  const isOpen = canWrite && (isModerator || !(isLocked || isInLocked || isPaused))
  const isOwn = isModerator || author === asker.author
  // What answers an object needs the object alone to be open, as the referee has it.
  const mayAnswer = canWrite && (isModerator || !(isLocked || isPaused))
  const mayWord = isOpen && (thingOf({ type }).isOfAuthor !== true || isOwn || isOfNobody(author))
  const isAsked = asker.needsApproval && !isModerator
  return {
    edit: mayWord && !isAsked,
    propose: mayWord && isAsked && hasText({ type }),
    move: isOpen,
    remove: isOpen && isOwn,
    react: mayAnswer,
    comment: mayAnswer,
    moderate: isModerator && canWrite,
    reason: isOpen ? null : !canWrite ? 'read_only' : isLocked || isInLocked ? 'locked' : 'paused',
  }
}

/** Whether somebody may make things here, and put them into this column or frame. */
export function mayAddTo(
  parent: string | null,
  asker: Asker,
  { locked, paused }: Pick<Moderation, 'locked' | 'paused'>,
) {
  if (!asker.canWrite) return false
  return asker.isModerator || !(paused.has(asker.author) || (parent !== null && locked.has(parent)))
}
