import { findProject, lockProject } from '#db/queries/projects.ts'
import type { Follower } from '../approvals/outcomes.ts'
import { advance } from './opening.ts'
import { stateLine, tellStateChanged } from './projects.ts'

const waits: ReadonlySet<string> = new Set(['draft', 'waiting_office'])

/** What an answer means for a project: open when all have said yes, a draft again when one says no. Its work goes on in both. */
export const projectOutcome: Follower = {
  hold: lockProject,
  async follow(ctx, tx, { subjectId, by }) {
    const project = await findProject(tx, subjectId)
    if (!project || !waits.has(project.state)) return { lines: [], tell: () => Promise.resolve() }
    const { state } = await advance(tx, project, { by, at: ctx.now(), asks: false })
    const line = stateLine(
      ctx,
      { user: by, schoolId: by.schoolId, projectId: project.id },
      { from: project.state, to: state },
    )
    return {
      lines: state === project.state ? [] : [line],
      tell: () => tellStateChanged(ctx, project.id),
    }
  },
}
