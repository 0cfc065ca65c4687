import type { Tx } from '#db/client.ts'
import { insertAudit } from '#db/queries/audit.ts'
import {
  changeSchools,
  compareRows,
  insertNewSchools,
  listSchoolReferences,
  takeBack,
} from '#db/queries/register-steps.ts'
import { countOutcomes, findImport, type ImportRow, updateImport } from '#db/queries/registers.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { withImport } from './imports.ts'
import { inSlices } from '../kit/slices.ts'

/*
 * The dry run, the import and its undoing go on a slice at a time, and a request does some slices: whoever goes away leaves
 * them where they are, and anybody of the office goes on from there.
 */

interface Ids {
  officeId: string
  importId: string
}

const slicesAtOnce = 4

/** Does one slice; gives whether that was the last. */
type Step = (ctx: Ctx, tx: Tx, held: ImportRow, of: { actorId: string; length: number }) => Promise<boolean>

interface Work {
  of: 'compare' | 'run' | 'undo'
  /** In which states it may be asked for. The first that is not yet under way begins it. */
  states: readonly ImportRow['state'][]
  step: Step
}

/** Some slices of it; gives how far it has come. */
async function goOn(ctx: Ctx, ids: Ids, { of, states, step }: Work) {
  await inSlices(ctx, { of, most: slicesAtOnce }, (length) =>
    withImport(ctx, {
      ...ids,
      states,
      work: (tx, held, { userId }) => step(ctx, tx, held, { actorId: userId, length }),
    }),
  )
  const found = await findImport(ctx.db, ids.officeId, ids.importId)
  return { state: found?.state ?? 'done', doneLine: found?.doneLine ?? 0, lines: found?.lines ?? 0 }
}

/** Only a register that has a word for it says what is closed. */
const saysClosed = ({ columns }: ImportRow) => columns['status'] !== undefined || columns['closedOn'] !== undefined

const compare: Step = async (_ctx, tx, held, { length }) => {
  const { id: importId, countryCode, doneLine: after, lines } = held
  const upTo = after + length
  await compareRows(tx, { importId, countryCode, after, upTo, saysClosed: saysClosed(held) })
  const isDone = upTo >= lines
  await updateImport(tx, importId, isDone ? { state: 'checked', doneLine: 0 } : { doneLine: upTo })
  return isDone
}

/** What the register would do. Changes nothing of any school. */
export const checkImport = (ctx: Ctx, ids: Ids) =>
  goOn(ctx, ids, { of: 'compare', states: ['checking'], step: compare })

const localeOf: Record<string, string> = { FR: 'fr', DE: 'de', AT: 'de', CH: 'de', LU: 'fr', MC: 'fr', BE: 'fr' }

const run: Step = async (ctx, tx, held, { actorId, length }) => {
  const { id: importId, countryCode, doneLine: after, lines } = held
  if (after >= lines) {
    await updateImport(tx, importId, { state: 'done', doneAt: ctx.now() })
    await tell(ctx, tx, held, { actorId, action: 'schools.imported' })
    return true
  }
  const upTo = after + length
  const slice = { importId, after, upTo }
  await insertNewSchools(tx, slice, { countryCode, locale: localeOf[countryCode] ?? 'en', at: ctx.now() })
  await changeSchools(tx, slice, saysClosed(held))
  await updateImport(tx, importId, { state: 'running', doneLine: Math.min(upTo, lines) })
  return false
}

export const runImport = (ctx: Ctx, ids: Ids) =>
  goOn(ctx, ids, { of: 'run', states: ['checked', 'running'], step: run })

/** From the last line back to the first; of an import that stopped half way, from where it stopped. */
const undoWith =
  (references: Awaited<ReturnType<typeof listSchoolReferences>>): Step =>
  async (ctx, tx, held, { actorId, length }) => {
    const { id: importId } = held
    const upTo = (held.state === 'undoing' ? held.doneLine : held.lines + 1) - 1
    if (upTo < 1) {
      await updateImport(tx, importId, { state: 'undone', undoneAt: ctx.now() })
      await tell(ctx, tx, held, { actorId, action: 'schools.import_undone' })
      return true
    }
    const after = upTo - length
    await takeBack(tx, { importId, after, upTo }, { saysClosed: saysClosed(held), references })
    await updateImport(tx, importId, { state: 'undoing', doneLine: Math.max(after + 1, 1) })
    return false
  }

export async function undoImport(ctx: Ctx, ids: Ids) {
  await requireOffice(ctx, ids.officeId, 'schools.edit')
  const step = undoWith(await listSchoolReferences(ctx.db))
  return goOn(ctx, ids, { of: 'undo', states: ['done', 'running', 'undoing'], step })
}

/** One line of the audit for all that was done. */
async function tell(
  ctx: Ctx,
  tx: Tx,
  { id, officeId, fileName, countryCode }: ImportRow,
  of: { actorId: string; action: string },
) {
  const { new: made = 0, changed = 0, closed = 0 } = await countOutcomes(tx, id)
  const line = { at: ctx.now(), actorId: of.actorId, schoolId: officeId, targetId: id }
  await insertAudit(tx, {
    ...line,
    action: of.action,
    detail: { file: fileName, country: countryCode, new: made, changed, closed },
  })
}
