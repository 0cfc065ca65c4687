import { and, asc, count, desc, eq, gt, isNull, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { audit, auditChecks, auditHeads } from '../schema/audit.ts'
import { appendLine, daysChain, houseChain, lockHead, oldChain } from './audit.ts'
import type { AuditRow } from './audit-hash.ts'

/* The chains of the audit: where they end, what ties them day by day, and their lines for whoever checks them. */

const tieAction = 'audit.tied'
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
    union select jsonb_object_keys(detail) from ${audit} where chain = ${daysChain} and action = ${tieAction}
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
    .where(
      and(eq(audit.chain, daysChain), eq(audit.action, tieAction), sql`${audit.detail} ->> ${chain}::text is not null`),
    )
    .orderBy(asc(audit.number))
  return rows.map(({ end, at }) => {
    const [number = '', hash = ''] = end.split(' ')
    return { number: Number(number), hash, at }
  })
}

/** What a chain says of the lines it has let go. */
export interface Anchor {
  /** The last of them, and its hash: what is left goes on from there. */
  upTo: number
  hash: string
  at: Date
}

const anchorAction = 'audit.let_go'
/** The one chain of 0.2.0 takes no lines: the daily one, which is kept for ever, says it for that one. */
const anchorChain = (chain: string) => (chain === oldChain ? daysChain : chain)

/** Null where none was let go. */
export async function findAnchor(db: DbOrTx, chain: string): Promise<Anchor | null> {
  const [row] = await db
    .select({
      upTo: sql<number>`(${audit.detail} ->> 'upTo')::int8`.mapWith(Number),
      hash: sql<string>`${audit.detail} ->> 'lastHash'`,
      at: audit.at,
    })
    .from(audit)
    .where(
      and(
        eq(audit.chain, anchorChain(chain)),
        eq(audit.action, anchorAction),
        sql`${audit.detail} ->> 'of' = ${chain}`,
      ),
    )
    .orderBy(desc(audit.number))
    .limit(1)
  return row ?? null
}

/** Lets the lines of a chain go up to one whose hash this is, which its last line says from then on. Gives how many. */
export async function letLinesGo(tx: Tx, chain: string, { upTo, hash, at }: Anchor): Promise<number> {
  const [of, place] = placeIn(chain)
  const theirs = and(of, lte(place, upTo))
  const lines = await tx.$count(audit, theirs)
  const facts = { of: chain, upTo, lastHash: hash }
  await appendLine(tx, anchorChain(chain), anchorLine(chain === oldChain ? daysChain : chain, at, { ...facts, lines }))
  // Of the one chain of 0.2.0 each school hears how many were its own.
  if (chain === oldChain)
    for (const [schoolId, own] of await countBySchool(tx, theirs))
      await appendLine(tx, schoolId, anchorLine(schoolId, at, { ...facts, lines: own }))
  await tx.update(auditHeads).set({ letGo: upTo }).where(eq(auditHeads.chain, chain))
  await tx.delete(audit).where(theirs)
  return lines
}

function anchorLine(chain: string, at: Date, detail: Record<string, string | number>) {
  const schoolId = chain === houseChain || chain === daysChain ? null : chain
  return { at, actorId: null, schoolId, subjectSchoolId: schoolId, action: anchorAction, detail }
}

async function countBySchool(tx: Tx, which: SQL | undefined): Promise<[schoolId: string, lines: number][]> {
  const rows = await tx
    .select({ schoolId: audit.schoolId, lines: count() })
    .from(audit)
    .where(which)
    .groupBy(audit.schoolId)
    .orderBy(asc(audit.schoolId))
  return rows.flatMap(({ schoolId, lines }) => (schoolId === null ? [] : [[schoolId, lines]]))
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
    const of = { actorId: null, schoolId: null, subjectSchoolId: null, action: tieAction }
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
