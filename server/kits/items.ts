import type { DbOrTx } from '#db/client.ts'
import { listItemCodes, listShippedItems } from '#db/queries/frameworks.ts'
import type { KitItem } from './content.ts'

/* Lines of frameworks in a kit: by their codes, and those alone that every school has. */

/** By the ids of lines. One of a school's own framework is not among them. */
export async function itemsById(db: DbOrTx, ids: readonly string[]): Promise<ReadonlyMap<string, KitItem>> {
  const found = await listItemCodes(db, [...new Set(ids)])
  return new Map(
    found.flatMap(({ id, framework, code, isShipped }) => (isShipped ? [[id, { framework, code }] as const] : [])),
  )
}

/** What gives the id of a line in its newest edition, or null where it is not here. */
export async function idsOf(db: DbOrTx, items: readonly KitItem[]): Promise<(item: KitItem) => string | null> {
  const found = await listShippedItems(db, items)
  return (item) => found.find(({ framework, code }) => framework === item.framework && code === item.code)?.id ?? null
}
