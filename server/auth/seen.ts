import { updateLastSeen } from '#db/queries/users.ts'
import type { Deps } from '../kit/context.ts'

/*
 * On which day somebody was here last, for whoever asks later who is still about. Written once a day and person, behind the
 * back of the request: nobody waits for it, and where it fails the next request of another day writes it.
 */

interface Seen {
  day: string
  userIds: Set<string>
}

const seenBy = new WeakMap<object, Seen>()

export function noteSeen({ db, now, log }: Pick<Deps, 'db' | 'now' | 'log'>, userId: string): void {
  const day = now().toISOString().slice(0, 10)
  const known = seenBy.get(db)
  const seen = known?.day === day ? known : { day, userIds: new Set<string>() }
  if (seen.userIds.has(userId)) return
  seen.userIds.add(userId)
  seenBy.set(db, seen)
  void updateLastSeen(db, userId, day).catch((error: unknown) => log.warn({ err: error }, 'a day was not noted'))
}
