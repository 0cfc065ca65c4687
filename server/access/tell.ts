import { listUserIdsInRoles } from '#db/queries/members.ts'
import { memberRoles } from '#db/schema/values.ts'
import type { Notice } from '#collab/notices.ts'
import type { Deps } from '../kit/context.ts'
import { canInProject, type ProjectAction } from './rules.ts'

/** Those of a project, or of the projects these documents are in. */
type Place = { projectId: string } | { documentIds: readonly string[] }

/** Tells everybody there who may do this, and these users, wherever they are connected. */
export async function tellWhoMay(
  { db, rooms }: Pick<Deps, 'db' | 'rooms'>,
  { may, also = [], ...place }: Place & { may: ProjectAction; also?: readonly string[] },
  notice: Notice,
): Promise<void> {
  const roles = memberRoles.filter((role) => canInProject(role, 'open', may, 'european'))
  rooms.tell(new Set([...(await listUserIdsInRoles(db, place, roles)), ...also]), notice)
}
