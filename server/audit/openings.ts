import { insertAudit } from '#db/queries/audit.ts'
import { type Ctx, requireUser } from '../kit/context.ts'

/*
 * Whatever staff open that not everybody around a pupil sees is a line: a class's list, what was said before it was taken
 * away, what waits, what was reported. Screens ask again and again, so that what one person opens within an hour is one
 * line, and what is asked for by itself while a screen is open, one within a day. Counted on each node by itself; after a
 * restart there is one line more.
 */

const hourMs = 60 * 60_000
const mostKept = 50_000

const openedIn = new WeakMap<Ctx['db'], Set<string>>()

type Opened = Omit<Parameters<typeof insertAudit>[1], 'at' | 'actorId' | 'schoolId' | 'targetId'> & { targetId: string }

/** People whose data is opened; of one, who it is. */
export function aboutAll(ids: readonly (string | null)[]) {
  const about = [...new Set(ids)]
  return { about, detail: about.length === 1 ? { userId: about[0] ?? null } : { people: about.length } }
}

/** Before it is shown: what cannot be written down is not shown. Pupils who look at what is theirs leave no line. */
export async function noteOpening(ctx: Ctx, opened: Opened, withinMs = hourMs): Promise<void> {
  const { id: actorId, kind, schoolId } = requireUser(ctx)
  if (kind === 'pupil') return
  const at = ctx.now()
  const seen = openedIn.get(ctx.db) ?? new Set<string>()
  openedIn.set(ctx.db, seen)
  // What is of other people is another opening.
  const about = [opened.about].flat().map(String).toSorted().join(' ')
  const key = [Math.floor(at.getTime() / withinMs), actorId, opened.action, opened.targetId, about].join(' ')
  if (seen.has(key)) return
  if (seen.size >= mostKept) seen.clear()
  seen.add(key)
  try {
    await ctx.db.transaction((tx) => insertAudit(tx, { at, actorId, schoolId, ...opened }))
  } catch (error) {
    seen.delete(key)
    throw error
  }
}
