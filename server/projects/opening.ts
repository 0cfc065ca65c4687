import type { Tx } from '#db/client.ts'
import { findProject, listTeachingSchools, updateProject, updateProjectSchoolStanding } from '#db/queries/projects.ts'
import { missingToOpen } from '../access/project-life.ts'

/**
 * Opens a project that waited for a partner, if the schools that teach in it now are those its kind asks for; the school
 * that came last is then its second founder. The caller holds `lockProject`.
 */
export async function openWhenComplete(
  tx: Tx,
  projectId: string,
  { schoolId, at }: { schoolId: string; at: Date },
): Promise<void> {
  const project = await findProject(tx, projectId)
  if (project?.state !== 'waiting_partner') return
  const schools = await listTeachingSchools(tx, projectId, at)
  const isOneOfThem = schools.some((school) => school.id === schoolId)
  if (!isOneOfThem || missingToOpen(project.kind, schools) !== null) return
  await updateProjectSchoolStanding(tx, projectId, { schoolId, standing: 'founder' })
  await updateProject(tx, projectId, { state: 'open' })
}
