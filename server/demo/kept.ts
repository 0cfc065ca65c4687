import type { Tx } from '#db/client.ts'
import { insertExtract } from '#db/queries/extracts.ts'
import { insertRemoval } from '#db/queries/removals.ts'
import { blockOf } from '../extracts/content.ts'
import { newTaken } from '../removals/taken.ts'
import type { DemoProject } from './content/projects.ts'

const dayMs = 24 * 60 * 60 * 1000

interface Names {
  idOf: (name: string) => string
  pageOf: (title: string) => string
}

/** What left a page before the demonstration begins: no log holds it. */
export async function storeRemoved(tx: Tx, { removed = [] }: DemoProject, { idOf, pageOf }: Names, today: Date) {
  for (const { by, from, page, words, reason, daysAgo } of removed) {
    const removedAt = new Date(today.getTime() - daysAgo * dayMs)
    const passage = { parts: [{ kind: 'text' as const, text: words }], ranges: [], clientIds: [] }
    await insertRemoval(tx, {
      documentId: pageOf(page),
      taken: newTaken(passage, { client: 0, clock: 0 }),
      authors: [idOf(from)],
      ...{ reason, removedBy: idOf(by), removedAt, forgottenAt: removedAt },
    })
  }
}

/** What a teacher has kept of pupils' work, from a page that has gone on since. */
export async function storeExtracts(
  tx: Tx,
  projectId: string,
  { extracts = [] }: DemoProject,
  { idOf, pageOf, today }: Names & { today: Date },
) {
  for (const { by, page, said, language, daysAgo } of extracts) {
    const takenAt = new Date(today.getTime() - daysAgo * dayMs)
    const parts = said.map((one) => ({ kind: 'text' as const, by: idOf(one.from), at: null, text: one.words }))
    await insertExtract(
      tx,
      {
        ...{ projectId, kind: 'passage', documentId: pageOf(page), language },
        ...{ takenBy: idOf(by), takenAt, madeAt: new Date(takenAt.getTime() - dayMs) },
        content: { title: page, blocks: [blockOf(parts, { language })] },
      },
      [...new Set(said.map((one) => idOf(one.from)))],
    )
  }
}
