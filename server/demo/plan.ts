import type { BoardContent } from '#collab/documents/board.ts'
import { addDays, mondayOf } from '#collab/plan/days.ts'
import type { Tx } from '#db/client.ts'
import { insertDocument } from '#db/queries/documents.ts'
import { listShippedItems } from '#db/queries/frameworks.ts'
import { seedOf, storeSeed } from '../documents/seed.ts'
import type { PlannedThing } from './content/water-plan.ts'

interface DemoPlan {
  projectId: string
  by: string
  things: readonly PlannedThing[]
}

interface Around {
  idOf: (name: string) => string
  /** Lines of the socle by their codes. */
  items: ReadonlyMap<string, string>
  today: Date
}

/** The things on the days that they have this year. */
function contentOf(things: readonly PlannedThing[], { idOf, items, today }: Around): BoardContent {
  const monday = mondayOf(today.toISOString().slice(0, 10))
  return {
    type: 'board',
    layout: 'plan',
    objects: things.map(({ on, who = [], skills = [], ...thing }, at) => ({
      ...thing,
      order: `b${String(at).padStart(2, '0')}V`,
      language: thing.language ?? 'fr',
      date: on === undefined ? '' : addDays(monday, 7 * on.week + on.day - 1),
      people: who.map(idOf),
      itemIds: skills.flatMap((code) => items.get(code) ?? []),
    })),
  }
}

/** Stores the plan of a project, around the week of today. */
export async function storePlan(
  tx: Tx,
  { projectId, by, things }: DemoPlan,
  idOf: (name: string) => string,
  today: Date,
): Promise<void> {
  const made = { createdBy: idOf(by), createdAt: today, changedAt: today }
  const row = { projectId, kind: 'board', title: 'Plan', language: 'fr', access: 'teachers', isPlan: true } as const
  const codes = things.flatMap(({ skills = [] }) => skills).map((code) => ({ framework: 'socle', code }))
  const items = new Map((await listShippedItems(tx, codes)).map(({ code, id }) => [code, id]))
  const documentId = await insertDocument(tx, { ...row, ...made })
  if (documentId === null) throw new Error('the plan is there already')
  await storeSeed(tx, documentId, idOf(by), seedOf('board', contentOf(things, { idOf, items, today })), today)
}
