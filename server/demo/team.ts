import type { Tx } from '#db/client.ts'
import { findMember } from '#db/queries/members.ts'
import { updateSchool } from '#db/queries/schools.ts'
import { upsertOralFile } from '#db/queries/sheets.ts'
import { insertSubject, upsertApproval, upsertTeam } from '#db/queries/team.ts'
import { schoolYear } from '../team/team.ts'
import type { DemoProject } from './content/projects.ts'

const dayMs = 24 * 60 * 60 * 1000

/** The team of a project with the yes of its head, and a file for the oral. */
export async function storeTeam(
  tx: Tx,
  { team }: DemoProject,
  { projectId, idOf }: { projectId: string; idOf: (name: string) => string },
  today: Date,
): Promise<void> {
  if (team === undefined) return
  const { theme, publicTitle, subjects, approved, oral } = team
  await upsertTeam(tx, { projectId, theme, publicTitle, year: schoolYear(today) })
  for (const { subject, by, hours } of subjects)
    await insertSubject(tx, { projectId, subject, hours, teacherId: by === null ? null : idOf(by) })
  const head = idOf(approved.by)
  const schoolId = (await findMember(tx, projectId, head))?.school.id
  if (schoolId === undefined) throw new Error(`${approved.by} is not in the project`)
  await updateSchool(tx, schoolId, { approvesTeams: true })
  const approvedAt = new Date(today.getTime() - approved.daysAgo * dayMs)
  await upsertApproval(tx, { projectId, schoolId, approvedBy: head, approvedAt, note: approved.note })
  const { by, ...prepared } = oral
  await upsertOralFile(tx, { ...prepared, projectId, userId: idOf(by), extractIds: [], changedAt: today })
}
