import type * as z from 'zod'
import type { Tx } from '#db/client.ts'
import { findCountry, listRegionHistory } from '#db/queries/countries.ts'
import {
  countOutcomes,
  countWithoutRegion,
  deleteImport,
  findImport,
  type ImportRow,
  insertImport,
  insertImportRows,
  listImports,
  lockImport,
  updateImport,
} from '#db/queries/registers.ts'
import { requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField, notFound } from '../kit/errors.ts'
import { recognise } from './formats.ts'
import type { columnsBody, importForm, pieceForm } from './input.ts'
import { type Line, readHead, readPiece } from './pieces.ts'
import { inSlices } from '../kit/slices.ts'
import { type Reading, rowOf } from './rows.ts'

/* How a register of schools comes in: what it is, how its columns are read, and its lines, piece by piece. */

type Shown = NonNullable<Awaited<ReturnType<typeof findImport>>>

const viewImport = ({ startedAt, doneAt, undoneAt, ...one }: Shown) => ({
  ...one,
  startedAt: startedAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
  undoneAt: undoneAt?.toISOString() ?? null,
})

export async function showImports(ctx: Ctx, officeId: string) {
  await requireOffice(ctx, officeId, 'schools.edit')
  return { imports: (await listImports(ctx.db, officeId)).map(viewImport) }
}

export async function showImport(ctx: Ctx, officeId: string, importId: string) {
  await requireOffice(ctx, officeId, 'schools.edit')
  const found = await findImport(ctx.db, officeId, importId)
  if (!found) throw notFound()
  return {
    import: viewImport(found),
    counts: await countOutcomes(ctx.db, importId),
    withoutRegion: await countWithoutRegion(ctx.db, importId),
  }
}

/** Looks at the beginning of a file. Nothing is read in yet. */
export async function beginImport(
  ctx: Ctx,
  officeId: string,
  { file, fileName, countryCode }: z.infer<typeof importForm>,
) {
  const { user, office } = await requireOffice(ctx, officeId, 'schools.edit')
  if (office.countryCode !== null && office.countryCode !== countryCode)
    throw invalidField('countryCode', 'register_other_country')
  if (!(await findCountry(ctx.db, countryCode))) throw invalidField('countryCode', 'country_unknown')
  const { delimiter, head, samples } = readHead(new Uint8Array(await file.arrayBuffer()))
  const { format, columns, ...known } = recognise(head)
  if (known.countryCode !== null && known.countryCode !== countryCode)
    throw invalidField('countryCode', 'register_of_other_country')
  const row = { officeId, countryCode, fileName, state: 'reading', format, delimiter, head, samples, columns } as const
  const id = await ctx.db.transaction((tx) =>
    insertImport(tx, { ...row, rest: new Uint8Array(), startedBy: user.id, startedAt: ctx.now() }),
  )
  return { id }
}

interface Ids {
  officeId: string
  importId: string
}

interface Work<T> extends Ids {
  /** In which states it may be asked for. */
  states: readonly ImportRow['state'][]
  work(tx: Tx, held: ImportRow, by: { userId: string; day: string }): Promise<T>
}

/**
 * Does this with the import, held; or says that it is not what is to be done with it now. Who may is asked before the
 * transaction: embedded, each question inside it would keep others waiting.
 */
export async function withImport<T>(ctx: Ctx, { officeId, importId, states, work }: Work<T>): Promise<T> {
  const { user, day } = await requireOffice(ctx, officeId, 'schools.edit')
  return ctx.db.transaction(async (tx) => {
    const held = await lockImport(tx, officeId, importId)
    if (!held) throw notFound()
    if (!states.includes(held.state)) throw new AppError('conflict', 'register_state')
    return work(tx, held, { userId: user.id, day })
  })
}

/** By hand, before the first line is read. */
export function matchColumns(ctx: Ctx, ids: Ids, { columns }: z.infer<typeof columnsBody>): Promise<void> {
  const matched = Object.values(columns).flat()
  return withImport(ctx, {
    ...ids,
    states: ['reading'],
    async work(tx, held) {
      if (held.nextPiece > 0) throw new AppError('conflict', 'register_state')
      if (matched.some((at) => at >= held.head.length)) throw invalidField('columns', 'register_columns_missing')
      await updateImport(tx, ids.importId, { columns })
    },
  })
}

/** An import that has changed nothing is let go. */
export const dropImport = (ctx: Ctx, ids: Ids): Promise<void> =>
  withImport(ctx, {
    ...ids,
    states: ['reading', 'checking', 'checked'],
    work: (tx) => deleteImport(tx, ids.importId),
  })

const readingStates = ['reading', 'checking'] as const

/**
 * Takes the next piece of a file in. One that is in already is not read twice: whoever lost the answer asks again. Its lines are
 * stored in slices, and it counts as read once all of them are.
 */
export async function readNextPiece(ctx: Ctx, ids: Ids, { file, number, isLast }: z.infer<typeof pieceForm>) {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { held, day } = await withImport(ctx, {
    ...ids,
    states: readingStates,
    work: (_tx, row, by) => Promise.resolve({ held: row, day: by.day }),
  })
  if (number < held.nextPiece) return { nextPiece: held.nextPiece }
  if (number > held.nextPiece || held.state !== 'reading') throw new AppError('conflict', 'register_piece')
  const { code, name, town } = held.columns
  if (!code || !name || !town) throw new AppError('invalid', 'register_columns_missing')
  const place = { delimiter: held.delimiter, before: held.lines, isLast: isLast === 'true' }
  const { lines, rest, count } = readPiece(Buffer.concat([held.rest, bytes]), place)
  await storeLines(ctx, ids, { held, day, lines: held.lines === 0 ? lines.slice(1) : lines })
  return withImport(ctx, {
    ...ids,
    states: readingStates,
    async work(tx, now) {
      // The same piece came twice at once.
      if (now.nextPiece > number) return { nextPiece: now.nextPiece }
      if (JSON.stringify(now.columns) !== JSON.stringify(held.columns)) throw new AppError('conflict', 'register_state')
      const nextPiece = number + 1
      const state = place.isLast ? 'checking' : 'reading'
      await updateImport(tx, held.id, { nextPiece, state, lines: count, rest: place.isLast ? new Uint8Array() : rest })
      return { nextPiece }
    },
  })
}

interface Read {
  held: ImportRow
  day: string
  lines: readonly Line[]
}

async function storeLines(ctx: Ctx, ids: Ids, { held, day, lines }: Read) {
  const history = await listRegionHistory(ctx.db, held.countryCode)
  const reading: Reading = {
    ...{ countryCode: held.countryCode, format: held.format, head: held.head, columns: held.columns },
    ...{ history, day },
  }
  let done = 0
  await inSlices(ctx, { of: 'read', most: Number.POSITIVE_INFINITY }, async (length) => {
    const rows = lines.slice(done, done + length).map((line) => rowOf(line, reading))
    await withImport(ctx, { ...ids, states: readingStates, work: (tx) => insertImportRows(tx, held.id, rows) })
    done += length
    return done >= lines.length
  })
}
