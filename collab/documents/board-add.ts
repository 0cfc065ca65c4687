import type * as Y from 'yjs'
import { objectId } from './board-author.ts'
import { boardLimits } from './board-model.ts'
import { readBoard } from './board-read.ts'
import { type NewObject, putObject, topOrder } from './board-write.ts'
import { isColumn } from './things/register.ts'

export interface CardToAdd {
  /** Who puts it there, as they are called on this board. */
  author: string
  isModerator: boolean
  /** A teacher reads first what this person makes. */
  needsApproval?: boolean
  text: string
  at: number
  /** In which language its words are, where that is known. */
  language?: string
  /** What the card holds, where it holds something. */
  holds?: Pick<NewObject, 'asset' | 'assetKind' | 'alt' | 'name' | 'durationMs'>
}

/** Why a card cannot be added: what keeps a person from it by hand as well. */
export type NoCard = 'paused' | 'needs_approval' | 'full'

/**
 * Puts a card with words from elsewhere on a board: into the first column of a wall, else where cards without a place go.
 * Gives why not, in words for whoever asked, and changes nothing then.
 */
export function addCard(
  ydoc: Y.Doc,
  { author, isModerator, needsApproval = false, text, at, language = '', holds }: CardToAdd,
): NoCard | null {
  const { objects, moderation, meta } = readBoard(ydoc)
  if (!isModerator && moderation.paused.has(author)) return 'paused'
  if (!isModerator && (meta.needsApproval || needsApproval)) return 'needs_approval'
  if (objects.length >= boardLimits.objects) return 'full'
  const isOpen = (id: string) => isModerator || !moderation.locked.has(id)
  const column = objects.find((one) => isColumn(one) && !one.isRemoved && isOpen(one.id))
  const parent = column?.id ?? null
  putObject(ydoc, objectId(author), { type: 'card', at, order: topOrder(objects), parent, text, language, ...holds })
  return null
}
