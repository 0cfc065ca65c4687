import { findNewcomer, hasOthers, listDismissed } from '#db/queries/registrations.ts'
import { deleteSchool, lockSchool } from '#db/queries/schools.ts'
import { deleteUser, findUser, lockUser } from '#db/queries/users.ts'
import { endAllSessions } from '../auth/sessions.ts'
import type { Deps } from '../kit/context.ts'
import { watchEnds } from '../kit/ends.ts'
import { forgetRegistrations } from './register.ts'

const everyMs = 60 * 60_000
/** Whoever is refused has this long to ask once more. */
const appealMs = 14 * 24 * 60 * 60_000

/** Takes away whom nobody wanted, and a school that only they brought. */
export async function forgetDismissed(deps: Deps): Promise<void> {
  const before = new Date(deps.now().getTime() - appealMs)
  for (const userId of await listDismissed(deps.db, before)) {
    await dismiss(deps, userId, before)
    await endAllSessions(deps, userId)
  }
}

function dismiss(deps: Deps, userId: string, before: Date): Promise<void> {
  return deps.db.transaction(async (tx) => {
    const person = await findUser(tx, userId)
    if (!person) return
    await lockSchool(tx, person.schoolId)
    await lockUser(tx, userId)
    // Behind the lock: they may have asked once more, or been let in.
    if (!(await listDismissed(tx, before)).includes(userId)) return
    const newcomer = await findNewcomer(tx, userId)
    await deleteUser(tx, userId)
    if (newcomer?.bringsSchool && !(await hasOthers(tx, person.schoolId, userId)))
      await deleteSchool(tx, person.schoolId)
  })
}

/** Lets go of who did not follow their link, and of who was refused, until `stop` is called. */
export function startForgettingNewcomers(deps: Deps): { stop(): void } {
  const look = async () => {
    await forgetRegistrations(deps)
    await forgetDismissed(deps)
    return null
  }
  return watchEnds(deps, { what: 'registrations', longestWaitMs: everyMs, look })
}
