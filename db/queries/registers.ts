import { and, asc, count, desc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { runPrepared } from '../prepared.ts'
import { schoolImportRows, schoolImports } from '../schema/registers.ts'

export type ImportRow = typeof schoolImports.$inferSelect
type NewRow = Omit<typeof schoolImportRows.$inferInsert, 'importId' | 'outcome' | 'schoolId' | 'before' | 'isKept'>

export async function insertImport(tx: Tx, row: typeof schoolImports.$inferInsert): Promise<string> {
  const [made] = await tx.insert(schoolImports).values(row).returning({ id: schoolImports.id })
  if (!made) throw new Error('an import was not stored')
  return made.id
}

/** All but what waits of its file. */
const shown = {
  id: schoolImports.id,
  officeId: schoolImports.officeId,
  countryCode: schoolImports.countryCode,
  fileName: schoolImports.fileName,
  state: schoolImports.state,
  format: schoolImports.format,
  head: schoolImports.head,
  samples: schoolImports.samples,
  columns: schoolImports.columns,
  nextPiece: schoolImports.nextPiece,
  lines: schoolImports.lines,
  doneLine: schoolImports.doneLine,
  startedAt: schoolImports.startedAt,
  doneAt: schoolImports.doneAt,
  undoneAt: schoolImports.undoneAt,
}

/** Of an office, the newest first. */
export const listImports = (db: DbOrTx, officeId: string) =>
  db
    .select(shown)
    .from(schoolImports)
    .where(eq(schoolImports.officeId, officeId))
    .orderBy(desc(schoolImports.startedAt), desc(schoolImports.id))
    .limit(50)

const isIt = (officeId: string, importId: string) =>
  and(eq(schoolImports.id, importId), eq(schoolImports.officeId, officeId))

export async function findImport(db: DbOrTx, officeId: string, importId: string) {
  const [row] = await db.select(shown).from(schoolImports).where(isIt(officeId, importId))
  return row ?? null
}

/** Held until the transaction ends: of two who go on with an import one waits for the other's slice. */
export async function lockImport(tx: Tx, officeId: string, importId: string): Promise<ImportRow | null> {
  const held = tx.select().from(schoolImports).where(isIt(officeId, importId)).for('update')
  const [row] = await held.prepare('lock an import').execute()
  return row ?? null
}

export async function updateImport(tx: Tx, importId: string, changes: Partial<ImportRow>): Promise<void> {
  await tx
    .update(schoolImports)
    .set(changes)
    .where(eq(schoolImports.id, importId))
    .prepare('update an import')
    .execute()
}

export async function deleteImport(tx: Tx, importId: string): Promise<void> {
  await tx.delete(schoolImports).where(eq(schoolImports.id, importId))
}

/** One parameter for all rows: 16 for each are slow to read. Lines of a piece that did not come to its end are read once more. */
export async function insertImportRows(tx: Tx, importId: string, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return
  await runPrepared(
    tx,
    sql`
    insert into school_import_rows (import_id, line, code, name, town, region_id, region_name, address, levels, closed_on, errors)
    select ${importId}::uuid, line, code, name, town, "regionId", "regionName", address,
      array(select jsonb_array_elements_text(levels)), "closedOn", array(select jsonb_array_elements_text(errors))
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (line int, code text, name text, town text,
      "regionId" uuid, "regionName" text, address text, levels jsonb, "closedOn" date, errors jsonb)
    on conflict (import_id, line) do update set code = excluded.code, name = excluded.name, town = excluded.town,
      region_id = excluded.region_id, region_name = excluded.region_name, address = excluded.address, levels = excluded.levels,
      closed_on = excluded.closed_on, errors = excluded.errors`,
  )
}

/** How many lines do what, and how many the undoing left. */
export async function countOutcomes(db: DbOrTx, importId: string) {
  const rows = await db
    .select({ outcome: schoolImportRows.outcome, count: count() })
    .from(schoolImportRows)
    .where(and(eq(schoolImportRows.importId, importId), isNotNull(schoolImportRows.outcome)))
    .groupBy(schoolImportRows.outcome)
  return Object.fromEntries(rows.map(({ outcome, count: lines }) => [outcome, lines]))
}

export async function countWithoutRegion(db: DbOrTx, importId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from school_import_rows
    where import_id = ${importId}::uuid and outcome in ('new', 'changed', 'same') and region_id is null`)
  return row?.count ?? 0
}

/** Lines of one outcome, or those that the undoing left, from a line on. */
export const listImportRows = (
  db: DbOrTx,
  importId: string,
  {
    outcome,
    after,
    limit,
  }: { outcome: (typeof schoolImportRows.$inferSelect)['outcome'] | 'kept'; after: number; limit: number },
) =>
  db
    .select({
      line: schoolImportRows.line,
      code: schoolImportRows.code,
      name: schoolImportRows.name,
      town: schoolImportRows.town,
      regionName: schoolImportRows.regionName,
      errors: schoolImportRows.errors,
      before: schoolImportRows.before,
    })
    .from(schoolImportRows)
    .where(
      and(
        eq(schoolImportRows.importId, importId),
        outcome === 'kept' ? eq(schoolImportRows.isKept, true) : eq(schoolImportRows.outcome, outcome ?? 'error'),
        gt(schoolImportRows.line, after),
      ),
    )
    .orderBy(asc(schoolImportRows.line))
    .limit(limit)
