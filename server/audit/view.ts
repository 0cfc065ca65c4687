import type { DbOrTx } from '#db/client.ts'
import { type AuditLineRow, listAudit } from '#db/queries/audit.ts'
import { type AuditTarget, findAuditTargets } from '#db/queries/audit-targets.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { nameFor } from '../kit/identity.ts'
import { noteOpening } from './openings.ts'

/** A page of a school's lines, newest first. */
export async function showAudit(ctx: Ctx, before: number | null) {
  const { schoolId } = requireSchool(ctx, 'school.administer')
  const { lines, nextBefore } = await listAudit(ctx.db, schoolId, before)
  await noteOpening(ctx, { action: 'audit.opened', targetId: schoolId })
  const views = await named(ctx.db, schoolId, lines)
  return {
    lines: views.map(({ row: { id, at, action, detail }, ...names }) => ({
      id,
      at: at.toISOString(),
      action,
      detail,
      ...names,
    })),
    nextBefore,
  }
}

/** Lines with the names that their school may read: of another school's pupils, pseudonyms. */
export async function named(db: DbOrTx, schoolId: string, rows: readonly AuditLineRow[]) {
  const ids = rows.flatMap(({ projectId, targetId, detail }) => [projectId, targetId, detail['userId']])
  const targets = await findAuditTargets(db, schoolId, ids.filter(isId))
  const nameOf = (id: unknown): AuditTarget | null => (isId(id) && targets.get(id)) || null
  return rows.map((row) => ({
    row,
    ...actorOf(row, schoolId),
    /** What it was done to, in which project, and whom it met. */
    target: nameOf(row.targetId),
    project: row.projectId === row.targetId ? null : nameOf(row.projectId),
    about: nameOf(row.detail['userId']),
  }))
}

const isId = (id: unknown): id is string => typeof id === 'string'

function actorOf(row: AuditLineRow, schoolId: string) {
  const { actorId, actorKind: kind, actorName: displayName, actorPseudonym: pseudonym, actorSchoolId } = row
  if (kind === null || displayName === null || actorSchoolId === null)
    return { actor: null, actorSchool: null, isActorGone: actorId !== null }
  const person = { kind, displayName, pseudonym, school: { id: actorSchoolId } }
  const { name } = nameFor({ kind: 'staff', schoolId }, person)
  /** Said where it is another one than the reader's. */
  const actorSchool = actorSchoolId === schoolId ? null : row.actorSchool
  return { actor: name, actorSchool, isActorGone: false }
}
