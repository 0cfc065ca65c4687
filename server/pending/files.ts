import { idsSetBy } from '#collab/documents/ids-set.ts'
import type { LogRow, PendingRow } from '#collab/relay/ports.ts'
import type { Tx } from '#db/client.ts'
import { findSnapshot, listLogRows } from '#db/queries/document-log.ts'
import { listOwnFileIds, updateFilesPending } from '#db/queries/files.ts'

/*
 * A file that is put beside a page waits as the words around it do, and is let out by the very commit that brings what shows
 * it into the page: whatever way that came, a teacher's decision or its author writing freely again. Only a row in its author's
 * name does it: a classmate who puts its address into the page lets nothing out.
 */

interface Showing {
  documentId: string
  userId: string
  fileIds: string[]
}

/** Rows that set ids of something, and in whose name. */
export const rowsWithIds = (rows: readonly Pick<LogRow, 'documentId' | 'authorId' | 'bytes'>[]): Showing[] =>
  rows.flatMap(({ documentId, authorId: userId, bytes }) => {
    const fileIds = userId === null ? [] : idsSetBy(bytes)
    return userId === null || fileIds.length === 0 ? [] : [{ documentId, userId, fileIds }]
  })

/** What these rows of documents show waits no longer. */
export async function letOutFiles(tx: Tx, rows: readonly Showing[]): Promise<void> {
  for (const row of rows) await updateFilesPending(tx, row, null)
}

/** What these rows beside documents show waits with them, though it came when its author wrote freely; not what the page has shown. */
export async function withholdFiles(tx: Tx, rows: readonly PendingRow[]): Promise<void> {
  for (const row of rows) {
    const fileIds = idsSetBy(row.bytes)
    const own = fileIds.length === 0 ? [] : await listOwnFileIds(tx, { ...row, fileIds })
    const unsure = own.filter((fileId) => !knownShown.has(fileId))
    if (unsure.length === 0) continue
    const shown = await shownIn(tx, row.documentId)
    for (const fileId of unsure.filter(shown)) remember(fileId)
    await updateFilesPending(tx, { ...row, fileIds: unsure.filter((fileId) => !shown(fileId)) }, row.at)
  }
}

/** What its page has shown stays so. Else who pastes one picture again and again has a whole log read in each commit. */
const knownShown = new Set<string>()
const mostKnown = 10_000

function remember(fileId: string): void {
  if (knownShown.size >= mostKnown) knownShown.clear()
  knownShown.add(fileId)
}

/** Whether a page shows an id, or has ever shown it. */
async function shownIn(tx: Tx, documentId: string): Promise<(id: string) => boolean> {
  const snapshot = await findSnapshot(tx, documentId)
  const rows = await listLogRows(tx, documentId)
  const all = [...(snapshot === null ? [] : [snapshot]), ...rows].map(({ bytes }) => Buffer.from(bytes))
  return (id) => all.some((bytes) => bytes.includes(id))
}
