import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { DbOrTx } from '#db/client.ts'
import { listRegionsOf } from '#db/queries/countries.ts'
import { type LetterFound, listAwardsOfYear, listLetterSchools, listSchoolsOfPeople } from '#db/queries/letters.ts'
import { listCountryContacts } from '#db/queries/region-contacts.ts'
import type { LetterData } from '#db/schema/letters.ts'
import type { LetterKind } from '#db/schema/values.ts'
import { noonOf } from '../kit/dates.ts'
import { holdsOn } from '../terms/posts.ts'
import { isEmpty, namedFor, schoolsOf } from './named.ts'

/* What letters of a year say, from awards and contacts as they are today. */

interface Asked {
  office: { name: string; countryCode: string }
  year: number
  /** Of today: who is rector, who is head. */
  day: string
}

/** To whom one may write, and what it would say. */
export interface Target {
  kind: LetterKind
  regionId: string | null
  schoolId: string | null
}
export type Facts = Awaited<ReturnType<typeof readFacts>>

export async function readFacts(db: DbOrTx, { office, year, day }: Asked) {
  const { countryCode } = office
  const all = await listAwardsOfYear(db, { countryCode, year })
  const schoolIds = all.flatMap(({ shown, schoolId }) => [
    ...shown.schools.map(({ id }) => id),
    ...(schoolId === null ? [] : [schoolId]),
  ])
  const schools = await listLetterSchools(db, { ids: [...new Set(schoolIds)], countryCode, day })
  const peopleIds = [...new Set(all.flatMap(({ shown }) => shown.people.map(({ id }) => id)))]
  const people = await listSchoolsOfPeople(db, peopleIds)
  const places = {
    schools: new Map(schools.map((school) => [school.id, school])),
    people: new Map(people.map(({ id, schoolId }) => [id, schoolId])),
  }
  const rectors = (await listCountryContacts(db, countryCode)).filter(
    (contact) => contact.kind === 'rector' && holdsOn(contact, day),
  )
  // A region that is no more still has what it got.
  const regions = new Map((await listRegionsOf(db, countryCode, noonOf(day))).map(({ id, name }) => [id, name]))
  const regionIds = new Set(all.flatMap((award) => schoolsOf(award, places).flatMap(({ regionId }) => regionId ?? [])))
  return { office, all, places, schools, rectors, regions, regionIds: [...regionIds] }
}

const whole = () => true
export const everyName = ({ all, places }: Facts) => namedFor(all, places, whole)

function namedTo({ all, places }: Facts, { regionId, schoolId }: Pick<Target, 'regionId' | 'schoolId'>) {
  return namedFor(all, places, (school) => (regionId === null ? school.id === schoolId : school.regionId === regionId))
}

/** Null where there is nothing to tell. `typed` is whom somebody typed in, of a mayor. */
export function dataFor(facts: Facts, to: Target, typed?: LetterData['addressee']): LetterData | null {
  const named = namedTo(facts, to)
  if (isEmpty(named)) return null
  const school = to.schoolId === null ? undefined : facts.places.schools.get(to.schoolId)
  const rector = facts.rectors.find(({ regionId }) => regionId === to.regionId)
  const regionId = to.regionId ?? school?.regionId ?? null
  const addressees = {
    rector: { name: rector?.name ?? '', salutation: rector?.salutation ?? '', address: rector?.address ?? '' },
    head: { name: school?.head ?? '', salutation: '', address: school ? addressOf(school) : '' },
    mayor: typed ?? { name: '', salutation: '', address: '' },
  }
  return {
    addressee: addressees[to.kind],
    region: regionId === null ? '' : (facts.regions.get(regionId) ?? ''),
    ...{ school: school?.name ?? '', town: school?.town ?? '', office: facts.office.name, named },
  }
}

const addressOf = ({ name, address, town }: { name: string; address: string; town: string }) =>
  [name, address, address.includes(town) ? '' : town].filter((line) => line !== '').join('\n')

/** What a letter was prepared with. */
export const dataOf = ({ letter }: LetterFound) => letter.data

/** The same for the same words: who signs has read these. */
export const fingerprintOf = ({ letter }: LetterFound): string =>
  createHash('sha256')
    .update(JSON.stringify([letter.templateId, letter.data]))
    .digest('hex')

export const targetOf = ({ kind, letter }: LetterFound): Target => ({
  ...{ kind, regionId: letter.regionId, schoolId: letter.schoolId },
})

/** What it would say today; null: nothing. */
export const todaysData = (facts: Facts, found: LetterFound) =>
  dataFor(facts, targetOf(found), found.kind === 'mayor' ? dataOf(found).addressee : undefined)

/** A signed letter is of the awards that it names: a rector who follows another makes it no other letter. */
export function hasChanged(facts: Facts, found: LetterFound): boolean {
  const [today, before] = [todaysData(facts, found), dataOf(found)]
  const isSigned = found.letter.signedAt !== null
  return isSigned ? !isDeepStrictEqual(today?.named, before.named) : !isDeepStrictEqual(today, before)
}
