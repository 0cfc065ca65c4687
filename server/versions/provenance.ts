import { crcOf } from '#collab/relay/crc.ts'
import type { DbOrTx, Tx } from '#db/client.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { findProvenance, sumLogBytes, upsertProvenance } from '#db/queries/provenance.ts'
import { checkRows, isSound, type StoredRow } from '../content/integrity.ts'
import type { Deps } from '../kit/context.ts'

/*
 * Who typed each letter (`collab/relay/provenance.ts`), where an editor has written it again under another id. It shows in
 * single rows alone: found before they are folded, and kept; what is younger is found when somebody asks.
 */

/** A Y.Doc takes some sixteen times its bytes: beyond this a letter that was moved counts as of who moved it. */
export const largestBytes = 4 * 1024 * 1024
const nothing = new Uint8Array()

interface Kept {
  sequence: number
  bytes: Uint8Array
}

/** Of bytes that are not what was stored nothing is believed: it is found again from the rows there are. */
async function findKept(db: DbOrTx, documentId: string): Promise<Kept> {
  const kept = await findProvenance(db, documentId)
  return kept !== null && isSound(kept) ? kept : { sequence: 0, bytes: nothing }
}

function find(folding: Deps['folding'], rows: readonly StoredRow[], kept: Kept): Promise<Uint8Array> {
  const base = rows.filter(({ sequence }) => sequence <= kept.sequence)
  const since = rows.filter(({ sequence }) => sequence > kept.sequence)
  return folding.moved(
    base.map(({ bytes }) => bytes),
    since.map(({ bytes }) => bytes),
    kept.bytes,
  )
}

/** Before rows become one: of all up to the last that may, `log` being the whole log. */
export async function keepProvenance(
  { tx, folding }: { tx: Tx; folding: Deps['folding'] },
  log: { documentId: string; rows: readonly StoredRow[]; upTo: number },
): Promise<void> {
  const { documentId, upTo: sequence } = log
  const kept = await findKept(tx, documentId)
  const rows = log.rows.filter((row) => row.sequence <= sequence)
  if (sequence <= kept.sequence || rows.reduce((sum, { bytes }) => sum + bytes.length, 0) > largestBytes) return
  checkRows(documentId, rows)
  const bytes = await find(folding, rows, kept)
  await upsertProvenance(tx, { documentId, sequence, bytes, crc: crcOf(bytes, sequence) })
}

/** Which letters, up to a row, stand under another id than they were first typed under: as `MovedLetters` reads it. */
export async function readProvenance(
  { db, folding }: Pick<Deps, 'db' | 'folding'>,
  documentId: string,
  upTo: number,
): Promise<Uint8Array> {
  const kept = await findKept(db, documentId)
  const isKnown = kept.sequence >= upTo || (await sumLogBytes(db, documentId, upTo)) > largestBytes
  return isKnown ? kept.bytes : findNow({ db, folding }, { documentId, upTo, kept })
}

/** Where a row is damaged the page is shown all the same, with what is known. */
async function findNow(
  { db, folding }: Pick<Deps, 'db' | 'folding'>,
  { documentId, upTo, kept }: { documentId: string; upTo: number; kept: Kept },
): Promise<Uint8Array> {
  const rows = await listLogRows(db, documentId, { upTo })
  return rows.every(isSound) ? find(folding, rows, kept) : kept.bytes
}
