import { listMembers } from '#db/queries/members.ts'
import type { Notice } from '#collab/notices.ts'
import type { Deps } from '../kit/context.ts'
import { canInProject, type ProjectAction } from './rules.ts'

/** Tells everybody of a project who may do this, and these users, wherever they are connected. */
export async function tellWhoMay(
  { db, rooms }: Pick<Deps, 'db' | 'rooms'>,
  { projectId, may, also = [] }: { projectId: string; may: ProjectAction; also?: readonly string[] },
  notice: Notice,
): Promise<void> {
  const people = await listMembers(db, projectId)
  const those = people.filter(({ role }) => canInProject(role, 'open', may)).map(({ userId }) => userId)
  rooms.tell(new Set([...those, ...also]), notice)
}
