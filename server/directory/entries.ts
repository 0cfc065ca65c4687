import type { NewEntry } from '#db/queries/directory-entries.ts'
import type {
  listPeopleFacts,
  listProjectFacts,
  listProjectSchools,
  listSchoolFacts,
} from '#db/queries/directory-facts.ts'
import type { ProfileField } from '#db/schema/values.ts'
import { ageFilters, filterOf, languageFilters } from '../search/filters.ts'
import { highestRank, lexemesOf } from '../search/lexemes.ts'

/*
 * What stands in the lists: only what every teacher of the programme may see. What is hidden is in no word, no filter and no
 * order, so that nothing found, and nothing not found, tells of it.
 */

type PersonFacts = Awaited<ReturnType<typeof listPeopleFacts>>[number]
type SchoolFacts = Awaited<ReturnType<typeof listSchoolFacts>>[number]
type ProjectFacts = Awaited<ReturnType<typeof listProjectFacts>>[number]
type SchoolOfProject = Awaited<ReturnType<typeof listProjectSchools>>[number]
type SchoolPlace = SchoolFacts['school']

export interface ShownSchool {
  id: string
  name: string
  town: string
  country: string
  region: string | null
}
export interface ShownPerson {
  /** Null where it is hidden. */
  name: string | null
  school: ShownSchool
  subjects: string[]
  ages: { from: number; to: number } | null
  languages: { code: string; level: number }[]
  interests: string
  about: string
  projects: number
}
export interface ShownPlace extends Omit<ShownSchool, 'id'> {
  kind: 'school' | 'institution'
  levels: string[]
  hasPage: boolean
}
export interface ShownProject {
  title: string
  kind: string
  isOver: boolean
  year: number
  languages: string[]
  subjects: string[]
  ages: { from: number; to: number }
  /** A school that has no public page is a place without a name. */
  schools: { name: string | null; town: string; country: string }[]
}

export const shownSchool = ({ id, name, town, countryCode, region }: SchoolPlace): ShownSchool => ({
  id,
  name,
  town,
  country: countryCode,
  region,
})
export const placeFilters = ({ countryCode, regionId }: Pick<SchoolPlace, 'countryCode' | 'regionId'>) => [
  filterOf('country', countryCode),
  ...(regionId === null ? [] : [filterOf('region', regionId)]),
]

const steps = 10
const stepSize = Math.floor((highestRank + 1) / steps)

/** Of equals nobody is always the first because of their name: the id decides, which says nothing of anybody. */
const rankOf = (step: number, id: string): number =>
  Math.min(steps - 1, Math.max(0, step)) * stepSize + (Number.parseInt(id.slice(0, 8), 16) % stepSize)

const recentMs = 60 * 24 * 60 * 60_000

export function personEntry(facts: PersonFacts, now: Date): NewEntry {
  const { profile, school } = facts
  const shows = (field: Exclude<ProfileField, 'awards'>) => profile.visible[field] === 'all'
  const shown: ShownPerson = {
    name: shows('name') ? facts.displayName : null,
    school: shownSchool(school),
    subjects: shows('subjects') ? profile.subjects : [],
    ages:
      shows('ages') && profile.ageFrom !== null && profile.ageTo !== null
        ? { from: profile.ageFrom, to: profile.ageTo }
        : null,
    languages: shows('languages') ? profile.languages : [],
    interests: shows('interests') ? profile.interests : '',
    about: shows('about') ? profile.about : '',
    projects: facts.projects,
  }
  const rank = rankOf(
    filledSteps(shown) + recentSteps(facts.lastSeenOn, now) + Math.min(2, facts.projects),
    profile.userId,
  )
  const lexemes = lexemesOf({
    title: shown.name ?? '',
    texts: [school.name, school.town, school.region ?? '', shown.interests, shown.about],
    filters: [
      ...placeFilters(school),
      ...shown.subjects.map((subject) => filterOf('subject', subject)),
      ...shown.languages.flatMap(({ code, level }) => languageFilters(code, level)),
      ...(shown.ages ? ageFilters(shown.ages.from, shown.ages.to) : []),
    ],
    rank,
  })
  return { id: profile.userId, rank, lexemes, shown }
}

/** Up to five: for each thing that is said and shown. */
const filledSteps = ({ name, subjects, ages, languages, interests, about }: ShownPerson) =>
  [name !== null, subjects.length > 0, ages !== null, languages.length > 0, interests + about !== ''].filter(Boolean)
    .length

const recentSteps = (lastSeenOn: string | null, now: Date) =>
  lastSeenOn !== null && now.getTime() - Date.parse(lastSeenOn) < recentMs ? 2 : 0

export function schoolEntry({ school, kind, levels, nationalCode, isPublic, staff }: SchoolFacts): NewEntry {
  const { id: _id, ...place } = shownSchool(school)
  const shown: ShownPlace = { ...place, kind: kind === 'institution' ? kind : 'school', levels, hasPage: isPublic }
  const rank = rankOf((isPublic ? 2 : 0) + Math.min(6, staff), school.id)
  const lexemes = lexemesOf({
    title: school.name,
    texts: [school.town, school.region ?? '', nationalCode ?? ''],
    filters: [
      ...placeFilters(school),
      filterOf('kind', shown.kind),
      ...levels.map((level) => filterOf('level', level)),
    ],
    rank,
  })
  return { id: school.id, rank, lexemes, shown }
}

/** Null where no school of it has a public page: then its title is its own. */
export function projectEntry(facts: ProjectFacts, schools: readonly SchoolOfProject[], now: Date): NewEntry | null {
  if (!schools.some(({ isPublic }) => isPublic)) return null
  const shown: ShownProject = {
    title: facts.publicTitle || facts.name,
    kind: facts.kind,
    isOver: facts.state !== 'open',
    year: facts.createdAt.getUTCFullYear(),
    languages: facts.languages,
    subjects: facts.subjects,
    ages: { from: facts.ageFrom, to: facts.ageTo },
    schools: schools.map(({ school, isPublic }) => ({
      name: isPublic ? school.name : null,
      town: school.town,
      country: school.countryCode,
    })),
  }
  const isRecent = now.getTime() - facts.createdAt.getTime() < 6 * recentMs
  const rank = rankOf((shown.isOver ? 0 : 4) + (isRecent ? 2 : 0) + Math.min(3, schools.length), facts.id)
  const lexemes = lexemesOf({
    title: shown.title,
    texts: shown.schools.flatMap(({ name, town }) => [name ?? '', town]),
    filters: [
      ...new Set(schools.flatMap(({ school }) => placeFilters(school))),
      ...shown.subjects.map((subject) => filterOf('subject', subject)),
      ...shown.languages.flatMap((code) => languageFilters(code, 1)),
      ...ageFilters(facts.ageFrom, facts.ageTo),
      filterOf('kind', facts.kind),
      filterOf('state', shown.isOver ? 'over' : 'open'),
    ],
    rank,
  })
  return { id: facts.id, rank, lexemes, shown }
}
