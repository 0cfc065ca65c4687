import type { RegionHistory } from '#db/queries/countries.ts'
import { headWord } from './formats.ts'

/* In which region a school is, by what a register says and by the day one asks about. Pure. */

/** Of France: the first digits of a code are the département's, Corsica's two under numbers of their own. */
export function departmentOf(countryCode: string, nationalCode: string | null): string | null {
  if (countryCode !== 'FR' || nationalCode === null || !/^\d{7}[A-Z]$/.test(nationalCode)) return null
  const digits = nationalCode.slice(0, 3)
  if (digits === '620') return '2A'
  if (digits === '720') return '2B'
  return digits.startsWith('0') ? digits.slice(1) : digits
}

type Region = RegionHistory['regions'][number]
interface Span {
  fromDate: string | null
  toDate: string | null
}

const holdsOn = ({ fromDate, toDate }: Span, day: string) =>
  (fromDate === null || fromDate <= day) && (toDate === null || toDate > day)
const isThereOn = ({ openedOn, closedOn }: Region, day: string) =>
  holdsOn({ fromDate: openedOn, toDate: closedOn }, day)

/**
 * The region that a school was in on a day: by its département where its country has them; else the one it is in now, if that
 * was there then. Null where nothing says it, as of two regions that became one.
 */
export function regionOn(
  { regions, departments }: RegionHistory,
  school: { countryCode: string; nationalCode: string | null; regionId: string | null },
  day: string,
): Region | null {
  const department = departmentOf(school.countryCode, school.nationalCode)
  const part = departments.find((one) => one.code === department && holdsOn(one, day))
  const regionId = part?.regionId ?? school.regionId
  const region = regions.find(({ id }) => id === regionId)
  if (!region) return null
  if (isThereOn(region, day)) return region
  const later = region.closedOn !== null && region.closedOn <= day ? region.mergedInto : null
  return regions.find((one) => one.id === later && isThereOn(one, day)) ?? null
}

const leastLetters = 5

/** A region by its name as registers write it: in capitals, without marks, or cut short where no other begins so. */
export function regionNamed({ regions }: RegionHistory, name: string, day: string): Region | null {
  const word = headWord(name)
  const current = (found: Region) =>
    isThereOn(found, day) ? found : (regions.find(({ id }) => id === found.mergedInto) ?? null)
  const exact = regions.find((region) => headWord(region.name) === word)
  if (exact) return current(exact)
  if (word.length < leastLetters) return null
  const alike = regions.filter(({ name: full }) => headWord(full).startsWith(word))
  return alike.length === 1 && alike[0] ? current(alike[0]) : null
}
