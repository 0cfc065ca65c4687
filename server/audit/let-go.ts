import { daysChain } from '#db/queries/audit.ts'
import { findAnchor, letLinesGo, listTies } from '#db/queries/audit-chains.ts'
import type { Deps } from '../kit/context.ts'
import { monthsBefore } from './months.ts'

type LettingGo = Pick<Deps, 'db' | 'now' | 'log' | 'settings'>

/** Others write in the chain after so many lines, or a night's, whatever is more. */
const linesAtOnce = 5_000

/**
 * Lets the lines of a chain go that are older than the school keeps them. Never unsaid: a line of the chain says up to where
 * and with what hash, so that what is left can be checked on. The daily lines name nobody and stay.
 */
export async function letOldLinesGo({ db, now, log, settings }: LettingGo, chain: string): Promise<void> {
  const { auditMonths = 0 } = settings
  if (auditMonths === 0 || chain === daysChain) return
  const before = monthsBefore(now(), auditMonths)
  const ties = (await listTies(db, chain)).filter(({ at }) => at < before)
  for (let from = (await findAnchor(db, chain))?.upTo ?? 0; ;) {
    const left = ties.filter(({ number }) => number > from)
    const next = left.findLast(({ number }) => number <= from + linesAtOnce) ?? left[0]
    if (next === undefined) return
    const { number: upTo, hash } = next
    const lines = await db.transaction((tx) => letLinesGo(tx, chain, { upTo, hash, at: now() }))
    log.info({ chain, upTo, lines }, 'old lines of the audit were let go')
    from = upTo
  }
}
