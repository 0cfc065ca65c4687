import type { Outbox } from './outbox.ts'
import * as z from '#collab/schema.ts'
import { refusedReasons } from './status.ts'

const wordsSchema = z.object({ text: z.string(), reason: z.enum(refusedReasons) })

/** Words that the page did not take, as plain text: their writer alone has them, and decides what becomes of them. */
export interface Draft extends z.infer<typeof wordsSchema> {
  id: string
}

/** The drafts of one person for one document. They lie sealed in the outbox, beside the updates. */
export function createDrafts(documentId: string, outbox: Promise<Outbox>, onChange: () => void) {
  const address = `draft:${documentId}`
  let list: readonly Draft[] = []
  const set = (next: readonly Draft[]) => {
    list = next
    onChange()
  }

  async function load() {
    const kept = await (await outbox).adopt(address)
    const read = kept.flatMap(({ id, update }): Draft[] => {
      const parsed = wordsSchema.safeParse(JSON.parse(new TextDecoder().decode(update)))
      return parsed.success ? [{ ...parsed.data, id }] : []
    })
    const fresh = read.filter((one) => list.every((known) => known.id !== one.id))
    if (fresh.length > 0) set([...fresh, ...list])
  }
  void load().catch(() => {})

  return {
    list: () => list,
    /** Keeps the draft, new or under the id it has, in place of these records of the outbox. Without words it is none. */
    async keep({ id, ...words }: Draft, instead: string[] = []) {
      const others = list.filter((one) => one.id !== id)
      if (words.text === '') {
        set(others)
        return (await outbox).remove([id, ...instead])
      }
      set([...others, { id, ...words }])
      const update = new TextEncoder().encode(JSON.stringify(words))
      return (await outbox).put(address, { id, update, changes: 0 }, instead)
    },
    async remove(id: string) {
      set(list.filter((one) => one.id !== id))
      await (await outbox).remove([id])
    },
  }
}
