import { and, asc, desc, eq, gt, inArray, lt, lte } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { audit, auditHeads } from '../schema/audit.ts'
import { asStored } from '../schema/columns.ts'
import { projectSchools } from '../schema/projects.ts'
import { schools } from '../schema/schools.ts'
import { users } from '../schema/users.ts'
import { auditHash, firstHash } from './audit-hash.ts'

type Detail = (typeof audit.$inferSelect)['detail']

export interface AuditLine {
  at: Date
  /** Null where nobody was signed in. */
  actorId: string | null
  /** The school of whoever did it; null for nobody's. */
  schoolId: string | null
  /**
   * Whose it was done to, where that may be another school's: people by id, or all schools of its project. Their
   * administrators read it too.
   */
  about?: readonly (string | null)[] | 'project'
  /** Further schools whose administrators read it: an office that is asked or decides. */
  alsoOf?: readonly (string | null)[]
  projectId?: string | null
  /** `thing.happened`, in the past tense. */
  action: string
  targetId?: string | null
  /** Facts without content and without secrets. */
  detail?: Detail
}

/** Lines of no school; and the daily lines, which tie the ends of all other chains. */
export const houseChain = 'house'
export const daysChain = 'days'
/** The one chain of 0.2.0, as heads and checks call it. Its lines have no chain. */
export const oldChain = 'before'

const pageSize = 50

/**
 * Writes a line into the chain of each school that it concerns. A chain is held until COMMIT: make it the last statement of
 * the transaction, so that nobody waits for a row that a waiting writer of the chain holds. Chains are taken in the order of
 * their names; a transaction that writes twice writes what concerns most schools first.
 */
export const insertAudit = (tx: Tx, given: AuditLine): Promise<void> => insertAudits(tx, [given])

/** Several lines at once: every chain is held before the first of them, in the order of their names. */
export async function insertAudits(tx: Tx, given: readonly AuditLine[]): Promise<void> {
  const placed: Placed[] = []
  for (const one of given) placed.push(...(await placesOf(tx, one)))
  const chains = new Set(placed.map(({ chain }) => chain))
  const [first, second] = given
  // One line takes them in that order by itself.
  if (first && second) for (const chain of [...chains].toSorted()) await holdChain(tx, chain, first.at)
  for (const { chain, line } of placed) await appendLine(tx, chain, line)
}

interface Placed {
  chain: string
  line: Appended
}

/** In which chains a line stands. */
async function placesOf(tx: Tx, given: AuditLine): Promise<Placed[]> {
  const { about, alsoOf = [], ...line } = given
  const concerned = await listConcerned(tx, given)
  const subjectSchoolId = isOwn(about) ? line.schoolId : about === 'project' ? null : singleOf(concerned)
  const all = new Set([...concerned, ...alsoOf, line.schoolId].filter((id) => id !== null))
  const schoolIds = all.size === 0 ? [null] : [...all].toSorted()
  return schoolIds.map((schoolId) => ({ chain: schoolId ?? houseChain, line: { ...line, schoolId, subjectSchoolId } }))
}

/** Nobody is named: it is a matter of the school of whoever did it. */
const isOwn = (about: AuditLine['about']) => about === undefined || about.length === 0

const singleOf = (ids: readonly string[]) => (ids.length === 1 ? (ids[0] ?? null) : null)

async function listConcerned(tx: Tx, { about, projectId }: AuditLine): Promise<string[]> {
  if (about === undefined) return []
  if (about === 'project') {
    const rows = await tx
      .select({ id: projectSchools.schoolId })
      .from(projectSchools)
      .where(eq(projectSchools.projectId, projectId ?? ''))
    return rows.map(({ id }) => id)
  }
  const ids = about.filter((id) => id !== null)
  if (ids.length === 0) return []
  const rows = await tx.selectDistinct({ id: users.schoolId }).from(users).where(inArray(users.id, ids))
  return rows.map(({ id }) => id)
}

type Appended = Omit<AuditLine, 'about' | 'alsoOf'> & { subjectSchoolId: string | null }

/** Puts a line at the end of a chain, which is held from here on. */
export async function appendLine(tx: Tx, chain: string, line: Appended): Promise<void> {
  const head = await holdChain(tx, chain, line.at)
  const number = head.number + 1
  // What is hashed is what will be read.
  const detail = asStored(line.detail ?? {})
  const whole = { projectId: null, targetId: null, ...line, detail, chain, previous: head.hash }
  const hash = auditHash(whole)
  await tx.insert(audit).values({ ...whole, number, hash })
  await tx.update(auditHeads).set({ number, hash, at: line.at }).where(eq(auditHeads.chain, chain))
}

/** Holds a chain, which begins here where it has no line yet. */
const holdChain = async (tx: Tx, chain: string, at: Date) => (await lockHead(tx, chain)) ?? makeHead(tx, chain, at)

/** Holds a chain; null where it has no line yet. */
export async function lockHead(tx: Tx, chain: string) {
  const [head] = await tx.select().from(auditHeads).where(eq(auditHeads.chain, chain)).for('update')
  return head ?? null
}

async function makeHead(tx: Tx, chain: string, at: Date) {
  const empty = { chain, number: 0, hash: firstHash, at }
  await tx.insert(auditHeads).values(empty).onConflictDoNothing()
  // Of two who begin a chain, one has waited for the other's line.
  return (await lockHead(tx, chain)) ?? empty
}

const columns = {
  id: audit.id,
  at: audit.at,
  actorId: audit.actorId,
  actorKind: users.kind,
  actorName: users.displayName,
  actorPseudonym: users.pseudonym,
  actorSchoolId: users.schoolId,
  actorSchool: schools.name,
  subjectSchoolId: audit.subjectSchoolId,
  action: audit.action,
  projectId: audit.projectId,
  targetId: audit.targetId,
  detail: audit.detail,
  schoolId: audit.schoolId,
  chain: audit.chain,
  number: audit.number,
  previous: audit.previous,
  hash: audit.hash,
}

const withActors = (db: DbOrTx) =>
  db
    .select(columns)
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .leftJoin(schools, eq(schools.id, users.schoolId))

export type AuditLineRow = Awaited<ReturnType<typeof listAudit>>['lines'][number]

/** A school's lines, newest first, before a line's id. `nextBefore` is null at the end. */
export async function listAudit(db: DbOrTx, schoolId: string, before: number | null) {
  const rows = await withActors(db)
    .where(and(eq(audit.schoolId, schoolId), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(pageSize + 1)
  const lines = rows.slice(0, pageSize)
  return { lines, nextBefore: rows.length > pageSize ? (lines.at(-1)?.id ?? null) : null }
}

/** A school's lines between two ids, the oldest first. */
export const listAuditFrom = (db: DbOrTx, schoolId: string, { after, upTo }: { after: number; upTo: number }) =>
  withActors(db)
    .where(and(eq(audit.schoolId, schoolId), gt(audit.id, after), lte(audit.id, upTo)))
    .orderBy(asc(audit.id))
    .limit(500)

/** The id of a school's last line, or 0. */
export async function findLastAuditId(db: DbOrTx, schoolId: string): Promise<number> {
  const [row] = await db
    .select({ id: audit.id })
    .from(audit)
    .where(eq(audit.schoolId, schoolId))
    .orderBy(desc(audit.id))
    .limit(1)
  return row?.id ?? 0
}
