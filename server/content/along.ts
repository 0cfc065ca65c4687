import type { Along } from '#collab/relay/ports.ts'
import type { Tx } from '#db/client.ts'

type Work = (tx: Tx) => Promise<void>

const works = new WeakMap<Along, Work>()

/** What is stored in the transaction of a server's edit: with its row, or not at all. It may be tried more than once. */
export function along(work: Work): Along {
  const mark = {}
  works.set(mark, work)
  return mark
}

export async function storeAlong(tx: Tx, mark: Along): Promise<void> {
  await works.get(mark)?.(tx)
}
