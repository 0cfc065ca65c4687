import type { DbOrTx } from '#db/client.ts'
import { findCountry, findRegion, hasRegions } from '#db/queries/countries.ts'
import {
  type FindableSchool,
  findByCode,
  findByName,
  findFindable,
  searchFindable,
} from '#db/queries/findable-schools.ts'
import { listSignUpOffices } from '#db/queries/registrations.ts'
import { foldSchool } from '#db/schema/folded.ts'
import type { Ctx } from '../kit/context.ts'
import { AppError, invalidField } from '../kit/errors.ts'
import { nationalCodeOf } from '../kit/national-code.ts'
import type { NewSchool, SchoolInput } from './input.ts'

/* The school that somebody means who comes by themselves: found, named by its code, or told to us. */

const mostFound = 10
const mostWords = 8

/** A code with a wrong key letter is said at once: nobody looks for a school that cannot be. */
function codeIn(country: string, q: string): string | null {
  const looksLikeUai = country === 'FR' && /^\d{7} ?[A-Za-z]$/.test(q)
  const code = nationalCodeOf(country, q)
  if (looksLikeUai && code === null) throw invalidField('q', 'national_code_wrong')
  return code
}

/** Schools of a country whose teachers may sign up. Elsewhere nothing is found. */
export async function findSchools(ctx: Ctx, { country, q }: { country: string; q: string }) {
  const offices = await listSignUpOffices(ctx.db)
  const countries = offices.some(({ countryCode }) => countryCode === country) ? [country] : []
  const code = codeIn(country, q)
  const words = foldSchool(q)
    .split(' ')
    .filter((word) => word !== '')
    .slice(0, mostWords)
  const found = await searchFindable(ctx.db, { countries, words, code, limit: mostFound })
  return { schools: found }
}

export type Meant =
  | { kind: 'known'; school: { id: string; name: string; town: string; countryCode: string } }
  | { kind: 'new'; school: NewSchool & { code?: string | undefined } }

export const countryOf = (meant: Meant) => (meant.kind === 'known' ? meant.school.countryCode : meant.school.country)

/** Throws what is wrong with it, by its place in the request. */
export async function meantSchool(db: DbOrTx, input: SchoolInput, now: Date): Promise<Meant> {
  if ('new' in input) return { kind: 'new', school: await checkedNew(db, input.new, now) }
  const school = 'id' in input ? await findFindable(db, input.id) : await byCode(db, input)
  if (school === null) throw invalidField('id' in input ? 'school.id' : 'school.code', 'school_unknown')
  return { kind: 'known', school }
}

const requireCode = (country: string, written: string, path: string): string => {
  const code = nationalCodeOf(country, written)
  if (code === null) throw invalidField(path, 'national_code_wrong')
  return code
}

/** One that another newcomer has told us of is shown to nobody: who tells us of it too comes to it (`meantNow`). */
const shown = async (db: DbOrTx, school: FindableSchool | null) =>
  school === null ? null : findFindable(db, school.id)

const byCode = async (db: DbOrTx, { country, code }: { country: string; code: string }) =>
  shown(db, await findByCode(db, country, requireCode(country, code, 'school.code')))

async function checkedNew(db: DbOrTx, school: NewSchool, now: Date) {
  const { country, region, name, town } = school
  if (!(await findCountry(db, country))) throw invalidField('school.new.country', 'country_unknown')
  if (region !== undefined && !(await isRegion(db, country, region, now)))
    throw invalidField('school.new.region', 'region_unknown')
  const code = school.code === undefined ? undefined : requireCode(country, school.code, 'school.new.code')
  const coded = code === undefined ? null : await findByCode(db, country, code)
  if (await shown(db, coded)) throw invalidField('school.new.code', 'school_known')
  const named = await findByName(db, { countryCode: country, name, town })
  if (await shown(db, named)) throw invalidField('school.new.name', 'school_known')
  return { ...school, code }
}

/** Nobody adds to a list by typing. */
const isRegion = async (db: DbOrTx, country: string, name: string, now: Date) =>
  (await hasRegions(db, country)) && (await findRegion(db, country, name, now)) !== null

/** What was new when it was said may have come meanwhile, by a colleague or by a register. */
export async function meantNow(db: DbOrTx, input: SchoolInput, now: Date): Promise<Meant> {
  if (!('new' in input)) return meantSchool(db, input, now)
  const { country, name, town, code } = input.new
  const coded = code === undefined ? null : await findByCode(db, country, code)
  const known = coded ?? (await findByName(db, { countryCode: country, name, town }))
  return known === null ? meantSchool(db, input, now) : { kind: 'known', school: known }
}

/** Throws where teachers of the country come by invitation. */
export const closedHere = () => new AppError('forbidden', 'sign_up_closed')
