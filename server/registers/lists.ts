import type * as z from 'zod'
import { listRegionHistory } from '#db/queries/countries.ts'
import { findImport, listImportRows } from '#db/queries/registers.ts'
import { searchSchools } from '#db/queries/school-search.ts'
import { foldSchool } from '#db/schema/folded.ts'
import { requireOffice } from '../access/offices.ts'
import { csvOf } from '../kit/csv.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import type { rowsQuery, schoolsQuery } from './input.ts'
import { regionOn } from './places.ts'

const mostShown = 1000
const mostOnAScreen = 50

interface Ids {
  officeId: string
  importId: string
}

/** Lines of one outcome; those after the last of them are asked for from there. */
export async function showRows(ctx: Ctx, { officeId, importId }: Ids, query: z.infer<typeof rowsQuery>) {
  await requireOffice(ctx, officeId, 'schools.edit')
  if (!(await findImport(ctx.db, officeId, importId))) throw notFound()
  const rows = await listImportRows(ctx.db, importId, { ...query, limit: mostShown + 1 })
  return { rows: rows.slice(0, mostShown), hasMore: rows.length > mostShown }
}

/** All lines that hinder something, as a table. */
export async function exportErrors(ctx: Ctx, { officeId, importId }: Ids): Promise<string> {
  await requireOffice(ctx, officeId, 'schools.edit')
  if (!(await findImport(ctx.db, officeId, importId))) throw notFound()
  const table: string[][] = []
  for (let after = 0; ;) {
    const rows = await listImportRows(ctx.db, importId, { outcome: 'error', after, limit: mostShown })
    for (const { line, errors, code, name, town, regionName } of rows)
      table.push([String(line), errors.join(' '), code, name, town, regionName])
    const last = rows.at(-1)
    if (rows.length < mostShown || !last) break
    after = last.line
  }
  return csvOf(['line', 'reasons', 'code', 'name', 'town', 'region'], table)
}

/** Schools of the office's country, by code, name or town; in which region each was on a day. */
export async function showSchools(ctx: Ctx, officeId: string, { q, on }: z.infer<typeof schoolsQuery>) {
  const { office, day } = await requireOffice(ctx, officeId, 'schools.edit')
  const words = foldSchool(q).split(' ').filter(Boolean)
  const search = { countryCode: office.countryCode, words, code: q.trim().toUpperCase(), limit: mostOnAScreen + 1 }
  const found = await searchSchools(ctx.db, search)
  const histories = new Map<string, Awaited<ReturnType<typeof listRegionHistory>>>()
  for (const { countryCode } of found)
    if (!histories.has(countryCode)) histories.set(countryCode, await listRegionHistory(ctx.db, countryCode))
  return {
    schools: found.slice(0, mostOnAScreen).map(({ regionId, ...school }) => {
      const history = histories.get(school.countryCode)
      const region = history ? regionOn(history, { ...school, regionId }, on ?? day) : null
      return { ...school, region: region?.name ?? null, isClosed: school.closedOn !== null && school.closedOn <= day }
    }),
    hasMore: found.length > mostOnAScreen,
  }
}
