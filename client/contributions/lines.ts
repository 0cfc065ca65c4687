import type { ProjectContribution, ProjectContributions } from '#client/data/contributions.ts'
import type { columnNames } from './measures.ts'

type Counted = Pick<ProjectContribution, (typeof columnNames)[number]>

/** A row of the table and of the file: of a person, of a group, or of all. */
export interface Line extends Counted {
  id: string
  name: string
  group: string
  groupId: string | null
  isTotal: boolean
}

interface Named {
  answer: ProjectContributions
  names: ReadonlyMap<string, string>
  locale: string
  words: { inNoGroup: string; all: string; total: (group: string) => string }
}

/** People by their groups, each group with its sum under it, those in none after them, and the sum of all at the end. */
export function linesOf({ answer, names, locale, words }: Named): Line[] {
  const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name, locale)
  const people = answer.people
    .filter(({ isPupil, documents, messages }) => isPupil || documents + messages > 0)
    .map((one) => ({ ...one, id: one.userId, name: names.get(one.userId) ?? '…' }))
    .toSorted(byName)
  const places = [...answer.groups.toSorted(byName), { id: null, name: words.inNoGroup }]
  const lines = places.flatMap((place): Line[] => {
    const own = people.filter(({ groupId }) => groupId === place.id)
    const total = answer.totals.find(({ groupId }) => groupId === place.id)
    return [
      ...own.map((one) => ({ ...one, group: place.id === null ? '' : place.name, isTotal: false })),
      ...(total === undefined
        ? []
        : [{ ...total, id: `total ${place.id}`, name: words.total(place.name), group: place.name, isTotal: true }]),
    ]
  })
  if (people.length === 0) return []
  return [...lines, { ...answer.all, id: 'all', name: words.all, group: '', groupId: null, isTotal: true }]
}
