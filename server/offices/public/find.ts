import { listRegionsOf } from '#db/queries/countries.ts'
import { findRegionOfCode, listRegionsByTown } from '#db/queries/schools.ts'
import type { Ctx } from '../../kit/context.ts'
import { fold } from '../../kit/words.ts'

interface Found {
  id: string
  name: string
  /** The town by which it was found. */
  town: string | null
}

const most = 20

/** The regions of a country that somebody may mean who writes the name of one, a town with a school, or a school's code. */
export async function findRegions(ctx: Ctx, countryCode: string, asked: string): Promise<Found[]> {
  const wanted = fold(asked)
  if (wanted === '') return []
  const regions = await listRegionsOf(ctx.db, countryCode)
  const named = regions.filter(({ name }) => fold(name).includes(wanted)).map((region) => ({ ...region, town: null }))
  const byCode = await findRegionOfCode(ctx.db, countryCode, asked.replaceAll(' ', '').toUpperCase())
  const nameOf = new Map(regions.map(({ id, name }) => [id, name]))
  const towns = (await listRegionsByTown(ctx.db, countryCode, asked)).map(({ regionId, town }) => {
    return { id: regionId, name: nameOf.get(regionId) ?? '', town }
  })
  const coded = byCode === null ? [] : [{ id: byCode, name: nameOf.get(byCode) ?? '', town: null }]
  return [...coded, ...named, ...towns].filter(({ name }) => name !== '').slice(0, most)
}
