import { randomUUID } from 'node:crypto'
import type { DbOrTx, Tx } from '#db/client.ts'
import { findRubric, listCriteria, replaceCriteria, upsertRubric } from '#db/queries/rubrics.ts'
import type { KitRubric } from './content.ts'
import { idsOf, itemsById } from './items.ts'

/* What a project is judged by, without whoever is judged. */

/** Null where the project has none. A line of a framework goes along where every school has it. */
export async function rubricOf(db: DbOrTx, projectId: string): Promise<KitRubric | null> {
  const rubric = await findRubric(db, projectId)
  const criteria = (await listCriteria(db, projectId)).filter(({ removedAt }) => removedAt === null)
  if (rubric === null || criteria.length + rubric.products.length === 0) return null
  const named = criteria.flatMap(({ itemId }) => itemId ?? [])
  const codes = await itemsById(db, named)
  return {
    criteria: criteria.map(({ words, itemId, levels }) => ({ words, levels, item: codes.get(itemId ?? '') ?? null })),
    products: rubric.products.map(({ title, steps }) => ({ title, steps: steps.map((step) => step.words) })),
  }
}

interface Place {
  projectId: string
  savedBy: string
  savedAt: Date
}

/** Begins the rubric of a project with it. */
export async function beginRubric(tx: Tx, place: Place, { criteria, products }: KitRubric): Promise<void> {
  const named = criteria.flatMap(({ item }) => item ?? [])
  const idOf = await idsOf(tx, named)
  const made = products.map(({ title, steps }) => ({
    ...{ id: randomUUID(), title, groupIds: [], userIds: [] },
    steps: steps.map((words) => ({ words, isDone: false })),
  }))
  await upsertRubric(tx, { ...place, version: 1, isOpen: false, peers: 'nobody', products: made })
  const wanted = criteria.map(({ words, item, levels }) => ({
    id: randomUUID(),
    words,
    levels,
    itemId: item && idOf(item),
  }))
  await replaceCriteria(tx, place.projectId, wanted, place.savedAt)
}
