import type { NewEntry } from '#db/queries/directory-entries.ts'
import type { listOfferFacts, OfferRow } from '#db/queries/offers.ts'
import { ageFilters, filterOf, languageFilters } from '../search/filters.ts'
import { highestRank, lexemesOf } from '../search/lexemes.ts'
import { placeFilters, type ShownSchool, shownSchool } from './entries.ts'
import { dayMs } from '../kit/nights.ts'

/* What stands in the list of offers: a class as its teacher offers it, and no more of the teacher than their profile lets out. */

type OfferFacts = Awaited<ReturnType<typeof listOfferFacts>>[number]

export interface ShownOffer extends Pick<
  OfferRow,
  'title' | 'words' | 'kind' | 'pupils' | 'languages' | 'subjects' | 'countries' | 'hours' | 'rhythm'
> {
  userId: string
  /** Null where it is hidden. */
  name: string | null
  school: ShownSchool
  ages: { from: number; to: number }
  weeks: { from: string; to: string }
  /** Mondays of those in which its school has lessons, as far as its holidays are known. */
  free: string[]
}

/** The newest come first: so many places has a day, and 44 years have room. */
const placesOfDay = 64
const firstDay = Date.parse('2026-01-01')

const rankOf = ({ id, createdAt }: OfferRow): number => {
  const days = Math.max(0, Math.floor((createdAt.getTime() - firstDay) / dayMs))
  return Math.min(highestRank, days * placesOfDay + (Number.parseInt(id.slice(0, 8), 16) % placesOfDay))
}

export function offerEntry({ offer, displayName, visible, school }: OfferFacts, free: string[] = []): NewEntry {
  const { title, words, kind, pupils, languages, subjects, countries, hours, rhythm } = offer
  const shown: ShownOffer = {
    ...{ title, words, kind, pupils, languages, subjects, countries, hours, rhythm },
    userId: offer.userId,
    name: (visible?.name ?? 'all') === 'all' ? displayName : null,
    school: shownSchool(school),
    ages: { from: offer.ageFrom, to: offer.ageTo },
    weeks: { from: offer.fromDate, to: offer.toDate },
    free,
  }
  const rank = rankOf(offer)
  const lexemes = lexemesOf({
    title,
    texts: [words, shown.name ?? '', school.name, school.town, school.region ?? ''],
    filters: [
      ...placeFilters(school),
      ...subjects.map((subject) => filterOf('subject', subject)),
      ...languages.flatMap(({ code, level }) => languageFilters(code, level)),
      ...ageFilters(offer.ageFrom, offer.ageTo),
      filterOf('kind', kind),
      ...free.map((monday) => filterOf('week', monday)),
    ],
    rank,
  })
  return { id: offer.id, rank, lexemes, shown }
}
