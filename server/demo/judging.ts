import { randomUUID } from 'node:crypto'
import type { Tx } from '#db/client.ts'
import { listExtractsOf } from '#db/queries/extracts.ts'
import { listFrameworkItems, listFrameworks } from '#db/queries/frameworks.ts'
import {
  insertObservation,
  updateJudgementShown,
  updatePublished,
  upsertAgreement,
  upsertJudgement,
} from '#db/queries/judgements.ts'
import { replaceCriteria, upsertRubric } from '#db/queries/rubrics.ts'
import type { DemoJudging } from './content/water-judging.ts'

interface Here {
  projectId: string
  schoolId: string
  /** People by their name; whether one is a teacher is said by who is not among the pupils. */
  idOf: (name: string) => string
  isPupil: (name: string) => boolean
  today: Date
}

/** The rubric, what was said by it, what was agreed and what a lesson showed. */
export async function storeJudging(tx: Tx, judging: DemoJudging, here: Here): Promise<void> {
  const { projectId, idOf, isPupil, today } = here
  const [first] = judging.agreed
  if (!first) throw new Error('nothing was agreed in the demonstration')
  const ids = new Map(judging.criteria.map(({ key }) => [key, randomUUID()]))
  const placeOf = ({ of, on }: { of: string; on: string }) => {
    const criterionId = ids.get(on)
    if (criterionId === undefined) throw new Error(`there is no criterion ${on}`)
    return { projectId, pupilId: idOf(of), criterionId }
  }
  await upsertRubric(tx, {
    ...{ projectId, version: 1, isOpen: true, peers: 'project', savedBy: idOf(first.by), savedAt: today },
    products: judging.products.map((product) => ({ ...product, id: randomUUID(), groupIds: [], userIds: [] })),
  })
  const items = await itemsOfSocle(tx, here)
  const criteria = judging.criteria.map(({ key, words, item, levels }) => ({
    ...{ id: ids.get(key) ?? '', words, levels: [...levels], itemId: items.get(item) ?? null },
  }))
  await replaceCriteria(tx, projectId, criteria, today)
  for (const { by, level, words = '', isShown, restsOnExtracts, ...place } of judging.said) {
    const kind = by === place.of ? 'self' : isPupil(by) ? 'peer' : 'teacher'
    const kept = restsOnExtracts === undefined ? [] : await listExtractsOf(tx, idOf(place.of))
    const extractIds = kept.flatMap((one) => (one.projectId === projectId ? [one.id] : []))
    const said = { authorId: idOf(by), level, words, extractIds, at: today }
    const id = await upsertJudgement(tx, { ...placeOf(place), ...said, kind })
    if (isShown) await updateJudgementShown(tx, id, { shownAt: today, shownBy: idOf(first.by) })
  }
  for (const { by, level, note = '', words = '', ...place } of judging.agreed)
    await upsertAgreement(tx, { ...placeOf(place), level, note, words, agreedBy: idOf(by), agreedAt: today })
  const told = judging.agreed.flatMap(({ of, isPublished }) => (isPublished ? [idOf(of)] : []))
  await updatePublished(tx, { projectId, pupilIds: told, publishedAt: today, publishedBy: idOf(first.by) })
  for (const { by, level, ...place } of judging.observed)
    await insertObservation(tx, { ...placeOf(place), level, authorId: idOf(by), at: today })
}

async function itemsOfSocle(tx: Tx, { schoolId, today }: Here): Promise<Map<string, string>> {
  const all = await listFrameworks(tx, schoolId, today.toISOString().slice(0, 10))
  const socle = all.filter(({ code }) => code === 'socle').map(({ id }) => id)
  return new Map((await listFrameworkItems(tx, socle)).map(({ code, id }) => [code, id]))
}
