import type { DbOrTx } from '#db/client.ts'
import { listExtracts } from '#db/queries/extracts.ts'
import { beginningOf, extractContent } from '../extracts/content.ts'

const mostOffered = 200
/** Of one extract: what a jury looks at. */
const mostLetters = 3_000

export interface OralExtract {
  id: string
  title: string
  words: string
  madeAt: string
}

/** What the pupil alone made and somebody took as an extract: what there is to choose from, the last taken first. */
export async function listOwnExtracts(db: DbOrTx, projectId: string, userId: string): Promise<OralExtract[]> {
  const rows = await listExtracts(db, { projectId, madeBy: userId, limit: mostOffered })
  return rows.map(({ extract, documentTitle }) => {
    const content = extractContent.parse(extract.content)
    return {
      id: extract.id,
      title: content.title || (documentTitle ?? ''),
      words: beginningOf(content, mostLetters),
      madeAt: extract.madeAt.toISOString(),
    }
  })
}
