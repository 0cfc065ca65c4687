import { daysChain, oldChain } from '#db/queries/audit.ts'
import {
  countOldLines,
  listAuditChecks,
  listChains,
  lockDays,
  tieHeads,
  upsertAuditCheck,
} from '#db/queries/audit-chains.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx, Deps } from '../kit/context.ts'
import { dayMs, untilNight } from '../kit/nights.ts'
import { letOldLinesGo } from './let-go.ts'
import { verifyChain } from './verify.ts'

type CheckDeps = Pick<Deps, 'db' | 'now' | 'log' | 'settings'>

const lookEveryMs = 10 * 60_000
/** Longer than any transaction. */
const overlapMs = 60 * 60_000

/** Of a school: its own lines, the daily ones, and those of before it had a chain. */
const chainsOf = (schoolId: string) => [schoolId, daysChain, oldChain]

/** When a school's lines were last checked and what was found, for its administrators; null: never. */
export async function showAuditCheck(ctx: Ctx) {
  const { schoolId } = requireSchool(ctx, 'school.administer')
  const chains = chainsOf(schoolId)
  const found = await listAuditChecks(ctx.db, chains)
  const own = found.find(({ chain }) => chain === schoolId)
  if (own === undefined) return { check: null }
  const faulty = found
    .toSorted((one, other) => chains.indexOf(one.chain) - chains.indexOf(other.chain))
    .find(({ fault }) => fault !== null)
  const where = faulty?.chain === schoolId ? 'school' : faulty?.chain === daysChain ? 'days' : 'before'
  const fault = faulty?.fault ? { ...faulty.fault, where } : null
  const lines = own.lines + (await countOldLines(ctx.db, schoolId))
  return { check: { at: own.checkedAt.toISOString(), lines, fault } }
}

/** Reads them all now. */
export async function checkAudit(ctx: Ctx) {
  const { schoolId } = requireSchool(ctx, 'school.administer')
  for (const chain of chainsOf(schoolId)) await checkChain(ctx, chain)
  return showAuditCheck(ctx)
}

/** Whether it is as it was written. */
async function checkChain({ db, now, log }: CheckDeps, chain: string): Promise<boolean> {
  const found = await verifyChain(db, chain)
  await upsertAuditCheck(db, { chain, checkedAt: now(), ...found })
  if (found.fault !== null) log.fatal({ chain, ...found.fault }, 'the audit is not as it was written')
  return found.fault === null
}

/**
 * Once a night, or as soon as can be where that was missed, ties the ends of all chains to each other: from then on no line
 * before them can be changed unseen, in any. True where it was due.
 */
export function tieWhenDue({ db, now }: Omit<CheckDeps, 'settings'>): Promise<boolean> {
  const at = now()
  const nightBegan = at.getTime() + untilNight(at.getTime()) - dayMs
  return db.transaction(async (tx) => {
    const last = await lockDays(tx)
    if (last !== null && last.getTime() >= nightBegan) return false
    // What was written at that moment may have been committed after it: tied twice is as good.
    await tieHeads(tx, at, last && new Date(last.getTime() - overlapMs))
    return true
  })
}

/** Ties all chains, checks them and lets old lines go, when that is due. Exported for tests, which move the clock. */
export async function lookAfterAudit(deps: CheckDeps): Promise<void> {
  if (!(await tieWhenDue(deps))) return
  for (const chain of await listChains(deps.db))
    // Of a chain that somebody has changed all is kept: it is what shows how.
    if (await checkChain(deps, chain)) await letOldLinesGo(deps, chain)
}

/** Looks every ten minutes, and at once, until `stop` is called. */
export function startAuditing(deps: CheckDeps): { stop(): void } {
  let isBusy = false
  const turn = async () => {
    if (isBusy) return
    isBusy = true
    await lookAfterAudit(deps).catch((error: unknown) =>
      deps.log.error({ err: error }, 'the audit could not be checked'),
    )
    isBusy = false
  }
  const timer = setInterval(() => void turn(), lookEveryMs)
  timer.unref()
  void turn()
  return { stop: () => clearInterval(timer) }
}
