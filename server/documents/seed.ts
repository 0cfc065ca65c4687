import { decode } from '#collab/relay/decode.ts'
import { crcOf } from '#collab/relay/crc.ts'
import { Places } from '#collab/relay/places.ts'
import { openDocument, walked } from '#collab/relay/update.ts'
import { documentKinds, type DocumentKindName } from '#collab/documents/kinds.ts'
import type { Tx } from '#db/client.ts'
import { insertContributions } from '#db/queries/contributions.ts'
import { appendLogRows } from '#db/queries/document-log.ts'
import { AppError } from '../kit/errors.ts'

const badContent = () =>
  new AppError('invalid', 'invalid_input', { fields: [{ path: 'content', reason: 'not_of_kind' }] })

interface Seed {
  bytes: Uint8Array
  clientId: number
}

/** The one update that makes a fresh ydoc hold this content. Throws `invalid` where it is not of the kind. */
export function seedOf(kind: DocumentKindName, content: object): Seed {
  const ydoc = openDocument([])
  const updates: Uint8Array[] = []
  ydoc.on('update', (update: Uint8Array) => updates.push(update))
  try {
    documentKinds[kind].seed(ydoc, content)
    const [bytes] = updates
    if (bytes === undefined || updates.length > 1) throw new Error('a seed is one update')
    // The schema lets any address stand in a link; what comes over the wire is held to more.
    documentKinds[kind].check(decode(bytes), new Places().read([walked(bytes)]).placeOf)
    return { bytes, clientId: ydoc.clientID }
  } catch {
    throw badContent()
  } finally {
    ydoc.destroy()
  }
}

/** First row of a document's log, in the transaction that makes its row. What it holds belongs to who made it. */
export async function storeSeed(tx: Tx, documentId: string, authorId: string, seed: Seed, at: Date): Promise<void> {
  const { bytes, clientId } = seed
  await appendLogRows(tx, [{ documentId, sequence: 1, authorId, at, bytes, crc: crcOf(bytes, 1) }])
  await insertContributions(tx, documentId, authorId, [clientId])
}
