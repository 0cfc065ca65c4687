import { wordsOf } from '#collab/documents/words-of.ts'
import type { DbOrTx } from '#db/client.ts'
import { listWaitingBytes, type Waiting } from '#db/queries/pending-writing.ts'

/** So much of what waits is read in a list; the whole of it is looked at in its page. */
const lettersShown = 500
const mostKept = 5_000

/** By branch, with the rows they were read from. Desks ask again and again, and rows are never changed. */
const kept = new Map<string, { rows: string; text: string }>()

const rowsOf = ({ first, sequence, rows }: Waiting) => `${first} ${sequence} ${rows}`

/** The words that wait, by branch, as they were typed; empty where only something was taken away. */
export async function wordsWaiting(db: DbOrTx, waiting: readonly Waiting[]): Promise<Map<string, string>> {
  const unread = waiting.filter((branch) => kept.get(branch.id)?.rows !== rowsOf(branch))
  const bytes = await listWaitingBytes(
    db,
    unread.map(({ id }) => id),
  )
  if (kept.size + unread.length > mostKept) kept.clear()
  for (const branch of unread) {
    const text = wordsOf(bytes.get(branch.id) ?? [], null)
    kept.set(branch.id, { rows: rowsOf(branch), text: excerpt(text) })
  }
  return new Map(waiting.map(({ id }) => [id, kept.get(id)?.text ?? '']))
}

const excerpt = (text: string) => (text.length > lettersShown ? `${text.slice(0, lettersShown).trimEnd()} …` : text)
