import { type ExtractPiece, readPassage } from '#collab/documents/page-extract.ts'
import type { Passage } from '#collab/documents/page-passage.ts'
import { openDocument } from '#collab/relay/update.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError } from '../kit/errors.ts'
import { blockOf, type ExtractBlock, type ExtractPart } from './content.ts'
import type { Letters } from './letters.ts'
import { readLetters } from './letters.ts'

interface Wanted {
  documentId: string
  update: Uint8Array
  /** Of a version; null for what is there now. */
  sequence: number | null
  passage: Passage | null
}

/** Blocks of a page, or of a passage of it, with whose each letter is, and when the last of them was typed. */
export async function readPageBlocks(
  ctx: Ctx,
  { documentId, update, sequence, passage }: Wanted,
): Promise<{ blocks: ExtractBlock[]; lastAt: Date | null }> {
  const ydoc = openDocument([update])
  const read = readPassage(ydoc, passage)
  ydoc.destroy()
  if ('fault' in read) throw new AppError('conflict', read.fault)
  const letters = await readLetters(ctx, documentId, sequence)
  const blocks = read.map(({ pieces, ...block }) =>
    blockOf(joined(pieces.flatMap((piece) => partsOf(piece, letters))), block),
  )
  return { blocks, lastAt: letters.lastTyped(blocks.flatMap(({ parts }) => parts)) }
}

function partsOf(piece: ExtractPiece, letters: Letters): ExtractPart[] {
  if (!('kind' in piece)) return letters.partsOf(piece)
  const by = letters.ownerOf(piece.client)
  switch (piece.kind) {
    case 'picture':
      return [{ kind: 'file', by, source: piece.fileId, fileId: null, is: 'picture', name: '', alt: piece.alt }]
    case 'formula':
      return [{ kind: 'formula', by, latex: piece.latex }]
    case 'person':
      return [{ kind: 'person', by, userId: piece.userId }]
    case 'page':
      return [{ kind: 'document', by, documentId: piece.documentId }]
    case 'break':
      return [{ kind: 'break', by }]
  }
}

/** Letters that were typed one after the other by one person are one part. */
export function joined(parts: readonly ExtractPart[]): ExtractPart[] {
  const found: ExtractPart[] = []
  for (const part of parts) {
    const last = found.at(-1)
    if (last?.kind === 'text' && part.kind === 'text' && goesOn(last, part))
      found.splice(-1, 1, { ...last, text: last.text + part.text })
    else found.push(part)
  }
  return found
}

type Words = Extract<ExtractPart, { kind: 'text' }>

const goesOn = (last: Words, next: Words): boolean =>
  last.by === next.by &&
  last.at !== null &&
  next.at !== null &&
  last.at.client === next.at.client &&
  last.at.clock + last.text.length === next.at.clock
