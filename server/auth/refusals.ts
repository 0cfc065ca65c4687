import { insertAudit } from '#db/queries/audit.ts'
import type { Ctx } from '../kit/context.ts'
import type { Way } from './guessing.ts'

/*
 * Failures to sign in, as the audit tells them: counted by the hour, and written down at the first, the third, the tenth and
 * so on, since a script makes more of them than anybody reads. Counted on each node by itself.
 */

const hourMs = 60 * 60_000
const mostCounted = 10_000

interface Refused {
  way: Way
  /** Of what is counted together: an address that was given, or where unknown cards come from. */
  key: string
  known: { userId: string; schoolId: string } | null
}

const countsOf = new WeakMap<object, Map<string, number>>()

/** For an unknown address too: the answer must take as long. Gives how many there were in this hour where that is told, else null. */
export async function noteRefusal(ctx: Ctx, { way, key, known }: Refused): Promise<number | null> {
  const count = countOf(ctx, `${way} ${key}`)
  if (!isTold(count)) return null
  const whose = { schoolId: known?.schoolId ?? null, targetId: known?.userId ?? null }
  const detail = { way, ...(count > 1 && { times: count }) }
  const line = { at: ctx.now(), actorId: null, ...whose, action: 'session.refused', detail }
  await ctx.db.transaction((tx) => insertAudit(tx, line))
  return count
}

function countOf({ db, now }: Ctx, what: string): number {
  const counts = countsOf.get(db) ?? new Map<string, number>()
  countsOf.set(db, counts)
  const key = `${Math.floor(now().getTime() / hourMs)} ${what}`
  if (counts.size >= mostCounted && !counts.has(key)) counts.clear()
  const count = (counts.get(key) ?? 0) + 1
  counts.set(key, count)
  return count
}

/** 1, 3, 10, 30, 100, 300 … */
function isTold(count: number): boolean {
  const power = 10 ** Math.floor(Math.log10(count))
  return count === power || count === 3 * power
}
