import type { listCircleFacts } from '#db/queries/circles.ts'
import type { NewEntry } from '#db/queries/directory-entries.ts'
import { filterOf, languageFilters } from '../search/filters.ts'
import { highestRank, lexemesOf } from '../search/lexemes.ts'

/* What stands in the list of circles: what a circle says of itself, and how many are in it; of its members nobody. */

type CircleFacts = Awaited<ReturnType<typeof listCircleFacts>>[number]

export type ShownCircle = Pick<CircleFacts, 'name' | 'words' | 'way' | 'languages' | 'subjects' | 'members'>

const mostRanked = 1_000
const places = Math.floor(highestRank / mostRanked)

/** Those with more members come first. */
const rankOf = ({ id, members }: CircleFacts): number =>
  Math.min(mostRanked - 1, members) * places + (Number.parseInt(id.slice(0, 8), 16) % places)

export function circleEntry(facts: CircleFacts): NewEntry {
  const { id, name, words, way, languages, subjects, members } = facts
  const shown: ShownCircle = { name, words, way, languages, subjects, members }
  const rank = rankOf(facts)
  const lexemes = lexemesOf({
    title: name,
    texts: [words],
    filters: [
      ...subjects.map((subject) => filterOf('subject', subject)),
      ...languages.flatMap((code) => languageFilters(code, 1)),
    ],
    rank,
  })
  return { id, rank, lexemes, shown }
}
