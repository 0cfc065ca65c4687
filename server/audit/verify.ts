import type { DbOrTx } from '#db/client.ts'
import { houseChain, oldChain } from '#db/queries/audit.ts'
import {
  findAnchor,
  findBeyondHead,
  findChainOfHash,
  findHead,
  listTies,
  readChain,
  type Tie,
} from '#db/queries/audit-chains.ts'
import { auditHash, type AuditRow, firstHash, oldAuditHash } from '#db/queries/audit-hash.ts'
import type { AuditFault } from '#db/schema/audit.ts'
import { leastMonths, monthsBefore } from './months.ts'
import { dayOf } from '../kit/dates.ts'

/*
 * Reads a chain from its beginning, some lines at a time, and names the first that is not as it was written. What was
 * written since it began to read fits or does not, as all the rest.
 */

export interface Checked {
  lines: number
  fault: AuditFault | null
}

/** The line that was read last, or what comes before the first. */
type Place = Pick<AuditRow, 'id' | 'hash'> & { number: number }

const beginning: Place = { id: 0, number: 0, hash: firstHash }

/** Where what is left of a chain begins: lines were let go only where a night had tied the last of them, a year before. */
async function beginningOf(db: DbOrTx, chain: string, ties: readonly Tie[]): Promise<Place> {
  const anchor = await findAnchor(db, chain)
  if (anchor === null) return beginning
  const { upTo: number, hash, at } = anchor
  const isTied = ties.some(
    (tie) => tie.number === number && tie.hash === hash && tie.at < monthsBefore(at, leastMonths),
  )
  return isTied ? { id: 0, number, hash } : beginning
}

const faultAt = (kind: AuditFault['kind'], row: AuditRow): AuditFault => ({
  kind,
  id: row.id,
  number: row.number ?? row.id,
  day: dayOf(row.at),
})

const gone = (number: number, at: Date): AuditFault => ({ kind: 'removed', id: null, number, day: dayOf(at) })

export async function verifyChain(db: DbOrTx, chain: string): Promise<Checked> {
  // Before the lines: none of these is of a line that is not there yet.
  const ties = await listTies(db, chain)
  const head = await findHead(db, chain)
  const known = byNumber(head === null ? ties : [...ties, head])
  const faultOf = chain === oldChain ? faultInOld : faultInChain
  let before = await beginningOf(db, chain, ties)
  let lines = 0
  for await (const rows of readChain(db, chain))
    for (const row of rows) {
      const fault = (await faultOf(db, before, row)) ?? faultByTie(known, row)
      if (fault !== null) return { lines, fault }
      lines += 1
      before = { id: row.id, number: row.number ?? row.id, hash: row.hash }
    }
  return { lines, fault: faultAtEnd(before, known) ?? (await faultBeyond(db, chain)) }
}

/** A line may be tied in two nights, and be the end of its chain. */
function byNumber(ties: readonly Tie[]): ReadonlyMap<number, Tie[]> {
  const known = new Map<number, Tie[]>()
  for (const tie of ties) known.set(tie.number, [...(known.get(tie.number) ?? []), tie])
  return known
}

async function faultInChain(db: DbOrTx, before: Place, row: AuditRow): Promise<AuditFault | null> {
  if (auditHash(row) !== row.hash) return faultAt((await isMoved(db, row)) ? 'moved' : 'altered', row)
  if (row.number !== before.number + 1) return gone(before.number + 1, row.at)
  if (row.previous !== before.hash) {
    const isElsewhere = (await findChainOfHash(db, row.previous ?? '')) === row.chain
    return faultAt(isElsewhere ? 'reordered' : 'rewritten', row)
  }
  return row.id > before.id ? null : faultAt('reordered', row)
}

/** Whether it is as it was written, in the chain of another school. */
async function isMoved(db: DbOrTx, row: AuditRow): Promise<boolean> {
  const chain = await findChainOfHash(db, row.previous ?? '')
  if (chain === undefined || chain === null || chain === row.chain) return false
  return auditHash({ ...row, chain, schoolId: chain === houseChain ? null : chain }) === row.hash
}

/** Its lines do not say what they follow, so what was taken out looks like what was altered. */
async function faultInOld(db: DbOrTx, before: Place, row: AuditRow): Promise<AuditFault | null> {
  if (oldAuditHash(before.hash, row) === row.hash) return null
  for await (const rows of readChain(db, oldChain))
    if (rows.some(({ hash }) => oldAuditHash(hash, row) === row.hash)) return faultAt('reordered', row)
  return faultAt('broken', row)
}

/** A line that was tied, or ends its chain, is the one that was there then. */
function faultByTie(known: ReadonlyMap<number, Tie[]>, row: AuditRow): AuditFault | null {
  const ties = known.get(row.number ?? row.id) ?? []
  return ties.every(({ hash }) => hash === row.hash) ? null : faultAt('rewritten', row)
}

function faultAtEnd(last: Place, known: ReadonlyMap<number, Tie[]>): AuditFault | null {
  const tie = [...known.values()].flat().find(({ number }) => number > last.number)
  return tie === undefined ? null : gone(last.number + 1, tie.at)
}

/** Nothing but the writing of a line moves the end of its chain. */
async function faultBeyond(db: DbOrTx, chain: string): Promise<AuditFault | null> {
  const row = await findBeyondHead(db, chain)
  return row === null ? null : faultAt('added', row)
}
