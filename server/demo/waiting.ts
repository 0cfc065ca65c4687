import { randomInt } from 'node:crypto'
import { addToPage } from '#collab/documents/page.ts'
import { changeOf } from '#collab/relay/change.ts'
import { crcOf } from '#collab/relay/crc.ts'
import type { Tx } from '#db/client.ts'
import { upsertHand } from '#db/queries/hands.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { listLogRows } from '#db/queries/document-log.ts'
import { insertPendingRows } from '#db/queries/pending-writing.ts'
import { largestClientId } from './history.ts'
import type { DemoProject } from './content/projects.ts'

interface Waiting {
  documentId: string
  userId: string
  at: Date
  text: string
}

/** A paragraph at the end of a page that waits beside it for a teacher. */
export async function storeWaiting(tx: Tx, { documentId, userId, at, text }: Waiting): Promise<void> {
  const rows = await listLogRows(tx, documentId)
  const clientId = randomInt(1, largestClientId)
  const block = { type: 'paragraph', content: [{ type: 'text', text }] }
  const bytes = changeOf(
    rows.map((row) => row.bytes),
    clientId,
    (ydoc) => addToPage(ydoc, [block], 'end'),
  )
  if (bytes === null) throw new Error('nothing was written')
  await insertPendingRows(tx, [{ documentId, userId, sequence: 1, at, bytes, crc: crcOf(bytes, 1) }])
  await insertContributions(tx, documentId, userId, [clientId])
}

/** Somebody has a question, somebody is lost: as in any lesson. */
export async function storeHands(
  tx: Tx,
  projectId: string,
  { hands = [] }: DemoProject,
  idOf: (name: string) => string,
  today: Date,
) {
  for (const { by, kind, minutesAgo } of hands) {
    const at = new Date(today.getTime() - minutesAgo * 60_000)
    await upsertHand(tx, { projectId, userId: idOf(by), kind, at, since: at })
  }
}
