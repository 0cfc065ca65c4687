import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import type { DemoProject } from './content/projects.ts'

interface Stored {
  project: DemoProject
  projectId: string
}

type Line = Parameters<typeof insertAudit>[1]

/** What the audit would say of it: who founded, what was reported, and whose words a teacher of another school reads first. */
export async function storeAudit(
  tx: Tx,
  stored: readonly Stored[],
  personOf: (name: string) => { userId: string; schoolId: string },
  { today, createdAt }: { today: Date; createdAt: Date },
): Promise<void> {
  const agoAt = (minutes: number) => new Date(today.getTime() - minutes * 60_000)
  const by = (name: string) => ({ actorId: personOf(name).userId, schoolId: personOf(name).schoolId })
  const lines = stored.flatMap(({ project, projectId }): Line[] => [
    ...project.owners.slice(0, 1).map((owner) => ({
      ...{ at: createdAt, ...by(owner), projectId, action: 'project.founded', targetId: projectId },
      detail: { kind: project.kind },
    })),
    ...(project.reports ?? []).map((report) => ({
      ...{ at: agoAt(report.minutesAgo), ...by(report.by), actorId: null, projectId },
      ...{ action: 'report.made', targetId: null },
    })),
    ...(project.readFirst ?? []).map(({ pupil, says, reason, ...rule }) => {
      const targetId = personOf(pupil).userId
      const of = { about: [targetId], projectId, action: 'writing.ruled', targetId }
      return { at: agoAt(says.minutesAgo), ...by(rule.by), ...of, detail: { tool: 'chat', mode: 'approval', reason } }
    }),
  ])
  for (const line of lines.toSorted((one, other) => one.at.getTime() - other.at.getTime())) await insertAudit(tx, line)
}
