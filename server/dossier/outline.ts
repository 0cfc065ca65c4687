import type { DbOrTx } from '#db/client.ts'
import { listDossier } from '#db/queries/dossier.ts'
import type { findProject } from '#db/queries/projects.ts'
import { unsaidOf, wordsOf } from './fields.ts'

type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>

/** What those who decide about a project read of it, and what of it nobody has written yet. */
export async function readOutline(db: DbOrTx, project: Project) {
  const { outline } = wordsOf(project, await listDossier(db, project.id))
  return { outline, unsaid: unsaidOf(outline) }
}
