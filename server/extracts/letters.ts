import type { LetterRun } from '#collab/documents/page-extract.ts'
import { MovedLetters } from '#collab/relay/moved-letters.ts'
import { walked } from '#collab/relay/update.ts'
import { listContributions } from '#db/queries/contributions.ts'
import { findLastSequence, listLogRows } from '#db/queries/document-log.ts'
import type { Ctx } from '../kit/context.ts'
import { readProvenance } from '../versions/provenance.ts'
import type { ExtractPart } from './content.ts'

/** Who typed the letters of a document, up to a point of its log. */
export interface Letters {
  /** Whose this Yjs client id is; null for the server's, and for people who are gone. */
  ownerOf(client: number): string | null
  /** Letters as parts, each of one person, under the ids they were first typed under. */
  partsOf(run: LetterRun): ExtractPart[]
  /** When the last of these was typed, as far as the log tells. */
  lastTyped(parts: readonly ExtractPart[]): Date | null
}

export async function readLetters(ctx: Ctx, documentId: string, upTo: number | null = null): Promise<Letters> {
  const sequence = upTo ?? (await findLastSequence(ctx.db, documentId))
  const moved = MovedLetters.decode(await readProvenance(ctx, documentId, sequence))
  const owners = new Map((await listContributions(ctx.db, documentId)).map((row) => [row.clientId, row.userId]))
  const rows = await listLogRows(ctx.db, documentId, { upTo: sequence })
  const ownerOf = (client: number) => owners.get(client) ?? null
  return {
    ownerOf,
    partsOf: ({ client, clock, text }) =>
      moved.rootsOf({ client, clock, length: text.length }).map((root) => ({
        kind: 'text',
        by: ownerOf(root.from.client),
        at: root.from,
        text: text.slice(root.clock - clock, root.clock - clock + root.length),
      })),
    lastTyped: (parts) => lastTyped(rows, parts),
  }
}

/** Rows are looked through from the last: whichever brought one of these letters first is the newest of them. */
function lastTyped(rows: Awaited<ReturnType<typeof listLogRows>>, parts: readonly ExtractPart[]): Date | null {
  const wanted = parts.flatMap((part) =>
    part.kind === 'text' && part.at ? [{ ...part.at, length: part.text.length }] : [],
  )
  const found = rows.findLast(({ bytes }) =>
    walked(bytes).walk.blocks.some((block) =>
      wanted.some(
        (one) => one.client === block.client && one.clock < block.end && block.clock < one.clock + one.length,
      ),
    ),
  )
  return found?.at ?? null
}
