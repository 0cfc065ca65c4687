import { Readable } from 'node:stream'
import Papa from 'papaparse'
import { findLastAuditId, insertAudit, listAuditFrom } from '#db/queries/audit.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'
import { named } from './view.ts'

export const auditFormats = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' } as const
export type AuditFormat = keyof typeof auditFormats

type Line = Awaited<ReturnType<typeof named>>[number]

/** Spreadsheets take a file for UTF-8 that begins so. */
const byteOrderMark = '\uFEFF'

/**
 * All lines of a school, the oldest first, as they are read: some at a time, while they go out. That they were taken is the
 * last of them. Lines of JSON hold what a hash is made of, so that whoever keeps the file can check it without the server.
 */
export async function exportAudit(ctx: Ctx, format: AuditFormat): Promise<ReadableStream> {
  const { id: actorId, schoolId } = requireSchool(ctx, 'school.administer')
  const upTo = await ctx.db.transaction(async (tx) => {
    const line = { at: ctx.now(), actorId, schoolId, targetId: schoolId }
    await insertAudit(tx, { ...line, action: 'audit.exported', detail: { format } })
    return findLastAuditId(tx, schoolId)
  })
  // Guarantee: Node's web streams are the global ones; its types name them twice.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  return Readable.toWeb(Readable.from(textOf(ctx, { schoolId, upTo, format }))) as ReadableStream
}

async function* textOf(
  { db }: Pick<Ctx, 'db'>,
  { schoolId, upTo, format }: { schoolId: string; upTo: number; format: AuditFormat },
): AsyncGenerator<Buffer> {
  for (let after = 0; after < upTo;) {
    const rows = await listAuditFrom(db, schoolId, { after, upTo })
    const lines = await named(db, schoolId, rows)
    yield Buffer.from(format === 'csv' ? csvOf(lines, after === 0) : lines.map(jsonOf).join(''))
    after = rows.at(-1)?.id ?? upTo
  }
}

function csvOf(lines: Line[], isFirst: boolean): string {
  const table = Papa.unparse(lines.map(cellsOf), { header: isFirst, escapeFormulae: true, newline: '\r\n' })
  return `${isFirst ? byteOrderMark : ''}${table}\r\n`
}

const cellsOf = ({ row, actor, actorSchool, target, about, project }: Line) => ({
  number: row.number ?? '',
  at: row.at.toISOString(),
  action: row.action,
  actor: actor ?? '',
  actorSchool: actorSchool ?? '',
  targetKind: target?.kind ?? '',
  target: target?.name ?? '',
  about: about?.name ?? '',
  project: project?.name ?? '',
  detail: JSON.stringify(row.detail),
  hash: row.hash,
})

function jsonOf({ row, actor, target, about, project }: Line): string {
  const { chain, number, previous, at, actorId, schoolId, subjectSchoolId, projectId, action, targetId, detail } = row
  const said = { at, actorId, schoolId, subjectSchoolId, projectId, action, targetId, detail }
  const names = { actor, target: target?.name ?? null, about: about?.name ?? null, project: project?.name ?? null }
  return `${JSON.stringify({ id: row.id, chain, number, previous, ...said, hash: row.hash, names })}\n`
}
