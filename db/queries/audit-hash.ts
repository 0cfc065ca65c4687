import { createHash } from 'node:crypto'
import type { audit } from '../schema/audit.ts'

export type AuditRow = typeof audit.$inferSelect
type Hashed = Omit<AuditRow, 'id' | 'number' | 'hash'>

/** What the first line of a chain goes on from. */
export const firstHash = '0'.repeat(64)

/** Keys in order: jsonb does not keep the order they came in. */
const inOrder = (detail: AuditRow['detail']) => Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1))

const sha256 = (said: unknown[]) => createHash('sha256').update(JSON.stringify(said)).digest('hex')

/** Over the hash of the line before and all that this one says. Its number is in none: the order is what the hashes say. */
export function auditHash({ previous, chain, at, actorId, action, targetId, detail, ...of }: Hashed): string {
  const whose = [of.schoolId, of.subjectSchoolId, of.projectId]
  return sha256([previous, chain, at.toISOString(), actorId, ...whose, action, targetId, inOrder(detail)])
}

/** As 0.2.0 has made it, for the lines of its one chain. */
export function oldAuditHash(previous: string, line: Hashed): string {
  const { at, actorId, schoolId, projectId, action, targetId, detail } = line
  return sha256([previous, at.toISOString(), actorId, schoolId, projectId, action, targetId, inOrder(detail)])
}
