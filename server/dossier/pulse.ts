import type { DbOrTx } from '#db/client.ts'
import { listDossier } from '#db/queries/dossier.ts'
import { listHeard, updateHeard } from '#db/queries/pulse.ts'
import type { findProject } from '#db/queries/projects.ts'
import { findDayAt } from '#db/queries/terms.ts'
import { wordsOf } from './fields.ts'

type Project = NonNullable<Awaited<ReturnType<typeof findProject>>>

/**
 * Schools of an open project of which nobody wrote for as many weeks with school as the pact allows. Both sides see it, and
 * nothing else follows from it here. Alone nobody is silent.
 */
export async function readSilent(db: DbOrTx, project: Project, { schoolId, now }: { schoolId: string; now: Date }) {
  if (project.state !== 'open') return []
  await updateHeard(db, project.id)
  const { silence } = wordsOf(project, await listDossier(db, project.id)).pact
  const heard = await listHeard(db, project.id, await findDayAt(db, schoolId, now))
  if (heard.length < 2) return []
  return heard
    .filter(({ days }) => days >= silence * 7)
    .map(({ id, name, heardAt, days }) => ({
      ...{ schoolId: id, name, isOwn: id === schoolId, since: heardAt.toISOString() },
      weeks: Math.floor(days / 7),
    }))
}
