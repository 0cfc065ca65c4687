import { and, asc, eq, gt, isNull, ne, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { audit, auditChecks, auditHeads } from '../schema/audit.ts'
import { appendLine, daysChain, lockHead, oldChain } from './audit.ts'
import type { AuditRow } from './audit-hash.ts'

/* The chains of the audit: where they end, what ties them day by day, and their lines for whoever checks them. */

const rowsAtOnce = 500
/** Ends of chains in one daily line: more of them are more lines. */
const endsInLine = 200

export async function findHead(db: DbOrTx, chain: string) {
  const [head] = await db.select().from(auditHeads).where(eq(auditHeads.chain, chain))
  return head ?? null
}

/** All that were ever written in or tied; one whose head or lines somebody took away too. */
export async function listChains(db: DbOrTx): Promise<string[]> {
  const rows = await db.execute<{ chain: string }>(sql`
    select chain from ${auditHeads} union select chain from ${audit} where chain is not null
    union select jsonb_object_keys(detail) from ${audit} where chain = ${daysChain}
    union select ${oldChain} where exists (select from ${audit} where chain is null) order by 1`)
  return rows.map(({ chain }) => chain)
}

const placeIn = (chain: string) =>
  chain === oldChain ? ([isNull(audit.chain), audit.id] as const) : ([eq(audit.chain, chain), audit.number] as const)

/** The lines of a chain in order, some at a time. */
export async function* readChain(db: DbOrTx, chain: string): AsyncGenerator<AuditRow[]> {
  const [of, place] = placeIn(chain)
  for (let after = 0; ;) {
    const rows = await db
      .select()
      .from(audit)
      .where(and(of, gt(place, after)))
      .orderBy(asc(place))
      .limit(rowsAtOnce)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < rowsAtOnce) return
    after = last.number ?? last.id
  }
}

/** The first line of a chain that is later than its end, or null. */
export async function findBeyondHead(db: DbOrTx, chain: string): Promise<AuditRow | null> {
  const [of, place] = placeIn(chain)
  const end = sql`coalesce((select number from ${auditHeads} where ${auditHeads.chain} = ${chain}), 0)`
  const [row] = await db
    .select()
    .from(audit)
    .where(and(of, gt(place, end)))
    .orderBy(asc(place))
    .limit(1)
  return row ?? null
}

/** Where a line is whose hash is this one: its chain, null in the old one. Undefined: nowhere. */
export async function findChainOfHash(db: DbOrTx, hash: string): Promise<string | null | undefined> {
  const [row] = await db.select({ chain: audit.chain }).from(audit).where(eq(audit.hash, hash)).limit(1)
  return row?.chain
}

export interface Tie {
  number: number
  hash: string
  at: Date
}

/** How many lines of a school are in the one chain of 0.2.0. */
export const countOldLines = (db: DbOrTx, schoolId: string): Promise<number> =>
  db.$count(audit, and(eq(audit.schoolId, schoolId), isNull(audit.chain)))

/** What the daily lines say of a chain, the oldest first. */
export async function listTies(db: DbOrTx, chain: string): Promise<Tie[]> {
  const rows = await db
    .select({ end: sql<string>`${audit.detail} ->> ${chain}::text`, at: audit.at })
    .from(audit)
    .where(and(eq(audit.chain, daysChain), sql`${audit.detail} ->> ${chain}::text is not null`))
    .orderBy(asc(audit.number))
  return rows.map(({ end, at }) => {
    const [number = '', hash = ''] = end.split(' ')
    return { number: Number(number), hash, at }
  })
}

/** Holds the daily chain and gives the time of its last line, null where it has none. */
export const lockDays = async (tx: Tx): Promise<Date | null> => (await lockHead(tx, daysChain))?.at ?? null

/** Writes where all chains end that somebody wrote in after `since`, or since ever. The caller holds the daily chain. */
export async function tieHeads(tx: Tx, at: Date, since: Date | null): Promise<void> {
  const moved = and(ne(auditHeads.chain, daysChain), since === null ? undefined : gt(auditHeads.at, since))
  const heads = await tx.select().from(auditHeads).where(moved).orderBy(asc(auditHeads.chain))
  if (heads.length === 0 && since === null) return
  for (let from = 0; from === 0 || from < heads.length; from += endsInLine) {
    const ends = heads.slice(from, from + endsInLine).map(({ chain, number, hash }) => [chain, `${number} ${hash}`])
    const of = { actorId: null, schoolId: null, subjectSchoolId: null, action: 'audit.tied' }
    await appendLine(tx, daysChain, { ...of, at, detail: Object.fromEntries(ends) })
  }
}

export type AuditCheck = typeof auditChecks.$inferSelect

export async function upsertAuditCheck(db: DbOrTx, found: AuditCheck): Promise<void> {
  const { chain: target } = auditChecks
  await db.insert(auditChecks).values(found).onConflictDoUpdate({ target, set: found })
}

export const listAuditChecks = (db: DbOrTx, chains: readonly string[]): Promise<AuditCheck[]> =>
  db
    .select()
    .from(auditChecks)
    .where(sql`${auditChecks.chain} in ${[...chains]}`)
