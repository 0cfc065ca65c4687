import { createHash } from 'node:crypto'
import { and, asc, desc, eq, lt, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { audit } from '../schema/audit.ts'
import { users } from '../schema/users.ts'

interface AuditLine {
  at: Date
  /** Null where nobody was signed in. */
  actorId: string | null
  /** Whose administrators read it; null for nobody's. */
  schoolId: string | null
  projectId?: string | null
  /** `thing.happened`, in the past tense. */
  action: string
  targetId?: string | null
  /** Facts without content and without secrets. */
  detail?: Record<string, string | number | boolean | null>
}

/** Any number will do as long as every Préau node asks for the same one. */
const auditLock = 7_426_312
const firstHash = '0'.repeat(64)
const pageSize = 50

/** SHA-256 over the hash before and the line, keys in order: jsonb does not keep the order they came in. */
function auditHash(previous: string, line: Required<AuditLine>): string {
  const detail = Object.entries(line.detail).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const { at, actorId, schoolId, projectId, action, targetId } = line
  const text = JSON.stringify([previous, at.toISOString(), actorId, schoolId, projectId, action, targetId, detail])
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Appends a line to the chain. Lines are written one at a time until COMMIT: make it the last statement of the
 * transaction, so that nobody waits for a row that a waiting writer of the chain holds.
 */
export async function insertAudit(tx: Tx, given: AuditLine): Promise<void> {
  const line = { projectId: null, targetId: null, detail: {}, ...given }
  await tx.execute(sql`select pg_advisory_xact_lock(${auditLock})`)
  const [last] = await tx.select({ hash: audit.hash }).from(audit).orderBy(desc(audit.id)).limit(1)
  await tx.insert(audit).values({ ...line, hash: auditHash(last?.hash ?? firstHash, line) })
}

/** A school's lines, newest first, before a line's id. `nextBefore` is null at the end. */
export async function listAudit(db: DbOrTx, schoolId: string, before: number | null) {
  const rows = await db
    .select({
      id: audit.id,
      at: audit.at,
      actor: users.displayName,
      action: audit.action,
      projectId: audit.projectId,
      targetId: audit.targetId,
      detail: audit.detail,
    })
    .from(audit)
    .leftJoin(users, eq(users.id, audit.actorId))
    .where(and(eq(audit.schoolId, schoolId), before === null ? undefined : lt(audit.id, before)))
    .orderBy(desc(audit.id))
    .limit(pageSize + 1)
  const lines = rows.slice(0, pageSize)
  return { lines, nextBefore: rows.length > pageSize ? (lines.at(-1)?.id ?? null) : null }
}

/** Id of the first line that does not follow from the one before, or null where the chain is whole. */
export async function findBrokenAudit(db: DbOrTx): Promise<number | null> {
  const rows = await db.select().from(audit).orderBy(asc(audit.id))
  const broken = rows.find((row, index) => row.hash !== auditHash(rows[index - 1]?.hash ?? firstHash, row))
  return broken?.id ?? null
}
