import type { RemovedPart } from '#collab/documents/page-passage.ts'
import { MovedLetters } from '#collab/relay/moved-letters.ts'
import type { Tx } from '#db/client.ts'
import { findLastSequence } from '#db/queries/document-log.ts'
import { updateEvidenceOf } from '#db/queries/evidence.ts'
import {
  deleteExtractFiles,
  type ExtractRow,
  listExtractsFrom,
  listExtractsOf,
  updateExtract,
} from '#db/queries/extracts.ts'
import type { Deps } from '../kit/context.ts'
import { readProvenance } from '../versions/provenance.ts'
import { readBlind } from './blind.ts'
import {
  authorsIn,
  extractContent,
  type ExtractContent,
  type TakenOut,
  withoutPerson,
  withoutTaken,
} from './content.ts'

/*
 * What goes out of an extract, and out of its copies in applications: with its author, or with what was taken out of its page
 * for good. A mark is left.
 */

/** Takes everything of a person's out of all extracts. Nobody is deleted before. */
export async function eraseExtractsOf(tx: Tx, userId: string): Promise<void> {
  for (const row of await listExtractsOf(tx, userId)) await change(tx, row, (content) => withoutPerson(content, userId))
}

/** As many letters in a row are the same words, wherever they lie. */
const sameLetters = 8

interface LeftPage {
  documentId: string
  parts: readonly RemovedPart[]
  /** Ids under which they lie, or lay. */
  ranges: readonly Range[]
}

type Range = { client: number; clock: number; length: number }

/** What left a page for good leaves its extracts: by the ids of letters, by the same words, and by files. */
export async function takeOutOfExtracts(
  deps: Pick<Deps, 'db' | 'folding'>,
  { documentId, parts, ranges }: LeftPage,
): Promise<void> {
  const upTo = await findLastSequence(deps.db, documentId)
  const moved = MovedLetters.decode(await readProvenance(deps, documentId, upTo))
  const taken = {
    holds: holder([...ranges, ...ranges.flatMap((range) => rootsOf(range, moved))]),
    words: parts.flatMap((part) =>
      part.kind === 'text' && part.text.trim().length >= sameLetters ? part.text.trim() : [],
    ),
    files: new Set(parts.flatMap((part) => (part.kind === 'picture' ? part.fileId : []))),
  }
  await deps.db.transaction(async (tx) => {
    for (const row of await listExtractsFrom(tx, documentId))
      await change(tx, row, (content) => withoutTaken(content, taken))
  })
}

const rootsOf = (range: Range, moved: MovedLetters): Range[] =>
  moved.rootsOf(range).map(({ from, length }) => ({ ...from, length }))

const holder =
  (ranges: readonly Range[]): TakenOut['holds'] =>
  (client, clock) =>
    ranges.some((range) => range.client === client && range.clock <= clock && clock < range.clock + range.length)

async function change(tx: Tx, row: ExtractRow, to: (content: ExtractContent) => ExtractContent): Promise<void> {
  const before = extractContent.parse(row.content)
  const content = to(before)
  if (JSON.stringify(content) === JSON.stringify(before)) return
  const files = filesIn(content)
  await updateExtract(tx, row.id, { content, authors: authorsIn(content) })
  await updateEvidenceOf(tx, row.id, await readBlind(tx, row.projectId, content))
  await deleteExtractFiles(
    tx,
    row.id,
    filesIn(before).filter((fileId) => !files.includes(fileId)),
  )
}

const filesIn = ({ blocks }: ExtractContent): string[] =>
  blocks.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === 'file' && part.fileId !== null ? [part.fileId] : [])),
  )
